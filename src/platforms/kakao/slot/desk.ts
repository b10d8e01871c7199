// What a slot works with, and whom it serves.

import type { Logger } from "pino";
import type { Ear } from "../../../chat/callbacks/held.ts";
import type { Chat, Place } from "../../../chat/chat.ts";
import type { Links } from "../../../chat/links.ts";
import type { Reader } from "./pages.ts";
import type { Times } from "./clock.ts";

export type Desk = {
  chat: Chat;
  log: Logger;
  times: Times;
  /** Seconds since 1970 by the wall. */
  nowS: () => number;
  links?: Links | undefined;
  /** An address under which something stands in for Kakao. */
  own?: URL | undefined;
};

/** One person at one bot, alone with us or in a team chat. */
export type Visit = { ear: Ear; place: Place; reader: Reader };
