// Drafts of creatives there are, the newest first: what a running campaign can be switched to.

import { and, desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { withTx } from "../../../db/db.ts";
import type { Ctx } from "../../context.ts";
import { creative, creativeVersion } from "../../creatives/tables.ts";

const Drafted = z.object({
  versionId: z.string(),
  product: z.string(),
  /** A model made the photograph on its pictures. */
  madePhoto: z.boolean(),
  texts: z.array(
    z.object({
      medium: z.string(),
      variant: z.string(),
      fields: z.array(z.object({ field: z.string(), text: z.string() })),
    }),
  ),
  images: z.array(
    z.object({
      medium: z.string(),
      format: z.string(),
      documentId: z.string(),
      name: z.string(),
      bytes: z.number(),
      width: z.number(),
      height: z.number(),
      alt: z.string(),
    }),
  ),
});
export type Drafted = z.output<typeof Drafted>;
export type DraftedPicture = Drafted["images"][number];

const MOST_DRAFTS = 20;

export async function readDrafts({ db, workspaceId }: Ctx): Promise<Drafted[]> {
  const rows = await withTx({ db, workspaceId }, (tx) =>
    tx
      .select({
        versionId: creativeVersion.id,
        product: creative.product,
        madePhoto: sql<boolean>`${creativeVersion.brief}->>'scene' is not null`,
        texts: creativeVersion.texts,
        images: creativeVersion.images,
      })
      .from(creativeVersion)
      .innerJoin(
        creative,
        and(
          eq(creative.workspaceId, creativeVersion.workspaceId),
          eq(creative.id, creativeVersion.creativeId),
        ),
      )
      .where(eq(creativeVersion.workspaceId, workspaceId))
      .orderBy(desc(creativeVersion.createdAt), desc(creativeVersion.number))
      .limit(MOST_DRAFTS),
  );
  return z.array(Drafted).parse(rows);
}
