// Short cards of an import's life: progress, the one question, a decline, an undo, a merge.

import type { Card } from "../../core/card/card.ts";
import { Failure, failureText } from "../../core/failure.ts";
import type { Lang } from "../../core/locale.ts";
import type { Merged } from "../catalog/catalog.ts";
import type { ImportAnswers } from "./answers.ts";
import { joinAnswers } from "./answers.ts";
import { counted, textPart } from "./card-words.ts";
import type { StoredDoubt } from "./import-report.ts";
import type { SpellingOffer } from "./spellings.ts";
import type { Undone } from "./undo.ts";

const MOST_CHOICES = 3;
const SHOWN_GROUPS = 8;

export function progressCard(lang: Lang, name: string, rows: number, doneRatio: number | undefined): Card {
  const started = lang === "ko" ? `‘${name}’ 파일을 읽고 있어요.` : `Reading “${name}”.`;
  const going =
    lang === "ko"
      ? [`‘${name}’에서 `, counted(rows), "행을 읽었어요."]
      : ["Read ", counted(rows), ` rows of “${name}”.`];
  return {
    lang,
    parts: [
      {
        kind: "progress",
        runs: rows === 0 ? [started] : going,
        ...(doneRatio !== undefined && { doneRatio: Math.min(1, Math.max(0, doneRatio)) }),
      },
    ],
  };
}

/** One question with at most three buttons; pressing one reads the file with that answer. Nothing was imported yet. */
export function questionCard(
  lang: Lang,
  documentId: string,
  answers: ImportAnswers,
  doubt: StoredDoubt,
): Card {
  return {
    lang,
    parts: [
      {
        kind: "form",
        slot: doubt.slot,
        question: [doubt.question[lang]],
        choices: doubt.options.slice(0, MOST_CHOICES).map((option) => ({
          label: option.label[lang],
          style: "plain",
          press: {
            action: "import_report",
            input: { documentId, answers: joinAnswers(answers, option.answers) },
          },
        })),
      },
      textPart(
        lang,
        "note",
        ["답하기 전까지는 아무것도 가져오지 않아요."],
        ["Nothing is imported until you answer."],
      ),
    ],
  };
}

/** A file that is no ad report: said kindly, with what to do, and nothing kept. */
export function declinedCard(lang: Lang, name: string, failure: Failure): Card {
  const { say, next } = failureText(failure, lang);
  return {
    lang,
    parts: [
      textPart(lang, "lead", [`‘${name}’: ${say}`], [`“${name}”: ${say}`]),
      textPart(lang, "plain", [next], [next]),
    ],
  };
}

export function undoneCard(lang: Lang, { stored, restoredDays, clearedDays }: Undone): Card {
  const restored = counted(restoredDays, "days");
  const cleared = counted(clearedDays, "days");
  const name = stored.report.documentName;
  return {
    lang,
    parts: [
      textPart(
        lang,
        "lead",
        [
          `‘${name}’ 가져오기를 되돌렸어요: 이전 수치로 돌아간 날 `,
          restored,
          "일, 비워진 날 ",
          cleared,
          "일.",
        ],
        [
          `Undid the import of “${name}”: `,
          restored,
          " days are back at their former figures, ",
          cleared,
          " are empty again.",
        ],
      ),
      textPart(
        lang,
        "note",
        ["같은 파일을 다시 올리면 다시 가져와요."],
        ["Drop the same file again to import it anew."],
      ),
    ],
  };
}

export function mergedCard(lang: Lang, merged: Merged & { offers: SpellingOffer[] }): Card {
  const { offers, campaigns, groups } = merged;
  return {
    lang,
    parts: [
      textPart(
        lang,
        "lead",
        [
          "다른 표기 ",
          counted(campaigns.length, "campaigns"),
          "개를 ",
          counted(groups, "campaigns"),
          "개 캠페인에 합쳤어요.",
        ],
        [
          "Merged ",
          counted(campaigns.length, "campaigns"),
          " other spellings into ",
          counted(groups, "campaigns"),
          " campaigns.",
        ],
      ),
      {
        kind: "table",
        columns: [
          { key: "campaign", label: lang === "ko" ? "캠페인" : "Campaign", align: "left" },
          { key: "spellings", label: lang === "ko" ? "표기 수" : "Spellings", align: "right" },
        ],
        rows: offers
          .slice(0, SHOWN_GROUPS)
          .map(({ keep, spellings }) => [keep, counted(spellings.length, "campaigns")]),
        ...(offers.length > SHOWN_GROUPS && {
          note: lang === "ko" ? "앞의 묶음만 보여 드려요." : "Only the first groups are shown.",
        }),
      },
      {
        kind: "proposal",
        title: lang === "ko" ? "되돌리기" : "Take it back",
        lines: [],
        choices: [
          {
            label: lang === "ko" ? "다시 나누기" : "Split them again",
            style: "danger",
            press: { action: "unmerge_campaigns", input: { campaignIds: campaigns } },
          },
        ],
      },
    ],
  };
}

export function unmergedCard(lang: Lang, { campaigns }: Merged): Card {
  return {
    lang,
    parts: [
      textPart(
        lang,
        "lead",
        ["합쳤던 표기 ", counted(campaigns.length, "campaigns"), "개를 다시 나누었어요."],
        ["Split ", counted(campaigns.length, "campaigns"), " spellings apart again."],
      ),
    ],
  };
}
