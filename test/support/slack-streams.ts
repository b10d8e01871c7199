// Messages that grow, as Slack lets them: begun as a reply, in a room for somebody named; appended to while nobody stopped them; limits of
// chunks and blocks. Sources: docs.slack.dev, chat.startStream, chat.appendStream, chat.stopStream, agent_session_stopped, read 2026-11.

import { messageProblems } from "../../src/platforms/slack/blocks/message.ts";

type Fields = Record<string, string>;
type Answer = Record<string, unknown>;
type Chunk = {
  type: string;
  id?: string;
  title?: string;
  status?: string;
  blocks?: unknown[];
  text?: string;
};

/** A message that grew, with everything that was put into it in order. */
export type Streamed = {
  channel: string;
  thread_ts: string;
  ts: string;
  recipient: string | undefined;
  state: "in_progress" | "completed" | "errored";
  chunks: Chunk[];
  /** Milliseconds of a clock that only goes on, of its beginning and each append. */
  touched: number[];
};

function blockProblems(blocks: unknown[]): string[] {
  if (blocks.length === 0) return [];
  const message = { text: "…", blocks, unfurl_links: false, unfurl_media: false };
  return messageProblems(message).map(({ path, rule }) => `${path}: ${rule}`);
}

const no = (error: string): Answer => ({ ok: false, error });
const statuses = new Set(["pending", "in_progress", "complete", "error"]);

export type SlackStreams = {
  all: Streamed[];
  methods: Readonly<Record<string, (fields: Fields) => Answer>>;
  /** A person pressed Stop: what grows in the thread is ended. @returns their `ts` */
  stop: (channel: string, threadTs: string) => string[];
};

/**
 * @param room.post makes the message that grows, @returns its `ts`
 * @param room.end gives the message its last blocks
 */
export function buildSlackStreams(
  self: { team: string },
  room: {
    post: (message: { channel: string; thread_ts: string; blocks: unknown[] }) => string;
    end: (message: Streamed, ending: { blocks: unknown[]; metadata: unknown }) => void;
    isKnown: (message: string) => boolean;
    refused: string[];
  },
): SlackStreams {
  const all: Streamed[] = [];
  const find = ({ channel, ts }: Fields): Streamed | undefined =>
    all.find((one) => one.channel === channel && one.ts === ts);

  function chunksIn({ chunks = "[]", markdown_text }: Fields): Chunk[] | string {
    if (markdown_text !== undefined && markdown_text.length > 12_000) return "msg_too_long";
    const found = JSON.parse(chunks) as Chunk[];
    for (const one of found) {
      if (one.type === "task_update") {
        if (!one.id || !one.title || !statuses.has(one.status ?? "")) return "invalid_chunks";
      } else if (one.type === "plan_update") {
        if (!one.title) return "invalid_chunks";
      } else if (one.type === "blocks") {
        const problems = blockProblems(one.blocks ?? []);
        room.refused.push(...problems);
        if (problems.length > 0 || (one.blocks ?? []).length > 50) return "invalid_blocks";
      } else if (one.type !== "markdown_text") return "invalid_chunks";
    }
    return found;
  }

  return {
    all,
    methods: {
      "chat.startStream": (fields) => {
        const { channel = "", thread_ts, recipient_user_id, recipient_team_id } = fields;
        if (!thread_ts || !room.isKnown(`${channel}:${thread_ts}`)) return no("invalid_thread_ts");
        if (!channel.startsWith("D") && (!recipient_user_id || recipient_team_id !== self.team))
          return no("missing_recipient_user_id");
        const chunks = chunksIn(fields);
        if (typeof chunks === "string") return no(chunks);
        if (chunks.length === 0 && !fields["markdown_text"]) return no("no_text");
        const ts = room.post({ channel, thread_ts, blocks: blocksOf(chunks) });
        all.push({
          channel,
          thread_ts,
          ts,
          recipient: recipient_user_id,
          state: "in_progress",
          chunks,
          touched: [performance.now()],
        });
        return { ok: true, channel, ts };
      },
      "chat.appendStream": (fields) => {
        const stream = find(fields);
        if (!stream) return no("message_not_found");
        if (stream.state !== "in_progress") return no("message_not_in_streaming_state");
        const chunks = chunksIn(fields);
        if (typeof chunks === "string") return no(chunks);
        if (chunks.length === 0 && !fields["markdown_text"]) return no("no_text");
        stream.chunks.push(...chunks);
        stream.touched.push(performance.now());
        return { ok: true, channel: stream.channel, ts: stream.ts };
      },
      "chat.stopStream": (fields) => {
        const stream = find(fields);
        if (!stream) return no("message_not_found");
        if (stream.state !== "in_progress") return no("message_not_in_streaming_state");
        const blocks = JSON.parse(fields["blocks"] ?? "[]") as unknown[];
        const problems = blockProblems(blocks);
        room.refused.push(...problems);
        if (problems.length > 0 || blocks.length > 50) return no("invalid_blocks");
        const chunks = chunksIn(fields);
        if (typeof chunks === "string") return no(chunks);
        stream.state = "completed";
        room.end(stream, {
          blocks: [...blocksOf([...stream.chunks, ...chunks]), ...blocks],
          metadata: fields["metadata"] === undefined ? undefined : JSON.parse(fields["metadata"]),
        });
        return { ok: true, channel: stream.channel, ts: stream.ts };
      },
    },
    stop(channel, threadTs) {
      const here = all.filter(
        (one) => one.channel === channel && one.thread_ts === threadTs && one.state === "in_progress",
      );
      for (const one of here) one.state = "completed";
      return here.map(({ ts }) => ts);
    },
  };
}

/** Tasks stand in a plan at the top, as Slack shows them; the last state of each. */
function blocksOf(chunks: readonly Chunk[]): unknown[] {
  const tasks = new Map(
    chunks.flatMap((one) => (one.type === "task_update" ? [[one.id, one] as const] : [])),
  );
  const plan = chunks.findLast(({ type }) => type === "plan_update");
  const cards = [...tasks.values()].map(({ id, title, status }) => ({
    type: "task_card",
    task_id: id,
    title,
    status,
  }));
  const head = plan ? [{ type: "plan", title: plan.title, tasks: cards }] : cards;
  return [...head, ...chunks.flatMap((one) => one.blocks ?? [])];
}
