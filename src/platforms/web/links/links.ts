// Links: one thing each, opened without a session by whoever holds the address. They answer under any Host, as a platform's servers and
// phones come by them; what a browser adds to the address is never looked at.

import express, { type Request, type RequestHandler, type Response, type Router } from "express";
import type { FoundLink, LinkPurpose } from "../../../chat/links.ts";
import { Failure } from "../../../core/failure.ts";
import type { PageFiles } from "../files.ts";
import { answerRoute, dataRoute } from "./data.ts";
import { cardFileRoute, sendLinked } from "./files.ts";
import { buildOpen, type LinkParts, type OpenLink } from "./open.ts";
import { buildPictures, sendPicture } from "./picture.ts";
import { pressRoute, uploadRoute } from "./send.ts";

const headers: Readonly<Record<string, string>> = {
  "X-Robots-Tag": "noindex, nofollow, noarchive",
  "Cache-Control": "no-store",
};

export function linkRoutes(parts: LinkParts, page: PageFiles): Router {
  const open = buildOpen(parts.links);
  const router = express.Router();
  router.get("/page/:version/:name", page.file);
  router.use(strict);
  router.get("/:token", buildFront(parts, open, page));
  router.get("/:token/data", dataRoute(parts, open));
  router.get("/:token/answer/:id", answerRoute(parts, open));
  router.get("/:token/document/:id", cardFileRoute(parts, open));
  router.post("/:token/file", uploadRoute(parts, open));
  router.post("/:token/press", express.json({ limit: "64kb", strict: true }), pressRoute(parts, open));
  return router;
}

/** A page of another site has no business here, whatever address it knows. */
const strict: RequestHandler = (req, res, next) => {
  res.set(headers);
  if (req.headers["sec-fetch-site"] === "cross-site" && req.method === "POST")
    throw new Failure("forbidden", "a link posted to from another site");
  next();
};

type Send = (req: Request, res: Response, link: FoundLink) => Promise<void>;

function buildFront(parts: LinkParts, open: OpenLink, page: PageFiles): RequestHandler {
  const shell: Send = async (req, res) => page.shell("link.html", req, res);
  const pictures = buildPictures();
  const ways: Readonly<Record<LinkPurpose, Send>> = {
    picture: (req, res, link) => sendPicture(parts, pictures, { req, res, link }),
    card: shell,
    file: (req, res, link) => sendLinked(parts, { req, res, link }),
    upload: shell,
    form: shell,
  };
  return async (req, res) => {
    const link = await open(req);
    const sent = link && (await ways[link.subject.purpose](req, res, link).then(() => true, ifMissing));
    if (!sent) await page.shell("gone.html", req, res.status(404));
  };
}

/** What a link showed may be gone before it: that is told as its end. */
function ifMissing(error: unknown): false {
  if (error instanceof Failure && error.code === "not_found") return false;
  throw error;
}
