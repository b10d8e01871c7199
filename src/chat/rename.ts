// A conversation called by a name its person chose, instead of the question it began with.

import { and, eq } from "drizzle-orm";
import type { Logger } from "pino";
import { scopeFor } from "../capabilities/workspace/workspace.ts";
import { write } from "../capabilities/write.ts";
import { Failure } from "../core/failure.ts";
import { words } from "../core/locale.ts";
import type { Db } from "../db/db.ts";
import type { Place } from "./inbox.ts";
import { storable } from "./said.ts";
import { conversation } from "./tables.ts";
import { TITLE_LETTERS } from "./threads.ts";

type Handles = { db: Db; log: Logger; now: () => Temporal.Instant };

/**
 * @param title empty to call it by its first question again
 * @throws Failure "not_found" for a conversation that is another's or has not begun
 */
export async function renameThread({ db, log, now }: Handles, place: Place, title: string): Promise<void> {
  const { workspaceId, personId, platform, roomRef, threadRef } = place;
  const scope = await scopeFor(db, { personId, workspaceId, now: now() });
  const theirs = and(
    eq(conversation.workspaceId, workspaceId),
    eq(conversation.personId, personId),
    eq(conversation.platform, platform),
    eq(conversation.roomRef, roomRef),
    eq(conversation.threadRef, threadRef),
  );
  const name = storable(title).replace(/\s+/g, " ").trim().slice(0, TITLE_LETTERS).toWellFormed();
  await write({ ...scope, db, log }, "conversation.rename", "write", async (tx) => {
    const [before] = await tx
      .select({ id: conversation.id, title: conversation.title })
      .from(conversation)
      .where(theirs)
      .for("update");
    if (!before) throw noSuchThread;
    await tx
      .update(conversation)
      .set({ title: name === "" ? null : name })
      .where(theirs);
    return { result: undefined, subject: before.id, before: { title: before.title }, after: { title: name } };
  });
}

const noSuchThread = new Failure("not_found", "no conversation of this person at this place", {
  say: words("아직 시작하지 않은 대화예요.", "That conversation has not begun."),
  next: words("먼저 질문을 하나 보내 주세요.", "Send a first question, then name it."),
});
