// How much goes with words that may not stay, so that what is left is still a sentence.

import { clauseAt, sentenceAt } from "./clauses.ts";

type Span = { start: number; end: number };

/** A word that leans on the next one: it can go without leaving a hole. */
const LEANS =
  /(?:는|은|ㄴ|던|한|할|된|될|인|의|적|로운|스러운|같은|없는|있는|하는|되는|주는|좋은|운|린|킨|낸|진|친|찬|난|깬|운)$/;
const PREDICATE = /(?:다|요|죠|까|니다|세요|음|함|됨|임|네|지|자|라|아|어|해)$/;

/** The stretch to cut; `undefined` when too little would be left. */
export function removal(
  text: string,
  span: Span,
  how: "auto" | "term" | "clause" | "sentence",
): Span | undefined {
  const cut = how === "auto" ? withStumps(text, natural(text, span)) : stretch(text, span, how);
  const left = (text.slice(0, cut.start) + text.slice(cut.end)).match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  return left >= 4 ? cut : undefined;
}

function stretch(text: string, span: Span, how: "term" | "clause" | "sentence"): Span {
  if (how === "term") return words(text, span);
  if (how === "clause") return clauseAt(text, span);
  return withStop(text, sentenceAt(text, span));
}

/** The words when they lean on the next ones or end the line as a noun; the clause or the sentence when they tell something. */
function natural(text: string, span: Span): Span {
  const whole = words(text, span);
  const word = text.slice(whole.start, whole.end).replace(/[^\p{L}\p{N}]+$/u, "");
  const sentence = sentenceAt(text, span);
  const isAlone = sentence.start > 0 || text.slice(sentence.end).trim().length > 2;
  if (LEANS.test(word) || !PREDICATE.test(word)) return whole;
  if (isAlone) return withStop(text, sentence);
  const clause = clauseAt(text, span);
  const isPart = clause.end - clause.start < sentence.end - sentence.start;
  return isPart ? withComma(text, clause) : whole;
}

/** A sentence that waits for words that are gone: `이 펀드 하나면`, `오늘 밤엔 이거 덮고`. */
const WAITS =
  /(?:하나면|[하되이으가보받쓰먹사]면|[하되먹쓰입받덮보]고|[하돼해]서|에서|에게|으로|보다|처럼|까지|부터|에는|엔|(?<!가|마|노|거)을|를|의|[한두세] 번|지금|무조건)$/;
/** The end of a predicate whose beginning is gone: `보세요`, `됩니다`. */
const ENDS =
  /^[\s,·]{0,3}(?:보세요|주세요|드려요|드립니다|있어요|있습니다|합니다|됩니다|하세요|되세요|해요|돼요|않아요|않습니다|이에요|예요|입니다)(?![가-힣])/;

/** The cut with the whole sentence where only a stump of it would be left beside other sentences. */
function withStumps(text: string, cut: Span): Span {
  const sentence = sentenceAt(text, cut);
  const before = text.slice(sentence.start, cut.start).trim();
  const after = text.slice(Math.min(cut.end, sentence.end), sentence.end);
  const isStump = (!/[\p{L}\p{N}]/u.test(after) && WAITS.test(before)) || (before === "" && ENDS.test(after));
  if (!isStump) return cut;
  const whole = withStop(text, sentence);
  return { start: Math.min(whole.start, cut.start), end: Math.max(whole.end, cut.end) };
}

/** The words the span lies in, with the blank before them. */
function words(text: string, { start, end }: Span): Span {
  let from = start;
  let to = end;
  while (from > 0 && /[\p{L}\p{N}%]/u.test(text[from - 1] ?? "") && /[\p{L}\p{N}]/u.test(text[start] ?? ""))
    from -= 1;
  while (to < text.length && /[\p{L}\p{N}%]/u.test(text[to] ?? "")) to += 1;
  while (to < text.length && /[!~★☆♥♡]/u.test(text[to] ?? "")) to += 1;
  if (to < text.length && /\s/.test(text[to] ?? "") && (from === 0 || /\s/.test(text[from - 1] ?? "")))
    to += 1;
  return { start: from, end: to };
}

/** The sentence with its stop; a blank or line break before it stays, so that its neighbours keep apart. */
function withStop(text: string, { start, end }: Span): Span {
  let from = start;
  while (from < end && /\s/.test(text[from] ?? "")) from += 1;
  let to = end;
  while (to < text.length && /[.!?~\s。]/.test(text[to] ?? "")) to += 1;
  const glues = from > 0 && !/\s/.test(text[from - 1] ?? "") && /\s/.test(text[to - 1] ?? "");
  return { start: from, end: glues && to > end ? to - 1 : to };
}

function withComma(text: string, { start, end }: Span): Span {
  if (/[,;·|]/.test(text[end] ?? "")) return { start, end: end + 1 };
  let from = start;
  while (from > 0 && /[,;·|\s]/.test(text[from - 1] ?? "")) from -= 1;
  return { start: from, end };
}
