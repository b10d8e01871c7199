// GET /api/preview: a conversation of the page as another surface would draw it, by that surface's own renderer from the same stored cards,
// with what its validator says. Nothing is sent anywhere.

import type { Request, RequestHandler } from "express";
import { z } from "zod";
import type { Answered } from "../../../chat/chat.ts";
import { linkedPart, placeOfCard } from "../../../chat/linked.ts";
import { surfaces } from "../../../core/room-features.ts";
import { simulatedMark } from "../../../core/card/plain/sources.ts";
import { Failure } from "../../../core/failure.ts";
import { DeliveryId } from "../../../core/ids.ts";
import { isDrawable } from "../../../drawing/manner.ts";
import { buildRate } from "../rate.ts";
import { Key, parse } from "../routes.ts";
import { placeOf } from "../state.ts";
import { visitorOf } from "../visitor.ts";
import type { WebParts } from "../web.ts";
import { sendJson } from "../wire.ts";
import { type DrawnElsewhere, drawnOn } from "./drawn-on.ts";

/** As many messages as the page draws at once. */
const SHOWN = 20;

const PreviewQuery = z.object({ thread: Key, as: z.enum(surfaces).exclude(["web"]) });

type PreviewedAnswer = Pick<Answered, "id" | "said" | "files"> & { drawn: DrawnElsewhere };

export function previewRoute({ chat, publicUrl }: WebParts): RequestHandler {
  const limit = buildRate(30, 1);
  return async (req, res) => {
    const visitor = visitorOf(req);
    limit(visitor.personId);
    const { thread, as } = parse(PreviewQuery, req.query);
    const { answers } = await chat.page(placeOf(visitor, thread), { count: SHOWN });
    const origin = publicUrl ?? ownAddress(req);
    const entries: PreviewedAnswer[] = [];
    for (const { id, said, files, cards } of answers)
      entries.push({ id, said, files, drawn: await drawnOn(as, cards, origin) });
    await sendJson(req, res, { entries });
  };
}

/** Without a public address nothing of it is fetched by anybody but this page. */
function ownAddress(req: Request): URL {
  return new URL(`${req.protocol}://${req.headers.host ?? "localhost"}`);
}

/** The picture that a preview shows, for the person whose conversation it is. */
export function previewPictureRoute({ chat, linked }: WebParts): RequestHandler {
  const limit = buildRate(120, 10);
  return async (req, res) => {
    const visitor = visitorOf(req);
    limit(visitor.personId);
    const of = parse(PictureAsked, req.params);
    const workspaceId = visitor.workspace.id;
    const person = { workspaceId, personId: visitor.personId };
    const place = await placeOfCard(chat.db, person, of.delivery);
    const found = await linkedPart(chat.db, workspaceId, of, "chart");
    const mine = place?.platform === "web" && place.roomRef === visitor.personId;
    if (!mine || !found || !isDrawable(found.part)) throw new Failure("not_found", "no such chart here");
    const { lang, parts } = found.card;
    const mark = parts.some((one) => one.kind === "sources" && one.demo) ? simulatedMark(lang) : "";
    const png = await linked?.drawer.draw(found.part, { lang, mark, wide: req.query["wide"] === "1" });
    if (!png) throw new Failure("unavailable", "a picture could not be drawn now");
    res.set({ "Content-Type": "image/png", "Cache-Control": "private, max-age=600" }).send(Buffer.from(png));
  };
}

const PictureAsked = z.object({ delivery: DeliveryId, part: z.coerce.number().int().nonnegative() });
