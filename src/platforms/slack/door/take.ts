// What a body of Slack's comes to, whichever way it came: for whom it is, and what is heard in it. The same for requests and for the socket.

import type { Heard } from "../inbound/heard.ts";
import { readBody } from "../inbound/read.ts";
import type { Leave } from "../oauth/leaving.ts";
import type { Teams } from "../teams.ts";
import { whose } from "./whose.ts";

type Taken =
  | { kind: "heard"; heard: Heard }
  /** To be acknowledged, and nothing else. */
  | { kind: "done" }
  /** For an installation that is none of ours. */
  | { kind: "foreign" }
  /** Whose it is cannot be said now, or what had to be done first failed: Slack is to come again. */
  | { kind: "later" };

export type TakeParts = {
  findSelf: Teams["findSelf"];
  /** Left out where nobody can install us. */
  leave?: Leave | undefined;
};

export type Take = (body: unknown) => Promise<Taken>;

export function buildTake({ findSelf, leave }: TakeParts): Take {
  return async (body) => {
    try {
      const self = await findSelf(whose(body));
      if (!self) return { kind: "foreign" };
      if (await leave?.(body, self)) return { kind: "done" };
      const heard = readBody(body, self);
      if (heard.kind === "foreign") return { kind: "foreign" };
      return heard.kind === "ignored" ? { kind: "done" } : { kind: "heard", heard };
    } catch {
      return { kind: "later" };
    }
  };
}
