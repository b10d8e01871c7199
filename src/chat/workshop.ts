// What answering works with: the database, the clock, whoever answers, and how a platform's files come here.

import type { Logger } from "pino";
import type { ModelCallRecord, PastTurn, TurnEvent } from "../agent/turn.ts";
import type { Judged } from "../agent/judging.ts";
import type { JudgeName, OpinionRequest } from "../capabilities/compliance/compliance.ts";
import type { PushPath } from "../capabilities/digests/digests.ts";
import type { Ctx, IntakeSetting } from "../capabilities/context.ts";
import type { ToolResult, WrongFields } from "../capabilities/tool.ts";
import type { Card } from "../core/card/card.ts";
import type { Db } from "../db/db.ts";
import type { Fetchers } from "./remote-file.ts";

/** What answers: the model's loop for words, the gate for buttons and files. */
export type Answerer = {
  /** What must stand before a turn in this workspace: the demo's market up to yesterday. */
  prepare?: (ctx: Ctx) => Promise<void>;
  turn: (ctx: Ctx, input: { said: string; history: PastTurn[] }) => AsyncIterable<TurnEvent>;
  /** A language model that looks at reviews behind the rules, where one is configured. */
  judge?: JudgeName & {
    ask: (ctx: Pick<Ctx, "log" | "signal">, request: OpinionRequest) => Promise<Judged>;
  };
  /** @param calls takes what models were asked for the tool */
  act: (
    ctx: Ctx,
    tool: string,
    input: unknown,
    progress: (card: Card) => void,
    calls: ModelCallRecord[],
  ) => Promise<ToolResult>;
  /** What a press asks first, or shows; does nothing itself. */
  form?: (ctx: Ctx, tool: string, input: unknown) => Promise<Card | undefined>;
  /** What of a filled-in form cannot be taken, by field; does nothing itself. */
  check?: (ctx: Ctx, tool: string, input: unknown) => Promise<WrongFields>;
};

export type Workshop = {
  db: Db;
  log: Logger;
  now: () => Temporal.Instant;
  answerer: Answerer;
  fetchers: Fetchers;
  /** Where files are taken that come without a person. */
  intake?: IntakeSetting | undefined;
  /** Paid ways of speaking first that are configured. */
  pushes: readonly PushPath[];
};
