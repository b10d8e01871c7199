// Public pictures: a chart of a stored card in the two to one of a KakaoTalk bubble, or a stored picture as it is. Drawn in the worker,
// and kept for a while: a platform fetches a picture for each of its servers at once.

import type { ChartPart } from "../../../core/card/chart.ts";
import type { Card } from "../../../core/card/card.ts";
import { simulatedMark } from "../../../core/card/plain/sources.ts";
import { fetchDocument } from "../../../chat/documents.ts";
import { linkedPart } from "../../../chat/linked.ts";
import { Failure } from "../../../core/failure.ts";
import type { Drawer } from "../../../drawing/drawer.ts";
import { isDrawable } from "../../../drawing/manner.ts";
import { sendDocument } from "../document.ts";
import type { Asked } from "./files.ts";
import { type LinkParts, linkIsOver } from "./open.ts";

/** Pictures of at most some 100 kB each. */
const MOST_KEPT = 40;
/** As long as a platform may keep it without asking again: well below the life of its link. */
const CACHE = "public, max-age=3600";

type Pictures = (key: string, draw: () => Promise<Uint8Array | undefined>) => Promise<Uint8Array | undefined>;

/** Twins that are asked for at once are drawn once; one that could not be drawn is tried anew. */
export function buildPictures(): Pictures {
  const kept = new Map<string, Promise<Uint8Array | undefined>>();
  return async (key, draw) => {
    const drawing = kept.get(key) ?? draw();
    kept.delete(key);
    kept.set(key, drawing);
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    const png = await drawing.catch(() => undefined);
    if (png === undefined && kept.get(key) === drawing) kept.delete(key);
    return png;
  };
}

/** @throws Failure "not_found" for a chart that is gone or has nothing to draw, "unavailable" when it could not be drawn now */
export async function sendPicture(
  { chat, drawer }: LinkParts,
  pictures: Pictures,
  { req, res, link }: Asked,
): Promise<void> {
  const { subject, workspaceId, personId } = link;
  if (subject.purpose !== "picture") throw linkIsOver();
  res.set("Cross-Origin-Resource-Policy", "cross-origin");
  const { of } = subject;
  if ("document" in of)
    return sendDocument(req, res, await fetchDocument(chat.db, personId, of.document), CACHE);
  const found = await linkedPart(chat.db, workspaceId, of, "chart");
  if (!found || !isDrawable(found.part)) throw linkIsOver();
  const png = await pictures(`${of.delivery} ${of.part}`, () => drawn(drawer, found));
  if (!png) throw new Failure("unavailable", "a picture could not be drawn now");
  res.set({ "Content-Type": "image/png", "Cache-Control": CACHE }).send(Buffer.from(png));
}

function drawn(
  drawer: Pick<Drawer, "draw">,
  { card, part }: { card: Card; part: ChartPart },
): Promise<Uint8Array | undefined> {
  const { lang, parts } = card;
  const mark = parts.some((one) => one.kind === "sources" && one.demo) ? simulatedMark(lang) : "";
  return drawer.draw(part, { lang, mark, wide: true });
}
