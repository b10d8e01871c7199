// The socket in the data folder: local commands reach the running server through it. Only this machine's user can open it.

import { chmod, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Logger } from "pino";
import { ask } from "../../chat/ask.ts";
import { buildTalk, TalkRequest } from "../../chat/talk.ts";
import type { Chat } from "../../chat/chat.ts";
import { Failure, failureCodes } from "../../core/failure.ts";
import { words } from "../../core/locale.ts";
import { holderAnswers } from "./client.ts";
import { ASK_PATH, HEALTH_PATH, LocalAsk, type LocalLine, TALK_PATH, type TalkLine } from "./protocol.ts";

const MOST_BYTES = 256_000;
const PRIVATE = 0o600;

export type LocalListening = { close: () => Promise<void> };

/**
 * Listens on `path`; a socket that nobody answers is left over and is replaced.
 * @param parts.zone IANA zone of a workspace that has none of its own yet
 * @throws Failure "conflict" when a running server answers there
 */
export async function listenLocal(
  path: string,
  parts: { chat: Chat; log: Logger; zone: string },
): Promise<LocalListening> {
  if (await holderAnswers(path)) throw held(path);
  await rm(path, { force: true });
  const server = createServer((req, res) => {
    route(parts, req, res).catch((error: unknown) => {
      parts.log.error({ err: error }, "local request failed");
      res.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    // The mask closes the moment between making the socket and narrowing its mode.
    const before = process.umask(0o177);
    server.listen(path, resolve);
    process.umask(before);
  });
  await chmod(path, PRIVATE);
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Parts = { chat: Chat; log: Logger; zone: string };

type Answering = (parts: Parts, body: unknown) => AsyncIterable<TalkLine>;

const answering: Readonly<Record<string, Answering>> = {
  [ASK_PATH]: ({ chat, zone }, body) => ask(chat, zone, LocalAsk.parse(body)),
  [TALK_PATH]: ({ chat, zone }, body) => buildTalk(chat, zone)(TalkRequest.parse(body)),
};

async function route(parts: Parts, req: IncomingMessage, res: ServerResponse): Promise<void> {
  if (req.method === "GET" && req.url === HEALTH_PATH) return void res.writeHead(200).end("ok");
  const answer = req.method === "POST" ? answering[req.url ?? ""] : undefined;
  if (!answer) return void res.writeHead(404).end();
  res.writeHead(200, { "content-type": "application/x-ndjson" });
  try {
    for await (const event of answer(parts, JSON.parse(await bodyOf(req)))) {
      if (res.destroyed) return;
      writeLine(res, event);
    }
    writeLine(res, { kind: "done" });
  } catch (error) {
    if (!(error instanceof Failure)) parts.log.error({ err: error }, "local question failed");
    writeLine(res, refusalOf(error));
  }
  res.end();
}

function writeLine(res: ServerResponse, line: TalkLine): void {
  res.write(`${JSON.stringify(line)}\n`);
}

function refusalOf(error: unknown): LocalLine {
  if (!(error instanceof Failure)) {
    return { kind: "refused", code: "unavailable", message: "internal error", ...failureCodes.unavailable };
  }
  const { code, message, texts } = error;
  const { say, next } = failureCodes[code];
  return { kind: "refused", code, message, say: texts.say ?? say, next: texts.next ?? next };
}

async function bodyOf(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new Failure("limit", "local request too long");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function held(path: string): Failure {
  return new Failure("conflict", `a server answers on ${path}`, {
    say: words(
      "이 데이터 폴더로 이미 서버가 실행 중이에요.",
      "A server is already running on this data folder.",
    ),
    next: words(
      "그 서버를 쓰거나 끄고 다시 시작해 주세요. 다른 폴더는 CO9MA_DATA_DIR로 정할 수 있어요.",
      "Use that one, or stop it first; CO9MA_DATA_DIR names another folder.",
    ),
  });
}
