// The slots of audiences: who they are, what they did and did not do, what they should like.

import type { z } from "zod";
import type { CreateAudience, ShowAudience } from "../../../capabilities/audience/tools.ts";
import type { Wish } from "../interpretation.ts";
import type { Found } from "../look.ts";
import { findPeriod } from "../period.ts";
import { spot } from "../scan.ts";
import { deedsIn } from "./deeds.ts";
import { ownText, type Span, spanOf, without } from "./own-text.ts";
import { mediumFilters, said, targetingOf } from "./spoken.ts";
import { subjectOf } from "./subject.ts";

type Action = NonNullable<z.input<typeof ShowAudience>["action"]>;

const makes =
  /만들(?!어 ?둔|어 ?놓|어진)|모아|모으|뽑아|추려|추출|묶어|잡아|짜\s?줘|짜줄|짜봐|구성|생성(?!된)|저장(?!된|해 ?둔|돼)|세팅(?!된)|등록|설정해|골라|찾아\s?줘|구축|정의|분류|따로|타겟팅\s?해|리타겟팅\s?하|돌려|(?<![a-z])(?:build|create|make|save|put together|set up|gather|collect|group(?= (?:the|people|all|those|users|them|everyone|customers|together))|define|assemble|target(?! (?:groups?|audiences?|segments?|lists?|of|for)(?![a-z]))|retarget|(?<!(?:the|a|an|our|this|that|my|new|each|which|what) )segment(?!s)|find me|get me|pull|i want|i need|we need|generate|prepare|carve out|add)(?![a-z])/i;
const judges =
  /너무|좁|넓|괜찮|적절|적당|어때|어떤가|어떻|검토|점검|봐\s?줘|봐줄|평가|맞나|맞을까|맞는지|문제|(?<![a-z])(?:too (?:narrow|broad|wide|small|big|large|specific|general)|narrow|broad|review|look (?:at|over)|check|judge|make sense|big enough|large enough|good enough|any good|right (?:audience|people)|how (?:is|are|big|good)|what do you think|sanity|worth|(?:wide|broad|narrow|big|small|large|specific|tight) enough)(?![a-z])/i;
const shows =
  /(?:보여|목록|리스트|뭐|어떤|있어|있나|있는지|있지|띄워|알려|확인|조회|몇)|(?<![a-z])(?:show|list|which|what|do we have|have we|are there|see|how many|display)(?![a-z])/i;
const interest: readonly RegExp[] = [
  /(?<words>[^,.!?\n¦]{1,60}?)(?:에|에게|을|를)\s?(?:대해\s?)?(?:관심|흥미|반응|좋아할|살\s?만한|살만한|구매할|사고\s?싶|끌릴|필요할|쓸\s?만한|찾을)/,
  /(?<words>[^,.!?\n¦]{1,60}?)\s?(?:살|구매할|좋아할|관심\s?(?:가질|있을|보일)|필요할|쓸)\s?(?:만한|법한|것 같은)/,
  /(?:interested in|into|who(?:'d| would| might)? (?:like|love|want|enjoy|buy|need)|likely to (?:buy|want|like)|looking for|keen on|fans of|lovers of|shopping for|in the market for|interest in|care about|respond to|go for)\s(?:a |an |the |our |some )?(?<words>[^,.!?\n¦]{1,60}?)(?=\s(?:in|aged|who|and|but|from|for|with|please|pls|over|between|that|on)\b|[,.!?\n¦]|$)/i,
  /(?:audience|segment|target group|lookalike|group)(?:s)? (?:for|around|of) (?:a |an |the |our )?(?<words>[^,.!?\n¦]{1,60}?)(?=\s(?:in|aged|who|and|but|from|with|please|pls|over|between|that|buyers|customers|campaign)\b|[,.!?\n¦]|$)/i,
];
const people =
  /^(?:people|users|customers|those|everyone|anyone|buyers|visitors|our|all|women|men|us|me|it|that|this|them|the|사람들?|고객|유저|광고|우리|저희)$/i;

export function audienceOf(found: Found): Wish {
  const text = ownText(found.scan);
  const deeds = deedsIn(text);
  const action = actionOf(text, deeds.spans.length > 0);
  const targeting = targetingOf(found);
  const filters = filtersOf(found);
  const taken = [...deeds.spans, ...slotSpans(found)];
  const group = {
    product: action ? undefined : productOf(found, text, taken),
    targeting,
    did: deeds.did.length > 0 ? deeds.did : undefined,
    didNot: deeds.didNot.length > 0 ? deeds.didNot : undefined,
    time: findPeriod(found.scan).time,
    filters: filters.length > 0 ? filters : undefined,
  };
  if (!action)
    return { tool: "create_audience", input: said(group) satisfies z.input<typeof CreateAudience> };
  const input: z.input<typeof ShowAudience> = said({ action, ...group });
  return { tool: "show_audience", input };
}

/** Making one wins over looking at one: "who'd buy it? build an audience". */
function actionOf(text: string, hasDeeds: boolean): Action | undefined {
  if (makes.test(text)) return undefined;
  if (judges.test(text)) return "review";
  return shows.test(text) && !hasDeeds ? "show" : undefined;
}

function productOf(found: Found, text: string, taken: readonly Span[]): string | undefined {
  const open = without(text, taken);
  for (const form of interest) {
    const match = form.exec(open);
    const words = match?.groups?.["words"];
    if (!match || !words || people.test(words.trim())) continue;
    const inside = {
      ...found.scan,
      lexemes: found.scan.lexemes.filter(
        ({ from, to }) => from >= spanOf(match).from && to <= spanOf(match).to,
      ),
    };
    const subject = /[가-힣]/.test(words) ? subjectOf(inside, [], taken) : words.trim();
    if (subject && !people.test(subject)) return subject;
  }
  const heads = spot(found.scan, "cue").flatMap(({ lexeme }) =>
    lexeme.kind === "word" && lexeme.meanings.some((one) => one.kind === "cue" && one.cue === "audience_word")
      ? [lexeme]
      : [],
  );
  const subject = taken.length > 0 && deedOnly(text) ? undefined : subjectOf(found.scan, heads, taken);
  return subject && !people.test(subject) && subject.length <= 30 ? subject : undefined;
}

/** People told by what they did need no product. */
function deedOnly(text: string): boolean {
  return deedsIn(text).spans.length > 0;
}

function slotSpans({ scan }: Found): Span[] {
  const values = spot(scan, "value").map(({ lexeme }) => lexeme);
  const media = spot(scan, "medium").map(({ lexeme }) => lexeme);
  const times = scan.lexemes.filter(({ kind }) => kind === "time" || kind === "amount" || kind === "clock");
  return [...values, ...media, ...times];
}

/** Campaigns that are called so, and media. */
function filtersOf(found: Found): NonNullable<z.input<typeof CreateAudience>["filters"]> {
  const marked = new Set(
    found.names.filter((name) => name.marked || /^[A-Z]/.test(name.words)).map(({ words }) => words),
  );
  const named = found.limits.filters.flatMap((filter) => {
    if (filter.field !== "campaign") return [];
    const values = filter.values.filter((value) => marked.has(value));
    return values.length > 0 ? [{ ...filter, values }] : [];
  });
  return [...named, ...mediumFilters(found)];
}
