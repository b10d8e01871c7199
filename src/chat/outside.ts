// Rooms with people from outside: nothing is answered there until an admin of the room's workspace approved it. They are asked by one
// card, whoever asks in the room hears so once a day and alone, and nobody from outside is met or kept before.

import {
  adminsOn,
  boundRooms,
  findWorkspace,
  noteOutsideRoom,
  noteTold,
  openDemo,
  outsideRoomState,
  workspaceName,
  type OutsideRoomState,
  type Workspace,
} from "../capabilities/workspace/workspace.ts";
import type { Card } from "../core/card/card.ts";
import { Failure } from "../core/failure.ts";
import type { PersonId, WorkspaceId } from "../core/ids.ts";
import { type Lang, languageOf, say, type Words, words } from "../core/locale.ts";
import type { Scope } from "../core/scope.ts";
import { type Db, type Tx, withTx } from "../db/db.ts";
import type { Origin } from "./body.ts";
import type { Place } from "./inbox.ts";
import { pushCard } from "./push.ts";
import { directRoom, teamOf, threadRoom } from "./rooms.ts";
import { onlyAsker } from "./target.ts";
import { whisper } from "./whisper.ts";

type Handles = { db: Db; now: () => Temporal.Instant; zone: string };
type Room = { platform: string; roomRef: string };

/** Names are the platform's and so anybody's: a card shows so much of one. */
const NAME_LETTERS = 60;

export type Standing = {
  /** Whose answers are asked for: the thread's, where it went on elsewhere, else the room's. */
  workspaceId: WorkspaceId;
  /** As that workspace decided. */
  state: OutsideRoomState | undefined;
  /** People from outside were seen in the room, whoever decided about it. */
  known: boolean;
};

/**
 * Looked at before anyone is met. What one workspace approved opens no answers of another's.
 * @param known rooms that are bound, where that was looked up before
 */
export async function roomStanding(
  { db, now, zone }: Handles,
  { threadRef, ...room }: Room & { threadRef: string },
  known?: ReadonlyMap<string, WorkspaceId>,
): Promise<Standing> {
  const { platform, roomRef } = room;
  const [thread, team] = [threadRoom(roomRef, threadRef), teamOf(roomRef) ?? roomRef];
  const bound = known ?? (await boundRooms(db, platform, [thread, roomRef, team]));
  const ofRoom = bound.get(roomRef) ?? bound.get(team);
  const ofThread = bound.get(thread) ?? ofRoom;
  const demo = async (): Promise<WorkspaceId> => (await openDemo(db, { now: now(), zone })).workspaceId;
  const workspaceId = ofThread ?? (await demo());
  const state = await outsideRoomState({ db, workspaceId }, room);
  if (state !== undefined || ofThread === ofRoom) return { workspaceId, state, known: state !== undefined };
  const before = await outsideRoomState({ db, workspaceId: ofRoom ?? (await demo()) }, room);
  return { workspaceId, state, known: before !== undefined };
}

export type Knock = Room & {
  threadRef: string;
  origin: Origin;
  /** As the platform shows them; its own name where it does not say. */
  personName: string;
  roomName: string;
  text: string;
  /** They belong to the team, and may ask alone with us. */
  insider: boolean;
};

type Asking = Omit<Handles, "zone">;

/**
 * The first knock asks the admins; the one who knocked is told that nothing is answered, at most once a day. Where no admin is on the
 * platform the knock is kept all the same: they see it when they look who is here, and by a card once one of them is.
 */
export async function askForRoom({ db, now }: Asking, workspaceId: WorkspaceId, knock: Knock): Promise<void> {
  const { platform, roomRef } = knock;
  const workspace = await workspaceAt(db, workspaceId);
  const admins = await adminsOn(db, { workspaceId, platform });
  const carded = admins.length > 0;
  await withTx({ db, workspaceId }, async (tx) => {
    if (await noteOutsideRoom(tx, { workspaceId, platform, roomRef, now: now(), carded }))
      for (const { personId, platformId, lang } of admins) {
        const theirs = { workspaceId, platform, personId, roomRef: directRoom(platformId), threadRef: "" };
        await pushCard(tx, theirs, requestCard(workspace, knock, lang ?? workspace.lang));
      }
    await tell(tx, workspace, knock, closed);
  });
}

/** Nobody is asked: what is lacking is a right of the app, and who manages that is found by no name. */
export async function tellHidden({ db }: Asking, workspaceId: WorkspaceId, knock: Knock): Promise<void> {
  const workspace = await workspaceAt(db, workspaceId);
  await withTx({ db, workspaceId }, (tx) => tell(tx, workspace, knock, hidden));
}

/** Somebody of another team is alone with us: there is no room to approve. They hear once a day where they can be answered. */
export async function tellAlone(
  handles: Handles,
  { text, origin, ...room }: Room & Pick<Knock, "origin" | "text"> & { threadRef: string },
): Promise<void> {
  const { workspaceId } = await roomStanding(handles, room);
  const { lang } = await workspaceAt(handles.db, workspaceId);
  const { platform, roomRef, threadRef } = room;
  const place = { workspaceId, platform };
  await withTx({ db: handles.db, workspaceId }, async (tx) => {
    if (!(await noteTold(tx, { ...place, roomRef, personRef: origin.person }))) return;
    const runs = [say(languageOf(text, lang), ofOthers)];
    const card: Card = { lang: languageOf(text, lang), parts: [{ kind: "text", tone: "plain", runs }] };
    await whisper(tx, place, { roomRef, threadRef, person: origin.person }, card);
  });
}

