// What Kakao told us, in our words. Everything here comes from a caller that knew the workspace's key; its texts are data.

import type { Profile } from "../skill/limits.ts";

export type Heard = {
  /** Unique on the platform: a person has another id at each bot. */
  platformId: string;
  /** The end of Kakao's own id, to be told apart by people: Kakao says no names. */
  name: string;
  profile: Profile;
  /** The team chat; left out where the person is alone with us. */
  room?: string | undefined;
  said: Said;
  /** Where the answer may come later, once. */
  callbackUrl?: string | undefined;
  /** Somebody tries the skill in Kakao's console: there no callback works. */
  console: boolean;
};

export type Said =
  | { kind: "words"; text: string }
  /** `values` stand in the form it sends. */
  | { kind: "press"; token: string; values?: Record<string, string> }
  /** A form of ours is to be filled in, one question after the other. */
  | { kind: "fill"; form: string }
  /** Nobody spoke: an event of ours asks for what lies held. */
  | { kind: "event" }
  /** The next page of a reply of ours, by the name we gave it. */
  | { kind: "rest"; name: string; page: number };

/** What happened to a team chat. */
export type HeardRoom = { type: "entrance" | "leave" | "inviteMember" | "other"; room?: string | undefined };
