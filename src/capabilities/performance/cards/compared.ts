// A change is taken over the accounts that have like days on both sides; what is shown beside it stays whole.

import { type Lang, words } from "../../../core/locale.ts";
import { mediumLabels } from "../../../core/medium.ts";
import { type Metric, metrics } from "../../../core/metric.ts";
import type { Quantity } from "../../../core/quantity.ts";
import { type Answer, figure, scopeOf } from "../answer.ts";
import type { Account } from "../coverage.ts";
import type { Block } from "../prove.ts";
import { subjectWords } from "./subject.ts";

/** True when a change of the metric says something: ratios over any like accounts, sums over like days. */
export function isComparable({ compared, periods }: Answer, metric: Metric): boolean {
  if (!periods.before) return true;
  return compared.like.length > 0 && (compared.sums || metrics[metric].kind !== "additive");
}

/** Some accounts are shown that no change can be taken over. */
export function isPartlyCompared({ compared, result }: Answer): boolean {
  return compared.result !== result;
}

/** The answer over the accounts that can be compared, itself where all can. Its figures say whose they are. */
export function likeForLike(answer: Answer): Answer {
  if (!isPartlyCompared(answer)) return answer;
  const { compared, choice, scopes, lang, today, names } = answer;
  const { medium: _medium, account: _account, ...filters } = names.scope;
  const of = { [namedBy(answer)]: likeAccounts(answer).map(scopeName(answer)).join(", ") };
  return {
    ...answer,
    result: compared.result,
    choice: { ...choice, chosen: compared.like },
    scopes: { now: { ...scopes.now, ...of }, before: { ...scopes.before, ...of } },
    subject: [likeNames(answer, lang), ...subjectWords(filters, lang, today.year)],
  };
}

/** Both sides of a figure; a change is made of them. */
export type Pair = { now: Quantity; before: Quantity };

/** The total of a block over the accounts compared; `undefined` where no change can be given. */
export function totalPair(answer: Answer, metric: Metric, block: Block): Pair | undefined {
  const like = likeForLike(answer);
  const same = sameBlock(answer, block);
  if (!isComparable(answer, metric) || !same?.total.before || !answer.periods.before) return undefined;
  return {
    now: figure(like, metric, same.total.now, same, scopeOf(like, "now")),
    before: figure(like, metric, same.total.before, same, scopeOf(like, "before")),
  };
}

/** The block over the accounts compared. */
export function sameBlock({ compared, result }: Answer, block: Block): Block | undefined {
  if (block === result.whole) return compared.result.whole;
  return compared.result.blocks.find(({ currency }) => currency === block.currency);
}

/** Media where each is compared or left out as a whole, for one reason; else the accounts by their own names. */
function namedBy({ compared: { like, unlike } }: Answer): "medium" | "account" {
  const places = [
    ...like.map(({ account }) => `${account.medium} like`),
    ...unlike.map(({ chosen, why }) => `${chosen.account.medium} ${why}`),
  ];
  const media = new Set(places.map((place) => place.split(" ")[0]));
  return media.size === new Set(places).size && !media.has("other") ? "medium" : "account";
}

function scopeName(answer: Answer): (account: Account) => string {
  return namedBy(answer) === "medium" ? ({ medium }) => medium : ({ name }) => name;
}

function likeAccounts({ compared: { like } }: Answer): Account[] {
  return like.map(({ account }) => account);
}

/** "네이버·메타", "Naver and Meta": the accounts as a comparison names them. */
export function comparedNames(answer: Answer, accounts: readonly Account[], lang: Lang): string {
  const byMedium = namedBy(answer) === "medium";
  const names = accounts.map(({ medium, name }) =>
    byMedium ? mediumLabels[medium][lang] : quoted(name, lang),
  );
  return [...new Set(names)].join(lang === "ko" ? "·" : " and ");
}

function quoted(name: string, lang: Lang): string {
  return words(`'${name}'`, `"${name}"`)[lang];
}

export function likeNames(answer: Answer, lang: Lang): string {
  return comparedNames(answer, likeAccounts(answer), lang);
}
