// Rules as people say them: ‘최저가’라는 말은 쓰지 마, always include “free delivery”, ‘저희’는 ‘우리’로 바꿔 써, 반말 쓰지 마. A rule is for all copy
// from now on: what is said of one draft, a budget or the bot itself is none.

import type { z } from "zod";
import type { SetBrandRule } from "./asked.ts";
import { scopeSaid } from "./said-scope.ts";

export type RuleSaid = z.input<typeof SetBrandRule>;

const Q = String.raw`"(?<q>[^"\n]{1,60})"`;
const end = String.raw`[가-힣\s]{0,12}[.!~]*$`;
const always = String.raw`(?:항상|언제나|늘|앞으로(?:는)?|모든 (?:광고|소재|문구|카피)(?:에|에는|에서)?|우리 (?:광고|소재|문구|카피)(?:에|에는|엔)?)`;
const adverbs = String.raw`(?:(?:앞으로(?:는)?|절대(?:로)?|이제(?:는)?|항상|우리(?: 브랜드)?(?:는|에서는|에선)?|(?:광고|소재|문구|카피)(?:에|에는|에서|에서는|에선|엔))\s)*`;
const term = String.raw`(?:말|단어|표현|문구|워딩|낱말)`;
const notUse = String.raw`(?:쓰지|사용하지|넣지|적지)\s?(?:마|말|않|못)`;

const bans: readonly RegExp[] = [
  new RegExp(
    `^${adverbs}${Q}\\s?(?:이?라는|이란|란|같은|라고)?\\s?${term}?(?:은|는|을|를|이|가|도)?\\s?${adverbs}${notUse}${end}`,
    "u",
  ),
  new RegExp(
    `^${adverbs}(?<q>[^"\\n]{1,40}?)(?:이?라는|이란|란)\\s?${term}(?:은|는|을|를|도)?\\s?${adverbs}${notUse}${end}`,
    "u",
  ),
  new RegExp(
    `^${adverbs}${Q}\\s?(?:이?라는|이란|란)?\\s?${term}?(?:은|는|을|를)?\\s?(?:사용 ?|표현 ?)?금지(?:로|야|한다|합니다|입니다|예요|해|하자|해 ?줘|해 ?주세요)?(?:\\s?규칙)?${end}`,
    "u",
  ),
  new RegExp(
    String.raw`^(?:please |from now on,? |we |our (?:ads|copy) |you )*(?:should |must |may )?(?:never|don't(?: ever)?|do not(?: ever)?|no longer)\s(?:ever )?(?:say|use|write|put)\s(?:the (?:word|phrase|term|expression)s?\s)?${Q}(?:\s(?:in|on) (?:any |our |the |all )*(?:ads?|copy|texts?|creatives?))?(?:\s(?:anymore|again|please))?[.!]*$`,
    "iu",
  ),
  /^(?:please |from now on,? |we )*(?:never|don't ever|do not ever)\s(?:say|use|write)\sthe (?:word|phrase|term)s?\s(?<q>[\p{L}\p{N}' -]{2,40}?)(?:\s(?:in|on) (?:any |our |the |all )*(?:ads?|copy|creatives?))?[.!]*$/iu,
  new RegExp(
    String.raw`^(?:please )?(?:ban|forbid)\s(?:the (?:word|phrase|term)s?\s)?${Q}(?:\s(?:in|from) (?:any |our |the |all )*(?:ads?|copy|texts?|creatives?))?[.!]*$`,
    "iu",
  ),
];

const musts: readonly RegExp[] = [
  new RegExp(
    `^(?:${always}\\s)+${Q}\\s?(?:이?라는 ${term})?(?:을|를|은|는|도)?\\s?(?:꼭 |반드시 |항상 )?(?:넣|써|쓰|포함|들어가|붙여|붙이|적어)${end}`,
    "u",
  ),
  new RegExp(
    `^${Q}\\s?(?:이?라는 ${term})?(?:을|를|은|는)?\\s(?:${always}\\s)+(?:꼭 |반드시 )?(?:넣|써|쓰|포함|들어가|붙여|붙이|적어)${end}`,
    "u",
  ),
  new RegExp(
    String.raw`^(?:please |from now on,? |our (?:ads|copy) (?:should|must) |we )*always\s(?:include|use|say|add|put|write|mention)\s(?:the (?:word|phrase|term|line)s?\s)?${Q}(?:\s(?:in|to|on) (?:all |every |any |our |the |each )*(?:ads?|copy|texts?|creatives?))?[.!]*$`,
    "iu",
  ),
  new RegExp(
    String.raw`^(?:every|each|all)\s(?:of our )?(?:ads?|creatives?|copy|texts?)\s(?:must|should|has to|have to|needs? to)\s(?:include|say|contain|have|mention)\s${Q}[.!]*$`,
    "iu",
  ),
];

