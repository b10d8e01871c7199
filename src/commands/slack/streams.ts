// Messages that grow, as Slack's Web API keeps them: who began them, what their tasks are called, whether they still grow.

import type { Json } from "./knock.ts";

type Fields = Readonly<Record<string, string>>;

type Stream = {
  channel: string;
  thread: string;
  ts: string;
  open: boolean;
  /** Blocks put into it so far, and its tasks as people see them. */
  blocks: unknown[];
  tasks: unknown[];
};

export type Streams = {
  all: Stream[];
  start: (fields: Fields, ts: string) => Json;
  append: (fields: Fields) => Json;
  stop: (fields: Fields) => Stream | { ok: false; error: string };
  find: (channel: string, ts: string) => Stream | undefined;
  in: (channel: string, thread: string | undefined) => Stream[];
};

const no = (error: string): { ok: false; error: string } => ({ ok: false, error });

export function buildStreams(): Streams {
  const all: Stream[] = [];
  const find = (channel: string, ts: string): Stream | undefined =>
    all.find((one) => one.channel === channel && one.ts === ts);

  return {
    all,
    find,
    in: (channel, thread) =>
      all.filter((one) => one.channel === channel && (thread === undefined || one.thread === thread)),
    start({ channel = "", thread_ts: thread, recipient_user_id: recipient, chunks = "[]" }, ts) {
      if (thread === undefined) return no("invalid_thread_ts");
      if (!channel.startsWith("D") && recipient === undefined) return no("missing_recipient_user_id");
      const stream: Stream = { channel, thread, ts, open: true, blocks: [], tasks: [] };
      all.push(stream);
      take(stream, chunks);
      return { ok: true, channel, ts };
    },
    append({ channel = "", ts = "", chunks = "[]" }) {
      const stream = find(channel, ts);
      if (!stream) return no("message_not_found");
      if (!stream.open) return no("message_not_in_streaming_state");
      take(stream, chunks);
      return { ok: true, channel, ts };
    },
    stop({ channel = "", ts = "" }) {
      const stream = find(channel, ts);
      if (!stream) return no("message_not_found");
      if (!stream.open) return no("message_not_in_streaming_state");
      stream.open = false;
      return stream;
    },
  };
}

function take(stream: Stream, chunks: string): void {
  for (const chunk of JSON.parse(chunks) as { type: string; id?: string; blocks?: unknown[] }[]) {
    if (chunk.type === "task_update") stream.tasks.push({ type: "task_card", task_id: chunk.id });
    stream.blocks.push(...(chunk.blocks ?? []));
  }
}

/** All that people read in blocks, in order. */
export function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, held]) =>
    key === "text" && typeof held === "string" ? [held] : textsIn(held),
  );
}
