// A rejection as a card: the medium's findings and ours with one rewrite; or the one thing that is still to be said.

import type { Card, Part } from "../../../core/card/card.ts";
import type { Choice } from "../../../core/card/choice.ts";
import { type Lang, say, type Words, words } from "../../../core/locale.ts";
import { mediumLabels } from "../../../core/medium.ts";
import type { Judged, KeptReview } from "../judging.ts";
import type { Packs } from "../packs.ts";
import { findingsParts, reviewCard } from "../review-card.ts";
import type { Trade } from "../trades.ts";
import type { Review } from "../review.ts";
import type { Rejection } from "./judge.ts";
import type { NoticeMedium } from "./reasons.ts";
import type { ReviewRejection } from "./tool.ts";

type About = { trade: Trade; assumed: boolean; packs: Packs };

export function rejectionCard(lang: Lang, kept: KeptReview, about: About, { medium }: Rejection): Card {
  const { parts } = reviewCard(lang, kept, about);
  return {
    lang,
    parts: [lead(lang, medium), ...parts, note(lang, limitOf(kept.judged)), note(lang, unconfirmed)],
  };
}

function lead(lang: Lang, medium: NoticeMedium): Part {
  const { ko, en } = mediumLabels[medium];
  const text = words(
    `${ko} 반려 안내를 지적으로 옮기고, 같은 문구를 우리 기준으로도 검토했어요.`,
    `${en}'s notice became findings, and I reviewed the same copy by our own rules.`,
  );
  return { kind: "text", tone: "lead", runs: [say(lang, text)] };
}

/** What the rewrite can promise: it is free of the medium's complaint only where that was found in the words. */
function limitOf(judged: readonly Judged[]): Words {
  const rejected = judged.filter(({ rejection }) => rejection !== undefined);
  if (rejected.every(({ text }) => text === "")) return withoutCopy;
  const found = rejected.every(({ review, rejection }) =>
    review.findings.slice(0, rejection?.complaints.length ?? 0).every(({ start, end }) => start < end),
  );
  return found ? wholeRewrite : partRewrite;
}

const withoutCopy = words(
  "문구를 몰라 안내만 옮겼어요. 반려된 문구를 붙여 주시면 고친 문구까지 드려요.",
  "I do not know the copy, so this is the notice alone. Paste the copy and I will offer a rewrite.",
);
const wholeRewrite = words(
  "고친 문구가 있으면 우리 기준을 통과하고 안내가 지적한 말이 없어요. 다시 통과할지는 매체가 정해요.",
  "A rewrite, where there is one, passes our rules and is without the words complained of. Whether it passes there is for the medium to say.",
);
const partRewrite = words(
  "안내가 지적한 곳을 문구에서 다 찾지는 못했어요. 고친 문구가 있어도 우리 기준만 통과한 것이라 다시 반려될 수 있어요.",
  "Not every complaint was found in the words. A rewrite passes our own rules only, so it may be turned down again.",
);
const unconfirmed = words(
  "반려 사유와 정책의 연결은 매체의 공개 문서를 보고 만든 것이고, 매체가 확인해 준 것은 아니에요.",
  "How reasons belong to policies is taken from what media publish; no medium has confirmed it.",
);

/** What the notice says is shown at once; the copy is asked for once. */
export function askCopyCard(
  lang: Lang,
  { medium, ...input }: ReviewRejection & { medium: NoticeMedium },
  review: Review,
): Card {
  const label = mediumLabels[medium][lang];
  const judged = [{ label, text: "", runsOn: "", field: "body", jurisdiction: "", review }];
  const question = words(
    "반려된 광고의 문구를 붙여 주세요. 같은 문구를 우리 기준으로도 보고, 고친 문구를 드릴게요.",
    "Paste the copy that was turned down: I will review it by our rules too and offer a rewrite.",
  );
  const without = words("문구 없이 볼게요", "Go on without it");
  return {
    lang,
    parts: [
      ...findingsParts(judged, lang),
      ask(lang, "text", question, [
        choice(lang, without, { ...withMedium(input, medium), withoutText: true }),
      ]),
    ],
  };
}

/** As many as a question has buttons; the fourth is said. */
const BUTTONS: readonly NoticeMedium[] = ["meta", "google_ads", "naver"];

export function askMediumCard(lang: Lang, input: ReviewRejection): Card {
  const question = words(
    "어느 매체의 안내인가요? 카카오라면 ‘카카오’라고 적어 주세요.",
    "Which medium sent it? If it was Kakao, write “Kakao”.",
  );
  const choices = BUTTONS.map((medium) => choice(lang, mediumLabels[medium], withMedium(input, medium)));
  return { lang, parts: [ask(lang, "medium", question, choices)] };
}

export function askNoticeCard(lang: Lang, medium: NoticeMedium | undefined): Card {
  const from = medium ? mediumLabels[medium] : words("매체", "the medium");
  const question = words(
    `${from.ko}에서 받은 반려 안내를 그대로 붙여 주세요. 사유와 문구가 함께 있으면 바로 검토해요.`,
    `Paste the notice of ${from.en} as it came. With the reason and the copy I review it at once.`,
  );
  return { lang, parts: [ask(lang, "notice", question, [])] };
}

function withMedium({ filters, ...rest }: ReviewRejection, medium: NoticeMedium): Record<string, unknown> {
  const others = filters.filter(({ field }) => field !== "medium");
  const filled = Object.entries(rest).filter(([, value]) => value !== undefined);
  return {
    ...Object.fromEntries(filled),
    filters: [...others, { field: "medium", op: "in", values: [medium] }],
  };
}

function choice(lang: Lang, label: Words, input: Record<string, unknown>): Choice {
  return { label: say(lang, label), style: "plain", press: { action: "review_rejection", input } };
}

function ask(lang: Lang, slot: string, question: Words, choices: Choice[]): Part {
  return { kind: "form", slot, question: [say(lang, question)], choices };
}

function note(lang: Lang, text: Words): Part {
  return { kind: "text", tone: "note", runs: [say(lang, text)] };
}
