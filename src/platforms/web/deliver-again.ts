// POST /api/deliver-again: an admin has seen why an answer was not delivered, and wants it tried anew.

import type { RequestHandler } from "express";
import { z } from "zod";
import type { Chat } from "../../chat/chat.ts";
import { Failure } from "../../core/failure.ts";
import { DeliveryId } from "../../core/ids.ts";
import { buildRate } from "./rate.ts";
import { parse } from "./routes.ts";
import { visitorOf } from "./visitor.ts";

export function deliverAgainRoute({ chat }: { chat: Chat }): RequestHandler {
  const limit = buildRate(30, 1);
  return async (req, res) => {
    const { personId, role, workspace } = visitorOf(req);
    limit(personId);
    const { id } = parse(z.object({ id: DeliveryId }), req.body);
    if (role !== "company_admin") throw new Failure("forbidden", `${role} may not send again`);
    res.json({ sent: await chat.deliverAgain(workspace.id, id) });
  };
}
