// What can be asked, above the messages with us and in the Home: questions that have an answer in the viewer's own data.

import type { Chat } from "../../../chat/chat.ts";
import { startersFor } from "../../../chat/starters.ts";
import type { Viewer } from "../../../chat/viewer.ts";
import { type Lang, say, words } from "../../../core/locale.ts";
import type { WebApi } from "../post/web-api.ts";
import { shortened } from "../render/words.ts";

/** Slack shows so many. */
const MOST = 4;
/** Of a prompt's name; what it says is whole. */
const MOST_TITLE = 75;

const help = words("무엇을 할 수 있어?", "What can you do?");
const title = words("이렇게 물어보세요", "Ask, for example");

export async function promptsFor(
  chat: Pick<Chat, "db" | "now">,
  { visitor, lang }: Viewer,
): Promise<string[]> {
  const starters = visitor ? (await startersFor(chat.db, visitor.workspace, chat.now()))[lang] : [];
  return [...starters.slice(0, MOST - 1), say(lang, help)];
}

/** They stand at the top of the messages: an agent names no thread for them. */
export async function showPrompts(
  api: WebApi,
  channel: string,
  prompts: readonly string[],
  lang: Lang,
): Promise<void> {
  const args = {
    channel_id: channel,
    title: say(lang, title),
    prompts: prompts.map((message) => ({ title: shortened(message, MOST_TITLE), message })),
  };
  await api.call("assistant.threads.setSuggestedPrompts", args, new AbortController().signal);
}
