// Door of creatives: drafts of copy and pictures, each version kept, every one marked as made by AI.

import { Failure } from "../../core/failure.ts";
import { CreativeId, CreativeVersionId, newId } from "../../core/ids.ts";
import { mayDo } from "../../core/roles.ts";
import { withTx } from "../../db/db.ts";
import { bannedByRules } from "../compliance/compliance.ts";
import type { Ctx } from "../context.ts";
import { findWorkspace } from "../workspace/workspace.ts";
import { write } from "../write.ts";
import { type BrandGuide, getBrandGuide } from "./brand.ts";
import { type Checked, CreativeBrief, type CreativeSet } from "./brief.ts";
import { modelWriter } from "./copy/model-writer.ts";
import { builtInWriter, type CopyWriter } from "./copy/write-copy.ts";
import { allFormats, drawPictures, noticeOf } from "./pictures.ts";
import { sceneOf } from "./scene.ts";
import {
  insertCreative,
  insertVersion,
  lockCreative,
  readVersion,
  readVersions,
  type StoredCreative,
  unknownCreative,
} from "./store.ts";
import { prepared, textsFor } from "./texts.ts";

export { getBrandGuide, setBrandGuide } from "./brand.ts";
export { newestCreative } from "./store.ts";
export type { AskPicture, PictureRequest } from "./asked-picture.ts";
export type { AskCopy, CopyAnswer, CopyRequest } from "./copy/asked-copy.ts";
export { fieldLabel } from "./copy/data.ts";
export { type AdsAsk, adsReview, brandFacts, brandFactsIn, reviewParts } from "./review.ts";
export { CreativeBrief, type CreativeSet, MediumText } from "./brief.ts";
export { sceneNote } from "./scene.ts";

/**
 * Writes and draws a first draft: three texts a medium and segment, pictures in up to four formats a medium.
 * Draws and stores before its own transaction: not to be called inside one.
 * @param writer who writes the words; when left out a model where the run has one, else the built-in writer
 * @throws Failure "forbidden" before anything is drawn; "invalid" for a photo or a notice that cannot be drawn
 */
export async function draftCreatives(
  ctx: Ctx,
  given: CreativeBrief,
  writer: CopyWriter = ctx.openCopyAsking ? modelWriter(ctx.openCopyAsking) : builtInWriter,
): Promise<CreativeSet> {
  const action = "creative.draft";
  mayOrThrow(ctx, action);
  const brief = CreativeBrief.parse(given);
  const set = await makeSet(ctx, { brief, writer, creativeId: newId(CreativeId), number: 1 });
  return write(ctx, action, "write", async (tx) => {
    await insertCreative(tx, ctx, set, brief.lang);
    await insertVersion(tx, ctx, set, brief);
    return { result: set, subject: set.creativeId, after: told(set) };
  });
}

/** Draws a creative in every format of its media, as its next version with the same words. */
export async function convertCreative(ctx: Ctx, input: { creativeId: CreativeId }): Promise<CreativeSet> {
  const action = "creative.convert";
  mayOrThrow(ctx, action);
  const { set: old, brief } = await latestOf(ctx, input.creativeId);
  const wanted = { ...brief, formats: allFormats(brief.media) };
  const { guide, currency } = await settingsOf(ctx);
  const made = prepared(wanted, guide, currency);
  const number = old.number + 1;
  const order = { brief: wanted, guide, made, currency };
  noticeOf(order);
  const { photo, made: scene, remark } = await sceneOf(ctx, order, old.scene);
  const pictures = await drawPictures(ctx, { ...order, number, photo });
  return write(ctx, action, "write", async (tx) => {
    await lockCreative(tx, ctx, input.creativeId);
    const [last] = await readVersions(tx, ctx, input.creativeId, 1);
    const set: CreativeSet = {
      ...old,
      ...pictures,
      versionId: newId(CreativeVersionId),
      number: (last?.set.number ?? 0) + 1,
      ...(scene && { scene }),
      ...(remark && { remarks: [...(old.remarks ?? []), remark] }),
    };
    await insertVersion(tx, ctx, set, wanted);
    return { result: set, subject: set.creativeId, before: told(old), after: told(set) };
  });
}

/** A creative as it stands now. @throws Failure "not_found" */
export async function getCreative(ctx: Ctx, id: CreativeId): Promise<CreativeSet> {
  return (await latestOf(ctx, id)).set;
}

/** As it stands now; `undefined` where there is none. */
export async function findCreative(ctx: Ctx, id: CreativeId): Promise<CreativeSet | undefined> {
  const [latest] = await withTx(ctx, (tx) => readVersions(tx, ctx, id, 1));
  return latest?.set;
}

/** One version of a creative and who drafted it; `undefined` where there is none of that number. */
export async function findReviewed(
  ctx: Ctx,
  id: CreativeId,
  number: number,
): Promise<{ set: CreativeSet; personId: string | null } | undefined> {
  return withTx(ctx, (tx) => readVersion(tx, ctx, id, number));
}

async function latestOf(ctx: Ctx, id: CreativeId): Promise<StoredCreative> {
  const [latest] = await withTx(ctx, (tx) => readVersions(tx, ctx, id, 1));
  if (!latest) throw unknownCreative();
  return latest;
}

type Making = { brief: Checked; writer: CopyWriter; creativeId: CreativeId; number: number };

async function makeSet(ctx: Ctx, { brief, writer, creativeId, number }: Making): Promise<CreativeSet> {
  const { guide, currency } = await settingsOf(ctx);
  const made = prepared(brief, guide, currency);
  const order = { brief, guide, made, currency };
  // Refused before words and a photograph are asked for, which cost.
  noticeOf(order);
  const [{ texts, writer: who, remarks: ofWords }, { pictures, scene, remark }] = await Promise.all([
    textsFor(made, brief, { writer, examples: guide.examples }),
    sceneOf(ctx, order).then(async ({ photo, made: scene, remark }) => ({
      pictures: await drawPictures(ctx, { ...order, number, photo }),
      scene,
      remark,
    })),
  ]);
  const remarks = remark ? [...ofWords, remark] : ofWords;
  const { product, taken } = made.subject;
  return {
    creativeId,
    versionId: newId(CreativeVersionId),
    number,
    product: product || brief.product,
    texts,
    ...pictures,
    taken,
    ...(remarks.length > 0 && { remarks }),
    marks: { ai: true, writer: who },
    ...(scene && { scene }),
  };
}

async function settingsOf(ctx: Ctx): Promise<{ guide: BrandGuide; currency: string }> {
  const written = await getBrandGuide(ctx);
  const guide = { ...written, avoid: [...written.avoid, ...(await bannedByRules(ctx))] };
  const currency = (await findWorkspace(ctx.db, ctx.workspaceId))?.currency ?? "KRW";
  return { guide, currency };
}

/** Drawing takes seconds: nobody waits for it who may not have it. */
function mayOrThrow({ role }: Ctx, action: string): void {
  if (!mayDo(role, action, "write")) throw new Failure("forbidden", `${role} may not ${action}`);
}

/** What the ledger keeps of a version. */
function told({ versionId, number, product, texts, images, marks, scene }: CreativeSet): object {
  const formats = images.map(({ format }) => format);
  return {
    versionId,
    number,
    product,
    texts: texts.length,
    formats,
    writer: marks.writer,
    ...(scene && { scene }),
  };
}
