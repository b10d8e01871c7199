// The context of one run: the scope, the two handles a verb may use, and when to stop.

import type { Logger } from "pino";
import type { Scope } from "../core/scope.ts";
import type { Db } from "../db/db.ts";
import type { Contacts } from "../language/contacts.ts";
import type { PushPath } from "./digests/reaching/reaching.ts";
import type { Judge } from "./compliance/judge/opinion.ts";
import type { AskPicture } from "./creatives/asked-picture.ts";
import type { AskCopy } from "./creatives/copy/asked-copy.ts";

/** `isLocal`: nobody outside this machine reaches `base`. */
export type IntakeSetting = { base: URL; isLocal: boolean; dropFolder: boolean };

export type Ctx = Scope & {
  db: Db;
  log: Logger;
  /** Where it is asked, when others are there. */
  room?: { platform: string; roomRef: string };
  /** Rooms that were named in what is asked, as their platform knows them. */
  rooms?: readonly { platform: string; roomRef: string; name: string }[];
  /** Aborts when nobody will take the result any more: somebody else has the work, or the process ends. */
  signal?: AbortSignal;
  /** Text from outside had a say in what is asked: it may wait for a person, and never runs by itself. */
  tainted?: boolean;
  /** Plans come without texts and pictures: for readings whose cards nobody looks at, such as the evals. */
  withoutCreatives?: boolean;
  /** Where a language model is at hand to write ad copy: one asking, with time of its own. */
  openCopyAsking?: () => AskCopy;
  /** Where a language model looks at reviews behind the rules. */
  judge?: Judge;
  /** Where a model is at hand that makes pictures. */
  askPicture?: AskPicture;
  /** Contacts of the message being answered, by the masks that stand for them in it. */
  contacts?: Contacts;
  /** Where this installation takes files without a person. */
  intake?: IntakeSetting;
  /** Paid ways of speaking first that this installation has keys for. */
  pushes?: readonly PushPath[];
};