async function workspaceAt(db: Db, id: WorkspaceId): Promise<Workspace> {
  const found = await findWorkspace(db, id);
  if (!found) throw new Error(`no workspace ${id}`);
  return found;
}

async function tell(tx: Tx, { id, lang }: Workspace, knock: Knock, why: Words): Promise<void> {
  const { platform, roomRef, origin } = knock;
  const only = onlyAsker(knock, origin);
  if (!only || !(await noteTold(tx, { workspaceId: id, platform, roomRef, personRef: origin.person })))
    return;
  const place = { workspaceId: id, platform };
  await whisper(tx, place, only, lineCard(why === hidden ? { ...knock, insider: true } : knock, why, lang));
}

const closed = words(
  "이 방에는 다른 회사 사람이나 게스트가 있어서, 워크스페이스 관리자가 이 방을 승인하기 전에는 답하지 않아요.",
  "There are people from outside in this room, so nothing is answered here until an admin of the workspace has approved it.",
);
const hidden = words(
  "제가 방에 계신 분들의 소속을 볼 수 없어서(권한 users:read 없음) 방에서는 답하지 않아요. Slack 앱을 관리하는 분께 권한을 추가하고 앱을 다시 설치해 달라고 해 주세요.",
  "I may not see who belongs to this team (users:read is missing), so I answer nothing in rooms. Ask whoever manages the Slack app to add it and reinstall.",
);
const ofOthers = words(
  "다른 회사 분과의 DM에는 답하지 않아요. 함께 쓰는 채널에서 저를 멘션해 주시면 그 팀의 관리자에게 승인을 부탁할게요.",
  "I do not answer direct messages from other companies. Mention me in a channel you share, and I will ask an admin of that team to approve it.",
);
const alone = words("저에게 DM으로 물어보시면 답할게요.", "Ask me in a direct message instead.");
const askAdmin = words(
  "답이 필요하면 그 팀의 관리자에게 이 방의 승인을 부탁해 주세요.",
  "If you need answers here, ask an admin of that team to approve the room.",
);

function lineCard({ insider, text }: Knock, why: Words, fallback: Lang): Card {
  const lang = languageOf(text, fallback);
  const line = `${say(lang, why)} ${say(lang, insider ? alone : askAdmin)}`;
  return { lang, parts: [{ kind: "text", tone: "plain", runs: [line] }] };
}

function requestCard(workspace: Workspace, knock: Knock, lang: Lang): Card {
  const { platform, roomRef } = knock;
  const [room, person] = [shown(knock.roomName), shown(knock.personName)];
  const name = workspaceName(workspace, lang);
  const title = words(
    `외부 사람이 있는 방 ‘${room}’에서 답할까요?`,
    `Answer in “${room}”, where people from outside are?`,
  );
  const lines = [
    words(`${person} 님이 물어봤어요.`, `${person} has asked there.`),
    words(
      `승인하면 그 방의 누구나 ‘${name}’의 데이터로 한 답을 볼 수 있고, 외부 사람은 뷰어로 물어볼 수 있어요. 그때까지는 아무에게도 답하지 않아요.`,
      `Once approved, everybody there sees answers from “${name}”, and people from outside may ask as viewers. Until then nobody gets an answer.`,
    ),
  ];
  const choice = (label: Words, action: string, style: "primary" | "plain") => ({
    label: say(lang, label),
    style,
    press: { action, input: { platform, roomRef, was: "asked" } },
  });
  return {
    lang,
    parts: [
      {
        kind: "proposal",
        title: say(lang, title),
        lines: lines.map((line) => [say(lang, line)]),
        choices: [
          choice(words("이 방에서 답하기", "Answer in this room"), "approve_room", "primary"),
          choice(words("답하지 않기", "Leave it silent"), "silence_room", "plain"),
        ],
      },
    ],
  };
}

function shown(name: string): string {
  return name.slice(0, NAME_LETTERS).toWellFormed();
}

/**
 * The scope of somebody from outside in a room that is approved: a viewer, whatever they are elsewhere.
 * @throws Failure "forbidden" when the approval was taken back meanwhile
 */
export async function outsideScope(
  { db, now }: Omit<Handles, "zone">,
  { workspaceId, personId, platform, roomRef }: Place & { personId: PersonId },
): Promise<Scope> {
  const state = await outsideRoomState({ db, workspaceId }, { platform, roomRef });
  const workspace = await findWorkspace(db, workspaceId);
  if (state !== "approved" || !workspace)
    throw new Failure("forbidden", "the room is not approved", { say: closed, next: askAdmin });
  const { zone, lang } = workspace;
  return { workspaceId, actor: { kind: "person", personId }, role: "viewer", lang, zone, now: now() };
}
