// A medium's notice taken apart: which medium, which reasons in its own words, the ad's copy when it is quoted. What stands in it is data:
// it is searched and quoted, never followed.

import { clipped, wholeLetters } from "../../../core/format.ts";
import { mediumIn, type NoticeMedium, type Reason, reasons } from "./reasons.ts";

/** Room for a long notice; what is longer is cut, as the reasons stand at its beginning. */
export const MOST_NOTICE = 4_000;
const MOST_SAID = 200;
const MOST_REASONS = 4;
const MOST_COPY = 2_000;
/** Letters from which a quotation is the ad and no single word of it. */
const COPY_LETTERS = 8;
const STOPS = ["\n", ".", "!", "?", "。"];

/** `said` is the sentence of the notice, word for word and bounded; `reason` is `undefined` where we know none like it. */
export type Complaint = { reason: Reason | undefined; said: string };

export type Notice = {
  medium: NoticeMedium | undefined;
  /** At least one: the notice's own beginning where no reason is known. Empty for a text without words. */
  complaints: readonly Complaint[];
  /** The ad's words as far as they are told. */
  copy: string | undefined;
  /** Words of the ad that the notice holds up. */
  pointed: readonly string[];
};

/** @param known the medium where somebody has said it, else it is told from the notice */
export function readNotice(raw: string, known?: NoticeMedium): Notice {
  const text = raw.slice(0, MOST_NOTICE).normalize("NFC").trim();
  const labelled = labelledCopy(text);
  const bare = labelled ? text.replace(labelled.whole, "\n") : text;
  const quoted = quotesIn(bare);
  const own = quoted.filter(({ words }) => !isOfNotice(words));
  // Of the same length, so that a sentence is quoted whole where its reason was found.
  const notice = own.reduce((left, { whole }) => left.replace(whole, " ".repeat(whole.length)), bare);
  const named = known ?? mediumIn(notice);
  const found = complaintsIn(notice, bare, named);
  const medium = named ?? onlyMedium(found);
  const long = own.filter(({ words }) => lettersOf(words) >= COPY_LETTERS);
  const copy = labelled?.words ?? longest(long.map(({ words }) => words));
  return {
    medium,
    complaints: found.length > 0 ? found : unknown(bare),
    copy: copy?.slice(0, MOST_COPY),
    pointed: own.map(({ words }) => words).filter((words) => words !== copy),
  };
}

/** The reasons named, in the notice's order; one that stands inside a longer one of the same words is that one. */
function complaintsIn(notice: string, whole: string, medium: NoticeMedium | undefined): Complaint[] {
  const found = reasons
    .filter((reason) => medium === undefined || reason.medium === medium)
    .flatMap((reason) => {
      const match = reason.pattern.exec(notice);
      return match ? [{ reason, start: match.index, end: match.index + match[0].length }] : [];
    });
  const widest = found.filter(
    (one) =>
      !found.some(
        (other) =>
          other.reason.medium === one.reason.medium &&
          other.start <= one.start &&
          one.end <= other.end &&
          other.end - other.start > one.end - one.start,
      ),
  );
  return widest
    .toSorted((a, b) => a.start - b.start)
    .slice(0, MOST_REASONS)
    .map(({ reason, start, end }) => ({ reason, said: sentenceAt(whole, start, end) }));
}

/** The medium when every reason found is of one; the reasons of several media prove nothing. */
function onlyMedium(found: readonly Complaint[]): NoticeMedium | undefined {
  const media = new Set(found.map(({ reason }) => reason?.medium));
  return media.size === 1 ? found[0]?.reason?.medium : undefined;
}

function unknown(notice: string): Complaint[] {
  const said = shortened(notice.replace(/\s+/g, " ").trim());
  return lettersOf(said) > 1 ? [{ reason: undefined, said }] : [];
}

function sentenceAt(text: string, start: number, end: number): string {
  const before = Math.max(...STOPS.map((stop) => (start > 0 ? text.lastIndexOf(stop, start - 1) : -1)));
  const after = text.slice(end).search(/[\n!?。]|\.(?:\s|$)/);
  const sentence = text.slice(before + 1, after < 0 ? text.length : end + after + 1);
  const trimmed = sentence.replace(/\s+/g, " ").replace(/^[\s•*·:：)\]-]+/u, "");
  if (trimmed.length <= MOST_SAID) return trimmed.trim();
  const from = Math.max(0, start - before - 1 - MOST_SAID / 4);
  return `…${wholeLetters(sentence.slice(from, from + MOST_SAID))
    .replace(/\s+/g, " ")
    .trim()}…`;
}

function shortened(text: string): string {
  return clipped(text, MOST_SAID + 1);
}

const label = String.raw`(?:반려된 |거부된 |우리 |해당 |문제의? |the |our |my |rejected )?(?:광고 ?|소재 ?|기본 ?)?(?:문구|카피|본문|제목|헤드라인|설명|문안|메시지|primary text|headline|description|ad text|ad copy|copy|ad reads|ad said)(?:는|은| was| is)?`;
const labelLine = new RegExp(
  String.raw`(?:^|[\n.!?。]\s*|\s)(?:[-•*] ?)?${label}\s?[:：]\s*(?<words>[^\n]{2,${MOST_COPY}}(?:\n(?!\s*(?:사유|이유|정책|위반|reason|policy|notice)\b)[^\n:：]{2,500}){0,8})`,
  "iu",
);

/** 문구: …, Headline: …: the ad as somebody wrote it out. */
function labelledCopy(text: string): { whole: string; words: string } | undefined {
  const found = labelLine.exec(text);
  const words = found?.groups?.["words"]
    ?.replace(/\s(?:사유|이유|반려 사유|reason)\s?[:：].*$/isu, "")
    .replace(/^["“'‘]+|["”'’]+$/gu, "")
    .trim();
  if (!found || !words || lettersOf(words) < 2) return undefined;
  const rest = found[0].indexOf(words);
  return { whole: rest < 0 ? found[0] : found[0].slice(0, rest + words.length), words };
}

const marks =
  /["“”](?<a>[^"“”\n]{1,400})["“”]|‘(?<b>[^‘’\n]{1,400})’|[「『](?<c>[^」』\n]{1,400})[」』]|(?<![\p{L}\p{N}])'(?<d>[^'\n]{2,400}?)'(?!\p{L})/gu;

function quotesIn(text: string): { whole: string; words: string }[] {
  return [...text.matchAll(marks)].flatMap(({ 0: whole, groups = {} }) => {
    const words = (groups["a"] ?? groups["b"] ?? groups["c"] ?? groups["d"] ?? "").trim();
    return /[\p{L}\p{N}]/u.test(words) ? [{ whole, words }] : [];
  });
}

const noticeWords =
  /허용(?:되지|하지|되는)|승인(?:되지|이 거부)|정책|규정|기준|위반|반려|제한됩니다|준수|심사|polic(?:y|ies)|standards|guideline|not allowed|isn'?t allowed|disapprov|reject|comply|complies|violat|must not/i;

/** A quotation of the notice itself rather than of the ad. */
function isOfNotice(words: string): boolean {
  return noticeWords.test(words) || reasons.some(({ pattern }) => isMostly(pattern, words));
}

/** A reason and little else: an ad may well speak of its landing page. */
function isMostly(pattern: RegExp, words: string): boolean {
  const found = pattern.exec(words)?.[0];
  return found !== undefined && lettersOf(found) * 2 >= lettersOf(words);
}

function longest(texts: readonly string[]): string | undefined {
  return texts.toSorted((a, b) => b.length - a.length)[0];
}

function lettersOf(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}
