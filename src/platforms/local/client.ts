// The other end of the data folder's socket: what `ask` uses when a server holds the folder.

import { request, type IncomingMessage } from "node:http";
import type { z } from "zod";
import { Failure } from "../../core/failure.ts";
import { words } from "../../core/locale.ts";
import type { TalkEvent, TalkRequest } from "../../chat/talk.ts";
import { ASK_PATH, HEALTH_PATH, type LocalAsk, LocalLine, TALK_PATH, TalkLine } from "./protocol.ts";

/** A live holder answers its health at once; anything slower is treated as none. */
const HEALTH_MS = 800;

export type LocalEvent = Exclude<LocalLine, { kind: "refused" | "done" }>;

/** Whether a running server answers on the socket; a left-over socket file does not. */
export async function holderAnswers(path: string): Promise<boolean> {
  try {
    const response = await send(path, "GET", HEALTH_PATH, undefined, HEALTH_MS);
    response.resume();
    return response.statusCode === 200;
  } catch {
    return false;
  }
}

/**
 * Asks the server that holds the folder and gives its events as they come.
 * @param asked.now refused: the clock of a running server cannot be moved by a caller
 * @throws Failure as the server told it; "unavailable" when it went away before the end
 */
export async function* askOverSocket(
  path: string,
  { now, ...asked }: LocalAsk & { now?: unknown },
): AsyncGenerator<LocalEvent> {
  if (now !== undefined) throw clockRefused;
  yield* untilDone(exchange(path, ASK_PATH, asked, LocalLine));
}

/**
 * One request of a conversation with the server that holds the folder.
 * @throws Failure as the server told it; "unavailable" when it went away before the end
 */
export async function* talkOverSocket(path: string, request: TalkRequest): AsyncGenerator<TalkEvent> {
  yield* untilDone(exchange(path, TALK_PATH, request, TalkLine));
}

type Ending = Extract<LocalLine, { kind: "refused" | "done" }>;

async function* untilDone<T extends { kind: string }>(
  lines: AsyncIterable<T>,
): AsyncGenerator<Exclude<T, { kind: Ending["kind"] }>> {
  for await (const line of lines) {
    if (!isEnding(line)) yield line as Exclude<T, { kind: Ending["kind"] }>;
    else if (line.kind === "done") return;
    else throw new Failure(line.code, line.message, { say: line.say, next: line.next });
  }
  throw gone(undefined);
}

function isEnding(line: { kind: string }): line is Ending {
  return line.kind === "refused" || line.kind === "done";
}

async function* exchange<T>(
  path: string,
  route: string,
  request: unknown,
  schema: z.ZodType<T>,
): AsyncGenerator<T> {
  const response = await send(path, "POST", route, JSON.stringify(request)).catch((cause: unknown) => {
    throw gone(cause);
  });
  for await (const text of linesOf(response)) yield schema.parse(JSON.parse(text));
}

function send(
  socketPath: string,
  method: string,
  path: string,
  body?: string,
  timeoutMs?: number,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    // Not the shared agent: it tells of a time-out after five silent seconds, and a long import may be silent for longer.
    const options = { socketPath, method, path, agent: false, ...(timeoutMs && { timeout: timeoutMs }) };
    const sent = request(options, resolve);
    if (timeoutMs) sent.on("timeout", () => sent.destroy(new Error("no answer")));
    sent.on("error", reject);
    sent.end(body);
  });
}

async function* linesOf(response: IncomingMessage): AsyncGenerator<string> {
  response.setEncoding("utf8");
  let rest = "";
  try {
    for await (const chunk of response as AsyncIterable<string>) {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      yield* lines;
    }
  } catch (cause) {
    throw gone(cause);
  }
}

const clockRefused = new Failure("conflict", "--now against a running server", {
  say: words(
    "서버가 실행 중인 데이터 폴더에서는 --now로 기준 시각을 바꿀 수 없어요.",
    "--now cannot move the clock of a running server.",
  ),
  next: words(
    "서버를 끄고 다시 하거나 --data로 다른 폴더를 정해 주세요.",
    "Stop the server first, or name another folder with --data.",
  ),
});

function gone(cause: unknown): Failure {
  return new Failure("unavailable", "the server went away", {
    cause,
    say: words("답하던 서버가 꺼졌어요.", "The server that was answering went away."),
    next: words("다시 물어봐 주세요.", "Please ask again."),
  });
}
