// Answers one message, file or press into a draft. Whatever goes wrong becomes a card in it: nobody is left without an answer.

import { z } from "zod";
import type { PastTurn, TurnEvent } from "../agent/turn.ts";
import type { Ctx } from "../capabilities/context.ts";
import { failureOf, type Refusal, refusedResult } from "../capabilities/imports/imports.ts";
import { PREVIEW } from "../capabilities/digests/digests.ts";
import { redeemCode, spokenCodeIn } from "../capabilities/workspace/workspace.ts";
import { failureCard } from "../core/card/failure-card.ts";
import { Failure } from "../core/failure.ts";
import type { Lang } from "../core/locale.ts";
import { maxAttempts, pauseOf } from "../db/claim.ts";
import { mayPass } from "../db/faults.ts";
import { actOn, show } from "./act-on.ts";
import { ctxOf, strangerCtx } from "./asker.ts";
import { type InboundBody, saidOf, type SharedFiles } from "./body.ts";
import { useButton } from "./buttons.ts";
import type { Draft } from "./draft.ts";
import { isDraftVerb } from "./draft-cards.ts";
import { pressDraft } from "./draft-press.ts";
import { openFirstLine } from "./first-line.ts";
import { handOver } from "./hand-over.ts";
import { FEEDBACK } from "./feedback.ts";
import { HOW, tellHow } from "./how.ts";
import type { Item } from "./item.ts";
import {
  enteredCard,
  givenUpCard,
  nothingFoundCard,
  openedCard,
  readingCard,
  stoppedCard,
} from "./replies.ts";
import { hasLetters, readable } from "./said.ts";
import { takeFiles } from "./shared-files.ts";
import { settledLine } from "./settle.ts";
import { DECIDE, SAY, Said } from "./tell.ts";
import { meetStranger } from "./strangers.ts";
import type { Workshop } from "./workshop.ts";

/**
 * @param stop aborts when the person wants no more of it: what was shown so far is the answer
 * @returns the context the draft was made in, to be stored under
 * @throws the reason of the claim's signal once it aborts: what was made so far is nobody's answer
 */
export async function fillDraft(
  workshop: Workshop,
  item: Item,
  draft: Draft,
  stop?: AbortSignal,
): Promise<Ctx> {
  const shop = { ...workshop, log: workshop.log.child({ turn: draft.turnId }) };
  let ctx = strangerCtx(shop, item);
  try {
    const known = await ctxOf(shop, item, stop);
    if (known === undefined) {
      await answerStranger(shop, ctx, item, draft);
      return ctx;
    }
    ctx = judging(shop, known, draft);
    stop?.throwIfAborted();
    if (item.claim.attempts > maxAttempts) giveUp(item, draft, ctx.lang);
    else await answerBody(shop, ctx, item, draft);
    if (isEmpty(draft)) draft.card(nothingFoundCard(ctx.lang));
  } catch (error) {
    item.claim.signal.throwIfAborted();
    if (pauseOf(error) !== undefined) throw error;
    draft.brokenOff = item.body.kind === "message" && !isEmpty(draft);
    if (stop?.aborted) return stopped(ctx, draft);
    tryAgainIfBusy(item, error);
    if (!(error instanceof Failure)) shop.log.error({ inbound: item.id, err: error }, "turn failed");
    draft.outcome = "failed";
    draft.tainted = true;
    draft.aside = draft.cards.length === 0 && (item.body.kind === "click" || isRefused(error));
    if (mayWorkLater(error) || isRefused(error)) freeButton(item, draft);
    draft.card(failureCard(error, ctx.lang));
  }
  return ctx;
}

/** Reviews that a model is to look at are noted with the cards they stand on. */
function judging({ answerer: { judge } }: Workshop, ctx: Ctx, draft: Draft): Ctx {
  if (!judge) return ctx;
  const { model, prompt } = judge;
  return { ...ctx, judge: { model, prompt, later: (asked) => void draft.opinions.push(asked) } };
}

