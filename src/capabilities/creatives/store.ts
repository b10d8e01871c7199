// Rows of creatives and their versions; a stored version is read back checked.

import { and, desc, eq } from "drizzle-orm";
import { z } from "zod";
import { Failure } from "../../core/failure.ts";
import { CreativeId, CreativeVersionId, DocumentId } from "../../core/ids.ts";
import { words } from "../../core/locale.ts";
import { type Tx, withTx } from "../../db/db.ts";
import { nameKey } from "../../language/names.ts";
import type { Ctx } from "../context.ts";
import { type Checked, CreativeBrief, CreativeImage, type CreativeSet, MediumText } from "./brief.ts";
import { creative, creativeVersion } from "./tables.ts";

const Kept = z.object({
  brief: CreativeBrief,
  left: z.array(z.object({ format: z.string(), reason: z.string() })),
  taken: z.array(z.string()),
  remarks: z.array(z.string()).optional(),
  scene: DocumentId.optional(),
});

export type StoredCreative = { set: CreativeSet; brief: Checked };

export async function insertCreative(tx: Tx, ctx: Ctx, set: CreativeSet, lang: "ko" | "en"): Promise<void> {
  const { creativeId: id, product } = set;
  await tx
    .insert(creative)
    .values({ workspaceId: ctx.workspaceId, id, product, lang, personId: personOf(ctx), createdAt: ctx.now });
}

export async function insertVersion(tx: Tx, ctx: Ctx, set: CreativeSet, brief: Checked): Promise<void> {
  const { creativeId, versionId: id, number, texts, images, left, taken, remarks, marks, scene } = set;
  await tx.insert(creativeVersion).values({
    workspaceId: ctx.workspaceId,
    id,
    creativeId,
    number,
    writer: marks.writer,
    brief: { brief, left, taken, ...(remarks && { remarks }), ...(scene && { scene }) },
    texts,
    images,
    personId: personOf(ctx),
    createdAt: ctx.now,
  });
}

/** Versions of a creative, the newest first; none where it is not there. */
export async function readVersions(
  tx: Tx,
  ctx: Ctx,
  id: CreativeId,
  most: number,
): Promise<StoredCreative[]> {
  const rows = await tx
    .select({ version: creativeVersion, product: creative.product })
    .from(creativeVersion)
    .innerJoin(
      creative,
      and(eq(creative.workspaceId, creativeVersion.workspaceId), eq(creative.id, creativeVersion.creativeId)),
    )
    .where(and(eq(creativeVersion.workspaceId, ctx.workspaceId), eq(creativeVersion.creativeId, id)))
    .orderBy(desc(creativeVersion.number))
    .limit(most);
  return rows.map((row) => storedOf(id, row));
}

/** One version and who drafted the creative; `undefined` where there is none of that number. */
export async function readVersion(
  tx: Tx,
  { workspaceId }: Ctx,
  id: CreativeId,
  number: number,
): Promise<{ set: CreativeSet; personId: string | null } | undefined> {
  const [row] = await tx
    .select({ version: creativeVersion, product: creative.product, personId: creative.personId })
    .from(creativeVersion)
    .innerJoin(
      creative,
      and(eq(creative.workspaceId, creativeVersion.workspaceId), eq(creative.id, creativeVersion.creativeId)),
    )
    .where(
      and(
        eq(creativeVersion.workspaceId, workspaceId),
        eq(creativeVersion.creativeId, id),
        eq(creativeVersion.number, number),
      ),
    );
  return row && { set: storedOf(id, row).set, personId: row.personId };
}

type Row = { version: typeof creativeVersion.$inferSelect; product: string };

function storedOf(id: CreativeId, { version, product }: Row): StoredCreative {
  const { brief, left, taken, remarks, scene } = Kept.parse(version.brief);
  const set: CreativeSet = {
    creativeId: id,
    versionId: CreativeVersionId.parse(version.id),
    number: version.number,
    product,
    texts: z.array(MediumText).parse(version.texts),
    images: z.array(CreativeImage).parse(version.images),
    left,
    taken,
    ...(remarks && { remarks }),
    marks: { ai: true, writer: version.writer },
    ...(scene && { scene }),
  };
  return { set, brief };
}

/** The newest creative, or the newest of what is named. @throws Failure "not_found" */
export async function newestCreative(ctx: Ctx, product?: string): Promise<CreativeId> {
  const rows = await withTx(ctx, (tx) =>
    tx
      .select({ id: creative.id, product: creative.product })
      .from(creative)
      .where(eq(creative.workspaceId, ctx.workspaceId))
      .orderBy(desc(creative.createdAt), desc(creative.id))
      .limit(LOOKED_THROUGH),
  );
  const key = product === undefined ? "" : nameKey(product);
  const isMeant = (name: string): boolean => name.includes(key) || (name !== "" && key.includes(name));
  const found = rows.find((row) => isMeant(nameKey(row.product)));
  if (found) return CreativeId.parse(found.id);
  throw unknownCreative();
}

/** Who means an older one gives its card's button a press. */
const LOOKED_THROUGH = 200;

/** Holds the creative, so that its next version has a number of its own. */
export async function lockCreative(tx: Tx, ctx: Ctx, id: CreativeId): Promise<void> {
  const rows = await tx
    .select({ id: creative.id })
    .from(creative)
    .where(and(eq(creative.workspaceId, ctx.workspaceId), eq(creative.id, id)))
    .for("update");
  if (rows.length === 0) throw unknownCreative();
}

function personOf({ actor }: Ctx): string | null {
  return actor.kind === "person" ? actor.personId : null;
}

export function unknownCreative(): Failure {
  return new Failure("not_found", "the creative is not there", {
    say: words("그 소재를 찾지 못했어요.", "I could not find that creative."),
    next: words("소재를 다시 만들어 달라고 해 주세요.", "Ask me to draft it again."),
  });
}
