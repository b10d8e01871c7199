// A Web API of Slack's on a port of its own, strict: it refuses what Slack refuses, and says what reached people.

import { createServer, type IncomingMessage } from "node:http";
import { messageProblems } from "../../src/platforms/slack/blocks/message.ts";
import { buildSlackAgent, type SlackAgent } from "./slack-agent.ts";
import { buildSlackFiles, type SlackFiles } from "./slack-files.ts";
import { buildSlackStreams, type Streamed } from "./slack-streams.ts";
import { buildSlackModals, type SlackModals } from "./slack-modals.ts";
import { buildSlackUploads, type Uploaded } from "./slack-uploads.ts";

type Sent = {
  channel: string;
  thread_ts?: string;
  ts: string;
  text: string;
  blocks?: unknown[];
  /** Who alone saw it. */
  user?: string;
  /** Our key in it. */
  metadata?: unknown;
};
type Fields = Record<string, string>;
type Answer = Record<string, unknown>;

/** A call that was taken, with what it was about; messages as `channel:ts`. */
type SlackCall = { method: string; message: string };

export type SlackApi = {
  url: string;
  /** Messages in the order in which people saw them. */
  sent: Sent[];
  /** Messages of ours as they were edited, in order; `sent` shows them as they are. */
  edited: Sent[];
  /** The same for what one person alone saw. */
  whispered: Sent[];
  /** What was done, in order. */
  calls: SlackCall[];
  /** With which token each call came, in order; none for the calls that give one. */
  tokens: { method: string; token: string | undefined }[];
  /** What Slack gives for a code or a refresh token, once for each. */
  grants: Map<string, Record<string, unknown>>;
  /** Tokens that Slack does not take, with its word; or the pause it names to them. */
  tokenWords: Map<string, string | number>;
  /** Every call that came, whatever became of it. */
  asked: string[];
  /** Messages under which our eyes stand. */
  signs: Set<string>;
  /** What was refused, and why. */
  refused: string[];
  /** What Slack says of people, by their ids; the others are colleagues of whom it says no more. */
  people: Map<
    string,
    { real_name: string; locale?: string; is_restricted?: boolean; is_ultra_restricted?: boolean }
  >;
  /** Names of channels, by their ids. */
  rooms: Map<string, string>;
  /** What Slack shows of us as an agent. */
  agent: Omit<SlackAgent, "methods">;
  /** Messages of ours that grew; they stand in `sent`, too. */
  streams: Streamed[];
  /** A person presses Slack's own Stop. @returns the `ts` of what grew in the thread */
  stopStreams: (channel: string, threadTs: string) => string[];
  /** Files that we put up, as people see them. */
  uploaded: Uploaded[];
  /** What stands open before people's other work. */
  modals: SlackModals;
  /** Files that people shared. */
  files: SlackFiles;
  /** A person's message comes to be: only of such and of our own are things known. */
  wrote: (channel: string, ts: string) => void;
  /** A person, or our bot, is not in a channel. */
  left: (channel: string, user: string) => void;
  /** Slack's word for every call from now on; `undefined` for none. */
  fail: (error: string | undefined) => void;
  /** Slack's word for the next calls of a method, or the pause in seconds that it names; `undefined` for none, all calls without `times`. */
  refuse: (method: string, error: string | number | undefined, times?: number) => void;
  /** The next call of a method is done, and its answer lost. */
  lose: (method: string) => void;
  /** Calls of a method are neither taken nor answered until the returned function is called. */
  hold: (method: string) => () => void;
  close: () => Promise<void>;
};

/** The API's answer, or the seconds of a pause. */
type Said = Answer | number;

/** Of the app as the tests install it. */
const TOKEN = "xoxb-1234567890";

const no = (error: string): Answer => ({ ok: false, error });

