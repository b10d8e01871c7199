// Names of those who did something, also of who has left since.

import { say, words, type Lang } from "../../../core/locale.ts";
import type { Actor } from "../../../core/scope.ts";
import type { Tx } from "../../../db/db.ts";
import { deciderName } from "../../workspace/workspace.ts";

export type Names = { of: (personId: string | null) => string; actor: (actor: Actor) => string };

/** Looks the names up once each. */
export async function namesOf(tx: Tx, lang: Lang, ids: readonly (string | null)[]): Promise<Names> {
  const known = new Map<string, string>();
  for (const id of new Set(ids)) if (id !== null) known.set(id, await deciderName(tx, id));
  const of = (id: string | null): string => (id && known.get(id)) || say(lang, nobody);
  return {
    of,
    actor: (actor) => (actor.kind === "person" ? of(actor.personId) : say(lang, machines[actor.kind])),
  };
}

const nobody = words("나간 사람", "somebody who left");
const machines = {
  schedule: words("예약 실행", "a schedule"),
  autopilot: words("자동 실행", "automation"),
  setup: words("처음 설정", "set-up"),
  intake: words("자동 수집", "files coming in"),
};
