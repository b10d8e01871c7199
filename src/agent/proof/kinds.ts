// What kind of amount a sentence speaks of: one that was measured, one that somebody wishes, or one that no card can hold.

import type { Figure } from "./figures.ts";
import type { Place } from "./masked.ts";
import { sameClause } from "./moves.ts";
import type { Reading } from "./reading.ts";

/** Amounts of others, of the future and of the books: what a report of ads does not measure. */
const foreign = new RegExp(
  [
    "경쟁|타사|업계|시장 ?평균|벤치마크",
    "예상(?!보다|과|외|밖| ?대비)|예측(?!보다)|전망|추정|추산|(?:될|할|일|갈|날|늘|줄) ?(?:거예요|겁니다|것으로|것 같|듯)",
    "이익|이윤|마진|손실|손해|적자|흑자|잔액|잔고|모자라|모자란|부족|남았|남아|남은 (?:예산|금액|돈)|재고",
    "역대|사상 ?(?:최|처음)",
    "(?<![a-z])(?:competit\\w+|rivals?|industry|benchmarks?|market average)(?![a-z])",
    "(?<![a-z])(?<!than )(?:expect(?:ed|s)|forecasts?|projected|projections?|predict\\w*|estimate[ds]?|will (?:be|reach|hit|come))(?![a-z])",
    "(?<![a-z])(?:profits?|losses|(?<!weight )loss|margins?|deficit|surplus|remaining|left over|short of|shortfall|stock)(?![a-z])",
    "(?<![a-z])(?:all-time|record (?:high|low))(?![a-z])",
  ].join("|"),
);

const wished =
  /예산|입찰|목표|한도|상한|하한|(?<![a-z])(?:budgets?|bids?|goals?|targets?|caps?|limits?)(?![a-z])/;
const aimed = /목표|(?<![a-z])(?:goals?|targets?)(?![a-z])/;
const condition =
  /조건|기준|이상|이하|미만|초과|넘는|밑도는|[<>≤≥]|(?<![a-z])(?:condition|filter|threshold|where|over|under|above|below|at least|at most)(?![a-z])/;

/** What was done with an amount makes it a measurement. */
const done =
  /썼|쓴|쓰고|소진|집행했|집행됐|집행한|지출|달성|기록|도달|넘었|넘겼|초과했|벌었|나왔|(?<![a-z])(?:spent|spend|used|reach(?:ed)?|achieved|hit|met|made|earned|exceeded)(?![a-z])/;

/** Which facts may be told in the words around a figure: wishes as wishes, measurements as none. */
export function kindsAt(reading: Reading, figure: Figure): { wish: boolean; measured: boolean } {
  const words = figureless(reading, figure);
  // 35% of the budget is told of what was spent.
  const isPart = figure.unit.kind === "percent" || figure.unit.kind === "fraction";
  return {
    wish: isWished(reading, figure) || isCondition(reading, figure),
    measured: !foreign.test(reading.text) && !(isPart ? aimed : wished).test(words),
  };
}

/** 예산 300만원: an amount somebody wants, with nothing said to be done with it. */
export function isWished(reading: Reading, figure: Figure): boolean {
  const words = around(reading, figure);
  return wished.test(words) && !done.test(words);
}

/** 조건: CPA 20,000원 이하. */
function isCondition(reading: Reading, figure: Figure): boolean {
  const words = around(reading, figure);
  return condition.test(words) && !done.test(words);
}

/** The words of a figure's clause, up to the figures beside it. */
function around({ text, bare, figures }: Reading, figure: Figure): string {
  const at = figures.indexOf(figure);
  const before = text.slice(startOf(bare, figures[at - 1]?.to ?? 0, figure), figure.from);
  const end = figures[at + 1]?.from ?? text.length;
  return before + text.slice(figure.to, endOf(bare, figure, end));
}

/** The words before a figure that say what it is; 목표보다 measures it against something else. */
function figureless(reading: Reading, figure: Figure): string {
  return around(reading, figure).replace(
    /(?:목표|예산|goal|target|budget)(?:치|액)?(?:보다|에 비해|에 비하면| ?대비| 대비)|than (?:the |its |our )?(?:goal|target|budget)/g,
    " ",
  );
}

const ends = /[,;:]\s/g;

function startOf(bare: string, from: number, figure: Place): number {
  const stops = [...bare.slice(from, figure.from).matchAll(ends)].map((match) => from + match.index + 1);
  return stops.findLast((stop) => bare[stop - 1] !== ":") ?? from;
}

function endOf(bare: string, figure: Place, to: number): number {
  const stop = bare.slice(figure.to, to).search(/[,;]\s/);
  const end = stop < 0 ? to : figure.to + stop;
  return sameClause(bare, figure.to, end) ? end : figure.to;
}

/** 9,999원이 아니라, not ₩9,999: what it is said not to be. */
export function isDenied({ text }: Reading, { from, to }: Figure): boolean {
  return (
    /^(?:까지|만큼)?(?:은|는|이|가)?\s?아(?:니(?!라 (?:정확|엄밀))|닙|녜|닌)/.test(text.slice(to)) ||
    /(?:(?<![a-z])not|n't|never|no)\s(?:quite |exactly |really )?$/.test(text.slice(0, from))
  );
}
