// One person's page as far as the wire goes: an open event stream, messages posted, and when their answers were whole.

import { randomUUID } from "node:crypto";
import { Agent, get, type IncomingMessage, request } from "node:http";
import { z } from "zod";
import type { Somebody } from "./people.ts";

/** In milliseconds from the moment the message was posted. */
export type Exchange = { ackMs: number; answerMs: number };

/** Whether the card must hold figures, and when it must be there. */
type Expected = { figures: boolean; withinMs: number };

export type Page = {
  /** Posts a message and waits for its finished card. @throws when it is refused, late, or not answered as expected */
  ask: (text: string, expected: Expected) => Promise<Exchange>;
  close: () => void;
};

const Ack = z.object({ id: z.string() });
const End = z.object({
  id: z.string(),
  outcome: z.string(),
  cards: z.array(
    z.object({ card: z.object({ plain: z.string(), parts: z.array(z.object({ kind: z.string() })) }) }),
  ),
});
type Ended = z.output<typeof End> & { atMs: number };

const ACK_TIMEOUT_MS = 10_000;
const figureParts = new Set(["kpis", "table", "chart"]);
const agent = new Agent({ keepAlive: true });

export async function openPage(url: string, { workspace, token }: Somebody): Promise<Page> {
  const thread = randomUUID();
  const headers = { cookie: `co9ma_session=${token}` };
  const stream = await openStream(`${url}/api/events?${new URLSearchParams({ thread, workspace })}`, headers);
  const endOf = endsOn(stream);
  return {
    async ask(text, { figures, withinMs }) {
      const body = JSON.stringify({ key: randomUUID(), thread, text, lang: "ko", workspace });
      const beganMs = performance.now();
      const { id } = Ack.parse(JSON.parse(await postJson(`${url}/api/messages`, headers, body)));
      const ackMs = performance.now() - beganMs;
      const ended = await within(withinMs, endOf(id));
      if (ended.outcome !== "answered" || (figures && !holdsFigures(ended)))
        throw new Error(`not answered: ${text}\n${ended.cards.map(({ card }) => card.plain).join("\n")}`);
      return { ackMs, answerMs: ended.atMs - beganMs };
    },
    close: () => stream.destroy(),
  };
}

/** @returns the ack's milliseconds of a bare server */
export async function postBare(url: string, text: string): Promise<number> {
  const beganMs = performance.now();
  Ack.parse(JSON.parse(await postJson(`${url}/api/messages`, {}, JSON.stringify({ text }))));
  return performance.now() - beganMs;
}

function holdsFigures({ cards }: Ended): boolean {
  return cards.some(({ card }) => card.parts.some(({ kind }) => figureParts.has(kind)));
}

/** The end of each message, whichever comes first: the end on the stream, or somebody who waits for it. */
function endsOn(stream: IncomingMessage): (id: string) => Promise<Ended> {
  const ends = new Map<string, PromiseWithResolvers<Ended>>();
  const entry = (id: string): PromiseWithResolvers<Ended> => {
    const known = ends.get(id) ?? Promise.withResolvers<Ended>();
    ends.set(id, known);
    return known;
  };
  readFrames(stream, (frame) => {
    const atMs = performance.now();
    if (!/^event: end$/m.test(frame)) return;
    const ended = End.parse(JSON.parse(frame.slice(frame.indexOf("\ndata: ") + 7)));
    entry(ended.id).resolve({ ...ended, atMs });
  });
  return (id) => entry(id).promise.finally(() => ends.delete(id));
}

async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not answered in ${limitMs} ms`)), limitMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

async function openStream(url: string, headers: Record<string, string>): Promise<IncomingMessage> {
  const stream = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url, { headers, agent: false }, resolve).once("error", reject);
  });
  if (stream.statusCode !== 200) throw new Error(`the event stream was refused: ${stream.statusCode}`);
  return stream;
}

function readFrames(stream: IncomingMessage, take: (frame: string) => void): void {
  let unread = "";
  stream.setEncoding("utf8");
  stream.on("data", (piece: string) => {
    const frames = (unread + piece).split("\n\n");
    unread = frames.pop() ?? "";
    for (const frame of frames) take(frame);
  });
  stream.on("error", () => {});
}

/** @throws when the answer is none of success */
function postJson(url: string, headers: Record<string, string>, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = {
      method: "POST",
      agent,
      timeout: ACK_TIMEOUT_MS,
      headers: { ...headers, "content-type": "application/json" },
    };
    const sent = request(url, options, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (piece: string) => (text += piece));
      response.once("end", () =>
        response.statusCode === 202
          ? resolve(text)
          : reject(new Error(`status ${response.statusCode}: ${text}`)),
      );
      response.once("error", reject);
    });
    sent.once("timeout", () => sent.destroy(new Error("no answer")));
    sent.once("error", reject);
    sent.end(body);
  });
}
