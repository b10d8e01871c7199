// What is said about the brand guide: 브랜드 톤은 존댓말, 금지어는 최저가, 색은 #ff5500; remove cheap from the banned words; learn our tone from "…".

import type { z } from "zod";
import type { SetBrandGuide } from "../../../capabilities/creatives/brand-tools.ts";
import type { Wish } from "../interpretation.ts";
import { asValue, colorsIn, entriesOf, quotedIn } from "./brand-values.ts";

type Change = z.input<typeof SetBrandGuide>;
type Slot = "tone" | "avoid" | "use" | "legal" | "name" | "colors" | "rules";
type List = "avoid" | "use" | "legal" | "rules";
const lists: readonly Slot[] = ["avoid", "use", "legal", "rules"];

/** `sure` says by itself that the guide is meant; `bare` only beside one that does, or in a thread about the guide. */
const labels: Readonly<Record<Slot, { sure: string; bare?: string }>> = {
  avoid: {
    sure: "(?:브랜드\\s)?(?:금지\\s?(?:어|단어|표현|문구|키워드)|금칙어|피할\\s?(?:말|단어|표현))|(?:our |the |brand )*(?:banned|forbidden|prohibited|blocked|off-limits)\\s(?:words?|phrases?|terms?|list)|ban the (?:words?|phrases?|terms?)|(?:from now on,? |please )?never (?:say|use|write)(?: the (?:words?|phrases?|terms?))?|words? to avoid",
  },
  use: {
    sure: "(?:(?:브랜드|필수|자주\\s?쓰는|꼭\\s?(?:쓸|쓰는|넣을))\\s?(?:문구|표현|단어|말(?!투)|슬로건)|(?:필수|꼭\\s?(?:쓸|넣을))\\s?키워드)|(?:our |the )?(?:brand|signature|key) (?:phrases?|slogans?)|always (?:say|use|include)",
    bare: "슬로건|slogan",
  },
  legal: {
    sure: "(?:법적\\s?)?고지\\s?(?:문구|사항|문)|필수\\s?고지|(?:our |the )?(?:legal (?:notices?|lines?|text)|disclaimers?)",
  },
  colors: {
    sure: "(?:브랜드|우리)\\s?(?:메인\\s?|대표\\s?|서브\\s?|보조\\s?|포인트\\s?|강조\\s?|배경\\s?)?(?:색상|색깔|색|컬러)|(?:our |the )?brand(?:'s)? (?:main |primary |accent |background )?colou?rs?",
    bare: "(?:메인\\s?|대표\\s?|서브\\s?|보조\\s?|포인트\\s?|강조\\s?|배경\\s?)?(?:색상|색깔|색|컬러)(?=은|는|을|를|이|도|\\s|:)|(?:main |primary |accent |background |the )?colou?rs?",
  },
  tone: {
    sure: "(?:브랜드|우리)(?:의)?\\s?(?:톤\\s?앤\\s?매너|톤|말투|어조|문체)|(?:our |the )?brand(?:'s)? (?:tone(?: of voice)?|voice)|our (?:tone(?: of voice)?|voice)|(?:the )?tone of voice",
    bare: "톤\\s?앤\\s?매너|톤(?=은|는|을|를|이|도|\\s|:)|말투|어조|문체|(?:the )?tone|(?:the )?voice",
  },
  name: {
    sure: "브랜드\\s?(?:이름|명)(?=은|는|을|를|이|:|\\s)|(?:our |the )?brand(?:'s)? name",
  },
  rules: { sure: "브랜드\\s?(?:규칙|원칙)|(?:our |the )?brand rules?" },
};
const guide = "브랜드\\s?(?:가이드(?:라인)?|지침)|brand (?:guide(?:line)?s?|book)";
/** A text is wished for, or checked against the guide: the guide itself stays as it is. */
const others =
  /맞게|맞춰서|맞는지|맞나|어울리|어긋|위배|위반|검수|검토|심의|점검|[문구카피]\S{0,2}\s(?:\S{1,4}\s)?(?:써|작성|만들)|이미지|배너|(?<![a-z])(?:write|draft|compose|generate|review|check|comply|fits?|match\w*|against|headlines?|image|banner|performance|campaigns?)(?![a-z])|캠페인|검색|성과|광고비|클릭|매출|순위|전환|노출|지난\s?(?:주|달)|어제|봤을\s?때|(?<![a-z])(?:cpa|cpc|cpm|ctr|cvr|roas|last (?:week|month)|yesterday)(?![a-z])/i;
