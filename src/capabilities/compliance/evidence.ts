// Whether proof on file, together with what the copy says, answers a finding.

import { type Facts, type Proof, proofs } from "./facts.ts";
import type { Policy } from "./policy.ts";
import type { View } from "./text.ts";

/** What is still lacking of the proof a policy takes; `answered` when nothing is. */
export type Answer = {
  answered: boolean;
  kinds: readonly string[];
  lacksProof: boolean;
  lacksInText: readonly InText[];
};

type InText = "basis" | "period" | "source";

const SAID: Readonly<Record<InText, RegExp>> = {
  basis:
    /기준|집계|조사|설문|대비|시험|측정|판매량|판매액|매출|점유율|응답|만족도|명 중|인 중|평가|랭킹|카테고리|부문|분야|among|based on|according to|survey|sales|n ?=|調べ|調査|部門|売上/,
  period:
    /(?:19|20)\d{2}|'\d{2}년|\d{1,2}\s?월|분기|상반기|하반기|최근\s?\d|\d+\s?(?:년|개월|주|일)\s?(?:간|연속|동안|누적)|지난\s?(?:해|달|주|\d)|\bq[1-4]\b|january|february|march|april|may|june|july|august|september|october|november|december|年|月/,
  source:
    /자체|자사|출처|조사\s?기관|닐슨|갤럽|칸타|유로모니터|협회|연구원|연구소|대학|기관|시험원|몰\s|쿠팡|네이버|올리브영|무신사|카카오|통계청|공정위|식약처|특허|리서치|데이터|집계|source|according|nielsen|kantar|gallup|euromonitor|\(.*\)|（.*）|調べ|※/,
};

/** `undefined` when the policy takes no proof. Presence is judged here, truth is not. */
export function answerOf(policy: Policy, view: View, facts: Facts, day: string): Answer | undefined {
  const wanted = policy.evidence;
  if (!wanted) return undefined;
  const held = proofs(facts).some(
    (proof) => wanted.accept.includes(proof.kind) && isFresh(proof, wanted.max_age_days, day),
  );
  const lacksInText = wanted.in_text.filter((one) => !SAID[one].test(view.text));
  return { answered: held && lacksInText.length === 0, kinds: wanted.accept, lacksProof: !held, lacksInText };
}

/** Proof without a day is taken as given; one that ran out or is too old counts as absent. */
function isFresh({ on, until }: Proof, maxAgeDays: number | undefined, day: string): boolean {
  if (until !== undefined && until < day) return false;
  if (on === undefined || maxAgeDays === undefined) return true;
  return Temporal.PlainDate.from(on).until(day, { largestUnit: "days" }).days <= maxAgeDays;
}
