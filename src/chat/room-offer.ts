// A room that nobody bound speaks of the demo, but for threads that went on in somebody's own workspace: an admin who asks there is
// offered, once, to bind it to a workspace of theirs.

import { and, eq, sql } from "drizzle-orm";
import { findRoomWorkspace, listWorkspaces, type Workspace } from "../capabilities/workspace/workspace.ts";
import type { Card } from "../core/card/card.ts";
import { type Lang, say, type Words, words } from "../core/locale.ts";
import { type Db, type Tx, withTx } from "../db/db.ts";
import type { Place } from "./inbox.ts";
import { pushCard } from "./push.ts";
import { teamOf } from "./rooms.ts";
import { conversation, delivery } from "./tables.ts";

/** Offers the room behind the answer given there; does nothing where it is bound, or where the asker has nothing to bind it to. */
export async function offerRoom(db: Db, place: Place, lang: Lang): Promise<void> {
  const team = teamOf(place.roomRef);
  if (team === undefined || (await isBound(db, place, team))) return;
  const own = await ownWorkspace(db, place);
  if (!own) return;
  const there = { ...place, workspaceId: own.id };
  await withTx({ db, workspaceId: own.id }, async (tx) => {
    // Answers in several of its threads may end at once.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`offer ${place.roomRef}`}, 0))`);
    if (await wasOffered(tx, there)) return;
    await pushCard(
      tx,
      there,
      offerCard(own, { platform: place.platform, roomRef: place.roomRef, team }, lang),
    );
  });
}

async function isBound(db: Db, { platform, roomRef }: Place, team: string): Promise<boolean> {
  return (await findRoomWorkspace(db, { platform, roomRef, teamRef: team })) !== undefined;
}

async function ownWorkspace(db: Db, { personId }: Place): Promise<Workspace | undefined> {
  const all = await listWorkspaces(db, personId);
  return all.find(({ workspace, role }) => workspace.kind === "own" && role === "company_admin")?.workspace;
}

/** Cards nobody asked for stand in an unbound room by its own offers only. */
async function wasOffered(tx: Tx, { workspaceId, platform, roomRef }: Place): Promise<boolean> {
  const rows = await tx
    .select({ id: delivery.id })
    .from(delivery)
    .innerJoin(
      conversation,
      and(eq(conversation.workspaceId, delivery.workspaceId), eq(conversation.id, delivery.conversationId)),
    )
    .where(
      and(
        eq(delivery.workspaceId, workspaceId),
        eq(delivery.kind, "push"),
        eq(conversation.platform, platform),
        eq(conversation.roomRef, roomRef),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

type Room = { platform: string; roomRef: string; team: string };

function offerCard({ name }: Workspace, { platform, roomRef, team }: Room, lang: Lang): Card {
  const title = words(`이 방을 ‘${name}’에 연결할까요?`, `Bind this room to “${name}”?`);
  const line = words(
    "지금은 데모 데이터로 답하고 있어요. 연결하면 이 방의 질문에 그 워크스페이스의 데이터로 답해요.",
    "It is answered from demo data now. Once bound, questions here are answered from that workspace.",
  );
  const choice = (label: Words, ref: string, style: "primary" | "plain") => ({
    label: say(lang, label),
    style,
    press: { action: "bind_room", input: { platform, roomRef: ref } },
  });
  return {
    lang,
    parts: [
      {
        kind: "proposal",
        title: say(lang, title),
        lines: [[say(lang, line)]],
        choices: [
          choice(words("이 방 연결", "Bind this room"), roomRef, "primary"),
          choice(words("팀의 모든 방 연결", "Bind all rooms of the team"), team, "plain"),
        ],
      },
    ],
  };
}
