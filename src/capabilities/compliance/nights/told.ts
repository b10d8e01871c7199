// What a night found otherwise, as its owner reads it: which text, which finding, why, and the way to a text that passes.

import { clipped } from "../../../core/format.ts";
import type { Card, Part } from "../../../core/card/card.ts";
import { countedRuns } from "../../../core/card/counted.ts";
import { severityLabels } from "../../../core/card/findings.ts";
import { type Lang, say, type Words, words } from "../../../core/locale.ts";
import { proofName } from "../proof-kinds.ts";
import type { Packs } from "../packs.ts";
import type { Difference, Reason } from "./difference.ts";
import type { Change } from "./nights.ts";

/** Things told one by one; the others are counted. */
const MOST_THINGS = 6;
const MOST_LINES = 5;
const MOST_LABELS = 2;

export function changesCard(lang: Lang, changes: readonly Change[], packs: Packs): Card {
  const shown = changes.slice(0, MOST_THINGS);
  const rest = changes.length - shown.length;
  return {
    lang,
    parts: [
      { kind: "text", tone: "lead", runs: countedRuns(say(lang, lead), changes.length) },
      ...shown.map((change) => thing(lang, change, packs)),
      ...(rest > 0 ? [text("plain", countedRuns(say(lang, more), rest))] : []),
      text("note", [say(lang, note)]),
    ],
  };
}

/** Told, but not to whoever asks: it is somebody else's, or gone. */
export function nothingTold(lang: Lang): Card {
  const said = words("바뀐 검토 의견이 없어요.", "No opinion has changed.");
  return { lang, parts: [text("plain", [say(lang, said)])] };
}

const lead = words(
  "밤사이 다시 검토했더니 {n}건의 검토 의견이 달라졌어요.",
  "Reviewed again overnight: the opinion on {n} came out otherwise.",
);
const more = words(
  "이 밖에 {n}건이 더 달라졌어요. ‘심의 기준 보여줘’에서 마지막 재검토를 볼 수 있어요.",
  "{n} more came out otherwise. “Show the review rules” tells of the last re-review.",
);
const note = words(
  "이것만으로 멈춘 광고는 없어요. 검토 의견이고 법률 자문이 아니에요.",
  "Nothing was paused by this. It is an opinion, no legal advice.",
);

function thing(lang: Lang, { subject, version, label, differences }: Change, packs: Packs): Part {
  const rest = differences.length - MOST_LINES;
  return {
    kind: "proposal",
    title: label,
    lines: [
      ...differences.slice(0, MOST_LINES).map((one) => [differenceText(lang, one, packs)]),
      ...(rest > 0 ? [countedRuns(say(lang, words("이 밖에 {n}건이 더 있어요.", "{n} more.")), rest)] : []),
    ],
    choices: [
      {
        label: say(lang, words("고칠 문구 보기", "See what to change")),
        style: "primary",
        press: { action: "show_review", input: { subject, version } },
      },
    ],
  };
}

/** 새로 수정: ‘의사가 추천’ (네이버 · A): 왜. 이유: 2026-11-27 시행 · kr.food.ai-expert */
export function differenceText(lang: Lang, one: Difference, packs: Packs): string {
  const { rule, words: concerned, labels, reason } = one;
  const where = labels.slice(0, MOST_LABELS).map((label) => say(lang, label));
  const others = labels.length - where.length;
  const places = [where.join(", "), others > 0 ? `+${others}` : ""].filter(Boolean).join(" ");
  const quoted = concerned === "" ? "" : lang === "ko" ? ` ‘${short(concerned)}’` : ` “${short(concerned)}”`;
  const at = places === "" ? "" : ` (${places})`;
  const told = [messageOf(lang, rule, packs), say(lang, because(reason))].filter(Boolean).join(" ");
  return `${say(lang, movement(one))}${quoted}${at}: ${told} · ${rule}`;
}

function short(concerned: string): string {
  const line = concerned.replaceAll(/\s+/g, " ");
  return clipped(line, 41);
}

function movement({ before, after }: Difference): Words {
  if (after === undefined)
    return words(
      `사라짐(${severityLabels[before ?? "note"].ko})`,
      `Gone (${severityLabels[before ?? "note"].en})`,
    );
  if (before === undefined)
    return words(`새 의견(${severityLabels[after].ko})`, `New (${severityLabels[after].en})`);
  return words(
    `${severityLabels[before].ko} → ${severityLabels[after].ko}`,
    `${severityLabels[before].en} → ${severityLabels[after].en}`,
  );
}

/** The rule's own words without those it would quote; of a rule that is gone, nothing. */
function messageOf(lang: Lang, rule: string, { rules }: Packs): string {
  const found = rules.findLast(({ policy }) => policy.id === rule);
  if (!found) return "";
  return found.policy.message[lang].replaceAll(/\s?\(\{\w+\}\)|['‘’“”]?\{\w+\}['‘’“”]?/g, "…");
}

function because(reason: Reason): Words {
  const why = reasonText(reason);
  return words(`이유: ${why.ko}`, `Why: ${why.en}`);
}

/** @returns without a full stop */
function reasonText(reason: Reason): Words {
  switch (reason.kind) {
    case "started":
      return words(`${reason.on} 시행`, `in force from ${reason.on}`);
    case "ended":
      return words(`${reason.on}에 끝난 규칙`, `the rule ended on ${reason.on}`);
    case "proof_out":
      return proofText(reason.proof, `의 유효 기간이 ${reason.on}에 끝남`, `ran out on ${reason.on}`);
    case "proof_gone":
      return proofText(reason.proof, "이 등록에서 빠짐", "was taken off the file");
    case "proof_new":
      return proofText(reason.proof, "이 등록됨", "was put on file");
    case "proof_old":
      return proofText(reason.proof, "이 인정 기간보다 오래됨", "is too old to count");
    case "pack":
      return packText(reason);
    case "brand":
      return words("브랜드 가이드가 바뀜", "the brand guide changed");
    case "first":
      return words("이 규칙들로 처음 검토함", "its first review by these rules");
    case "facts":
      return words("검토에 쓰는 정보가 바뀜", "what the review knows of it changed");
  }
}

function proofText(kind: string, ko: string, en: string): Words {
  const name = proofName(kind);
  return words(`근거(${name.ko})${ko}`, `the proof (${name.en}) ${en}`);
}

function packText({ pack, from, to }: Extract<Reason, { kind: "pack" }>): Words {
  if (from === undefined) return words(`기준 ${pack}이 바뀜(지금 ${to})`, `pack ${pack} changed (now ${to})`);
  if (from === to) return words(`기준 ${pack} ${to}의 내용이 바뀜`, `pack ${pack} ${to} was edited`);
  return words(`기준 ${pack} ${from} → ${to}`, `pack ${pack} ${from} → ${to}`);
}

type TextPart = Extract<Part, { kind: "text" }>;

function text(tone: "plain" | "note", runs: TextPart["runs"]): TextPart {
  return { kind: "text", tone, runs };
}
