// What Slack told us, in our words. Everything here comes from a request whose signature was checked; its texts are data.

import type { Lang } from "../../../core/locale.ts";

/** The app as installed in one team: what is ours, and what is not. */
export type Self = { team: string; botUser: string; app?: string };

type Event = {
  /** The same for every delivery of one thing a person did: retries, replays and twins. */
  key: string;
  team: string;
  channel: string;
  user: string;
  /** As Slack shows them; their id where it does not say. */
  name: string;
  /** The person belongs to another team (Slack Connect). */
  outsider: boolean;
  /** Slack says that the person is a guest of our team; mostly it does not say. */
  guest?: boolean;
};

/** As Slack tells of it; neither its name nor its type says what it is. */
export type HeardFile = {
  id: string;
  name: string;
  bytes?: number;
  /** Where its bytes lie, for our token; Slack leaves it out of files that belong to another team. */
  url?: string;
  type?: string;
  /** It lies somewhere else, and Slack holds the link. */
  external: boolean;
};

export type HeardMessage = Event & {
  kind: "message";
  ts: string;
  /** Where the answer goes: the thread's first message; `undefined` for the main line of a direct message. */
  thread: string | undefined;
  /**
   * `dm` and `mention` are meant for us; `thread` only when we already spoke in that thread; `room` is talk among others,
   * to be answered by nobody and kept nowhere.
   */
  addressed: "dm" | "mention" | "thread" | "room";
  /** Another app posted it: nothing of it but its files is taken, and those where a room is open for all files. */
  machine?: boolean;
  /** People of another team can read this room. */
  shared: boolean;
  text: string;
  files: HeardFile[];
};

/** A button of ours: one of an approval or a form carries a token, a next question its words. */
export type HeardPress = Event & {
  kind: "press";
  /** The message that the button stands in. */
  message: string;
  thread: string | undefined;
  press: { token: string } | { ask: string };
};

/** A button that asks something first, or shows a form: `own` where the form stands on the card already. */
export type HeardOpening = Event & {
  kind: "opening";
  message: string;
  thread: string | undefined;
  token: string;
  own: boolean;
  /** Of use for three seconds. */
  trigger: string;
};

/** A modal of ours that was filled in and sent. */
export type HeardSubmit = Event & {
  kind: "submit";
  /** The message that its button stands in; none for a form that was opened from nowhere. */
  message: string | undefined;
  thread: string | undefined;
  token: string;
  values: Record<string, string>;
};

/** From Slack's own menus: a new campaign, or a look at somebody's message. */
export type HeardShortcut = Event & {
  kind: "shortcut";
  shortcut: { name: "new_campaign"; trigger: string } | { name: "review_copy"; text: string };
  /** The message that is meant. */
  message: string | undefined;
  thread: string | undefined;
};

export type HeardCommand = Event & { kind: "command"; command: string; text: string };

/** Somebody looks at us: at our Home, or at their messages with us. */
export type HeardOpened = {
  kind: "opened";
  team: string;
  user: string;
  /** Where they are alone with us. */
  channel: string;
  tab: "home" | "messages";
};

/** A button in somebody's Home: of a request, a next question, or the language they are spoken to in. */
export type HeardHome = Omit<Event, "channel" | "guest"> & {
  kind: "home";
  press: { token: string } | { ask: string } | { lang: Lang };
};

/** Slack's own Stop was pressed in a thread: it says so, and ends nothing but what grows there. */
export type HeardStopped = {
  kind: "stopped";
  team: string;
  user: string;
  channel: string;
  thread: string;
  /** When it was pressed, in seconds since 1970. */
  atS: number | undefined;
};

export type Heard =
  | HeardMessage
  | HeardPress
  | HeardCommand
  | HeardOpened
  | HeardStopped
  | HeardHome
  | HeardOpening
  | HeardSubmit
  | HeardShortcut
  /** Signed, and for an installation that is not ours: to be refused. */
  | { kind: "foreign" }
  /** To be acknowledged and forgotten. */
  | { kind: "ignored"; why: string };

export function ignored(why: string): Heard {
  return { kind: "ignored", why };
}

/** One post, one press or one command, however often and in whatever form it is delivered. */
export function keyOf(
  self: Self,
  channel: string,
  ts: string,
  kind: "message" | "click" | "command" | "submit" | "shortcut",
): string {
  return `${self.team}:${channel}:${ts}:${kind}`;
}
