// The page's own files: read once, packed once, and kept by browsers for good under an address that names their contents.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Request, RequestHandler, Response } from "express";
import { pack, type Packing, packingFor } from "./wire.ts";

const pageDir = fileURLToPath(new URL("./page/", import.meta.url));

const types: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

const forGood = "public, max-age=31536000, immutable";
const askAgain = "no-cache";

type PageFile = { type: string; hash: string; bytes: Buffer; packed: Map<Packing, Promise<Buffer>> };

export type PageFiles = {
  index: RequestHandler;
  /** `/page/:version/:name`; a version of before or after this one (a replica that is newer) gets what is here. */
  file: RequestHandler;
  /** A page that is no chat: what a link opens. Its files lie beside it, under the path of links. */
  shell: (name: Shell, req: Request, res: Response) => Promise<void>;
  /** The same with `%name%` in it filled in; `values` hold no sign of HTML. */
  filled: (name: Filled, values: Record<string, string>, res: Response) => void;
};

type Shell = "link.html" | "gone.html" | "setup.html" | "intake.html";
type Filled = "intake-shown.html";

export function readPageFiles(): PageFiles {
  const contents = new Map(readdirSync(pageDir).map((name) => [name, readFileSync(join(pageDir, name))]));
  const version = hashOf(...contents.values());
  const files = new Map([...contents].map(([name, bytes]) => [name, fileOf(name, bytes)]));
  const index = fileOf("index.html", Buffer.from(htmlText("index.html", contents, `/page/${version}/`)));
  const shellOf = (name: Shell, path: string): PageFile =>
    fileOf(name, Buffer.from(htmlText(name, contents, `${path}${version}/`)));
  const shells = {
    "link.html": shellOf("link.html", "/l/page/"),
    "gone.html": shellOf("gone.html", "/l/page/"),
    "setup.html": shellOf("setup.html", "/page/"),
    "intake.html": shellOf("intake.html", "/l/page/"),
  };
  const texts: Record<Filled, string> = {
    "intake-shown.html": htmlText("intake-shown.html", contents, `/l/page/${version}/`),
  };
  return {
    index: (req, res) => sendFile(req, res, index, askAgain),
    file: (req, res, next) => {
      const file = files.get(String(req.params["name"]));
      if (!file) return next();
      return sendFile(req, res, file, req.params["version"] === version ? forGood : askAgain);
    },
    shell: (name, req, res) => sendFile(req, res, shells[name], "no-store"),
    filled: (name, values, res) =>
      void res.type("html").send(texts[name].replace(/%(\w+)%/g, (_, key: string) => values[key] ?? "")),
  };
}

const script = /<script .*?src="\/page\/([\w.-]+)"><\/script>/g;

/** Behind each script every module it needs is named at once, so that none waits until the one that imports it was read. */
function htmlText(page: string, contents: ReadonlyMap<string, Buffer>, path: string): string {
  const text = (name: string): string => contents.get(name)?.toString("utf8") ?? "";
  const named = new Set([...text(page).matchAll(script)].map(([, name = ""]) => name));
  const withModules = (tag: string, name: string): string => {
    const missing = modulesOf(name, text).filter((one) => !named.has(one));
    for (const one of missing) named.add(one);
    return [tag, ...missing.map((one) => `<link rel="modulepreload" href="/page/${one}" />`)].join("\n    ");
  };
  return text(page).replace(script, withModules).replaceAll('"/page/', `"${path}`);
}

/** A module, what it imports, and what that imports. */
function modulesOf(first: string, text: (name: string) => string): string[] {
  const found = new Set([first]);
  for (const name of found)
    for (const [, imported = ""] of text(name).matchAll(/ from "\.\/([\w.-]+)";$/gm)) found.add(imported);
  return [...found];
}

function fileOf(name: string, bytes: Buffer): PageFile {
  const type = types[extname(name)] ?? "application/octet-stream";
  return { type, hash: hashOf(bytes), bytes, packed: new Map() };
}

function hashOf(...parts: Buffer[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("base64url").slice(0, 16);
}

async function sendFile(req: Request, res: Response, file: PageFile, cache: string): Promise<void> {
  const packing = packingFor(req, file.bytes);
  res.set({ "Content-Type": file.type, "Cache-Control": cache, ETag: `"${file.hash}${packing ?? ""}"` });
  res.vary("Accept-Encoding");
  if (packing) res.set("Content-Encoding", packing);
  res.send(packing ? await packedOnce(file, packing) : file.bytes);
}

function packedOnce({ bytes, packed }: PageFile, packing: Packing): Promise<Buffer> {
  const known = packed.get(packing) ?? pack(bytes, packing, "once");
  packed.set(packing, known);
  return known;
}
