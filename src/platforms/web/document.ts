// A stored file for whoever belongs to its workspace: pictures to be looked at, everything else to be taken away, nothing to be run.

import type { Request, RequestHandler, Response } from "express";
import { type Fetched, fetchDocument } from "../../chat/documents.ts";
import { Failure } from "../../core/failure.ts";
import { DocumentId } from "../../core/ids.ts";
import { buildRate } from "./rate.ts";
import { visitorOf } from "./visitor.ts";
import type { WebParts } from "./web.ts";

const sandbox = "default-src 'none'; sandbox";

export function documentRoute({ chat }: WebParts): RequestHandler {
  const limit = buildRate(120, 20);
  return async (req, res) => {
    const { personId } = visitorOf(req);
    limit(personId);
    const id = DocumentId.safeParse(req.params["id"]);
    if (!id.success) throw new Failure("not_found", "no document of that name");
    await sendDocument(req, res, await fetchDocument(chat.db, personId, id.data));
  };
}

/** Browsers ask again each time: who was removed from the workspace gets nothing, who has it already gets no bytes. */
export async function sendDocument(
  req: Request,
  res: Response,
  { name, hash, read }: Fetched,
  cache = "private, no-cache",
): Promise<void> {
  const tag = `"${hash}"`;
  res.set({ "Cache-Control": cache, ETag: tag, Vary: "Cookie" });
  if (req.headers["if-none-match"] === tag) return void res.status(304).end();
  const bytes = await read();
  const type = pictureType(bytes);
  res.set({
    "Content-Type": type ?? "application/octet-stream",
    "Content-Disposition": dispositionOf(name, type !== undefined && !("download" in req.query)),
    "Content-Length": String(bytes.length),
    "Content-Security-Policy": sandbox,
  });
  res.end(bytes);
}

/** By the bytes themselves: a name may say anything. */
function pictureType(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 8)).toString("hex");
  if (start === "89504e470d0a1a0a") return "image/png";
  return start.startsWith("ffd8ff") ? "image/jpeg" : undefined;
}

function dispositionOf(name: string, inline: boolean): string {
  const plain = name.replaceAll(/[^\w.-]/g, "_");
  return `${inline ? "inline" : "attachment"}; filename="${plain}"; filename*=UTF-8''${encodeName(name)}`;
}

function encodeName(name: string): string {
  return encodeURIComponent(name).replaceAll(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
}
