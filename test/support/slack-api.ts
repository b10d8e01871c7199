// A Web API of Slack's on a port of its own, strict: it refuses what Slack refuses, and says what reached people.

import { createServer, type IncomingMessage } from "node:http";
import { messageProblems } from "../../src/platforms/slack/blocks/message.ts";
import { buildSlackFiles, type SlackFiles } from "./slack-files.ts";
import { buildSlackUploads, type Uploaded } from "./slack-uploads.ts";

type Sent = {
  channel: string;
  thread_ts?: string;
  ts: string;
  text: string;
  blocks?: unknown[];
  /** Who alone saw it. */
  user?: string;
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
  /** Files that we put up, as people see them. */
  uploaded: Uploaded[];
  /** Files that people shared. */
  files: SlackFiles;
  /** A person's message comes to be: only of such and of our own are things known. */
  wrote: (channel: string, ts: string) => void;
  /** A person, or our bot, is not in a channel. */
  left: (channel: string, user: string) => void;
  /** Slack's word for every call from now on; `undefined` for none. */
  fail: (error: string | undefined) => void;
  /** Slack's word for the next calls of a method, or the pause in seconds that it names; `undefined` for none. */
  refuse: (method: string, error: string | number | undefined) => void;
  /** Calls of a method are neither taken nor answered until the returned function is called. */
  hold: (method: string) => () => void;
  close: () => Promise<void>;
};

/** The API's answer, or the seconds of a pause. */
type Said = Answer | number;

/** Of the app as the tests install it. */
const TOKEN = "xoxb-1234567890";

const no = (error: string): Answer => ({ ok: false, error });

export async function openSlackApi(self: { team: string; botUser: string }): Promise<SlackApi> {
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
  const held = new Map<string, Promise<void>>();
  const asked: string[] = [];
  let failing: string | undefined;
  let origin = "";
  const files = buildSlackFiles(() => origin, TOKEN);
  const uploads = buildSlackUploads(() => origin);

  const methods: Readonly<Record<string, (fields: Fields) => Answer>> = {
    "auth.test": () => ({ ok: true, team_id: self.team, user_id: self.botUser }),
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
    if (refusal !== undefined) return typeof refusal === "number" ? refusal : no(refusal);
    const answer = methods[method]?.(fields) ?? no("unknown_method");
    const ts = fields["timestamp"] ?? fields["ts"] ?? answer["ts"];
    if (answer["ok"] === true) calls.push({ method, message: `${fields["channel"]}:${ts as string}` });
    return answer;
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
    const ts = `1763900000.${String(sent.length + 1).padStart(6, "0")}`;
    const { text, blocks } = message;
    sent.push({ channel, ts, text, ...(thread_ts && { thread_ts }), ...(blocks && { blocks }) });
    return { ok: true, channel, ts };
  }

  /** What is left out of an edit stays; only our own messages can be edited. */
  function update(fields: Fields): Answer {
    const { channel = "", ts = "" } = fields;
    if (theirs.has(`${channel}:${ts}`)) return no("cant_update_message");
    const post = sent.find((one) => one.channel === channel && one.ts === ts);
    if (!post) return no("message_not_found");
    const message = messageIn({ ...fields, unfurl_links: "false", unfurl_media: "false" });
    if (isRefused(message)) return no("invalid_blocks");
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
      const said = answerTo(method, Object.fromEntries(new URLSearchParams(body)));
      const pauseS = typeof said === "number" ? said : undefined;
      const [status, answer] = typeof said === "number" ? [429, no("ratelimited")] : [200, said];
      const headers = {
        "content-type": "application/json",
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
    signs,
    refused,
    files,
    uploaded: uploads.seen,
    wrote: (channel, ts) => void theirs.add(`${channel}:${ts}`),
    left: (channel, user) => void gone.add(`${channel}:${user}`),
    fail: (error) => {
      failing = error;
    },
    refuse: (method, error) => {
      if (error === undefined) refusals.delete(method);
      else refusals.set(method, error);
    },
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

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const text of request.setEncoding("utf8") as AsyncIterable<string>) body += text;
  return body;
}
