// The copy and pictures of a plan as they run, the pictures' bytes taken along.

import { createHash } from "node:crypto";
import { DocumentId } from "../../../core/ids.ts";
import { say } from "../../../core/locale.ts";
import { mediumLabels } from "../../../core/medium.ts";
import { sourceOf } from "../../../drawing/creative/ai-mark.ts";
import type { Ctx } from "../../context.ts";
import { fieldLabel } from "../../creatives/creatives.ts";
import { readDocument } from "../../documents/documents.ts";
import type { CampaignPlan } from "../plan.ts";
import type { Copy, Picture } from "./dossier.ts";

/** A picture of a format is far smaller; what is larger is not one of ours. */
const MOST_PICTURE_BYTES = 5 * 1024 * 1024;
/** All pictures together: a page of more is of no use to whoever opens or mails it. */
const MOST_BYTES = 15 * 1024 * 1024;

export function copiesOf({ creatives }: CampaignPlan, lang: Ctx["lang"]): Copy[] {
  return (creatives?.texts ?? []).map(({ medium, segment, variant, fields }) => ({
    medium: say(lang, mediumLabels[medium]),
    draft: [segment, variant].filter(Boolean).join(" · "),
    fields: fields.map(({ field, text, width, limit }) => ({
      name: fieldLabel(medium, field, lang),
      text,
      room: `${width} / ${limit}`,
    })),
  }));
}

export async function picturesOf(ctx: Ctx, { creatives }: CampaignPlan): Promise<Picture[]> {
  const pictures: Picture[] = [];
  let left = MOST_BYTES;
  for (const { medium, format, width, height, documentId, alt, bytes } of creatives?.images ?? []) {
    const content = await readDocument(ctx, DocumentId.parse(documentId), MOST_PICTURE_BYTES);
    left -= bytes;
    pictures.push({
      medium: say(ctx.lang, mediumLabels[medium]),
      format,
      size: `${width} × ${height}`,
      alt,
      source: left >= 0 ? `data:${typeOf(content)};base64,${Buffer.from(content).toString("base64")}` : null,
      mark: sourceOf(content) ?? null,
      sha256: createHash("sha256").update(content).digest("hex"),
    });
  }
  return pictures;
}

function typeOf(content: Uint8Array): string {
  return content[0] === 0xff ? "image/jpeg" : "image/png";
}
