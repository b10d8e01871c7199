// A language model that takes its time: it repeats the code it was asked for, after as long as the question says. It shows no figure.

import { createServer } from "node:http";
import { setTimeout as pause } from "node:timers/promises";

export type SlowModel = { variables: Record<string, string>; close: () => Promise<void> };

/** `코드 가나다라 3초` is answered with the code after three seconds. */
export async function startSlowModel(): Promise<SlowModel> {
  const server = createServer((req, res) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk);
      const { code, seconds } = askedIn(Buffer.concat(chunks).toString("utf8"));
      await pause(seconds * 1_000);
      res.writeHead(200, { "Content-Type": "text/event-stream" });
      const say = (delta: object, finish: string | null): void => {
        const choice = { index: 0, delta, finish_reason: finish };
        const chunk = {
          id: "slow",
          object: "chat.completion.chunk",
          created: 1,
          model: "slow",
          choices: [choice],
        };
        res.write(`data: ${JSON.stringify(chunk)}\n\n`);
      };
      say({ role: "assistant", content: `확인한 코드는 ${code}예요.` }, null);
      say({}, "stop");
      res.end("data: [DONE]\n\n");
    })().catch(() => res.destroy());
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    variables: { OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1`, OPENAI_MODEL: "slow" },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Of the last words of the person. */
function askedIn(body: string): { code: string; seconds: number } {
  const all = [...body.matchAll(/코드 ([가-힣]{4,12}) (\d+(?:\.\d+)?)초/g)];
  const [, code = "없음", seconds = "0"] = all.at(-1) ?? [];
  return { code, seconds: Number(seconds) };
}