const P = String.raw`"(?<from>[^"\n]{1,60})"`;
const T = String.raw`"(?<to>[^"\n]{1,60})"`;
const swaps: readonly RegExp[] = [
  new RegExp(
    `^${adverbs}${P}\\s?(?:이?라는 ${term})?(?:은|는|을|를)?\\s?${adverbs}${T}(?:으로|로|이라고|라고)\\s?(?:바꿔|고쳐|대체해|바꾸어)\\s?(?:서 )?(?:써|쓰|적|표기|사용)${end}`,
    "u",
  ),
  new RegExp(
    `^${adverbs}${P}\\s?(?:이?라는 ${term})?(?:말고|대신|대신에)\\s?${T}(?:을|를|으로|로|이라고|라고)?\\s?(?:써|쓰|적|표기|사용)${end}`,
    "u",
  ),
  new RegExp(
    `^(?:${always}\\s)+${P}\\s?(?:이?라는 ${term})?(?:은|는|을|를)?\\s?${T}(?:으로|로)\\s?(?:바꿔|바꾸|고쳐|대체)${end}`,
    "u",
  ),
  new RegExp(
    String.raw`^(?:please |from now on,? |always |we )*(?:say|use|write)\s${T}\s(?:instead of|rather than|not)\s${P}[.!]*$`,
    "iu",
  ),
  new RegExp(
    String.raw`^(?:please |from now on,? )*(?:always )?replace\s${P}\s(?:with|by)\s${T}\s(?:always|everywhere|from now on|in (?:all |every |our |any )+(?:ads?|copy|texts?|creatives?))[.!]*$`,
    "iu",
  ),
];

const tones: readonly RegExp[] = [
  new RegExp(
    `^${adverbs}반말(?:투)?(?:은|는|을|를|로|로는)?\\s?${adverbs}(?:${notUse}|하지\\s?(?:마|말)|금지)${end}`,
    "u",
  ),
  new RegExp(`^(?:${always}\\s)+(?:존댓말|존대말|높임말)(?:만|로만|을|로)?\\s?(?:써|쓰|사용)${end}`, "u"),
  new RegExp(
    `^${adverbs}(?:ㅋㅋ|ㅎㅎ)(?:ㅋ|ㅎ)*(?: ?같은 (?:말|표현|거|것))?(?:은|는|을|를)?\\s?${notUse}${end}`,
    "u",
  ),
  /^(?:please |from now on,? |always )*(?:no (?:casual|plain|informal) (?:speech|endings|tone)|never (?:use|write(?: in)?) (?:banmal|casual speech|plain speech|informal speech))(?: in (?:our |any |the )*(?:ads?|copy))?[.!]*$/iu,
];

const raises =
  /^(?<slug>(?!brand\.)[a-z]+(?:\.[a-z0-9-]+){1,3})(?: ?(?:규칙|룰))?(?:은|는|을|를)?\s(?:더 )?(?<to>보류|차단|수정)(?:으로|로)?\s?(?:올려|높여|강화)[가-힣\s]*[.!]*$|^(?:please )?raise\s(?<slugEn>(?!brand\.)[a-z]+(?:\.[a-z0-9-]+){1,3})\sto\s(?:a )?(?<toEn>block|hold|fix|change)[.!]*$/iu;

/** One draft, one picture, money, a name, or the bot's own way of talking. */
const others =
  /(?:이번|저번|방금|지금 ?(?:그|이)|초안|시안|제목에|헤드라인에|[AB]안|두 ?번째|첫 ?번째) ?|나한테|저한테|내게|나에게|저에게|대답|답변|(?<![a-z])(?:this|that|the (?:draft|headline|title|banner|first|second)|to me|your (?:answers?|replies)|when you (?:talk|reply|answer))(?![a-z])/i;

/** @param today for days said without a year */
export function ruleSaid(text: string, today: Temporal.PlainDate): RuleSaid | undefined {
  const plain = straight(text.trim());
  if (plain.length > 240) return undefined;
  const raised = raiseSaid(plain);
  if (raised) return raised;
  const { rest, scope } = scopeSaid(plain, today);
  const unquoted = rest.replace(/"[^"\n]*"/g, '""');
  if (others.test(unquoted)) return undefined;
  const what = whatSaid(rest);
  return what && { ...scope, ...what };
}

function whatSaid(text: string): RuleSaid | undefined {
  const swap = first(swaps, text);
  if (swap) return { replace: [{ from: swap["from"] ?? "", to: swap["to"] ?? "" }] };
  if (tones.some((form) => form.test(text))) return { tone: "polite" };
  const ban = first(bans, listed(text));
  if (ban) return { avoid: wordsOf(ban["q"]) };
  const must = first(musts, listed(text));
  return must && { use: wordsOf(must["q"]) };
}

/** A rule of the packs, to be told more strictly. */
function raiseSaid(text: string): RuleSaid | undefined {
  const raise = raises.exec(text)?.groups;
  if (!raise) return undefined;
  const to = (raise["to"] ?? raise["toEn"] ?? "").toLowerCase();
  return {
    raises: raise["slug"] ?? raise["slugEn"] ?? "",
    severity: ["수정", "fix", "change"].includes(to) ? "fix" : "block",
  };
}

/** "A", "B"와 "C" stand as one: their words are parted again afterwards. */
function listed(text: string): string {
  const join = /"\s?(?:,|와|과|이?랑|하고|및|그리고|and|or|이나|나)\s?(?:또 )?"/giu;
  return text.replace(join, SEPARATOR);
}

const SEPARATOR = "\u001f";

function wordsOf(found: string | undefined): string[] {
  return (found ?? "")
    .split(SEPARATOR)
    .map((one) => one.trim())
    .filter((one) => one !== "");
}

function first(forms: readonly RegExp[], text: string): Record<string, string> | undefined {
  for (const form of forms) {
    const groups = form.exec(text)?.groups;
    if (groups) return groups;
  }
  return undefined;
}

/** Quotes of every kind as straight double ones; an apostrophe inside a word stays. */
function straight(text: string): string {
  return text
    .replace(/[“”„«»「」『』〈〉《》]/g, '"')
    .replace(/(?<![a-z])[‘’'`](?=\S)|(?<=\S)[‘’'`](?![a-z])/gi, '"');
}