/** @param self.scopes what the token may; Slack says nothing of it where it is left out */
export async function openSlackApi(self: {
  team: string;
  botUser: string;
  scopes?: readonly string[];
}): Promise<SlackApi> {
  const sent: Sent[] = [];
  const whispered: Sent[] = [];
  const edited: Sent[] = [];
  const calls: SlackCall[] = [];
  const signs = new Set<string>();
  const refused: string[] = [];
  const people: SlackApi["people"] = new Map();
  const rooms: SlackApi["rooms"] = new Map();
  const theirs = new Set<string>();
  const gone = new Set<string>();
  const refusals = new Map<string, string | number>();
  const limited = new Map<string, number>();
  const lost = new Set<string>();
  const held = new Map<string, Promise<void>>();
  const asked: string[] = [];
  const tokens: SlackApi["tokens"] = [];
  const grants: SlackApi["grants"] = new Map();
  const tokenWords: SlackApi["tokenWords"] = new Map();
  let failing: string | undefined;
  let origin = "";
  const files = buildSlackFiles(() => origin, TOKEN);
  const uploads = buildSlackUploads(() => origin);
  const modals = buildSlackModals(refused);

  const streams = buildSlackStreams(self, {
    post(message) {
      const ts = nextTs();
      sent.push({ ...message, ts, text: "" });
      return ts;
    },
    end({ channel, ts }, { blocks, metadata }) {
      const post = sent.find((one) => one.channel === channel && one.ts === ts);
      agent.lines.delete(`${channel}:${post?.thread_ts}`);
      if (post) Object.assign(post, { blocks, metadata, text: textsIn(blocks).join("\n") });
    },
    isKnown,
    refused,
  });

  const agent = buildSlackAgent({ isKnown, refused });

  const methods: Readonly<Record<string, (fields: Fields) => Answer>> = {
    "auth.test": () => ({ ok: true, team_id: self.team, user_id: self.botUser }),
    "oauth.v2.access": ({ code, refresh_token, client_id, client_secret }) => {
      if (client_id !== "1.2" || client_secret !== "a-client-secret-of-slack") return no("bad_client_secret");
      const key = code ?? refresh_token ?? "";
      const grant = grants.get(key);
      grants.delete(key);
      return grant
        ? { ok: true, ...grant }
        : no(code === undefined ? "invalid_refresh_token" : "invalid_code");
    },
    "conversations.open": ({ users }) => ({ ok: true, channel: { id: `D-${users}` } }),
    "users.info": ({ user = "" }) => {
      const found = people.get(user) ?? { real_name: user };
      return { ok: true, user: { id: user, ...found } };
    },
    "conversations.info": ({ channel = "" }) => {
      const name = rooms.get(channel);
      return name === undefined ? no("channel_not_found") : { ok: true, channel: { id: channel, name } };
    },
    ...uploads.methods,
    ...modals.methods,
    ...streams.methods,
    ...agent.methods,
    "conversations.replies": replies,
    "conversations.history": replies,
    "chat.delete": remove,
    "chat.postMessage": post,
    "chat.postEphemeral": whisper,
    "chat.update": update,
    "files.info": ({ file = "" }) => files.info(file),
    "reactions.add": (fields) => react(fields, "already_reacted"),
    "reactions.remove": (fields) => react(fields, "no_reaction"),
  };

  function answerTo(method: string, fields: Fields): Said {
    if (failing !== undefined) return no(failing);
    const refusal = refusals.get(method);
    const left = limited.get(method);
    if (left !== undefined) limited.set(method, Math.max(left - 1, 0));
    if (refusal !== undefined && left !== 0) return typeof refusal === "number" ? refusal : no(refusal);
    const answer = methods[method]?.(fields) ?? no("unknown_method");
    const ts = fields["timestamp"] ?? fields["ts"] ?? answer["ts"];
    if (answer["ok"] === true) calls.push({ method, message: `${fields["channel"]}:${ts as string}` });
    return answer;
  }

  function tokenSaid(token: string | undefined): Said | undefined {
    const word = token === undefined ? undefined : tokenWords.get(token);
    return typeof word === "string" ? no(word) : word;
  }

  function isKnown(message: string): boolean {
    return theirs.has(message) || sent.some(({ channel, ts }) => `${channel}:${ts}` === message);
  }

  function react({ channel, timestamp, name }: Fields, refusal: "already_reacted" | "no_reaction"): Answer {
    const message = `${channel}:${timestamp}`;
    if (name !== "eyes") return no("invalid_name");
    if (!isKnown(message)) return no("message_not_found");
    if (signs.has(message) === (refusal === "already_reacted")) return no(refusal);
    if (refusal === "already_reacted") signs.add(message);
    else signs.delete(message);
    return { ok: true };
  }

  function messageIn({ text = "", blocks, unfurl_links, unfurl_media }: Fields) {
    return {
      text,
      ...(blocks !== undefined && { blocks: JSON.parse(blocks) as unknown[] }),
      unfurl_links: unfurl_links !== "false",
      unfurl_media: unfurl_media !== "false",
    };
  }

  function isRefused(message: ReturnType<typeof messageIn>): boolean {
    const problems = messageProblems(message);
    refused.push(...problems.map(({ path, rule }) => `${path}: ${rule}`));
    return problems.length > 0;
  }

  function post(fields: Fields): Answer {
    const message = messageIn(fields);
    if (isRefused(message)) return no("invalid_blocks");
    const { channel = "", thread_ts } = fields;
    if (gone.has(`${channel}:${self.botUser}`)) return no("not_in_channel");
    const ts = nextTs();
    const { text, blocks } = message;
    const metadata = metadataIn(fields);
    sent.push({ channel, ts, text, ...(thread_ts && { thread_ts }), ...(blocks && { blocks }), ...metadata });
    agent.lines.delete(`${channel}:${thread_ts}`);
    return { ok: true, channel, ts };
  }

  let posts = 0;
  function nextTs(): string {
    posts += 1;
    return `1763900000.${String(posts).padStart(6, "0")}`;
  }

  function replies({ channel = "", ts }: Fields): Answer {
    const here = sent.filter((one) => one.channel === channel && (!ts || one.thread_ts === ts));
    return { ok: true, messages: here.map((one) => ({ ...one, bot_id: "B1" })), has_more: false };
  }

  function remove({ channel = "", ts = "" }: Fields): Answer {
    const at = sent.findIndex((one) => one.channel === channel && one.ts === ts);
    if (at < 0) return no("message_not_found");
    sent.splice(at, 1);
    return { ok: true, channel, ts };
  }

  /** What is left out of an edit stays; only our own messages can be edited. */
  function update(fields: Fields): Answer {
    const { channel = "", ts = "" } = fields;
    if (theirs.has(`${channel}:${ts}`)) return no("cant_update_message");
    const post = sent.find((one) => one.channel === channel && one.ts === ts);
    if (!post) return no("message_not_found");
    if (streams.all.some((one) => one.channel === channel && one.ts === ts && one.state === "in_progress"))
      return no("streaming_state_conflict");
    const { blocks: none, ...others } = fields;
    const shown = none === "[]" ? others : fields;
    const message = messageIn({ ...shown, unfurl_links: "false", unfurl_media: "false" });
    if (isRefused(message)) return no("invalid_blocks");
    if (none === "[]") delete post.blocks;
    Object.assign(post, metadataIn(fields));
    post.text = message.text;
    if (message.blocks) post.blocks = message.blocks;
    edited.push({ ...post });
    return { ok: true, channel, ts };
  }

  /** Slack shows nothing in a thread that has no reply yet, and nothing of unfurling is asked for. */
  function whisper(fields: Fields): Answer {
    const { channel = "", thread_ts, user } = fields;
    const message = messageIn({ ...fields, unfurl_links: "false", unfurl_media: "false" });
    if (isRefused(message)) return no("invalid_blocks");
    if (user === undefined || channel.startsWith("D")) return no("invalid_arguments");
    if (gone.has(`${channel}:${user}`)) return no("user_not_in_channel");
    if (thread_ts && !sent.some((post) => post.thread_ts === thread_ts)) return no("thread_not_found");
    const { text, blocks } = message;
    const ts = `1763900000.9${String(whispered.length + 1).padStart(5, "0")}`;
    whispered.push({ channel, ts, user, text, ...(thread_ts && { thread_ts }), ...(blocks && { blocks }) });
    return { ok: true, message_ts: ts };
  }

  const server = createServer((request, response) => {
    if (uploads.serve(request, response)) return;
    if (files.serve(request, response)) return;
    void bodyOf(request).then(async (body) => {
      const method = (request.url ?? "").split("/").at(-1) ?? "";
      asked.push(method);
      await held.get(method);
      const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1];
      tokens.push({ method, token });
      const said = tokenSaid(token) ?? answerTo(method, Object.fromEntries(new URLSearchParams(body)));
      if (lost.delete(method)) return response.destroy();
      const pauseS = typeof said === "number" ? said : undefined;
      const [status, answer] = typeof said === "number" ? [429, no("ratelimited")] : [200, said];
      const headers = {
        "content-type": "application/json",
        ...(self.scopes && { "x-oauth-scopes": self.scopes.join(",") }),
        ...(pauseS !== undefined && { "retry-after": String(pauseS) }),
      };
      response.writeHead(status, headers).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  origin = `http://127.0.0.1:${port}`;
  return {
    url: `${origin}/api/`,
    sent,
    whispered,
    edited,
    people,
    rooms,
    calls,
    asked,
    tokens,
    grants,
    tokenWords,
    signs,
    refused,
    files,
    agent,
    streams: streams.all,
    stopStreams: streams.stop,
    uploaded: uploads.seen,
    modals,
    wrote: (channel, ts) => void theirs.add(`${channel}:${ts}`),
    left: (channel, user) => void gone.add(`${channel}:${user}`),
    fail: (error) => {
      failing = error;
    },
    refuse: (method, error, times) => {
      if (times === undefined) limited.delete(method);
      else limited.set(method, times);
      if (error === undefined) refusals.delete(method);
      else refusals.set(method, error);
    },
    lose: (method) => void lost.add(method),
    hold: (method) => {
      let release = (): void => {};
      held.set(method, new Promise((resolve) => (release = resolve)));
      return () => {
        held.delete(method);
        release();
      };
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function metadataIn({ metadata }: Fields): { metadata?: unknown } {
  return metadata === undefined ? {} : { metadata: JSON.parse(metadata) as unknown };
}

/** Slack tells what stands in blocks where there is no text beside them. */
function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, held]) =>
    key === "text" && typeof held === "string" ? [held] : textsIn(held),
  );
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const text of request.setEncoding("utf8") as AsyncIterable<string>) body += text;
  return body;
}
