// Somebody who looks at us on a platform and says nothing: found without a trace, and shown their own workspace only.

import { findPerson } from "../capabilities/workspace/workspace.ts";
import { Failure } from "../core/failure.ts";
import type { PersonId } from "../core/ids.ts";
import type { Lang } from "../core/locale.ts";
import type { Db } from "../db/db.ts";
import type { Place } from "./inbox.ts";
import { findVisitor, type Visitor } from "./people.ts";
import { directRoom } from "./rooms.ts";
import { languageSpoken } from "./whisper.ts";

/** A member where they are alone with us; `visitor` and `place` are left out of a stranger. */
export type Viewer = { lang: Lang } & ({ visitor: Visitor; place: Place } | { visitor?: undefined });

/** @param shown the language that their platform is shown in */
export async function findViewer(
  db: Db,
  { platform, platformId, shown }: { platform: string; platformId: string; shown: Lang | undefined },
): Promise<Viewer> {
  const known = await findPerson(db, { platform, platformId });
  const stranger = { lang: known?.lang ?? shown ?? "ko" };
  if (!known) return stranger;
  const visitor = await visitorOf(db, known.id, stranger.lang);
  if (!visitor) return stranger;
  const { personId, workspace } = visitor;
  const place = {
    workspaceId: workspace.id,
    personId,
    platform,
    roomRef: directRoom(platformId),
    threadRef: "",
  };
  return { lang: await languageSpoken(db, place, platformId, shown), visitor, place };
}

async function visitorOf(db: Db, personId: PersonId, lang: Lang): Promise<Visitor | undefined> {
  try {
    return await findVisitor(db, { personId, lang });
  } catch (error) {
    if (error instanceof Failure && error.code === "forbidden") return undefined;
    throw error;
  }
}
