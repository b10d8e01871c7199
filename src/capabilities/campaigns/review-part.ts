// The part of a plan that a review is asked for: the creatives of a medium, or one creative by its letter, number or words.

import { Failure } from "../../core/failure.ts";
import { type Lang, words } from "../../core/locale.ts";
import { mediumLabels } from "../../core/medium.ts";
import type { Filter } from "../../core/query.ts";
import { nameKey } from "../../language/names.ts";
import type { CampaignPlan } from "./plan.ts";

type AdText = NonNullable<CampaignPlan["creatives"]>["texts"][number];

/** @returns the plan with the texts meant alone; `undefined` where a filter does not fit it */
export function partOf(planned: CampaignPlan, filters: readonly Filter[]): CampaignPlan | undefined {
  const { creatives } = planned;
  if (!creatives || filters.some(({ field }) => field !== "medium" && field !== "ad")) return undefined;
  const texts = creatives.texts.filter((text) => filters.every((filter) => fits(text, filter)));
  return texts.length > 0 ? { ...planned, creatives: { ...creatives, texts } } : undefined;
}

function fits(text: AdText, { field, op, values }: Filter): boolean {
  const is = values.some((value) => (field === "medium" ? text.medium === value : isCalled(text, value)));
  return op === "not_in" ? !is : is;
}

/** B, 소재 B, 2 = B, or words of its own. */
function isCalled({ variant, fields }: AdText, said: string): boolean {
  const letter = /(?:^|[\s_-])([a-z])$/i.exec(said)?.[1] ?? letterAt(said);
  if (letter !== undefined) return variant.toUpperCase() === letter.toUpperCase();
  const key = nameKey(said);
  return key.length > 1 && fields.some(({ text }) => nameKey(text).includes(key));
}

function letterAt(said: string): string | undefined {
  if (!/^\d+$/.test(said)) return undefined;
  const number = Number(said);
  return number >= 1 && number <= 26 ? String.fromCodePoint(64 + number) : "";
}

export function noSuchPart({ name, creatives }: CampaignPlan, filters: readonly Filter[]): Failure {
  const said = filters.flatMap(({ values }) => values.map(String)).join(", ");
  const texts = creatives?.texts ?? [];
  const there = (lang: Lang): string =>
    [...Map.groupBy(texts, ({ medium }) => medium)]
      .map(([medium, own]) => {
        const letters = [...new Set(own.map(({ variant }) => variant))].join(", ");
        return `${mediumLabels[medium][lang]} ${letters}`;
      })
      .join(" · ");
  return new Failure("not_found", "the plan has no such creative", {
    say: words(
      `‘${name}’ 계획에는 그런 소재(${said})가 없어요. 아무것도 검토하지 않았어요.`,
      `The plan “${name}” has no such creative (${said}). Nothing was reviewed.`,
    ),
    next:
      texts.length === 0
        ? words("이 계획에는 아직 소재가 없어요.", "It has no creatives yet.")
        : words(`이 중에서 말씀해 주세요: ${there("ko")}`, `Name one of these: ${there("en")}`),
  });
}
