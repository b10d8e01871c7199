// Forms that a surface opens in place, before anything is pressed: what a button asks, filled in; and what of it cannot be taken. Only the
// press that sends it is kept, and it is checked again there.

import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Ctx } from "../capabilities/context.ts";
import type { WrongFields } from "../capabilities/tool.ts";
import { scopeFor } from "../capabilities/workspace/workspace.ts";
import { Card } from "../core/card/card.ts";
import type { FormPart } from "../core/card/form.ts";
import type { ConversationId, PersonId, WorkspaceId } from "../core/ids.ts";
import type { Lang } from "../core/locale.ts";
import { withTx } from "../db/db.ts";
import { findButtonPlace, lookAtButton, seal, storeButtons } from "./buttons.ts";
import { isDraftVerb } from "./draft-cards.ts";
import { openConversation, type Place } from "./inbox.ts";
import { delivery } from "./tables.ts";
import type { Workshop } from "./workshop.ts";

export type { WrongFields } from "../capabilities/tool.ts";

type Parts = Pick<Workshop, "db" | "log" | "now" | "answerer">;

/** A button that was pressed, or what such a button would do, where nothing was shown yet. */
export type FormAsk = { token: string } | { action: string; input: Record<string, unknown>; lang?: Lang };

/** `token` sends it. Without a form the card says in words what is to be said. */
export type OpenedForm = { lang: Lang; card: Card; form?: { part: FormPart; token: string } };

/**
 * What a press asks before it counts, or the form it shows; nothing is pressed by that.
 * @returns `undefined` where it asks nothing: then it is to be pressed as it is
 * @throws Failure as the press would, "conflict" where the form is of no use any more
 */
export async function openForm(parts: Parts, from: Place, ask: FormAsk): Promise<OpenedForm | undefined> {
  if ("action" in ask) return openNew(parts, from, ask);
  const { ctx, button, place } = await standAt(parts, from, ask.token);
  const { action, input, deliveryId, lang } = button;
  const isOfDraft = isDraftVerb(action);
  const own = deliveryId === null ? undefined : await formOn(ctx, deliveryId, ask.token);
  if (own) {
    if (!isOfDraft) await parts.answerer.check?.(ctx, action, { ...input, values: valuesOf(own) });
    return { lang, card: { lang, parts: [] }, form: { part: own, token: ask.token } };
  }
  if (isOfDraft) return undefined;
  const card = await parts.answerer.form?.(ctx, action, input);
  return card && opened(parts, ctx, place, card, ask.token);
}

/** @throws Failure as the press would, "conflict" where the form is of no use any more */
export async function checkForm(
  parts: Parts,
  from: Place,
  { token, values }: { token: string; values: Record<string, string> },
): Promise<WrongFields> {
  const { ctx, button } = await standAt(parts, from, token);
  if (isDraftVerb(button.action)) return {};
  return (await parts.answerer.check?.(ctx, button.action, { ...button.input, values })) ?? {};
}

async function openNew(
  parts: Parts,
  from: Place,
  { action, input, lang }: Extract<FormAsk, { action: string }>,
): Promise<OpenedForm | undefined> {
  const ctx = await ctxIn(parts, from, lang);
  const card = await parts.answerer.form?.(ctx, action, input);
  if (!card) return undefined;
  const conversationId = await withTx({ db: parts.db, ...from }, (tx) => openConversation(tx, from));
  return opened(parts, ctx, { ...from, conversationId }, card, undefined);
}

type At = { workspaceId: WorkspaceId; conversationId: ConversationId; personId: PersonId };

/** @param token of the button, where the form is its own question */
async function opened(
  { db }: Parts,
  ctx: Ctx,
  at: At,
  made: Card,
  token: string | undefined,
): Promise<OpenedForm> {
  const { lang } = made;
  const { card, buttons } = seal(made);
  const part = card.parts.find((one) => one.kind === "form" && one.fields !== undefined);
  if (part?.kind !== "form") return { lang, card };
  const [choice] = part.choices;
  if (!choice) return token === undefined ? { lang, card } : { lang, card, form: { part, token } };
  const { press } = choice;
  const sending = buttons.filter((one) => "token" in press && one.token === press.token);
  await withTx({ db, workspaceId: ctx.workspaceId }, (tx) => storeButtons(tx, at, sending, []));
  return { lang, card, ...("token" in press && { form: { part, token: press.token } }) };
}

/** A button in the hand of its presser, not pressed yet. */
async function standAt(parts: Parts, from: Place, token: string) {
  const { personId } = from;
  const place = { ...(await findButtonPlace(parts.db, token, personId)), personId };
  const button = await lookAtButton({ db: parts.db, ...place }, { token, personId });
  const ctx = await ctxIn(parts, place, button.lang);
  return { ctx, button: { ...button, input: Stored.parse(button.input) }, place };
}

const Stored = z.record(z.string(), z.unknown());

async function ctxIn(
  { db, log, now }: Parts,
  { workspaceId, personId }: { workspaceId: WorkspaceId; personId: PersonId },
  lang: Lang | undefined,
): Promise<Ctx> {
  const scope = await scopeFor(db, { personId, workspaceId, now: now(), ...(lang && { lang }) });
  return { ...scope, db, log };
}

/** The form on a stored card that this token sends. */
async function formOn(
  { db, workspaceId }: Ctx,
  deliveryId: string,
  token: string,
): Promise<FormPart | undefined> {
  const [row] = await withTx({ db, workspaceId }, (tx) =>
    tx
      .select({ content: delivery.content })
      .from(delivery)
      .where(and(eq(delivery.workspaceId, workspaceId), eq(delivery.id, deliveryId))),
  );
  const card = z.object({ card: Card }).safeParse(row?.content).data?.card;
  return card?.parts
    .filter((part) => part.kind === "form")
    .find(
      ({ fields, choices }) =>
        fields !== undefined && choices.some(({ press }) => "token" in press && press.token === token),
    );
}

function valuesOf({ fields = [] }: FormPart): Record<string, string> {
  return Object.fromEntries(fields.map(({ name, value }) => [name, value]));
}
