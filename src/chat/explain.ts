// "How I got this" under one answer: the queries behind its figures, told by the tool that a question in words would call.

import { scopeFor } from "../capabilities/workspace/workspace.ts";
import type { Card } from "../core/card/card.ts";
import { queriesOf } from "../core/card/queries.ts";
import { Failure } from "../core/failure.ts";
import { words } from "../core/locale.ts";
import type { Answered } from "./events.ts";
import { explainQueries } from "./how.ts";
import type { Place } from "./inbox.ts";
import type { Workshop } from "./workshop.ts";

/**
 * One card a query, in the language of the answer. Nothing is stored: the conversation stays as it is.
 * @param answered the stored answer; `undefined` when there is none at this place
 * @throws Failure "not_found" when there is no such answer, or no figure in it was measured
 */
export async function explainAnswer(
  { db, log, now, answerer }: Omit<Workshop, "fetchers">,
  { personId, workspaceId }: Place,
  answered: Answered | undefined,
): Promise<Card[]> {
  const cards = answered?.cards.map(({ card }) => card) ?? [];
  const queries = queriesOf(cards);
  const lang = cards[0]?.lang;
  if (!lang || queries.length === 0) throw nothingMeasured;
  const scope = await scopeFor(db, { personId, workspaceId, now: now() });
  return explainQueries(answerer.act, { ...scope, lang, db, log }, queries);
}

const nothingMeasured = new Failure("not_found", "no measured figure in this answer", {
  say: words("이 답변에는 근거를 보여 드릴 숫자가 없어요.", "There is no figure in this answer to explain."),
  next: words("숫자가 있는 답변에서 다시 눌러 주세요.", "Pick an answer that has figures."),
});
