// An event of the Events API: the messages that are meant for us, whoever opened us, Slack's own Stop; everything else said to be none of
// our business. What a person looks at beside us (`app_context_changed`) is none: it is not subscribed.

import { z } from "zod";
import { type Heard, type HeardFile, type HeardMessage, ignored, keyOf, type Self } from "./heard.ts";
import { mentions, saidIn } from "./text.ts";

const Envelope = z.object({
  type: z.literal("event_callback"),
  team_id: z.string(),
  api_app_id: z.string().optional(),
  context_team_id: z.string().nullish(),
  is_ext_shared_channel: z.boolean().optional(),
  authorizations: z.array(z.object({ team_id: z.string().nullish() })).optional(),
  event: z.looseObject({ type: z.string() }),
});
type Envelope = z.output<typeof Envelope>;

const SharedFile = z.object({
  id: z.string(),
  name: z.string().nullish(),
  size: z.number().nullish(),
  mode: z.string().nullish(),
  mimetype: z.string().nullish(),
  url_private: z.string().nullish(),
  is_external: z.boolean().nullish(),
});

const Message = z.object({
  type: z.enum(["message", "app_mention"]),
  subtype: z.string().optional(),
  hidden: z.boolean().optional(),
  channel: z.string(),
  channel_type: z.string().optional(),
  user: z.string().optional(),
  bot_id: z.string().nullish(),
  app_id: z.string().nullish(),
  ts: z.string().regex(/^\d+\.\d+$/),
  thread_ts: z.string().optional(),
  text: z.string().default(""),
  files: z.array(SharedFile).default([]),
  team: z.string().nullish(),
  user_team: z.string().nullish(),
  source_team: z.string().nullish(),
  user_profile: z
    .object({
      display_name: z.string().nullish(),
      real_name: z.string().nullish(),
      is_restricted: z.boolean().nullish(),
      is_ultra_restricted: z.boolean().nullish(),
    })
    .nullish(),
});
type Message = z.output<typeof Message>;

/** Messages of people. An edit, a deletion, a join, a topic and the like ask nothing. */
const taken: ReadonlySet<string> = new Set(["file_share", "thread_broadcast"]);
/** A file that was deleted, or is kept back by the plan of the team: there is nothing to read. */
const gone: ReadonlySet<string> = new Set(["tombstone", "hidden_by_limit"]);
const SLACKBOT = "USLACKBOT";

export function readEvent(body: unknown, self: Self): Heard {
  const envelope = Envelope.safeParse(body);
  if (!envelope.success) return ignored("no event");
  if (!isOurs(envelope.data, self)) return { kind: "foreign" };
  const { event } = envelope.data;
  if (event.type === "app_home_opened") return readOpened(event, self);
  if (event.type === "agent_session_stopped") return readStop(event, self);
  if (event.type !== "message" && event.type !== "app_mention") return ignored(`event ${event.type}`);
  const message = Message.safeParse(event);
  return message.success
    ? readMessage(message.data, envelope.data, self)
    : ignored("message of another shape");
}

const Opened = z.object({
  user: z.string(),
  channel: z.string(),
  /** Apps without a Home of their own are not told which. */
  tab: z.enum(["home", "messages"]).catch("messages"),
});

function readOpened(event: unknown, self: Self): Heard {
  const opened = Opened.safeParse(event);
  if (!opened.success) return ignored("opening of another shape");
  return { kind: "opened", team: self.team, ...opened.data };
}

const Stopped = z.object({
  user: z.string(),
  channel: z.string(),
  thread_ts: z.string(),
  event_ts: z
    .string()
    .regex(/^\d{1,12}(?:\.\d{1,9})?$/)
    .optional()
    .catch(undefined),
});

function readStop(event: unknown, self: Self): Heard {
  const stopped = Stopped.safeParse(event);
  if (!stopped.success) return ignored("stop of another shape");
  const { user, channel, thread_ts: thread, event_ts: at } = stopped.data;
  const atS = at === undefined ? undefined : Number(at);
  return { kind: "stopped", team: self.team, user, channel, thread, atS };
}

function readMessage(message: Message, envelope: Envelope, self: Self): Heard {
  const { user, subtype } = message;
  if (subtype !== undefined && !taken.has(subtype)) return ignored(`message ${subtype}`);
  if (message.hidden === true) return ignored("hidden message");
  if (user === undefined || isOurOwn(message, user, self)) return ignored("not a person's message");
  const machine = typeof message.bot_id === "string";
  if (machine && message.files.length === 0) return ignored("another app's message");
  const addressed = machine ? "room" : addressedIn(message, self);
  return {
    kind: "message",
    key: keyOf(self, message.channel, message.ts, "message"),
    team: self.team,
    channel: message.channel,
    user,
    name: message.user_profile?.display_name || message.user_profile?.real_name || user,
    ...(isGuest(message) && { guest: true }),
    ...(machine && { machine: true }),
    outsider: (message.user_team ?? message.source_team ?? message.team ?? self.team) !== self.team,
    shared: isShared(envelope),
    ts: message.ts,
    thread: message.thread_ts ?? (addressed === "dm" ? undefined : message.ts),
    addressed,
    text: saidIn(message.text, self.botUser),
    files: message.files.filter(({ mode }) => !gone.has(mode ?? "")).map(fileOf),
  };
}

function isGuest({ user_profile }: Message): boolean {
  return user_profile?.is_restricted === true || user_profile?.is_ultra_restricted === true;
}

/** Also for a shared channel, where the post belongs to another team and the installation that hears it is ours. */
function isOurs(
  { team_id, context_team_id, api_app_id, authorizations = [] }: Envelope,
  self: Self,
): boolean {
  if (self.app !== undefined && api_app_id !== undefined && api_app_id !== self.app) return false;
  return [team_id, context_team_id, ...authorizations.map((one) => one.team_id)].includes(self.team);
}

function isShared({ is_ext_shared_channel, context_team_id, team_id }: Envelope): boolean {
  return is_ext_shared_channel === true || (context_team_id ?? team_id) !== team_id;
}

/** We would talk to ourselves for ever. What other apps say is never answered; their files are taken where a room is open for them. */
function isOurOwn({ app_id }: Message, user: string, self: Self): boolean {
  if (user === self.botUser || user === SLACKBOT) return true;
  return self.app !== undefined && app_id === self.app;
}

/** A post that mentions us is a mention whichever of its two events comes first. */
function addressedIn(message: Message, self: Self): HeardMessage["addressed"] {
  if (message.channel_type === "im" || message.channel.startsWith("D")) return "dm";
  if (message.type === "app_mention" || mentions(message.text, self.botUser)) return "mention";
  const isReply = message.thread_ts !== undefined && message.thread_ts !== message.ts;
  return isReply ? "thread" : "room";
}

function fileOf(file: z.output<typeof SharedFile>): HeardFile {
  const { id, name, size, mode, mimetype, url_private: url, is_external } = file;
  return {
    id,
    name: name ?? "report",
    external: is_external === true || mode === "external",
    ...(typeof size === "number" && { bytes: size }),
    ...(typeof url === "string" && url !== "" && { url }),
    ...(typeof mimetype === "string" && { type: mimetype }),
  };
}
