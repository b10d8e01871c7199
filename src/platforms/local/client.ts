// The other end of the data folder's socket: what `ask` uses when a server holds the folder.

import { request, type IncomingMessage } from "node:http";
import { Failure } from "../../core/failure.ts";
import { words } from "../../core/locale.ts";
import { ASK_PATH, HEALTH_PATH, type LocalAsk, LocalLine } from "./protocol.ts";

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
  const response = await send(path, "POST", ASK_PATH, JSON.stringify(asked)).catch((cause: unknown) => {
    throw gone(cause);
  });
  for await (const text of linesOf(response)) {
    const line = LocalLine.parse(JSON.parse(text));
    if (line.kind === "done") return;
    if (line.kind === "refused") {
      throw new Failure(line.code, line.message, { say: line.say, next: line.next });
    }
    yield line;
  }
  throw gone(undefined);
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
