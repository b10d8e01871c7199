// Why something was found, as a card: each finding with its words, act and article, and what would open it: words to change, words to add,
// or proof of a kind that the rule takes.

import type { Card, Part } from "../../../core/card/card.ts";
import type { CardFinding } from "../../../core/card/findings.ts";
import { type Lang, say, words } from "../../../core/locale.ts";
import type { Answer } from "../evidence.ts";
import type { Packs } from "../packs.ts";
import { proofName } from "../proof-kinds.ts";
import { ruleText } from "../record.ts";
import { filled } from "../review.ts";
import { cardFinding, lawName } from "../review-card.ts";
import { verdictOf } from "../severity.ts";
import { type Trade, tradeName } from "../trades.ts";
import type { Kept, Told } from "./kept.ts";

const MOST_TOLD = 5;

export type Explained = { kept: Kept; told: readonly Told[]; nth: number | undefined; open: boolean };

export function explainedCard({ kept, told, nth, open }: Explained, packs: Packs, lang: Lang): Card {
  const asked = nth === undefined ? told.slice(0, MOST_TOLD) : told.slice(nth - 1, nth);
  if (told.length === 0) return { lang, parts: [line("lead", say(lang, nothingFound)), ground(kept, lang)] };
  if (asked.length === 0) return { lang, parts: [line("lead", say(lang, fewer))] };
  const [first] = asked;
  const rewrite = open && first?.now ? first.now.one.review.rewrite : null;
  const findings = asked.map((one) => findingOf(one, packs, lang));
  return {
    lang,
    parts: [
      line("lead", say(lang, open ? openLead : whyLead)),
      {
        kind: "findings",
        verdict: verdictOf(asked.map(({ row }) => row)),
        subject: kept.row.label,
        findings,
        rewrite,
      },
      ...asked.map((one) => line("plain", opening(one, packs, lang, asked.length > 1))),
      ...(asked.length < told.length ? [line("note", say(lang, more))] : []),
      ...(asked.some(({ now }) => now === undefined) ? [line("note", say(lang, wordsGone))] : []),
      ground(kept, lang),
    ],
  };
}

const whyLead = words(
  "그 검토에서 걸린 까닭과, 무엇이 있으면 풀리는지예요.",
  "Why that review found something, and what would open it.",
);
const openLead = words("이렇게 하면 풀려요.", "This is what would open it.");
const nothingFound = words("그 검토에서는 걸린 곳이 없었어요.", "That review found nothing.");
const fewer = words(
  "그 검토에는 그만큼의 지적이 없어요. ‘왜 걸렸어?’라고 물으면 모두 알려 드릴게요.",
  "That review has fewer findings. Ask “why was it flagged?” for all of them.",
);
const more = words(
  "다른 지적은 ‘두 번째 지적은 왜?’처럼 물어 주세요.",
  "For another finding ask “why the second finding?”.",
);
const wordsGone = words(
  "검토한 문구는 저장하지 않아서, 걸린 표현은 문구를 다시 붙여 주셔야 보여 드릴 수 있어요.",
  "The reviewed words are not kept: paste them again to see which of them are meant.",
);

/** As on the review's own card; from the rule alone where the words are gone. */
function findingOf({ row, now }: Told, packs: Packs, lang: Lang): CardFinding {
  if (now) return cardFinding(now.one, now.found, lang);
  const { rule, severity, provisional } = row;
  const known = ruleText(packs, row);
  const names = {
    term: say(lang, words("그 표현", "those words")),
    missing: say(lang, words("필요한 표시", "what is owed")),
  };
  const why = known ? filled(known.message[lang], names) : say(lang, ruleGone);
  const { act = "", article = "" } = known?.citation ?? {};
  return { severity, words: "", why, fix: "", rule, act, article, provisional };
}

const ruleGone = words("그 사이 규칙이 바뀌었어요.", "The rule has been changed since.");

/** What would answer one finding, in a sentence or two. */
function opening({ row, now }: Told, packs: Packs, lang: Lang, several: boolean): string {
  const quoted = now ? now.one.text.slice(row.start, row.end).trim() : "";
  const name = !several
    ? ""
    : quoted === ""
      ? `${row.rule}: `
      : lang === "ko"
        ? `‘${quoted}’: `
        : `“${quoted}”: `;
  const kinds = now ? now.found.evidence?.kinds : ruleText(packs, row)?.evidence?.accept;
  if (row.severity === "note" && now?.found.evidence?.answered !== true) return name + say(lang, noteOnly);
  if (!kinds || kinds.length === 0) return name + say(lang, noProof);
  return name + withProof(kinds, now?.found.evidence, lang);
}

const noteOnly = words(
  "참고라서 막지 않아요. 그대로 두어도 되는지는 담당자가 정해요.",
  "Only a note: it holds nothing back, and a person decides whether it stays.",
);
const noProof = words(
  "근거 자료로는 풀리지 않아요. 문구를 바꾸거나 빠진 내용을 넣어야 해요.",
  "No proof opens this one: the words have to change, or what is missing has to be added.",
);

function withProof(kinds: readonly string[], answer: Answer | undefined, lang: Lang): string {
  if (answer?.answered)
    return say(
      lang,
      words("등록된 근거 자료가 있어 막지 않아요.", "Proof on file answers it: nothing is held."),
    );
  const names = [...new Set(kinds.map((kind) => proofName(kind)[lang]))].slice(0, 6);
  const first = names[0] ?? "";
  const owed = (answer?.lacksInText ?? []).map((one) => say(lang, inText[one])).join(", ");
  const lacks = answer?.lacksProof ?? true;
  if (lang === "ko") {
    const proof = lacks
      ? `근거 자료(${names.join(", ")} 가운데 하나)가 등록되면 풀려요: “근거 자료 등록: ${first}, 번호나 출처, 날짜”.`
      : "근거 자료는 등록되어 있어요.";
    return owed === "" ? proof : `${proof} 문구에도 ${owed}이 함께 있어야 해요.`;
  }
  const proof = lacks
    ? `Proof on file would open it, one of: ${names.join(", ")}. Say “add evidence: ${first}, its number or source, its date”.`
    : "The proof is on file.";
  return owed === "" ? proof : `${proof} The copy has to say the ${owed} as well.`;
}

const inText = {
  basis: words("집계 기준", "basis"),
  period: words("기간", "period"),
  source: words("출처나 기관", "source"),
} as const;

/** Under whose law and as what it was judged, and how to have it judged otherwise. */
function ground({ row }: Kept, lang: Lang): Part {
  const laws = row.jurisdictions.map((code) => lawName(code, lang)).join(", ");
  const trade = tradeName((row.facts["trade"] as Trade | undefined) ?? "other")[lang];
  return line(
    "note",
    lang === "ko"
      ? `${trade} 광고로 ${laws} 기준에서 본 의견이고 법률 자문이 아니에요. 다르면 ‘식품 광고야’, ‘미국 기준으로’처럼 말해 주세요. 같은 문구를 다시 볼게요.`
      : `An opinion on an ad for ${trade} under ${laws} law, no legal advice. If that is wrong, say “it's for cosmetics” or “as in the US”, and I review the same copy again.`,
  );
}

function line(tone: "lead" | "plain" | "note", said: string): Part {
  return { kind: "text", tone, runs: [said] };
}
