// Who speaks at which bot, and where: the path names the workspace, the person is one of that bot, the room a team chat or nobody else.

import { earOf, languageAt, meetSpeaker } from "../../../chat/callbacks/ears.ts";
import { threadNow } from "../../../chat/callbacks/talk.ts";
import type { WorkspaceId } from "../../../core/ids.ts";
import { type Lang, languageOf, words } from "../../../core/locale.ts";
import type { Heard } from "../inbound/heard.ts";
import type { Desk, Visit } from "../slot/desk.ts";

const PLATFORM = "kakao";
/** Kakao tells no names. */
const called = words("카카오톡", "KakaoTalk");

export async function visitOf(
  desk: Desk,
  workspaceId: WorkspaceId,
  heard: Heard,
  home: Lang,
): Promise<Visit> {
  const { chat, nowS } = desk;
  const { platformId, name, room, profile, said } = heard;
  const speaker = { platform: PLATFORM, platformId, name: `${called[home]} ${name}`, workspaceId, room };
  const ear = earOf(speaker);
  const [personId, threadRef] = await Promise.all([
    meetSpeaker(chat, speaker),
    threadNow(chat.db, ear, nowS()),
  ]);
  const lang = said.kind === "words" ? languageOf(said.text, home) : home;
  const place = { workspaceId, personId, platform: PLATFORM, roomRef: ear.roomRef, threadRef };
  return { ear, place, reader: { workspaceId, personId, profile, lang } };
}

/** @returns nothing where there is no such workspace */
export function homeLanguage({ chat }: Desk, workspaceId: WorkspaceId): Promise<Lang | undefined> {
  return languageAt(chat.db, workspaceId);
}
