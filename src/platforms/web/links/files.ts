// Stored files through a link: the one it was made for, or one that a card on its page shows.

import type { Request, RequestHandler, Response } from "express";
import { linkedCards } from "../../../chat/linked.ts";
import { fetchDocument } from "../../../chat/documents.ts";
import type { FoundLink } from "../../../chat/links.ts";
import { DocumentId } from "../../../core/ids.ts";
import { sendDocument } from "../document.ts";
import { type LinkParts, linkIsOver, type OpenLink } from "./open.ts";

export type Asked = { req: Request; res: Response; link: FoundLink };

/** @throws Failure "not_found" once its person belongs to the workspace no longer, or it is gone */
export async function sendLinked({ chat }: LinkParts, { req, res, link }: Asked): Promise<void> {
  const { subject, personId } = link;
  if (subject.purpose !== "file") throw linkIsOver();
  await sendDocument(req, res, await fetchDocument(chat.db, personId, subject.of.document), "no-store");
}

export function cardFileRoute({ chat }: LinkParts, open: OpenLink): RequestHandler {
  return async (req, res) => {
    const link = await open(req);
    const id = DocumentId.safeParse(req.params["id"]);
    if (link?.subject.purpose !== "card" || !id.success) throw linkIsOver();
    const cards = await linkedCards(chat.db, link.workspaceId, link.subject.of.deliveries);
    const shown = cards.flatMap(({ card }) => card.parts);
    if (!shown.some((part) => part.kind === "file" && part.documentId === id.data)) throw linkIsOver();
    await sendDocument(req, res, await fetchDocument(chat.db, link.personId, id.data), "no-store");
  };
}
