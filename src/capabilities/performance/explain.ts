// "How was this figure made?": the typed query in words, the days, the reports behind it and the sums as they were shown.

import { sql } from "drizzle-orm";
import type { Card } from "../../core/card/card.ts";
import { Failure } from "../../core/failure.ts";
import type { QueryId } from "../../core/ids.ts";
import { formatQuantity } from "../../core/format.ts";
import { words } from "../../core/locale.ts";
import { mediumLabels } from "../../core/medium.ts";
import { type Metric, metrics } from "../../core/metric.ts";
import { type Dim, MarketingQuery } from "../../core/query.ts";
import { dayIn, type PeriodText, periodOf } from "../../core/time.ts";
import { rowsOf, withTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { subjectWords } from "./cards/subject.ts";
import { dimLabels } from "./cards/words.ts";
import { periodWords } from "./period-words.ts";
import { Resolved } from "./stored-query.ts";

/** @throws Failure "not_found" for a query of another workspace or none */
export async function explainQuery(ctx: Ctx, queryId: QueryId): Promise<Card> {
  const { query, resolved, names } = await readStored(ctx, queryId);
  const { lang } = ctx;
  const thisYear = dayIn(ctx.zone, ctx.now).year;
  const days = (period: PeriodText): string => periodWords(periodOf(period), lang, thisYear);
  const asked = query.metrics.map((metric) => metrics[metric].label[lang]).join(", ");
  const lines: [string, string[]][] = [
    [
      words("기간", "Days")[lang],
      [days(resolved.period), ...(resolved.compared ? [` / ${days(resolved.compared)}`] : [])],
    ],
    [words("지표", "Metrics")[lang], [asked || words("기본 지표", "the default set")[lang]]],
    [
      words("계산", "Arithmetic")[lang],
      [
        shownMetrics(resolved, query)
          .map((metric) => formula(metric, lang))
          .filter(Boolean)
          .join(", "),
      ],
    ],
    [
      words("나눈 기준", "Split by")[lang],
      [
        splitsOf(query)
          .map((dim) => dimLabels[dim][lang])
          .join(", "),
      ],
    ],
    [
      words("조건", "Filters")[lang],
      [[...subjectWords(resolved.scope, lang, thisYear), ...conditionWords(query, lang)].join(", ")],
    ],
    [
      words("매체", "Media")[lang],
      [resolved.reads.map(({ medium, account }) => `${mediumLabels[medium][lang]} (${account})`).join(", ")],
    ],
    [words("보고서", "Reports")[lang], [names.join(", ")]],
  ];
  const rows = lines
    .filter(([, texts]) => texts.some((text) => text !== ""))
    .map(([label, texts]) => [label, texts.join("")]);
  return {
    lang,
    parts: [
      {
        kind: "text",
        runs: [words("이 숫자는 이렇게 나왔어요.", "This is how the figures were made.")[lang]],
        tone: "lead",
      },
      {
        kind: "table",
        columns: [
          { key: "what", label: words("항목", "Item")[lang], align: "left" },
          { key: "value", label: words("내용", "Content")[lang], align: "left" },
        ],
        rows,
      },
      ...sumsTable(resolved, lang, days, thisYear),
    ],
  };
}

function sumsTable(
  resolved: Resolved,
  lang: Ctx["lang"],
  days: (period: PeriodText) => string,
  thisYear: number,
): Card["parts"] {
  const sums = resolved.sums.filter(({ metric }) => metric in metrics).slice(0, 12);
  if (sums.length === 0) return [];
  const about = (scope: Readonly<Record<string, string>>): string => {
    const { from = "", to = "", ...rest } = scope;
    return [days({ from, to }), ...subjectWords(rest, lang, thisYear)].join(" · ");
  };
  return [
    {
      kind: "table",
      columns: [
        { key: "metric", label: words("지표", "Metric")[lang], align: "left" },
        { key: "scope", label: words("범위", "Scope")[lang], align: "left" },
        { key: "value", label: words("값", "Value")[lang], align: "right" },
      ],
      rows: sums.map((sum) => [metrics[sum.metric as Metric].label[lang], about(sum.scope), sum]),
    },
  ];
}

/** The metrics of the figures themselves: an overview names none in its query. */
function shownMetrics({ sums }: Resolved, query: MarketingQuery): Metric[] {
  const shown = sums.flatMap(({ metric }) => (metric in metrics ? [metric as Metric] : []));
  return [...new Set([...query.metrics, ...shown])];
}

function splitsOf({ dimensions, grain }: MarketingQuery): Dim[] {
  return [...new Set<Dim>([...dimensions, ...(grain ? [grain] : [])])];
}

/** "CPA <= 20,000원". */
function conditionWords({ having }: MarketingQuery, lang: Ctx["lang"]): string[] {
  return having.map(({ metric, op, value, currency = "KRW" }) => {
    const { unit, label } = metrics[metric];
    const bound = { value, unit, metric, scope: {}, ...(unit === "currency" && { currency }) };
    return `${label[lang]} ${signs[op]} ${formatQuantity(bound, lang)}`;
  });
}

const signs = { "<": "<", "<=": "≤", "=": "=", ">=": "≥", ">": ">" } as const;

/** "ROAS = 매출 합계 ÷ 광고비 합계". */
function formula(metric: Metric, lang: Ctx["lang"]): string {
  const row = metrics[metric];
  if (row.kind !== "ratio") return "";
  const [above, below] = [metrics[row.numerator].label[lang], metrics[row.denominator].label[lang]];
  const sum = words("합계", "total")[lang];
  return `${row.label[lang]} = ${above} ${sum} ÷ ${below} ${sum}${row.times === 1 ? "" : ` × ${row.times.toLocaleString("en")}`}`;
}

async function readStored(
  ctx: Ctx,
  queryId: QueryId,
): Promise<{ query: MarketingQuery; resolved: Resolved; names: string[] }> {
  return withTx(ctx, async (tx) => {
    const [row] = await rowsOf<{ query: unknown; resolved: unknown }>(
      tx,
      sql`select q.query::text as query, q.resolved::text as resolved from stored_query q
        where q.workspace_id = ${ctx.workspaceId} and q.id = ${queryId}`,
    );
    if (!row) throw unknownQuery();
    const resolved = Resolved.parse(JSON.parse(String(row.resolved)));
    const ids = [...new Set(resolved.reads.flatMap(({ imports }) => imports))];
    const documents =
      ids.length === 0
        ? []
        : await rowsOf<{ name: string }>(
            tx,
            sql`select distinct d.name from import i join document d on d.workspace_id = i.workspace_id and d.id = i.document_id
              where i.workspace_id = ${ctx.workspaceId} and i.id in ${ids} order by d.name limit 20`,
          );
    return {
      query: MarketingQuery.parse(JSON.parse(String(row.query))),
      resolved,
      names: documents.map(({ name }) => name),
    };
  });
}

function unknownQuery(): Failure {
  return new Failure("not_found", "no such stored query", {
    say: words("이 숫자의 조회 기록을 찾지 못했어요.", "I could not find the query behind this figure."),
    next: words("같은 질문을 다시 해 주세요.", "Please ask the same again."),
  });
}