function isEmpty({ cards, words, handedOver }: Draft): boolean {
  return !handedOver && cards.length === 0 && words.trim() === "";
}

/** Tries of a message while our own database is away or has no time; the last of them says so. */
const BUSY_TRIES = 3;

/** @throws the failure, so that the message goes back to be tried again after a pause: nobody else could do more about it */
function tryAgainIfBusy({ claim }: Item, failure: unknown): void {
  if (mayPass(failure) && claim.attempts < BUSY_TRIES) throw failure;
}

function stopped(ctx: Ctx, draft: Draft): Ctx {
  draft.tainted = true;
  draft.card(stoppedCard(ctx.lang));
  return ctx;
}

function giveUp(item: Item, draft: Draft, lang: Lang): void {
  draft.outcome = "failed";
  freeButton(item, draft);
  draft.card(givenUpCard(lang));
}

/** The admin code of the start may come from anybody; everything else waits for an admin. */
async function answerStranger(shop: Workshop, ctx: Ctx, item: Item, draft: Draft): Promise<void> {
  const code = item.body.kind === "message" ? spokenCodeIn(readable(item.body.text)) : undefined;
  if (code !== undefined) return answerCode(ctx, item, code, draft);
  draft.outcome = "failed";
  draft.aside = true;
  draft.card(await meetStranger(shop, item, ctx.lang));
}

/** Not for this person, as their role is now; a button of it stays for when that changes. */
function isRefused(error: unknown): boolean {
  return error instanceof Failure && error.code === "forbidden";
}

/** Neither refused nor done: people are told to try again in a moment. */
function mayWorkLater(error: unknown): boolean {
  return !(error instanceof Failure) || error.code === "unavailable";
}

function freeButton({ body }: Item, draft: Draft): void {
  if (body.kind === "click") draft.freed = body.token;
}

async function answerBody(shop: Workshop, ctx: Ctx, item: Item, draft: Draft): Promise<void> {
  switch (item.body.kind) {
    case "message":
      return answerMessage(shop, ctx, item, item.body.text, draft);
    case "file":
      if ("files" in item.body) return answerFiles(shop, ctx, item, item.body, draft);
      return answerFile(shop, ctx, item.body, draft);
    case "click":
      return answerClick(shop, ctx, item, item.body, draft);
    case "action":
      await actOn(shop, ctx, item.body.action, item.body.input, draft);
  }
}

async function answerMessage(
  shop: Workshop,
  ctx: Ctx,
  item: Item,
  text: string,
  draft: Draft,
): Promise<void> {
  const said = readable(text);
  const code = spokenCodeIn(said);
  if (code !== undefined) return answerCode(ctx, item, code, draft);
  await shop.answerer.prepare?.(ctx);
  const history = [...item.past, ...justDone(item, draft)];
  for await (const event of shop.answerer.turn(ctx, { said, history })) {
    if (event.kind === "end") tryAgainIfBusy(item, event.failure);
    takeIn(event, draft);
  }
}

/** The files of this very post, as the words beside them are about them. */
function justDone({ body }: Item, { calls }: Draft): PastTurn[] {
  if (calls.length === 0) return [];
  return [{ said: saidOf(body).files.join(", "), calls: [...calls], answer: "", tainted: true }];
}

/** A code sent as a message: that of the start makes its first sender admin of the workspace they are in, others let in where they say. */
async function answerCode(ctx: Ctx, { personId, platform }: Item, code: string, draft: Draft): Promise<void> {
  const { workspaceId, now } = ctx;
  const known = { personId, platform };
  const entered = await redeemCode(ctx, { code, sender: async () => personId, known, workspaceId, now });
  draft.card(enteredCard(entered, ctx.lang));
}

