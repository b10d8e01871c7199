// What is sent through a link, under the name of its person: one file, or what stands in a form.

import { rm } from "node:fs/promises";
import type { Request, RequestHandler } from "express";
import { z } from "zod";
import { openForm, placeOfCard } from "../../../chat/linked.ts";
import { Failure } from "../../../core/failure.ts";
import { words } from "../../../core/locale.ts";
import { spool, tooLarge } from "../../spool.ts";
import { fileNameOf, Key, parse, Values } from "../routes.ts";
import { type LinkParts, linkIsOver, type OpenLink, tokenIn } from "./open.ts";

/** What a phone sends over a mobile line within the minutes of its link. */
export const MOST_UPLOAD_BYTES = 20_000_000;

/** A file sent twice under one link is kept once; another one under a used link is told so. */
export function uploadRoute({ chat, links, uploadDir }: LinkParts, open: OpenLink): RequestHandler {
  return async (req, res) => {
    const link = await open(req);
    if (link?.subject.purpose !== "upload") throw linkIsOver();
    if (link.state === "used") throw usedBefore();
    checkLength(req);
    const path = await spool(req, { dir: uploadDir, maxBytes: MOST_UPLOAD_BYTES });
    try {
      const { workspaceId, personId, lang, subject } = link;
      const place = { workspaceId, personId, ...subject.of };
      const key = `link-${link.key}`;
      const kept = await chat.drop(place, { key, name: fileNameOf(req), path, lang });
      await links.use(tokenIn(req), kept.inboundId);
      if (!kept.fresh) throw usedBefore();
      res.status(202).json({ id: kept.inboundId });
    } finally {
      await rm(path, { force: true });
    }
  };
}

/** Told before a byte is read, where the sender says how many there are. */
function checkLength(req: Request): void {
  if (Number(req.headers["content-length"] ?? 0) <= MOST_UPLOAD_BYTES) return;
  req.resume();
  setTimeout(() => req.destroy(), 5_000).unref();
  throw tooLarge(MOST_UPLOAD_BYTES);
}

const PressPost = z.object({ key: Key, values: Values });

/** The form's own button is pressed: it is used up by what comes of it, and free again where nothing did. */
export function pressRoute({ chat, links }: LinkParts, open: OpenLink): RequestHandler {
  return async (req, res) => {
    const link = await open(req);
    if (link?.subject.purpose !== "form") throw linkIsOver();
    const { key, values } = parse(PressPost, req.body);
    const form = await openForm(chat.db, link, link.subject.of);
    const place = form && (await placeOfCard(chat.db, link, form.at.delivery));
    if (!form || !place) throw linkIsOver();
    const kept = await chat.press(place, { key, token: form.token, values });
    await links.use(tokenIn(req), kept.inboundId);
    res.status(202).json({ id: kept.inboundId });
  };
}

function usedBefore(): Failure {
  return new Failure("conflict", "an upload link used before", {
    say: words("이 링크로는 이미 파일을 받았어요.", "A file has come through this link already."),
    next: words(
      "더 올리려면 대화방에서 ‘파일 올릴게’라고 다시 말해 주세요.",
      "To add another one, ask for a new link in the conversation: “upload a file”.",
    ),
  });
}
