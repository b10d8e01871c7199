// Slack's Web API as a server of its own: it refuses what Slack refuses, remembers what people saw and when, and, where asked to,
// fails as Slack does: a pause, an error, a cut connection, before it did what was asked or after.

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { messageProblems } from "../../platforms/slack/blocks/message.ts";
import { buildStreams, type Streams, textsIn } from "./streams.ts";
import type { Json } from "./knock.ts";
import { team } from "./team.ts";

/** What somebody in Slack could see: a message, or a reaction to one. */
export type Seen = {
  kind: "message" | "private" | "reaction" | "file";
  channel: string;
  /** Thread of a message, message of a reaction. */
  thread: string | undefined;
  ts: string;
  text: string;
  /** The app's own key of the post, out of its metadata. */
  key: string | undefined;
  /** Buttons of a message, by their action and what they carry. */
  buttons: { actionId: string; value: string }[];
  /** Of its thumbs, the one that says it helped. */
  thumb: { actionId: string; value: string } | undefined;
  /** Milliseconds since 1970. */
  atMs: number;
};

export type Trouble = "paused" | "failed" | "cut" | "failed_after" | "cut_after";

export type WebApi = {
  url: string;
  seen: Seen[];
  /** What was refused for its form, and why. */
  refused: string[];
  /** Messages that grew. */
  streams: Streams;
  close: () => Promise<void>;
};

