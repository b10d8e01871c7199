// The card of an import: what was read, taken, set aside, assumed and replaced, and how to take it back.

import type { Card, Part } from "../../core/card/card.ts";
import type { Choice } from "../../core/card/choice.ts";
import { type Lang, type Words, words } from "../../core/locale.ts";
import { josa } from "../../language/josa.ts";
import { mediumLabels } from "../../core/medium.ts";
import { additiveMetrics, metrics } from "../../core/metric.ts";
import type { QuantityScope } from "../../core/quantity.ts";
import type { Ctx } from "../context.ts";
import { joinAnswers } from "./answers.ts";
import { problemParts, recognisedParts, totalsParts } from "./card-read.ts";
import { replacedParts } from "./card-replaced.ts";
import { counted, many, sumQuantity, textPart } from "./card-words.ts";
import type { Compared } from "./compare.ts";
import { replacedDays } from "./flip.ts";
import type { ImportReport, SumLine } from "./import-report.ts";
import type { SpellingOffer } from "./spellings.ts";
import type { StoredImport } from "./stored.ts";

const MOST_CHOICES = 3;
const SHOWN_OFFERS = 5;

export type ImportNews = {
  stored: StoredImport;
  replaced: Compared;
  offers: readonly SpellingOffer[];
  /** Spellings that a one-shot call merged by itself. */
  merged: readonly SpellingOffer[];
  /** The same file was here before, read the same way. */
  alreadyThere: boolean;
};

export function importCard(ctx: Ctx, news: ImportNews): Card {
  const { lang } = ctx;
  const { report } = news.stored;
  const read = news.alreadyThere ? [] : newsParts(news, lang);
  const parts: Part[] = [
    leadPart(news, lang),
    ...sumParts(report, lang),
    ...read,
    ...mergedParts(news.merged, lang),
    ...correctionParts(news.stored, lang),
    ...offerParts(news, lang),
    ...(news.alreadyThere ? [] : recognisedParts(report, lang)),
    undoPart(news.stored, lang),
    sourcesPart(ctx, news.stored),
    { kind: "suggestions", texts: suggestions(report).map((one) => one[lang]) },
  ];
  return { lang, parts };
}

/** What needs a look first: rows that were lost, totals that differ, figures that changed. */
function newsParts({ stored, replaced }: ImportNews, lang: Lang): Part[] {
  const { report, runs } = stored;
  return [
    ...problemParts(report, lang),
    ...replacedParts(replaced, replacedDays(runs), lang),
    ...totalsParts(report, lang),
  ];
}

function leadPart({ stored, alreadyThere }: ImportNews, lang: Lang): Part {
  const { report } = stored;
  const name = mediumLabels[report.medium];
  const scope = scopeOf(report);
  const span = report.period ? `${report.period.from} – ${report.period.to}` : "";
  const rows = counted(report.rows, "rows", scope);
  const days = counted(report.days, "days", scope);
  const unit =
    report.grain === "week"
      ? words("주", many(report.days, " week"))
      : words("일", many(report.days, " day"));
  if (alreadyThere)
    return textPart(
      lang,
      "lead",
      [
        `${josa(`‘${report.documentName}’`, "은/는")} 이미 가져온 파일이에요. 바뀐 것은 없어요: `,
        rows,
        "행, ",
        days,
        `${unit.ko} (${span}).`,
      ],
      [
        `“${report.documentName}” was imported before. Nothing was changed: `,
        rows,
        `${many(report.rows, " row")}, `,
        days,
        `${unit.en} (${span}).`,
      ],
    );
  return textPart(
    lang,
    "lead",
    [
      `‘${report.documentName}’에서 ${name.ko} 성과 `,
      rows,
      "행, ",
      days,
      `${unit.ko}(${span}) 치를 가져왔어요.`,
    ],
    [
      `Took `,
      rows,
      `${many(report.rows, " row")} of ${name.en} results, `,
      days,
      `${unit.en} (${span}), from “${report.documentName}”.`,
    ],
  );
}

function sumParts(report: ImportReport, lang: Lang): Part[] {
  const [only, second] = report.sums;
  if (!only) return [];
  if (second) return [sumTable(report, lang)];
  const scope = { ...scopeOf(report), medium: only.medium };
  const items = additiveMetrics.flatMap((metric) => {
    const micros = only.micros[metric];
    if (micros === undefined) return [];
    const quantity = sumQuantity(metric, BigInt(micros), only.currency, only.vat, scope);
    return { label: metrics[metric].label[lang], quantity, better: metrics[metric].better };
  });
  return items.length > 0 ? [{ kind: "kpis", items }] : [];
}

