// Answers to findings as cards: three presses beside each finding, what was noted, and how to say otherwise.

import { clipped } from "../../../core/format.ts";
import type { Card, Part } from "../../../core/card/card.ts";
import type { Choice } from "../../../core/card/choice.ts";
import { countedRuns } from "../../../core/card/counted.ts";
import type { FormPart } from "../../../core/card/form.ts";
import { type Lang, say, type Words, words } from "../../../core/locale.ts";
import { josa } from "../../../language/josa.ts";
import type { KeptReview } from "../judging.ts";
import { type AnswerKind, answerKinds } from "./answers.ts";

/** Findings of one review that are the same for people: one rule, the same words. `name` is how a card calls them. */
export type Asked = { reviewId: string; places: number[]; name: string };

/** Findings with presses of their own on the card; more than these are opened by a press. */
const MOST_BESIDE = 2;
const MOST_ASKED = 12;
const LONGEST_WORDS = 40;

const labels: Readonly<Record<AnswerKind, Words>> = {
  fixed: words("고쳤어요", "I changed it"),
  right: words("맞는 지적", "Right"),
  wrong: words("잘못 짚음", "Wrong"),
};

/** @param beside whether the presses may stand on the card itself; cards with other presses of their own only open them */
export function answerParts(
  kept: Pick<KeptReview, "id" | "judged">,
  lang: Lang,
  { beside }: { beside: boolean },
): Part[] {
  const asked = askedOf(kept);
  if (asked.length === 0) return [];
  if (beside && asked.length <= MOST_BESIDE) return asked.map((one) => answerForm(one, lang));
  const question = words(
    "지적이 맞았나요? 답해 주시면 규칙이 나아져요.",
    "Were the findings right? Answers make the rules better.",
  );
  const form: FormPart = {
    kind: "form",
    slot: "findings",
    question: [say(lang, question)],
    choices: [
      {
        label: say(lang, words("지적에 답하기", "Answer the findings")),
        style: "plain",
        press: { action: "show_findings", input: { asked } },
        anyone: true,
      },
    ],
  };
  return [form];
}

/** In the order of the review's rows: a place is the number of a finding over all its texts. */
function askedOf({ id, judged }: Pick<KeptReview, "id" | "judged">): Asked[] {
  const found = judged.flatMap((one) => one.review.findings.map((finding) => ({ one, finding })));
  const byWords = new Map<string, Asked>();
  for (const [place, { one, finding }] of found.entries()) {
    if (finding.evidence?.answered) continue;
    const quoted = one.text.slice(finding.start, finding.end).trim();
    const name = nameOf(finding.rule, quoted);
    const known = byWords.get(name);
    if (known) known.places.push(place);
    else byWords.set(name, { reviewId: id, places: [place], name });
  }
  return [...byWords.values()].slice(0, MOST_ASKED);
}

function nameOf(rule: string, quoted: string): string {
  const short = clipped(quoted.replace(/\s+/g, " "), LONGEST_WORDS);
  return short === "" ? rule : `‘${short}’ · ${rule}`;
}

function answerForm(asked: Asked, lang: Lang): FormPart {
  return {
    kind: "form",
    slot: "finding",
    question: [lang === "ko" ? `${asked.name} 지적은 어땠나요?` : `How was this finding: ${asked.name}?`],
    choices: answerKinds.map((answer) => choiceOf(asked, answer, lang)),
  };
}

function choiceOf(asked: Asked, answer: AnswerKind, lang: Lang): Choice {
  return {
    label: say(lang, labels[answer]),
    style: "plain",
    press: { action: "answer_finding", input: { ...asked, answer } },
    anyone: true,
  };
}

/** Each finding with its three presses. */
export function findingsCard(asked: readonly Asked[], lang: Lang): Card {
  const lead = words(
    "지적마다 답해 주세요. 나중에 바꿀 수 있어요.",
    "Answer each finding; you may change it later.",
  );
  return {
    lang,
    parts: [
      { kind: "text", tone: "lead", runs: [say(lang, lead)] },
      ...asked.slice(0, MOST_ASKED).map((one) => answerForm(one, lang)),
    ],
  };
}

export type Noted = { asked: Asked; answer: AnswerKind; reason: string };

/** What was noted; behind `wrong` without a reason it is asked for, behind every answer stand the other two. */
export function notedCard({ asked, answer, reason }: Noted, lang: Lang, more: readonly Part[]): Card {
  const label = say(lang, labels[answer]);
  const told =
    lang === "ko"
      ? `${asked.name} 지적에 ‘${label}’${josa(label, "이라/라").slice(label.length)}고 남겼어요.`
      : `Noted “${label}” for ${asked.name}.`;
  const change: FormPart = {
    kind: "form",
    slot: "finding",
    question: [say(lang, words("생각이 바뀌면 다시 눌러 주세요.", "Press another one to change it."))],
    choices: answerKinds.filter((kind) => kind !== answer).map((kind) => choiceOf(asked, kind, lang)),
  };
  const why = answer === "wrong" && reason === "" ? [reasonForm(asked, lang)] : [];
  return {
    lang,
    parts: [{ kind: "text", tone: "lead", runs: [told] }, ...why, ...more, change],
  };
}

function reasonForm(asked: Asked, lang: Lang): FormPart {
  return {
    kind: "form",
    slot: "finding_reason",
    question: [say(lang, words("어디가 잘못됐나요? (선택)", "What is wrong with it? (optional)"))],
    fields: [
      {
        name: "reason",
        label: say(lang, words("이유", "Why")),
        kind: "text",
        value: "",
        hint: say(lang, words("예: 상품 이름이에요", "such as: it is the product's name")),
      },
    ],
    choices: [
      {
        label: say(lang, words("이유 남기기", "Send")),
        style: "primary",
        press: { action: "answer_finding", input: { ...asked, answer: "wrong" } },
      },
    ],
    byWords: say(
      lang,
      words(
        "말로는 ‘잘못 짚었어: 상품 이름이에요’처럼 적어 주세요.",
        "In words: “the finding is wrong: it is the product's name”.",
      ),
    ),
  };
}

export function askedSeverity(lang: Lang): Part {
  const told = words(
    "이 규칙에 답이 충분히 모여서, 바꾸자고 관리자에게 물었어요. 관리자가 누르기 전에는 바뀌지 않아요.",
    "There are enough answers on this rule: an admin is asked to change it. Nothing changes before they press.",
  );
  return { kind: "text", tone: "note", runs: [say(lang, told)] };
}

export function countedFindings(count: number, lang: Lang): Part {
  const told = words("지적 {n}개 가운데 어느 것인지 골라 주세요.", "Which of the {n} findings do you mean?");
  return { kind: "text", tone: "lead", runs: countedRuns(say(lang, told), count) };
}