/** @param troubleOf what becomes of the call of this number, counted over all calls; `undefined` for nothing */
export async function openWebApi(
  troubleOf: (call: number) => Trouble | undefined = () => undefined,
): Promise<WebApi> {
  const seen: Seen[] = [];
  const refused: string[] = [];
  const memory: Memory = { url: "", seen, refused, streams: buildStreams() };
  let calls = 0;
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const method = (request.url ?? "").split("/").at(-1) ?? "";
      calls += 1;
      const trouble = method === "auth.test" ? undefined : troubleOf(calls);
      if (trouble === "cut") return response.destroy();
      if (trouble === "failed") return end(response, 500, { ok: false, error: "internal_error" });
      if (trouble === "paused") return end(response, 429, { ok: false, error: "ratelimited" });
      const answer = answerTo(memory, method, Object.fromEntries(new URLSearchParams(body)));
      if (trouble === "cut_after") return response.destroy();
      if (trouble === "failed_after") return end(response, 500, { ok: false, error: "internal_error" });
      return end(response, 200, answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  memory.url = `http://127.0.0.1:${port}/api/`;
  const { url } = memory;
  return {
    url,
    seen,
    refused,
    streams: memory.streams,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function end(response: ServerResponse, status: number, answer: Json): void {
  const pause = status === 429 ? { "retry-after": "1" } : {};
  response.writeHead(status, { "content-type": "application/json", ...pause }).end(JSON.stringify(answer));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const text of request.setEncoding("utf8") as AsyncIterable<string>) body += text;
  return body;
}

type Memory = Pick<WebApi, "url" | "seen" | "refused" | "streams">;
type Fields = Readonly<Record<string, string>>;

function answerTo(memory: Memory, method: string, fields: Fields): Json {
  switch (method) {
    case "auth.test":
      return { ok: true, team_id: team.id, user_id: team.botUser, user: "co9ma", team: "bench" };
    case "conversations.open":
      return { ok: true, channel: { id: directWith(fields["users"] ?? "") } };
    case "conversations.replies":
    case "conversations.history":
      return history(memory, fields);
    case "chat.startStream":
      return memory.streams.start(fields, nextTs(memory));
    case "chat.appendStream":
      return memory.streams.append(fields);
    case "chat.stopStream":
      return stop(memory, fields);
    case "chat.update":
      return update(memory, fields);
    case "chat.postMessage":
      return post(memory, "message", fields);
    case "chat.postEphemeral":
      return post(memory, "private", fields);
    case "reactions.add":
      return react(memory, fields);
    case "reactions.remove":
    case "upload":
      return { ok: true };
    case "files.getUploadURLExternal":
      return { ok: true, upload_url: `${memory.url}upload`, file_id: `F${memory.seen.length}` };
    case "files.completeUploadExternal":
      return share(memory, fields);
    case "users.info":
      return { ok: true, user: { id: fields["user"], real_name: fields["user"], team_id: team.id } };
    case "conversations.info":
      return { ok: true, channel: { id: fields["channel"], name: "bench", is_ext_shared: false } };
    default:
      return { ok: false, error: "unknown_method" };
  }
}

/** The room of a person alone with the app. */
export function directWith(user: string): string {
  return `D${user}`;
}

function post(memory: Memory, kind: "message" | "private", fields: Fields): Json {
  const { seen, refused } = memory;
  const { channel = "", thread_ts, text = "", blocks, metadata } = fields;
  const message = {
    text,
    ...(blocks !== undefined && { blocks: JSON.parse(blocks) as unknown[] }),
    // What one person alone sees is never unfurled: Slack's method has no word for it.
    unfurl_links: kind === "message" && fields["unfurl_links"] !== "false",
    unfurl_media: kind === "message" && fields["unfurl_media"] !== "false",
  };
  const problems = messageProblems(message);
  if (problems.length > 0) {
    refused.push(...problems.map(({ path, rule }) => `${path}: ${rule}`));
    return { ok: false, error: "invalid_blocks" };
  }
  const ts = nextTs(memory);
  const key = metadata && (JSON.parse(metadata) as { event_payload?: { key?: string } }).event_payload?.key;
  const buttons = buttonsIn(message.blocks ?? []);
  const thumb = thumbIn(message.blocks ?? []);
  seen.push({
    kind,
    channel,
    thread: thread_ts,
    ts,
    text,
    key: key || undefined,
    buttons,
    thumb,
    atMs: nowMs(),
  });
  return { ok: true, channel, ts, message_ts: ts };
}

/** A message that grew counts as seen once it is finished: with its last blocks, or by an edit of the whole. */
function stop(memory: Memory, fields: Fields): Json {
  const stream = memory.streams.stop(fields);
  if ("error" in stream) return stream;
  const { blocks, metadata } = fields;
  if (metadata !== undefined) finish(memory, stream, [...stream.blocks, ...parsed(blocks)], metadata);
  return { ok: true, channel: stream.channel, ts: stream.ts };
}

function update(memory: Memory, fields: Fields): Json {
  const { channel = "", ts = "", blocks, metadata } = fields;
  const stream = memory.streams.find(channel, ts);
  if (stream?.open === true) return { ok: false, error: "streaming_state_conflict" };
  if (stream && metadata !== undefined) finish(memory, stream, parsed(blocks), metadata);
  return { ok: true, ts };
}

function finish(
  { seen }: Memory,
  { channel, thread, ts }: { channel: string; thread: string; ts: string },
  blocks: readonly unknown[],
  metadata: string,
): void {
  const before = seen.find((one) => one.channel === channel && one.ts === ts);
  const said = {
    text: textsIn(blocks).join("\n"),
    key: (JSON.parse(metadata) as { event_payload?: { key?: string } }).event_payload?.key,
    buttons: buttonsIn(blocks),
    thumb: thumbIn(blocks),
  };
  if (before) Object.assign(before, said);
  else seen.push({ kind: "message", channel, thread, ts, ...said, atMs: nowMs() });
}

function parsed(blocks: string | undefined): unknown[] {
  return blocks === undefined ? [] : (JSON.parse(blocks) as unknown[]);
}

function react(memory: Memory, { channel = "", timestamp = "", name = "" }: Fields): Json {
  const { seen } = memory;
  const same = ({ kind, channel: room, thread, text }: Seen): boolean =>
    kind === "reaction" && room === channel && thread === timestamp && text === name;
  if (seen.some(same)) return { ok: false, error: "already_reacted" };
  const ts = nextTs(memory);
  seen.push({
    kind: "reaction",
    channel,
    thread: timestamp,
    ts,
    text: name,
    key: undefined,
    buttons: [],
    thumb: undefined,
    atMs: nowMs(),
  });
  return { ok: true };
}

/** A file, as it stands in its thread. */
function share(memory: Memory, { channel_id: channel = "", thread_ts, files = "[]" }: Fields): Json {
  const { seen } = memory;
  const all = JSON.parse(files) as { id: string; title?: string }[];
  const ts = nextTs(memory);
  for (const { title = "" } of all)
    seen.push({
      kind: "file",
      channel,
      thread: thread_ts,
      ts,
      text: title,
      key: undefined,
      buttons: [],
      thumb: undefined,
      atMs: nowMs(),
    });
  return { ok: true, files: all };
}

/** Of one room or one of its threads, all on one page. */
function history({ seen, streams }: Memory, { channel, ts }: Fields): Json {
  const here = seen.filter(
    (one) => one.kind === "message" && one.channel === channel && (!ts || one.thread === ts),
  );
  const messages = here.map((one) => ({
    ts: one.ts,
    bot_id: "B1",
    text: one.text,
    ...(one.key && { metadata: { event_type: "co9ma_delivery", event_payload: { key: one.key } } }),
  }));
  const growing = streams.in(channel ?? "", ts).filter((one) => !here.some((post) => post.ts === one.ts));
  const all = [...messages, ...growing.map((one) => ({ ts: one.ts, bot_id: "B1", blocks: one.tasks }))];
  return { ok: true, messages: all, has_more: false };
}

function buttonsIn(blocks: readonly unknown[]): Seen["buttons"] {
  return blocks.flatMap((block) => {
    const { elements } = block as { elements?: { type?: string; action_id?: string; value?: string }[] };
    return (elements ?? []).flatMap(({ type, action_id: actionId, value }) =>
      type === "button" && actionId !== undefined && value !== undefined ? [{ actionId, value }] : [],
    );
  });
}

function thumbIn(blocks: readonly unknown[]): Seen["thumb"] {
  type Thumbs = { type?: string; action_id?: string; positive_button?: { value?: string } };
  const [thumbs] = blocks
    .flatMap((block) => (block as { elements?: Thumbs[] }).elements ?? [])
    .filter(({ type }) => type === "feedback_buttons");
  const value = thumbs?.positive_button?.value;
  return thumbs?.action_id !== undefined && value !== undefined
    ? { actionId: thumbs.action_id, value }
    : undefined;
}

function nextTs({ seen, streams }: Pick<Memory, "seen" | "streams">): string {
  const count = seen.length + streams.all.length;
  return `${Math.floor(nowMs() / 1_000)}.${String(count).padStart(6, "0")}`;
}

function nowMs(): number {
  return performance.timeOrigin + performance.now();
}