/** One row per medium and currency: two currencies are never added. */
function sumTable(report: ImportReport, lang: Lang): Part {
  const shown = additiveMetrics.filter((metric) =>
    report.sums.some(({ micros }) => micros[metric] !== undefined),
  );
  const cells = (line: SumLine): Part & { kind: "table" } extends { rows: (infer Row)[] } ? Row : never =>
    shown.map((metric) => {
      const micros = line.micros[metric];
      if (micros === undefined) return "–";
      const scope = { ...scopeOf(report), medium: line.medium };
      return sumQuantity(metric, BigInt(micros), line.currency, line.vat, scope);
    });
  return {
    kind: "table",
    columns: [
      { key: "medium", label: lang === "ko" ? "매체" : "Medium", align: "left" },
      ...shown.map((metric) => ({
        key: metric,
        label: metrics[metric].label[lang],
        align: "right" as const,
      })),
    ],
    rows: report.sums.map((line) => [mediumLabels[line.medium][lang], ...cells(line)]),
  };
}

function mergedParts(merged: readonly SpellingOffer[], lang: Lang): Part[] {
  if (merged.length === 0) return [];
  const spellings = counted(
    merged.reduce((sum, { spellings: all }) => sum + all.length, 0),
    "campaigns",
  );
  const groups = counted(merged.length, "campaigns");
  return [
    textPart(
      lang,
      "plain",
      [
        "표기만 다른 캠페인 이름 ",
        spellings,
        "개를 ",
        groups,
        "개 캠페인으로 합쳤어요. 원래 이름은 행에 그대로 있어요.",
      ],
      ["Merged ", spellings, " spellings into ", groups, " campaigns. The raw names stay in their rows."],
    ),
  ];
}

function offerParts({ stored, offers }: ImportNews, lang: Lang): Part[] {
  if (offers.length === 0) return [];
  const input = { importId: stored.id };
  return [
    {
      kind: "proposal",
      title:
        lang === "ko"
          ? "같은 캠페인의 다른 표기로 보여요"
          : "These look like spellings of the same campaigns",
      lines: [
        ...offers
          .slice(0, SHOWN_OFFERS)
          .map(({ keep, spellings }) => [
            `${keep} ← `,
            counted(spellings.length, "campaigns"),
            lang === "ko" ? "개 표기" : " spellings",
          ]),
        ...(offers.length > SHOWN_OFFERS
          ? [["… ", counted(offers.length - SHOWN_OFFERS, "campaigns"), lang === "ko" ? "개 더" : " more"]]
          : []),
      ],
      choices: [
        {
          label: lang === "ko" ? "합쳐서 보기" : "Merge them",
          style: "primary",
          press: { action: "merge_campaigns", input },
        },
      ],
    },
  ];
}

/** The question behind each assumption of the footer, with at most three buttons that read the file again with an answer. */
function correctionParts({ report, documentId }: StoredImport, lang: Lang): Part[] {
  if (documentId === undefined) return [];
  return report.assumed
    .filter(({ options }) => options.length > 0)
    .map(({ slot, question, options }) => ({
      kind: "form",
      slot,
      question: [question[lang]],
      choices: options.slice(0, MOST_CHOICES).map(({ label, answers }): Choice => ({
        label: label[lang],
        style: "plain",
        press: {
          action: "import_report",
          input: { documentId, answers: joinAnswers(report.answers, answers) },
        },
      })),
    }));
}

function undoPart(stored: StoredImport, lang: Lang): Part {
  return {
    kind: "proposal",
    title: lang === "ko" ? "잘못 올렸다면 되돌릴 수 있어요" : "The wrong file? It can be taken back",
    lines: [],
    choices: [
      {
        label: lang === "ko" ? "가져오기 되돌리기" : "Undo this import",
        style: "danger",
        press: { action: "undo_import", input: { importId: stored.id } },
      },
    ],
  };
}

function sourcesPart(ctx: Ctx, { report, asOf }: StoredImport): Part {
  const { lang } = ctx;
  return {
    kind: "sources",
    ...(report.period && { period: report.period }),
    zone: ctx.zone,
    media: [...new Set(report.sums.map(({ medium }) => medium))],
    asOf: asOf.toString(),
    vat: [...new Set(report.sums.map(({ vat }) => vat))],
    currency: [...new Set(report.sums.map(({ currency }) => currency))],
    assumptions: report.assumed.map(({ slot, assumed }) => `${slot}: ${assumed[lang]}`),
    notes: report.notes.map((note) => note[lang]),
    demo: false,
  };
}

function suggestions({ grain, sums }: ImportReport): Words[] {
  const converts = sums.some(
    ({ micros }) =>
      micros.conversions !== undefined && micros.spend !== undefined && micros.conversions !== "0",
  );
  return [
    words("전체 기간 캠페인별 성과 보여줘", "Show results by campaign for all time"),
    converts && grain !== "week"
      ? words("전체 기간 전환당비용이 가장 낮은 캠페인은?", "Which campaign has the lowest CPA of all time?")
      : words("전체 기간 노출이 가장 많은 캠페인은?", "Which campaign has the most impressions of all time?"),
    grain === "window"
      ? words("전체 기간 광고비는 얼마야?", "How much was spent in all?")
      : words("전체 기간 주별 광고비 추이 보여줘", "Show weekly spend for all time"),
  ];
}

function scopeOf({ period }: ImportReport): QuantityScope {
  return period ? { from: period.from, to: period.to } : {};
}
