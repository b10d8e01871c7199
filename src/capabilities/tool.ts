// A tool: what a model or a button may call. Its guidance sits in it and nowhere else.

import type { z } from "zod";
import type { Card } from "../core/card/card.ts";
import type { FormPart } from "../core/card/form.ts";
import type { Lang } from "../core/locale.ts";
import type { Effect } from "../core/roles.ts";
import type { Ctx } from "./context.ts";

/** What a tool gives back: the card people see, and the facts the model may speak about. */
export type ToolResult = {
  card: Card;
  /** Short JSON for the model's history: no secrets, no raw rows, amounts as the card shows them. */
  facts: unknown;
  /** Whether `facts` may hold text from outside (names, cells, words of others); taken for granted when left out. */
  outside?: boolean;
  /** Who else hears of it. */
  tells?: Tell[];
  /** For the eyes of whoever asked alone, where others could read along: a code. */
  alone?: boolean;
};

/** Something people hear of in a conversation of theirs: a tool called there, once for each `key`. */
export type Tell = {
  conversationId: string;
  action: string;
  input: Record<string, unknown>;
  key: string;
  /** In whose name; that of the conversation's first person where it is left out. */
  personId?: string;
  /** Of the answer; that person's own where it is left out. */
  lang?: Lang;
};

export type Tool<Input extends z.ZodType = z.ZodType> = {
  name: string;
  /** What it does, when to call it and where its arguments come from; the model reads this. */
  about: string;
  effect: Effect;
  /** Ledger action and role rule (`thing.verb`), where it matters by what was asked; the tool's name when left out. */
  action?: string | ((input: z.output<Input>) => string);
  /**
   * What may start it. Left out, a read is open to words and anything else waits for a press or a dropped file:
   * a model is offered a change only where the tool says so.
   */
  startedBy?: "words" | "press";
  input: Input;
  /** `progress` shows a card while a long run goes on; it may be called any number of times. */
  run: (ctx: Ctx, input: z.output<Input>, progress: (card: Card) => void) => Promise<ToolResult>;
  /** What `run` would do, as a card a person can decide on; does nothing itself. Called where a change may only be proposed. */
  propose?: (ctx: Ctx, input: z.output<Input>) => Promise<ToolResult>;
  /** What its press asks first, where a surface can ask in place; what is filled in comes back as `values`. */
  form?: (ctx: Ctx, input: z.output<Input>) => Promise<FormPart | undefined>;
  /**
   * What of a filled-in form cannot be taken, by field; does nothing itself.
   * @throws Failure "conflict" where the form is of no use any more
   */
  check?: (ctx: Ctx, input: z.output<Input>) => Promise<WrongFields>;
};

/** What is wrong with fields of a form, in the reader's language, by their names. */
export type WrongFields = Readonly<Record<string, string>>;

/** The role rule of a call; of arguments that do not fit, the tool's own. */
export function actionOf({ name, action, input }: Tool, given: unknown): string {
  if (typeof action !== "function") return action ?? name;
  const checked = input.safeParse(given);
  return checked.success ? action(checked.data) : name;
}

/** Whether a model may start it from what a person said. */
export function isForWords({ effect, startedBy }: Tool): boolean {
  return (startedBy ?? (effect === "read" ? "words" : "press")) === "words";
}

/** Ties `run` to `input`, then forgets the type, so that tools of all inputs live in one list. */
export function defineTool<Input extends z.ZodType>(tool: Tool<Input>): Tool {
  const { input: schema, action, run, propose, form, check, ...rest } = tool;
  return {
    ...rest,
    ...(action !== undefined && {
      action: typeof action === "function" ? (input: unknown) => action(schema.parse(input)) : action,
    }),
    input: schema,
    run: (ctx, input, progress) => run(ctx, schema.parse(input), progress),
    ...(propose && { propose: (ctx: Ctx, input: unknown) => propose(ctx, schema.parse(input)) }),
    ...(form && { form: (ctx: Ctx, input: unknown) => form(ctx, schema.parse(input)) }),
    ...(check && { check: (ctx: Ctx, input: unknown) => check(ctx, schema.parse(input)) }),
  };
}
