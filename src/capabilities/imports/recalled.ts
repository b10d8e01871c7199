// Doubts that an earlier answer about the same header settled: said, with the buttons to answer otherwise this time.

import { words } from "../../core/locale.ts";
import { josa } from "../../language/josa.ts";
import type { Doubt } from "../documents/documents.ts";
import type { ImportAnswers } from "./answers.ts";
import type { StoredDoubt } from "./import-report.ts";

/** @param doubts as the file leaves them open; `answers` what is used now */
export function settledBefore(doubts: readonly Doubt[], answers: ImportAnswers): StoredDoubt[] {
  return doubts.flatMap((doubt) => {
    const chosen = doubt.options.find((option) => agrees(option.answers, answers));
    if (!chosen) return [];
    const { ko, en } = chosen.label;
    return {
      ...doubt,
      options: doubt.options.filter((option) => option !== chosen),
      assumed: words(
        `전에 답해 주신 대로 ${josa(`‘${ko}’`, "으로/로")} 읽었어요.`,
        `Read as “${en}”, as you answered before.`,
      ),
    };
  });
}

function agrees(option: Doubt["options"][number]["answers"], answers: ImportAnswers): boolean {
  const given: Readonly<Record<string, unknown>> = answers;
  return Object.entries(option).every(
    ([slot, value]) => JSON.stringify(given[slot]) === JSON.stringify(value),
  );
}
