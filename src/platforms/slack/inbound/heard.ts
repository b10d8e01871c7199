// What Slack told us, in our words. Everything here comes from a request whose signature was checked; its texts are data.

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

export type HeardCommand = Event & { kind: "command"; command: string; text: string };

export type Heard =
  | HeardMessage
  | HeardPress
  | HeardCommand
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
  kind: "message" | "click" | "command",
): string {
  return `${self.team}:${channel}:${ts}:${kind}`;
}
