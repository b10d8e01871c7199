// "How I got this" as a button below each card with measured figures, where a surface has no control of its own. It changes nothing, so
// anybody of the room may press it, again and again and in old threads; what they see is their own role's to see.

import { z } from "zod";
import type { Ctx } from "../capabilities/context.ts";
import type { Card, Part } from "../core/card/card.ts";
import { queriesOf } from "../core/card/queries.ts";
import { QueryId } from "../core/ids.ts";
import { words } from "../core/locale.ts";
import { seal } from "./buttons.ts";
import type { Draft } from "./draft.ts";
import type { Answerer } from "./workshop.ts";

/** The button's verb: it calls a tool, once for each query. */
export const HOW = "explain_card";

const HowInput = z.object({ queries: z.array(QueryId).min(1) });

/** As the page calls it. */
const label = words("이 숫자는 어떻게 나왔어요?", "How I got this");

/** A message holds a few requests at most, and each is one query or two. */
const MOST_QUERIES = 8;

type Act = Answerer["act"];

/** Puts the button into the footer of each card that has measured figures and none yet. */
export function offerHow(draft: Draft): void {
  draft.cards = draft.cards.map((card) => {
    const queries = queriesOf([card]);
    const footer = card.parts.findLastIndex((part) => part.kind === "sources");
    if (queries.length === 0 || footer < 0) return card;
    const press = { action: HOW, input: { queries } };
    const offered = (part: Part, at: number): Part =>
      at !== footer || part.kind !== "sources" || part.how
        ? part
        : { ...part, how: { label: label[card.lang], style: "plain", press } };
    const sealed = seal({ ...card, parts: card.parts.map(offered) });
    draft.buttons.push(...sealed.buttons.map((button) => ({ ...button, open: true })));
    return sealed.card;
  });
}

/** @throws Failure "not_found" when a query is not there any more */
export async function tellHow(act: Act, ctx: Ctx, input: unknown, draft: Draft): Promise<void> {
  for (const card of await explainQueries(act, ctx, HowInput.parse(input).queries)) draft.card(card);
}

/** One card a query, in the language of `ctx`. */
export async function explainQueries(act: Act, ctx: Ctx, queries: readonly QueryId[]): Promise<Card[]> {
  const explained: Card[] = [];
  for (const queryId of queries.slice(0, MOST_QUERIES)) {
    const { card } = await act(ctx, "explain_figure", { queryId }, () => {}, []);
    explained.push(card);
  }
  return explained;
}