function takeIn(event: TurnEvent, draft: Draft): void {
  switch (event.kind) {
    case "progress":
      return draft.progress(event.card);
    case "card":
      return draft.card(event.card);
    case "words":
      return draft.say(event.text);
    case "end":
      draft.calls.push(...event.calls);
      draft.modelCalls.push(...event.modelCalls);
      draft.outcome = event.outcome;
      draft.tainted ||= event.tainted;
  }
}

/** Files first, then the words beside them, which are about them. */
async function answerFiles(
  shop: Workshop,
  ctx: Ctx,
  item: Item,
  body: SharedFiles,
  draft: Draft,
): Promise<void> {
  const line = openFirstLine(ctx, item, body);
  try {
    const here = await handOver(shop, ctx, item, body);
    if (!here) draft.handedOver = true;
    else if ((await takeFiles(shop, ctx, item, here, draft)) && hasLetters(body.text))
      await answerMessage(shop, ctx, item, body.text, draft);
  } finally {
    await line.close();
  }
}

type File = Exclude<Extract<InboundBody, { kind: "file" }>, SharedFiles>;

async function answerFile(shop: Workshop, ctx: Ctx, file: File, draft: Draft): Promise<void> {
  if ("refused" in file) return answerRefused(ctx, file, draft);
  if (file.opened !== undefined) draft.card(openedCard(file.opened, ctx.lang));
  draft.progress(readingCard(file.name, ctx.lang));
  await actOn(shop, ctx, "import_report", { documentId: file.documentId, oneShot: file.oneShot }, draft);
}

/** Told where it was dropped: a file that is no report opens no workspace. */
function answerRefused(ctx: Ctx, file: File & { refused: Refusal }, draft: Draft): void {
  const result = refusedResult(ctx.lang, file.name, failureOf(file.refused));
  show(draft, "import_report", { name: file.name }, result);
}

/** Buttons that are pressed more than once. */
const again: ReadonlySet<string> = new Set([DECIDE, FEEDBACK, PREVIEW]);

type Click = Extract<InboundBody, { kind: "click" }>;

async function answerClick(
  shop: Workshop,
  ctx: Ctx,
  item: Item,
  { token, values }: Click,
  draft: Draft,
): Promise<void> {
  const { personId } = item;
  const { action, input: stored, label } = await useButton(ctx, { token, personId, inboundId: item.id });
  draft.pressed = { token, action, input: stored };
  // What the button means was stored with it; of a form only the fields are the presser's own.
  const input = values ? { ...Stored.parse(stored), values } : stored;
  if (action === HOW) {
    freeButton(item, draft);
    return tellHow(shop.answerer.act, ctx, input, draft);
  }
  if (action === SAY) return sayHere(shop, ctx, item, input, draft);
  if (again.has(action)) return actAgain(shop, ctx, item, { action, input }, draft);
  if (isDraftVerb(action)) return pressDraft(ctx, item, { token, action, input, label }, draft);
  try {
    await actOn(shop, ctx, action, input, draft);
    draft.settled = { token, line: await settledLine(ctx, { personId, label }) };
  } catch (error) {
    if (error instanceof Failure)
      draft.settled = { token, line: await settledLine(ctx, { personId, label }, error) };
    throw error;
  }
}

const Stored = z.record(z.string(), z.unknown());

/** Words that a card offers as the person's next message: those of somebody else, so what they ask for only waits. */
async function sayHere(shop: Workshop, ctx: Ctx, item: Item, input: unknown, draft: Draft): Promise<void> {
  const { text } = Said.parse(input);
  draft.tainted = true;
  const past = item.past.map((turn) => ({ ...turn, tainted: true }));
  await answerMessage(shop, ctx, { ...item, past }, text, draft);
}

/** Never used up: who comes later is told who decided, has a word of their own, or looks again. */
async function actAgain(
  shop: Workshop,
  ctx: Ctx,
  item: Item,
  { action, input }: { action: string; input: unknown },
  draft: Draft,
): Promise<void> {
  freeButton(item, draft);
  await actOn(shop, ctx, action, input, draft);
}