const asksFor =
  /보여|뭐(?:야|지|예요|에요|니|가|로|라고|였|더라|$)|알려\s?(?:줘|주)|확인|어떻게\s?(?:돼|되)|정해(?:져|진)|(?<![a-z])(?:show|what|see|tell me|which)(?![a-z])|^(?:please )?list\s/i;
const takesOut =
  /(?:빼|빼고|뺄게|삭제|제거|지워|지우|없애|해제|비워)\s?(?:해|하|주|줘|자|도|버려|라|$)?|(?<![a-z])(?:remove|delete|drop|clear|unban|take .{1,60}(?:out|off)|no longer banned)(?![a-z])/i;
const takesBack =
  /되돌|원래대로|원상|취소|(?<![a-z])(?:undo|revert|roll ?back|take (?:it|that) back)(?![a-z])/i;
const puts = /추가|넣어|넣자|포함|(?<![a-z])(?:add|put|include)(?![a-z])/i;
const learns =
  /배워|학습|익혀|참고해|따라\s?(?:써|해)|(?<![a-z])(?:learn|pick up|copy the style|take after)(?![a-z])/i;
const sounds = /톤|말투|문체|어조|스타일|느낌|tone|voice|style/i;

const sure = new RegExp(
  `${guide}|${Object.values(labels)
    .map((one) => one.sure)
    .join("|")}`,
  "iu",
);
const any = new RegExp(
  (Object.keys(labels) as Slot[]).map((slot) => `(?<${slot}>${named(slot)})`).join("|"),
  "giu",
);

function named(slot: Slot): string {
  const { sure: strong, bare } = labels[slot];
  return `(?<![a-z가-힣])(?:${bare === undefined ? strong : `${strong}|${bare}`})(?![a-z])`;
}

/**
 * @param inThread the thread is about the guide: its parts need not be called the brand's
 * @returns `undefined` for anything that is not about the guide itself
 */
export function brandWish(said: string, inThread: boolean): Wish | undefined {
  const open = said.replace(/"[^"]*"|'[^'\n]*'/g, (text) => "_".repeat(text.length));
  if (learns.test(open) && sounds.test(open)) return learnt(said, open, inThread);
  if (!sure.test(open) && !(inThread && new RegExp(any).test(open))) return undefined;
  if (others.test(open.replaceAll(any, " "))) return undefined;
  const about = new RegExp(guide, "iu").test(open);
  const slots = [...open.matchAll(any)].filter((match) => slotOf(match) !== undefined);
  if (takesBack.test(open) && (about || inThread)) return wish({ undo: true });
  if (asksFor.test(open) && !takesOut.test(open)) return { tool: "show_brand_guide", input: {} };
  const phrases = slots.length === 0 && about && puts.test(open) ? quotedIn(said) : [];
  if (phrases.length > 0) return wish({ use: phrases });
  if (slots.length === 0)
    return about && open.length < 24 ? { tool: "show_brand_guide", input: {} } : undefined;
  const change = changeOf(said, open, slots);
  return change && wish(change);
}

function wish(input: Change): Wish {
  return { tool: "set_brand_guide", input };
}

