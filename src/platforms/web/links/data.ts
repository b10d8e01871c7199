// What a link's page draws: cards without anything to press, the form it sends, or what may be uploaded.

import type { RequestHandler } from "express";
import type { Chat } from "../../../chat/chat.ts";
import { answerToSent, linkedCards, linkedPart, openForm } from "../../../chat/linked.ts";
import { type FoundLink, LINK_PATH, linkMinutes } from "../../../chat/links.ts";
import { InboundId } from "../../../core/ids.ts";
import type { DrawnCard, DrawnChoice, DrawnPart } from "../drawn.ts";
import { drawCard } from "../render.ts";
import { sendJson } from "../wire.ts";
import { type LinkParts, linkIsOver, type OpenLink, tokenIn } from "./open.ts";
import { MOST_UPLOAD_BYTES } from "./send.ts";

export function dataRoute({ chat }: LinkParts, open: OpenLink): RequestHandler {
  return async (req, res) => {
    const link = await open(req);
    const page = link && (await pageOf(chat, link, tokenIn(req)));
    if (!page) throw linkIsOver();
    await sendJson(req, res, { lang: link.lang, ...page });
  };
}

/** The answer to what was sent through this link, once it is there. */
export function answerRoute({ chat }: LinkParts, open: OpenLink): RequestHandler {
  return async (req, res) => {
    const link = await open(req);
    const id = InboundId.safeParse(req.params["id"]);
    if (!link || !id.success) throw linkIsOver();
    const answered = await answerToSent(chat.db, link, id.data);
    const cards = answered?.cards.map(({ card }) => readOnly(drawCard(card), tokenIn(req)));
    await sendJson(req, res, answered ? { outcome: answered.outcome, cards } : {});
  };
}

type LinkPage =
  | { purpose: "card"; cards: DrawnCard[] }
  /** Without a form once it was sent. */
  | { purpose: "form"; form?: DrawnPart }
  | { purpose: "upload"; maxBytes: number; minutes: number; sent?: InboundId };

async function pageOf(chat: Chat, link: FoundLink, token: string): Promise<LinkPage | undefined> {
  const { workspaceId, subject, usedIn } = link;
  if (subject.purpose === "upload")
    return {
      purpose: "upload",
      maxBytes: MOST_UPLOAD_BYTES,
      minutes: linkMinutes.upload,
      ...(usedIn && { sent: usedIn }),
    };
  if (subject.purpose === "card") {
    const cards = await linkedCards(chat.db, workspaceId, subject.of.deliveries);
    if (cards.length === 0) return undefined;
    return { purpose: "card", cards: cards.map(({ card }) => readOnly(drawCard(card), token)) };
  }
  if (subject.purpose !== "form") return undefined;
  const form = await openForm(chat.db, link, subject.of);
  const drawn = form && drawCard(form.card).parts[form.at.part];
  if (drawn) return { purpose: "form", form: drawn };
  const stands = await linkedPart(chat.db, workspaceId, subject.of, "form");
  return stands?.part.fields && { purpose: "form" };
}

/** Nothing of it is pressed here: buttons are pressed where the card was said, under a person's own name. */
function readOnly(card: DrawnCard, token: string): DrawnCard {
  const parts = card.parts.filter(({ kind }) => kind !== "suggestions" && kind !== "feedback");
  return { ...card, measured: false, parts: parts.map((part) => inert(part, token)) };
}

function inert(part: DrawnPart, token: string): DrawnPart {
  if (part.kind === "file")
    return { ...part, href: `${LINK_PATH}${token}${part.href.replace("/api/documents/", "/document/")}` };
  if (part.kind !== "proposal" && part.kind !== "form") return part;
  return { ...part, choices: part.choices.map(({ label, style }): DrawnChoice => ({ label, style })) };
}
