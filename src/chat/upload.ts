// A file in a conversation whose platform takes none: the wish for it, and what is said with the address of the upload page.

import { memberIn } from "../capabilities/workspace/workspace.ts";
import { type Lang, type Words, words } from "../core/locale.ts";
import { type Db, withTx } from "../db/db.ts";
import type { Place } from "./inbox.ts";
import { linkMinutes, type Links } from "./links.ts";

const thing = "(?:파일|리포트|보고서|엑셀|시트|자료|데이터|csv|tsv|xlsx)";
const patterns = [
  // 파일 올릴게 · 리포트를 업로드하고 싶어 · 엑셀 어떻게 올려?
  new RegExp(`${thing}[^.!?]{0,12}?(?:올리|올릴|올려|업로드|첨부|업로드링크)`, "i"),
  // Sent by the person: “리포트 보내줘” asks for one.
  new RegExp(
    `${thing}\\S{0,2} *(?:하나 *)?(?:보낼(?:게|래|까|께)|보내(?:고 *싶|도 *(?:돼|되)|려고|드릴))`,
    "i",
  ),
  /업로드 *(?:링크|페이지|할게|하고 *싶)/,
  /\b(?:upload|attach|drop|add)\b[^.!?]{0,20}\b(?:files?|reports?|sheets?|csv|xlsx|exports?)\b/i,
  /\b(?:send|give) you (?:an? |my |the |this )?(?:files?|reports?|sheets?|csv|xlsx|exports?)\b/i,
  /\bupload (?:link|page)\b/i,
];
/** What was put up already is asked about, not put up. */
const isPast =
  /올렸|올린|올라온|업로드(?:한|했|된)|첨부(?:한|했|된)|\b(?:uploaded|attached|added|dropped)\b/i;

/** Whether a short message wishes to hand over a file. */
export function asksToUpload(text: string): boolean {
  return text.length <= 80 && !isPast.test(text) && patterns.some((pattern) => pattern.test(text));
}

/**
 * The address of a page that takes one file of this person into this conversation.
 * @returns `undefined` where the app has no public address
 */
export async function uploadLink(
  db: Db,
  links: Links | undefined,
  { workspaceId, personId, platform, roomRef, threadRef }: Place,
  lang: Lang,
): Promise<URL | "stranger" | undefined> {
  const member = await withTx({ db, workspaceId }, (tx) => memberIn(tx, workspaceId, personId));
  if (!member) return "stranger";
  const subject = { purpose: "upload" as const, of: { platform, roomRef, threadRef } };
  return (await links?.make({ workspaceId, personId, lang }, [subject]))?.[0];
}

/** What stands beside the address, and on its button (14 letters at most). */
export const uploadOffer: { say: Words; label: Words } = {
  say: words(
    `여기서는 파일을 바로 받을 수 없어서 올리는 페이지를 드려요. ${linkMinutes.upload}분 동안 파일 한 개를 올릴 수 있고, 읽은 결과는 이 대화에서 알려 드려요. 링크를 연 사람은 내 이름으로 올리게 되니 다른 사람에게 보내지 마세요.`,
    `Files cannot be taken here directly, so this is a page to upload one: for ${linkMinutes.upload} minutes, one file, and the result comes to this conversation. Whoever opens it uploads under your name: send it to nobody else.`,
  ),
  label: words("파일 올리기", "Upload a file"),
};

/** Where the app has no address that a phone could open. */
export const noUpload: Words = words(
  "여기서는 파일을 받을 수 없어요. CO9MA 웹 페이지나 Slack에서 올려 주세요. 관리자가 PUBLIC_URL을 설정하면 여기서도 올리는 링크를 드릴 수 있어요.",
  "Files cannot be taken here. Please drop it on CO9MA's web page or in Slack; once an admin sets PUBLIC_URL, a link to upload it can be given here.",
);
