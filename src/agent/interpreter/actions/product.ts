// What a new campaign is about and what it is called.

import type { Lexeme } from "../../../language/lexer.ts";
import { nameLetters } from "../../../language/marked-names.ts";
import { isPredicate } from "../../../language/predicates.ts";
import type { Found } from "../look.ts";
import { isHangul, isKind } from "../scan.ts";
import { keywordNames } from "./objects.ts";
import { audiencesOf } from "./people.ts";
import { type Word, wordsOf } from "./phrases.ts";
import { lettersOf, type Span, writtenOf } from "./request.ts";

export type Advertised = { product?: string; name?: string; copyOf?: string };

const quoted = String.raw`["'](?<quoted>[^"'\n]{1,80})["']`;
const nameForms: readonly RegExp[] = [
  new RegExp(
    String.raw`^\s*(?:(?:please|pls|can you|could you|now|ok)\s)*(?:create|launch|start|build|set up|draft|make|open)\s(?:a campaign\s|the campaign\s|campaign\s)?${quoted}(?=.*\sfor\s)`,
    "i",
  ),
  new RegExp(
    String.raw`(?:called|named|titled|name it|call it|name:|title:|(?:campaign )?name (?:is|=|should be|will be))\s+(?:${quoted}|(?<name>[^,.;!?\n]{1,60}?))(?=$|[,.;!?\n]|\s(?:on|in|at|for|with|starting|from|until|to|and|budget|about)(?![a-z]))`,
    "i",
  ),
  new RegExp(
    String.raw`(?:${quoted}|(?<name>[\p{L}\p{N}]+(?: [\p{L}\p{N}]+){0,3}?))\s?(?:이?라는|이?란)\s?(?:이름|캠페인|타이틀|제목)`,
    "u",
  ),
  new RegExp(
    String.raw`(?:캠페인\s?)?(?:이름|명|제목|타이틀)(?:(?:은|는|을|를)\s?|\s?[:=]\s?|\s(?=["']))(?:${quoted}|(?<name>[^,.;!?\n]{1,40}?))\s?(?:이?라고|이?란|으로|로|이야|야|입니다|이에요|예요|,|$)`,
  ),
  new RegExp(String.raw`${quoted}\s?(?:이?라고|으?로)\s?(?:이름|명명|부르|불러|하자|해)`),
];
const productForms: readonly RegExp[] = [
  new RegExp(
    String.raw`(?:제품|상품|품목|아이템|product|item)(?:은|는|\s?[:=]|\sis)\s?(?:${quoted}|(?<name>[^,.;!?\n]{1,40}?))(?=$|[,.;!?\n]|이고|이야|입니다|이에요|예요|인데|\s(?:on|in|at|for|with|from|until|to|and|으로|하루|일|월|총)(?![a-z]))`,
    "i",
  ),
];
const copyForms: readonly RegExp[] = [
  new RegExp(
    String.raw`(?:model(?:l)?ed (?:on|after)|same (?:\w+ )?as|just like|like (?:the |our )?(?=[A-Z"'])|based on|cop(?:y|ied) (?:of|from)|clone of|duplicate of|identical to|mirror(?:ing)?|similar to|in the style of)\s+(?:the |our )?(?:${quoted}|(?<name>[^,.;!?\n]{1,60}?))(?=$|[,.;!?\n]|\s(?:campaign|ads?|but|on|in|at|for|with|starting|from|until|to|and|did|was|has)(?![a-z]))`,
    "i",
  ),
  new RegExp(
    String.raw`(?:${quoted}|(?<name>[\p{L}\p{N}&]+?(?: [\p{L}\p{N}&]+?){0,3}?))(?:\s?캠페인)?\s?(?:이?랑|과|와|하고)\s?(?:똑같|같은|같이|동일|비슷|유사)`,
    "u",
  ),
  new RegExp(
    String.raw`(?:${quoted}|(?<name>[\p{L}\p{N}&]+?(?: [\p{L}\p{N}&]+?){0,3}?))(?:\s?캠페인)?\s?(?:처럼|같은 (?:구성|설정|세팅|구조)|(?:을|를)?\s?(?:복사|복제|카피|베껴|참고|본떠|본따)(?:해서|해|하여|서)?)`,
    "u",
  ),
];