/** Copy that ran before, in quotes or line by line behind the request. */
function learnt(said: string, open: string, inThread: boolean): Wish | undefined {
  const lines = said
    .split("\n")
    .slice(1)
    .map((line) => line.replace(/^[-*\d.)\s]+/, "").trim());
  const quoted = quotedIn(said).filter((text) => text.length > 4);
  const examples = quoted.length > 0 ? quoted : lines.filter((line) => line.length > 4);
  if (examples.length === 0 && !sure.test(open) && !inThread && !/지난|과거|예전|기존|past|old/.test(open))
    return undefined;
  return wish(
    examples.length > 0 ? { examples: examples.slice(0, 30).map((text) => text.slice(0, 300)) } : {},
  );
}

function slotOf(match: RegExpMatchArray): Slot | undefined {
  return (Object.keys(labels) as Slot[]).find((slot) => match.groups?.[slot] !== undefined);
}

/** Each label with the words behind it up to the next; where nothing is left there, the words in front of it. */
function changeOf(said: string, open: string, slots: readonly RegExpMatchArray[]): Change | undefined {
  const change: Change = {};
  const remove: NonNullable<Change["remove"]> = [];
  const head = said.slice(0, slots[0]?.index ?? 0);
  for (const [at, match] of slots.entries()) {
    const slot = slotOf(match)!;
    const from = (match.index ?? 0) + match[0].length;
    const to = slots[at + 1]?.index ?? said.length;
    const behind = said.slice(from, to);
    const out =
      takesOut.test(open.slice(from, to)) || (at === 0 && takesOut.test(open.slice(0, match.index)));
    const stands = slot === "colors" ? behind : asValue(behind);
    const words = stands === "" && at === 0 ? head : behind;
    if (out) remove.push(...removed(slot, words));
    else if (!put(change, slot, words, match[0])) return undefined;
  }
  if (remove.length > 0) change.remove = remove;
  return Object.keys(change).length > 0 ? change : undefined;
}

const everything = /^(?:전부|모두|다|싹|전체|all|everything|all of (?:it|them))$/i;

function removed(part: Slot, words: string): NonNullable<Change["remove"]> {
  if (!lists.includes(part)) return [{ part }];
  const values = entriesOf(words).filter((value) => !everything.test(value));
  return values.length > 0 ? values.map((value) => ({ part, value })) : [{ part }];
}

/** @returns false where what is said is no value: a question, a sentence of another kind */
function put(change: Change, slot: Slot, words: string, label: string): boolean {
  if (slot === "colors") {
    change.colors = { ...change.colors, ...colorsIn(words, label) };
    return true;
  }
  if (slot === "tone" || slot === "name") {
    const value = asValue(words);
    if (value === "" || value.length > (slot === "tone" ? 60 : 40)) return false;
    if (/금지|말고|안 ?돼|쓰지|(?<![a-z])(?:not|never|no|don't)(?![a-z])/i.test(words)) return false;
    change[slot] = value;
    return true;
  }
  const values = slot === "legal" || slot === "rules" ? [asValue(words)].filter(Boolean) : entriesOf(words);
  if (values.length === 0) return false;
  change[slot satisfies List] = [...(change[slot] ?? []), ...values];
  return true;
}

const more =
  /^(?:그리고|또|아\s?그리고|그럼|and|also)?[\s,]*(?<words>[^?]{1,40}?)(?:이?도|까지|(?:,? (?:too|as well)))\s?(?:추가|넣어|금지|등록|막아|포함)?[가-힣\s]*(?:please)?[.!]*$/iu;

/** 무조건도 추가해줘, “lowest too”: another entry of the list that was just added to. */
export function moreOfBrand(said: string, last: Wish | undefined): Wish | undefined {
  if (last?.tool !== "set_brand_guide") return undefined;
  if (said.length < 24 && takesBack.test(said)) return wish({ undo: true });
  const part = (["avoid", "use", "legal", "rules"] as const).find((one) => one in last.input);
  const words = part && more.exec(said)?.groups?.["words"];
  if (!part || !words || others.test(words) || asksFor.test(words)) return undefined;
  const values = entriesOf(words);
  return values.length > 0 ? wish({ [part]: values }) : undefined;
}
