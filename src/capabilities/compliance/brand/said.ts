// Rules as people say them: ‘최저가’라는 말은 쓰지 마, always include “free delivery”, ‘저희’는 ‘우리’로 바꿔 써, 반말 쓰지 마. A rule is for all copy
// from now on: what is said of one draft, a budget or the bot itself is none.

import type { z } from "zod";
import { closed, ordered } from "../../../language/endings.ts";
import type { SetBrandRule } from "./asked.ts";
import { scopeSaid } from "./said-scope.ts";

export type RuleSaid = z.input<typeof SetBrandRule>;

const Q = String.raw`"(?<q>[^"\n]{1,60})"`;
const always = String.raw`(?:항상|언제나|늘|매번|꼭|반드시|앞으로(?:는)?|모든 (?:광고|소재|문구|카피)(?:에|에는|에서)?|우리 (?:광고|소재|문구|카피)(?:에|에는|엔)?)`;
/** Outside the quotes: 우리 광고에 “여름 세일” 써줘 asks for one ad, not for a rule. */
const lasts = String.raw`(?=(?:"[^"]*"|[^"])*?(?:항상|언제나|늘 |매번|앞으로|모든 |꼭|반드시|무조건))`;
const adverbs = String.raw`(?:(?:앞으로(?:는)?|절대(?:로)?|이제(?:는)?|항상|우리(?: 브랜드)?(?:는|에서는|에선)?|(?:광고|소재|문구|카피)(?:에|에는|에서|에서는|에선|엔))\s)*`;
const term = String.raw`(?:말|단어|표현|문구|워딩|낱말)`;
const not = String.raw`(?:마(?:요|라|세요|시오|십시오|셔요|시고)?|말(?:자|라|고|도록|기|것|아|아요|아라|아야 (?:해|돼|한다|합니다)요?|아 ?(?:줘|주세요|줄래|주라)요?|길(?: 바라| 바랍니다)?)|않(?:기|기로(?: ?(?:해|하자|합니다|해요|했어))?|는다|습니다|아요|을 ?것|도록(?: ?(?:해|하자|해 ?줘|해 ?주세요))?)|못 ?(?:하게|쓰게)(?: ?(?:해|막아)(?: ?(?:줘|주세요))?)?)`;
const notUse = String.raw`(?:쓰지|사용하지|넣지|적지)(?:는|도)?\s?${not}${closed}`;
/** 써 주세요, 쓰자, 쓴다 */
const use = `(?:${ordered({ done: "써|적어|표기해|사용해", stem: "쓰|적|적으|표기하|사용하", next: "쓸|적을|표기할|사용할", noun: "사용|표기" })}|(?:쓴다|씁니다|적는다)[.!~]*$)`;
const include = `(?:${ordered({ done: "넣어|붙여|써|적어|포함해|포함시켜|포함돼|포함되어|들어가|들어가게 ?해", stem: "넣|넣으|붙이|쓰|적|적으|포함하|포함되|포함시키|들어가", next: "넣을|붙일|쓸|적을|포함할|들어갈", noun: "포함" })}|(?:넣는다|넣습니다|쓴다|씁니다|들어간다|들어갑니다)[.!~]*$)`;
const banned = String.raw`(?:${ordered({ noun: "금지" })}|금지(?:로|야|다|임|예요|이에요|입니다)${closed}|금지로 ?${ordered({ done: "해", stem: "하", noun: "등록|지정|설정" })}|금지 ?(?:규칙|룰)(?:으로|을|를)?(?:[.!~]*$|\s?${ordered({ done: "만들어|정해|넣어|걸어", stem: "만드|만들|정하|넣", next: "만들|정할|넣을", noun: "추가|등록|적용|생성" })}))`;

const bans: readonly RegExp[] = [
  new RegExp(
    `^${adverbs}${Q}\\s?(?:이?라는|이란|란|같은|라고)?\\s?${term}?(?:은|는|을|를|이|가|도)?\\s?${adverbs}${notUse}`,
    "u",
  ),
  new RegExp(
    `^${adverbs}(?<q>[^"\\n]{1,40}?)(?:이?라는|이란|란)\\s?${term}(?:은|는|을|를|도)?\\s?${adverbs}${notUse}`,
    "u",
  ),
  new RegExp(
    `^${adverbs}${Q}\\s?(?:이?라는|이란|란)?\\s?${term}?(?:은|는|을|를)?\\s?(?:사용 ?|표현 ?)?${banned}`,
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
    `^${lasts}(?:${always}\\s)+${Q}\\s?(?:이?라는 ${term})?(?:을|를|은|는|도)?\\s?(?:(?:꼭|반드시|항상|무조건) )*${include}`,
    "u",
  ),
  new RegExp(
    `^${lasts}${Q}\\s?(?:이?라는 ${term})?(?:을|를|은|는)?\\s(?:${always}\\s)+(?:꼭 |반드시 )?${include}`,
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
    `^${adverbs}${P}\\s?(?:이?라는 ${term})?(?:은|는|을|를)?\\s?${adverbs}${T}(?:으로|로|이라고|라고)\\s?(?:바꿔|고쳐|대체해|바꾸어)\\s?(?:서 )?${use}`,
    "u",
  ),
  new RegExp(
    `^${adverbs}${P}\\s?(?:이?라는 ${term})?(?:말고|대신|대신에)\\s?${T}(?:을|를|으로|로|이라고|라고)?\\s?${use}`,
    "u",
  ),
  new RegExp(
    `^${lasts}(?:${always}\\s)+${P}\\s?(?:이?라는 ${term})?(?:은|는|을|를)?\\s?${T}(?:으로|로)\\s?${ordered({ done: "바꿔|고쳐|대체해", stem: "바꾸|고치|대체하", next: "바꿀|고칠|대체할", noun: "대체|변경" })}`,
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
    `^${adverbs}반말(?:투)?(?:은|는|을|를|로|로는)?\\s?${adverbs}(?:${notUse}|하지\\s?${not}${closed}|${banned})`,
    "u",
  ),
  new RegExp(`^(?:${always}\\s)+(?:존댓말|존대말|높임말)(?:만|로만|을|로)?\\s?${use}`, "u"),
  new RegExp(
    `^${adverbs}(?:ㅋㅋ|ㅎㅎ)(?:ㅋ|ㅎ)*(?: ?같은 (?:말|표현|거|것))?(?:은|는|을|를)?\\s?${notUse}`,
    "u",
  ),
  /^(?:please |from now on,? |always )*(?:no (?:casual|plain|informal) (?:speech|endings|tone)|never (?:use|write(?: in)?) (?:banmal|casual speech|plain speech|informal speech))(?: in (?:our |any |the )*(?:ads?|copy))?[.!]*$/iu,
];

const raises = new RegExp(
  String.raw`^(?<slug>(?!brand\.)[a-z]+(?:\.[a-z0-9-]+){1,3})(?: ?(?:규칙|룰))?(?:은|는|을|를)?\s(?:더 )?(?<to>보류|차단|수정)(?:으로|로)?\s?${ordered({ done: "올려|높여", stem: "올리|높이", next: "올릴|높일", noun: "강화" })}|^(?:please )?raise\s(?<slugEn>(?!brand\.)[a-z]+(?:\.[a-z0-9-]+){1,3})\sto\s(?:a )?(?<toEn>block|hold|fix|change)[.!]*$`,
  "iu",
);

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
