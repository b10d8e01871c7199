// The end of a message that grew: the first message of its card becomes its last blocks, with the delivery's key, so that it is known for what
// it is. Where Slack has ended it already (by its Stop, after a while, by a try of ours whose outcome was not known) it is edited to say the
// whole. Done again it says the same.

import type { Parcel } from "../../../chat/chat.ts";
import type { Card } from "../../../core/card/card.ts";
import { runsText } from "../../../core/card/text.ts";
import type { SlackMessage } from "../blocks/message.ts";
import { METADATA_TYPE, type Spot } from "../post/posted.ts";
import { isRefusal, SlackError, type WebApi } from "../post/web-api.ts";
import { richTexts, words } from "../render/piece.ts";
import { markup } from "../render/words.ts";
import { findGrown } from "./find.ts";

/** A message that grew; `told` are the words that stand in it, `undefined` where nobody knows. */
export type Grown = { message: string; told: string | undefined };

/** It does not grow any more, by whomever it was ended. */
const over: ReadonlySet<string> = new Set(["message_not_in_streaming_state", "streaming_state_conflict"]);
const gone: ReadonlySet<string> = new Set(["message_not_found", "cant_update_message", "edit_window_closed"]);

/**
 * @returns the message that grew, and the card without the words that stand in it; nothing where none did
 * @throws what the Web API throws
 */
export async function grownOf(
  api: WebApi,
  spot: Spot,
  { card, live, signal }: Pick<Parcel, "card" | "live" | "signal">,
): Promise<{ grown: Grown; rest: Card } | undefined> {
  if (!live) return undefined;
  const message = live.message ?? (await findGrown(api, spot, live.id, signal));
  if (message === undefined) return undefined;
  const said = card.parts
    .slice(0, live.words)
    .map((part) => textIn(part, card))
    .join("");
  const told = live.told === undefined ? undefined : said.slice(0, live.told);
  return {
    grown: { message, told },
    rest: told === undefined ? card : without(card, live.words, said.slice(told.length)),
  };
}

function textIn(part: Card["parts"][number], { lang }: Card): string {
  return part.kind === "text" ? runsText(part.runs, lang) : "";
}

function without(card: Card, count: number, text: string): Card {
  const parts = card.parts.slice(count);
  const left = text.trim();
  return left === ""
    ? { ...card, parts }
    : { ...card, parts: [{ kind: "text", tone: "plain", runs: [left] }, ...parts] };
}

type Desk = { api: WebApi; signal: AbortSignal };

/** @returns its `ts`; nothing where the message is gone: then the card is posted as any other */
export async function finishGrown(
  { api, signal }: Desk,
  { message, told }: Grown,
  last: SlackMessage,
  key: string,
): Promise<string | undefined> {
  const [channel = "", ts = ""] = message.split(":");
  const metadata = { event_type: METADATA_TYPE, event_payload: { key } };
  const inBlocks = told !== undefined && last.blocks !== undefined;
  const ending = inBlocks ? { blocks: last.blocks, metadata } : {};
  try {
    await api.call("chat.stopStream", { channel, ts, ...ending, session_status: "active" }, signal);
    if (inBlocks) return ts;
  } catch (error) {
    if (error instanceof SlackError && gone.has(error.code)) return undefined;
    if (!(error instanceof SlackError) || !over.has(error.code)) throw error;
  }
  try {
    await api.call("chat.update", { channel, ts, ...whole(told, last), metadata }, signal);
    return ts;
  } catch (error) {
    if (error instanceof SlackError && gone.has(error.code)) return undefined;
    throw error;
  }
}

/** An edit takes away what grew: the words that stood there come first. */
function whole(told = "", { text, blocks = [] }: SlackMessage): Pick<SlackMessage, "text" | "blocks"> {
  if (told.trim() === "") return { text, blocks };
  return {
    text: `${markup(told.trim())}\n\n${text}`,
    blocks: [...richTexts(words(told.trim())), ...blocks],
  };
}

/** What is said to one person alone, or nowhere: the message that grew goes; where Slack keeps it, it is ended. */
export async function dropGrown({ api, signal }: Desk, { message }: Pick<Grown, "message">): Promise<void> {
  const [channel, ts] = message.split(":");
  for (const method of ["chat.stopStream", "chat.delete"])
    await api.call(method, { channel, ts }, signal).catch((error: unknown) => {
      if (!isRefusal(error)) throw error;
    });
}
