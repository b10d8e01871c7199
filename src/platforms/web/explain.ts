// GET /api/explain: how the figures of one answer were made, for the control below it.

import type { RequestHandler } from "express";
import { z } from "zod";
import { InboundId } from "../../core/ids.ts";
import { buildRate } from "./rate.ts";
import { drawCard } from "./render.ts";
import { Key, parse } from "./routes.ts";
import { placeOf } from "./state.ts";
import { visitorOf } from "./visitor.ts";
import type { WebParts } from "./web.ts";

const ExplainQuery = z.object({ thread: Key, id: InboundId });

export function explainRoute({ chat }: WebParts): RequestHandler {
  const limit = buildRate(30, 1);
  return async (req, res) => {
    const visitor = visitorOf(req);
    limit(visitor.personId);
    const { thread, id } = parse(ExplainQuery, req.query);
    const cards = await chat.explain(placeOf(visitor, thread), id);
    res.json({ cards: cards.map(drawCard) });
  };
}
