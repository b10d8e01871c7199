// Slack's file host for tests: it hands a file to whoever shows the bot's token, and sends everybody else to a sign-in page.

import type { IncomingMessage, ServerResponse } from "node:http";

/** How a file is handed out when it is not simply sent. */
type Manner = {
  /** Resolves when the rest of the bytes may follow. */
  held?: Promise<void>;
  /** As without `files:read`: a redirect to the sign-in page, or the page itself. */
  login?: "redirect" | "page";
  /** Statuses of the first answers, one each; 200 after them. */
  statuses?: number[];
  /** Where a redirect leads to. */
  location?: string;
  retryAfterS?: number;
  /** The connection breaks in the middle, so often. */
  cuts?: number;
};

export type SlackFiles = {
  /** Puts a file there. @returns it as an event tells of it */
  put: (name: string, bytes: Uint8Array | string, manner?: Manner) => Record<string, unknown>;
  remove: (id: unknown) => void;
  /** Ids of the files that were asked for, each time. */
  asked: string[];
  /** What `files.info` answers. */
  info: (id: string) => Record<string, unknown>;
  /** @returns whether the request was for a file */
  serve: (request: IncomingMessage, response: ServerResponse) => boolean;
};

type Held = { file: Record<string, unknown>; bytes: Buffer; manner: Manner };

/** @param url where the host lies */
export function buildSlackFiles(url: () => string, token: string): SlackFiles {
  const held = new Map<string, Held>();
  const asked: string[] = [];

  async function send({ bytes, manner, file }: Held, response: ServerResponse): Promise<void> {
    const status = manner.statuses?.shift() ?? (manner.location ? 302 : 200);
    if (status !== 200) {
      if (manner.retryAfterS !== undefined) response.setHeader("retry-after", manner.retryAfterS);
      if (manner.location) response.setHeader("location", manner.location);
      return void response.writeHead(status).end();
    }
    response.writeHead(200, { "content-type": String(file["mimetype"]), "content-length": bytes.length });
    response.write(bytes.subarray(0, bytes.length / 2));
    await manner.held;
    if (manner.cuts) {
      manner.cuts -= 1;
      return void response.destroy();
    }
    response.end(bytes.subarray(bytes.length / 2));
  }

  function serve(request: IncomingMessage, response: ServerResponse): boolean {
    const id = /^\/files-pri\/T1-(\w+)\//.exec(request.url ?? "")?.[1];
    if (id === undefined) return false;
    asked.push(id);
    const found = held.get(id);
    if (!found) response.writeHead(404).end();
    else if (request.headers.authorization !== `Bearer ${token}` || found.manner.login)
      login(found, response);
    else void send(found, response);
    return true;
  }

  return {
    asked,
    put(name, content, manner = {}) {
      const id = `F${held.size + 1}`;
      const bytes = Buffer.from(content);
      const file = {
        id,
        name,
        mimetype: name.endsWith(".csv") ? "text/csv" : "application/octet-stream",
        mode: "hosted",
        size: bytes.length,
        url_private: `${url()}/files-pri/T1-${id}/${encodeURIComponent(name)}`,
      };
      held.set(id, { file, bytes, manner });
      return file;
    },
    remove: (id) => void held.delete(String(id)),
    info(id) {
      const found = held.get(id);
      return found ? { ok: true, file: found.file } : { ok: false, error: "file_not_found" };
    },
    serve,
  };
}

/** The page says 200, as Slack's does. */
function login({ manner }: Held, response: ServerResponse): void {
  if (manner.login !== "page") {
    const location = "https://shop.slack.com/?redir=%2Ffiles-pri%2F";
    return void response.writeHead(302, { location, "content-type": "text/html" }).end();
  }
  response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end("<!DOCTYPE html><html>Sign in");
}
