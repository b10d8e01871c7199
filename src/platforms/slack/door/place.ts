// Where somebody of Slack speaks, in the product's words: rooms, threads, and who they are.

import type { Origin } from "../../../chat/body.ts";
import type { Chat, Place } from "../../../chat/chat.ts";
import { type Arrived, enter, type Visit } from "../../../chat/enter.ts";

export const PLATFORM = "slack";

export type Speaker = { team: string; user: string; name: string; channel: string };

/** @param around where it was looked up before */
export async function placeOf(
  parts: { chat: Pick<Chat, "db" | "now">; zone: string },
  speaker: Speaker,
  threadRef: string,
  around?: Arrived,
): Promise<Place> {
  return { ...(await enter(handles(parts), visitOf(speaker, threadRef), around)), threadRef };
}

export function visitOf(speaker: Speaker, threadRef: string): Visit {
  const { team, user, name } = speaker;
  const visit = { platform: PLATFORM, platformId: `${team}/${user}`, name, teamRef: team };
  return isDirect(speaker.channel) ? visit : { ...visit, roomRef: roomRef(speaker), threadRef };
}

export function handles({ chat, zone }: { chat: Pick<Chat, "db" | "now">; zone: string }) {
  return { db: chat.db, now: chat.now, zone };
}

export function originOf(
  { team, channel, user }: Speaker,
  ts: string,
): Origin & { message: string; person: string } {
  return { message: `${channel}:${ts}`, person: `${team}/${user}` };
}

export function roomRef({ team, channel }: { team: string; channel: string }): string {
  return `${team}/${channel}`;
}

export function isDirect(channel: string): boolean {
  return channel.startsWith("D");
}
