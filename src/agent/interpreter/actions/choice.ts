// Which ones a switch or a change is for, where figures choose them: conditions, the ends of a ranking, how many.

import type { Metric } from "../../../core/metric.ts";
import type { Having, MarketingQuery } from "../../../core/query.ts";
import type { Found } from "../look.ts";
import { rankDirection } from "../measures.ts";
import { isFuture } from "../period.ts";
import { has, isCue, isKind, neighbour, type Scan, spot } from "../scan.ts";
import { ahead, behind, lettersOf } from "./request.ts";

export type Choice = {
  having: Having[];
  order?: NonNullable<MarketingQuery["order"]>;
  limit?: number;
  /** So many at the first end of the order stay as they are. */
  keep?: number;
  /** The period conditions or order are judged over. */
  time?: MarketingQuery["time"];
};

const ranks = ["best", "worst", "high", "low", "most"];
const bounds = ["more_than", "at_least", "less_than", "at_most"];

export function choiceOf(found: Found): Choice {
  const { measures, asked, scan } = found;
  const having = distinct([...measures.having, ...noneOf(scan)]);
  const order = orderOf(found);
  if (having.length === 0 && !order) return { having };
  const count = order && limitOf(found);
  return {
    having,
    ...(order && { order }),
    ...(count && (keepsEnd(scan) ? { keep: count } : { limit: count })),
    ...(asked.time && !isFuture(asked.time) && { time: asked.time }),
  };
}

/** Lexemes of the amounts that are limits of a condition: CPA 2만원 넘는, under 150%. */
export function conditionAmounts({ scan, measures }: Found): number[] {
  if (measures.having.length === 0) return [];
  const values = new Set(measures.having.flatMap(({ value }) => [value, rounded(value * 100)]));
  return scan.lexemes.flatMap((lexeme, index) => {
    if (lexeme.kind !== "amount" || !values.has(lexeme.amount.value)) return [];
    const near = [1, -1].map((step) => neighbour(scan, index, step as 1 | -1)?.lexeme);
    const compared = [...near, scan.lexemes[index - 1]].some((one) => isCue(one, ...bounds));
    return compared || isSigned(scan, index) ? [index] : [];
  });
}

function rounded(value: number): number {
  return Number(value.toPrecision(12));
}

/** `> 3만원`, 150%보다 낮은. */
function isSigned(scan: Scan, index: number): boolean {
  const { from = 0, to = 0 } = scan.lexemes[index] ?? {};
  return (
    /(?:>=|<=|≥|≤|>|<)\s*[₩$]?$/.test(ahead(scan, from, 4)) || /^\s?(?:원)?\s?보다/.test(behind(scan, to, 6))
  );
}

/** All but the top 3, 상위 3개만 남기고: what is ranked first stays. */
function keepsEnd(scan: Scan): boolean {
  return /(?:개|위|것|거|캠페인|소재|광고|광고그룹)(?:까지)?(?:만|은|는)?\s?(?:빼고|제외|말고|남기|남겨|놔두|두고|살려두|살리고|유지|킵)|(?:but|except(?: for)?|excluding|apart from|other than|besides|keep(?:ing)?(?: only| just)?|leave|leaving|only) (?:the |our |my |only )*(?:top|best|worst|bottom|\d|one|two|three|four|five)/.test(
    lettersOf(scan),
  );
}

function orderOf(found: Found): Choice["order"] {
  const { scan, measures } = found;
  if (!has(scan, ...ranks)) return undefined;
  const conditioned = measures.having.map(({ metric }) => metric);
  const by: Metric | undefined =
    measures.metrics.find((metric) => !conditioned.includes(metric)) ??
    (measures.having.length > 0 ? undefined : has(scan, "best", "worst") ? "roas" : undefined);
  const dir = by && rankDirection(scan, by);
  return by && dir ? { by, dir } : undefined;
}

/** three worst, 하위 2개, or the one. */
function limitOf({ scan, shape }: Found): number | undefined {
  const counted = scan.lexemes.find((lexeme, index) => {
    const next = neighbour(scan, index, 1)?.lexeme;
    return (
      lexeme.kind === "amount" &&
      ["plain", "count"].includes(lexeme.amount.kind) &&
      lexeme.amount.value <= 50 &&
      (isCue(next, ...ranks) || isKind(next, "dimension"))
    );
  });
  const number = shape.limit ?? (counted?.kind === "amount" ? counted.amount.value : undefined);
  return number ?? (isOne(scan) ? 1 : undefined);
}

function isOne(scan: Scan): boolean {
  return (
    /하나|한 ?개|거만|것만|놈만|(?:the|that) (?:one|worst|best|single)|(?<![a-z])(?:campaign|ad|ad set|ad group|creative|keyword)(?![a-z])/.test(
      lettersOf(scan),
    ) ||
    /(?:높은|낮은|나쁜|비싼|저조한|심한|안 나오는) (?:거|것|캠페인|소재|광고|광고그룹|놈|애)(?!들)/.test(
      lettersOf(scan),
    )
  );
}

function distinct(having: readonly Having[]): Having[] {
  const all = new Map(having.map((one) => [`${one.metric}${one.op}${one.value}`, one]));
  return [...all.values()].slice(0, 5);
}

/** 전환 없는, zero conversions, without a single click. */
function noneOf(scan: Scan): Having[] {
  const letters = lettersOf(scan);
  return spot(scan, "metric").flatMap(({ lexeme, meaning }) => {
    const none =
      /^(?:이|가|은|는|도)?\s?(?:하나도?|한 ?건도?|한 ?번도|전혀|1건도|아예)?\s?(?:없|안 ?나|못 ?내|0(?![\d.,])|영|제로)/.test(
        letters.slice(lexeme.to, lexeme.to + 14),
      ) ||
      /(?:without (?:a single |any |a )?|w\/o (?:a single |any |a )?|(?:^|\s)(?:no|zero|0|not a single|not one) )$/.test(
        letters.slice(Math.max(0, lexeme.from - 24), lexeme.from),
      );
    return none ? [{ metric: meaning.metric, op: "=" as const, value: 0 }] : [];
  });
}
