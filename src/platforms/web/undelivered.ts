// Answers that a platform did not take, for admins: what was asked, and why it did not go.

import type { Chat } from "../../chat/chat.ts";
import type { Visitor } from "../../chat/people.ts";
import { type Lang, say, type Words, words } from "../../core/locale.ts";

export type UndeliveredLine = { id: string; said: string; why: string };

/** Longest part of a question that is shown. */
const SAID_LETTERS = 120;

const platforms: Readonly<Record<string, Words>> = { slack: words("슬랙", "Slack") };

/** By the platform's own word; it says what to do before the answer is sent again. */
const reasons: Readonly<Record<string, Words>> = {
  not_in_channel: words(
    "봇이 그 채널에 없어요. 채널에서 봇을 초대해 주세요.",
    "The bot is not in that channel. Invite it there.",
  ),
  channel_not_found: words(
    "그 채널을 찾을 수 없어요. 비공개로 바뀌었거나 지워졌을 수 있어요.",
    "That channel cannot be found; it may be private or gone.",
  ),
  is_archived: words("보관된 채널이에요.", "That channel is archived."),
  missing_scope: words(
    "앱에 권한이 부족해요. README의 manifest로 앱을 다시 설치해 주세요.",
    "The app lacks a scope. Install it again with the README's manifest.",
  ),
  unavailable: words("하루 동안 응답하지 않았어요.", "There was no answer for a day."),
};
const tokenTrouble = words(
  "토큰이 더 이상 맞지 않아요. 앱 설정에서 새 토큰을 받아 주세요.",
  "The token is no longer valid. Get a new one from the app's settings.",
);
for (const code of ["token_revoked", "token_expired", "account_inactive", "invalid_auth", "not_authed"])
  Object.assign(reasons, { [code]: tokenTrouble });

/** Nothing for anyone but admins. */
export async function undeliveredFor(chat: Chat, visitor: Visitor, lang: Lang): Promise<UndeliveredLine[]> {
  if (visitor.role !== "company_admin") return [];
  const all = await chat.undelivered(visitor.workspace.id);
  return all.map(({ id, platform, said, trouble }) => ({
    id,
    said: said.slice(0, SAID_LETTERS).toWellFormed(),
    why: `${say(lang, platforms[platform] ?? words(platform, platform))}: ${reasonOf(trouble, lang)}`,
  }));
}

function reasonOf(trouble: string | undefined, lang: Lang): string {
  const known = trouble === undefined ? undefined : reasons[trouble];
  if (known) return say(lang, known);
  const code = trouble ?? "unknown";
  return say(lang, words(`받아들이지 않았어요 (${code}).`, `It was refused (${code}).`));
}