/** The name somebody gives it, or the campaign it is made after. */
export function writtenBy(forms: readonly RegExp[], text: string): (Span & { words: string }) | undefined {
  for (const form of forms) {
    const match = form.exec(text);
    const words = (match?.groups?.["quoted"] ?? match?.groups?.["name"])?.trim();
    if (!match || !words) continue;
    const from = match.index + match[0].lastIndexOf(words);
    return { from, to: from + words.length, words };
  }
  return undefined;
}

export function advertisedOf(found: Found): Advertised {
  const { scan } = found;
  const text = writtenOf(scan);
  const name = writtenBy(nameForms, text);
  const copy = writtenBy(copyForms, text);
  const taken = [name, copy].filter((one) => one !== undefined);
  const product = writtenBy(productForms, text)?.words ?? productIn(found, taken);
  return {
    ...(product && { product }),
    ...(name && { name: name.words }),
    ...(copy && { copyOf: ownName(copy.words) }),
  };
}

/** 메타에서 Olive Oil처럼: words in front that belong to something else are no part of the name. */
function ownName(words: string): string {
  return words
    .replace(/^(?:.*(?:에서|에다|으로|에게|은|는|을|를|이랑|그냥|이번엔?|이번에는)\s)/, "")
    .replace(/\s?(?:campaign|캠페인)$/i, "");
}

function productIn(found: Found, taken: readonly Span[]): string | undefined {
  const { scan } = found;
  const people = audiencesOf(scan);
  const words = wordsOf(scan, [...taken, ...people, ...keywordNames(found)]);
  const runs = isHangul(lettersOf(scan)) ? koreanRuns(words) : [];
  const latin = latinRuns(words);
  const best = [...runs, ...latin].toSorted((a, b) => b.score - a.score || a.first - b.first)[0];
  return best?.words;
}

type Run = { words: string; score: number; first: number };
const particle =
  /(?:에서는|에서|으로는|으로|에게|한테|이랑|하고|이라서|이라|라서|이요|입니다|인데|은요|는요|은|는|이|가|을|를|의|로|에|도|만|용|랑|와|과|요|건)$/;
const aims = /^(?:홍보|프로모션|판매|판촉|출시|런칭|론칭|할인|세일|행사|이벤트|특가|기획전|관련)/;

/** Nouns that touch; best is what stands before 광고 or 캠페인, a medium or format in between at most. */
function koreanRuns(words: readonly Word[]): Run[] {
  const runs: Run[] = [];
  for (let first = 0; first < words.length; first++) {
    if (words[first]?.role !== "noun") continue;
    let last = first;
    while (words[last + 1]?.role === "noun" && !endsRun(words[last], words[last + 1])) last++;
    const run = words.slice(first, last + 1);
    runs.push(koreanRun(run, words.slice(last + 1), first));
    first = last;
  }
  return runs.filter((run) => run.words.length >= 2 && run.score > -1);
}

/** A particle closes a thing's name. */
function endsRun(word: Word | undefined, next: Word | undefined): boolean {
  if (!word || !next) return true;
  const last = word.lexemes.at(-1);
  return (
    last?.kind === "particle" &&
    word.lexemes.length > 1 &&
    particle.test(word.text) &&
    /^(?:을|를|은|는|으로|에|에서|랑|이랑|한테|에게)$/.test(last.text)
  );
}

