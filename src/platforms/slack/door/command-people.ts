// Two words of `/co9ma` about people: who is here in which role, and a way for its writer to their own workspace on the page.

import type { Chat } from "../../../chat/chat.ts";
import type { Place } from "../../../chat/inbox.ts";
import { findVisitor } from "../../../chat/people.ts";
import { makeSignInLink } from "../../../chat/sign-in.ts";
import { cardText } from "../../../core/card/plain/plain.ts";
import { type Lang, say, words } from "../../../core/locale.ts";
import { markup } from "../render/words.ts";

/** Of a list that is read beside a conversation. */
const MOST_LETTERS = 2_900;
const WIDTH = 80;

/** As the question "누가 어떤 권한이야?" is answered, without its buttons. @throws Failure "forbidden" for a stranger */
export async function peopleHere(
  chat: Pick<Chat, "look">,
  place: Omit<Place, "threadRef">,
  lang: Lang,
): Promise<string> {
  const card = await chat.look({ ...place, threadRef: "" }, { tool: "show_roles", input: {}, lang });
  const parts = card.parts.map((part) => (part.kind === "proposal" ? { ...part, choices: [] } : part));
  const text = markup(cardText({ ...card, parts }, { whole: true, width: WIDTH }));
  return text.length <= MOST_LETTERS ? text : `${text.slice(0, MOST_LETTERS)}…`;
}

/** Only what stands behind the page's own address: which that is, its reader knows best. @throws Failure "forbidden" for a stranger */
export async function wayIn(
  { db }: Pick<Chat, "db">,
  { personId, workspaceId }: Omit<Place, "threadRef">,
  lang: Lang,
): Promise<string> {
  await findVisitor(db, { personId, workspaceId, lang });
  const { url, minutes } = await makeSignInLink(db, new URL("http://page/"), { personId, workspaceId });
  const path = url.slice("http://page".length);
  return say(
    lang,
    words(
      `웹 화면의 주소 뒤에 아래를 붙여 열면 이 계정 그대로 들어가요. ${minutes}분 동안 한 번만 쓸 수 있고, 다른 사람에게 주면 안 돼요.\n\`${path}\``,
      `Put this behind the address of the web page: it opens as you, once, within ${minutes} minutes. Do not pass it on.\n\`${path}\``,
    ),
  );
}
