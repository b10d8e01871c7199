// The language that a person chose to be spoken to in.

import { eq } from "drizzle-orm";
import type { PersonId } from "../../core/ids.ts";
import type { Lang } from "../../core/locale.ts";
import { type Db, withSystemTx } from "../../db/db.ts";
import { person } from "./tables.ts";

export async function chooseLanguage(db: Db, personId: PersonId, lang: Lang): Promise<void> {
  await withSystemTx(db, "person.language", (tx) =>
    tx.update(person).set({ lang }).where(eq(person.id, personId)),
  );
}