function koreanRun(run: readonly Word[], behind: readonly Word[], first: number): Run {
  const text = run.map(({ text: word }) => word).join(" ");
  const last = run.at(-1);
  const closed = last?.lexemes.at(-1)?.kind === "particle" || particle.test(text);
  const named = behind[0]?.role === "marker" || behind[0]?.role === "kind";
  const isLetter = named && nameLetters.test(last?.lexemes.at(-1)?.text ?? "");
  const words = closed && !isLetter ? bare(text, last) : text;
  const lead = behind.findIndex(({ role }) => role !== "kind");
  const next = behind[Math.max(0, lead)];
  let score = 0;
  if (next?.role === "marker") score += 3;
  if (next && aims.test(next.text)) score += 2;
  if (closed && /(?:을|를|용|의|은|는)$/.test(text)) score += 0.5;
  if (isPredicate(last?.text ?? "")) score -= 2;
  if (/["']/.test(text)) score += 1;
  return { words: words.replace(/["']/g, ""), score, first };
}

/** The particle behind the last word, when it is one. */
function bare(text: string, last: Word | undefined): string {
  const tail = last?.lexemes.at(-1);
  if (tail?.kind === "particle" && last && last.lexemes.length > 1 && last.lexemes[0]?.kind === "unknown") {
    const head = last.lexemes.findLast(({ kind }) => kind !== "particle" && kind !== "sign");
    return head ? text.slice(0, text.length - (last.to - head.to)) : text;
  }
  return /(?:을|를)$/.test(text) && text.length > 2 ? text.slice(0, -1) : text;
}

const leads =
  /^(?:for|promote|promoting|advertise|advertising|push|pushing|sell|selling|about|featuring|feature|product|sells?|item)$/i;
const articles = /^(?:the|a|an|our|my|this|that|these|those|some|new|brand|upcoming|of|is|=|:)$/i;
const stops =
  /^(?:on|in|at|to|from|by|with|until|till|through|starting|beginning|running|over|across|targeting|aimed|aiming|that|which|who|where|please|pls|asap|but|using|via|per|during|next|this|only|now|today|tomorrow|so|and|or|as|it|me|us|you|budget|because|since|while|when|then|just|goes|is|are|be|right|again|around|about|too|also|for|we|i|plus|fortnight|weeks?|days?|months?|tomorrow|tonight|everyone|everybody|everything)$/i;

/** After "for" or "promote", before "campaign", or any other words nobody knows. */
function latinRuns(words: readonly Word[]): Run[] {
  const runs: Run[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word && leads.test(word.text)) runs.push(...phraseFrom(words, at + 1, 4));
    if (word?.role === "marker") runs.push(...phraseBefore(words, at));
    if (word?.role === "noun" && words[at - 1]?.role !== "noun" && !isHangul(word.text))
      runs.push(...phraseFrom(words, at, 1));
  }
  return runs.filter((run) => run.words.replace(/[^\p{L}\p{N}]/gu, "").length >= 2);
}

function phraseFrom(words: readonly Word[], from: number, score: number): Run[] {
  let first = from;
  while (first < words.length && articles.test(words[first]?.text ?? "")) first++;
  let last = first - 1;
  for (let at = first; at < words.length; at++) {
    const word = words[at];
    if (!word || isHangul(word.text) || !carries(word, at === first)) break;
    if (/^(?:and|&|of)$/i.test(word.text) ? words[at + 1]?.role !== "noun" : stops.test(word.text)) break;
    last = at;
  }
  const run = words.slice(first, last + 1);
  const named = run.some(({ role }) => role === "noun");
  return run.length > 0 ? [{ words: told(run), score: score + (named ? 0 : -2.5), first }] : [];
}

function carries(word: Word, first: boolean): boolean {
  if (word.role === "noun" || word.role === "light") return !(first && stops.test(word.text));
  if (word.role !== "stop" || !/^[\p{L}"']/u.test(word.text)) return false;
  const [lexeme] = word.lexemes;
  if (isKind(lexeme, "value")) return isDevice(lexeme) || (isPlaceWord(lexeme) && first);
  return lexeme?.kind === "word" && !isKind(lexeme, "metric") && !isKind(lexeme, "medium");
}

/** The Jeju day tour: where a thing is from stands at its front. */
function isPlaceWord(lexeme: Lexeme | undefined): boolean {
  return (
    lexeme?.kind === "word" &&
    lexeme.meanings.some((one) => one.kind === "value" && one.word.field === "region")
  );
}

/** Phone cases, a mobile charger: what ads are shown on is what they sell. */
function isDevice(lexeme: Lexeme | undefined): boolean {
  return (
    lexeme?.kind === "word" &&
    lexeme.meanings.some((one) => one.kind === "value" && one.word.field === "device")
  );
}

const leading =
  /^(?:the|a|an|our|my|this|that|some|new|brand|another|fresh|second|more|extra|one|lead|gen|generation)$/i;

/** "launch a wool socks campaign": the words between the article and the marker that are no kind of campaign. */
function phraseBefore(words: readonly Word[], marker: number): Run[] {
  let last = marker - 1;
  while (last >= 0 && words[last]?.role === "kind") last--;
  let first = last + 1;
  while (first > 0 && words[first - 1]?.role === "noun" && !isHangul(words[first - 1]?.text ?? "")) first--;
  while (first <= last && leading.test(words[first]?.text ?? "")) first++;
  const run = words.slice(first, last + 1);
  return run.length > 0 ? [{ words: told(run), score: 3, first }] : [];
}

function told(run: readonly Word[]): string {
  return run
    .map(({ text }) => text)
    .join(" ")
    .replace(/["']/g, "")
    .trim();
}
