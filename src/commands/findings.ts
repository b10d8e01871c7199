// Findings of a self-check in a terminal: one line each with the next step, and what they come to.

import { type Lang, say, words } from "../core/locale.ts";
import type { Finding } from "../platforms/finding.ts";

const marks = { fine: "✓", note: "!", stops: "✗" } as const;

export function findingLines(findings: readonly Finding[], lang: Lang): string {
  return `${[...findings.map((one) => line(one, lang)), summary(findings, lang)].join("\n")}\n`;
}

export function isStopped(findings: readonly Finding[]): boolean {
  return findings.some(({ weight }) => weight === "stops");
}

/** The language of the person's terminal. */
export function localeLang(): Lang {
  return new Intl.DateTimeFormat().resolvedOptions().locale.startsWith("ko") ? "ko" : "en";
}

function line({ weight, say: said, next }: Finding, lang: Lang): string {
  return `${marks[weight]} ${say(lang, said)}${next ? ` → ${say(lang, next)}` : ""}`;
}

function summary(findings: readonly Finding[], lang: Lang): string {
  const count = findings.filter(({ weight }) => weight === "stops").length;
  return say(
    lang,
    count > 0
      ? words(
          `답을 막는 문제가 ${count}개 있어요. 위에서부터 하나씩 고쳐 주세요.`,
          `${count} of these keep${count === 1 ? "s" : ""} CO9MA from answering: put them right from the top.`,
        )
      : words("답을 막는 문제는 없어요.", "Nothing here keeps CO9MA from answering."),
  );
}
