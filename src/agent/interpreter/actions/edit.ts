// A change of a campaign: the new value in its own slot, or the field whose value is still missing.

import type { z } from "zod";
import type { EditCampaign } from "../../../capabilities/campaigns/tools.ts";
import type { Filter } from "../../../core/query.ts";
import type { Wish } from "../interpretation.ts";
import type { Found } from "../look.ts";
import { has } from "../scan.ts";
import { changePctOf, directionOf } from "./change.ts";
import { choiceOf } from "./choice.ts";
import { creativeSaid } from "./creative.ts";
import { durationOf, flightOf, type Flight, whensOf } from "./dates.ts";
import { bidOf, budgetOf } from "./money.ts";
import { levelOf, objectsOf } from "./objects.ts";
import { audiencesOf, peopleFields, targetingOf } from "./people.ts";
import { writtenBy } from "./product.ts";
import { ahead, behind, lettersOf, type Span, writtenOf } from "./request.ts";
import { said } from "./spoken.ts";
import { addressIn } from "./address.ts";

type Input = z.input<typeof EditCampaign>;

const fields: readonly (readonly [string, NonNullable<Input["field"]>])[] = [
  ["landing", "landing_page"],
  ["bid", "bid"],
  ["budget", "budget"],
  ["name_field", "name"],
  ["rename", "name"],
  ["period_field", "period"],
  ["targeting", "targeting"],
  ["keyword_word", "keywords"],
];
const deeds = ["undo", "duplicate", "archive", "delete"] as const;

const quoted = String.raw`["'](?<quoted>[^"'\n]{1,80})["']`;
const newNames: readonly RegExp[] = [
  new RegExp(
    String.raw`renam(?:e|ing)\s.*?\s(?:to|into|as)\s+(?:${quoted}|(?<name>[^,.;!?\n]{1,60}?))(?=$|[,.;!?\n]|\splease)`,
    "i",
  ),
  new RegExp(
    String.raw`(?:name|title)\s.*?\s(?:to|into)\s+(?:${quoted}|(?<name>[^,.;!?\n]{1,60}?))(?=$|[,.;!?\n]|\splease)`,
    "i",
  ),
  new RegExp(
    String.raw`(?:call|name|title) (?:the |our )?[^.?!;\n]{1,40}? (?:campaigns?|ads?|ad sets?) (?:${quoted}|(?<name>[^,.;!?\n]{1,60}?))(?=$|[,.;!?\n]|\s(?:instead|from now|now|please|going forward))`,
    "iu",
  ),
  new RegExp(
    String.raw`(?:call|name|title)(?:ing)? (?:it|the (?:new|copied|second|other) (?:one|campaign|copy)|the (?:copy|clone|duplicate)) (?:${quoted}|(?<name>[A-Z][^,.;!?\n]{1,60}?))(?=$|[,.;!?\n]|\s(?:instead|from now|now|please))`,
    "u",
  ),
  new RegExp(
    String.raw`(?:call|name) (?:it|that one|this one|[\p{L}\p{N} ]{1,40}?)\s(?:${quoted}|(?<name>[A-Z][^,.;!?\n]{1,60}?)) (?:instead|from now on|now)`,
    "iu",
  ),
  new RegExp(
    String.raw`(?:이름|캠페인명|제목|타이틀|명)(?:을|를|은|는|만)?\s?(?:${quoted}|(?<name>[^,.;!?\n"']{1,40}?))\s?(?:으?로|이?라고)\s?(?:좀\s)?(?:바꾸|바꿔|변경|수정|고쳐|고치|해|하자|하고|부르|교체|개명|업데이트|rename|set|change)`,
    "i",
  ),
  new RegExp(
    String.raw`(?:이름|명|제목)[^"'\n]{0,24}${quoted}\s?(?:으?로|이?라고)\s?(?:부르|불러|하자|해|바꾸|바꿔|변경|수정)`,
  ),
  new RegExp(String.raw`${quoted}\s?(?:으?로|이?라고)\s?(?:이름|개명|명칭)`),
  new RegExp(
    String.raw`["'][^"'\n]{1,80}["']\s?(?:캠페인)?(?:을|를|은|는|에서)?\s?${quoted}\s?(?:으?로|이?라고)`,
  ),
  new RegExp(String.raw`(?:을|를|은|는)\s(?<name>[^,.;!?\n"']{1,40}?)(?:으?로|이?라고)\s?(?:이름|개명|명칭)`),
];
/** Words of a new name are no limit: 홈카페 릴스. */
const partsOfNames: readonly Filter["field"][] = ["placement", "campaign_type", "device"];

export function editOf(found: Found): Wish {
  const { scan } = found;
  const creative = creativeSaid(scan);
  if (creative) return swapOf(found, creative);
  const name = renames(found) ? writtenBy(newNames, writtenOf(scan)) : undefined;
  const action = deeds.find((deed) => has(scan, deed));
  const targeting = aims(found) ? targetingOf(found) : undefined;
  const values = {
    budget: action ? undefined : budgetOf(found),
    bid: bidOf(found),
    changePct: action ? undefined : changePctOf(found),
    name: name?.words,
    ...(action ? {} : datesOf(found)),
    targeting,
    url: addressIn(scan),
  };
  const known = Object.values(values).some((value) => value !== undefined);
  const taken: Span[] = [...(name ? [name] : []), ...(targeting ? audiencesOf(scan) : [])];
  const field = known || action ? undefined : fields.find(([cue]) => has(scan, cue))?.[1];
  const input: Input = said({
    filters: withItself(
      scan,
      objectsOf(found, taken, [...(targeting ? peopleFields : []), ...(name ? partsOfNames : [])]),
      targeting !== undefined,
    ),
    level: levelOf(found),
    ...choiceOf(found),
    action,
    ...values,
    each: (values.budget || values.changePct !== undefined) && saysEach(found) ? true : undefined,
    field,
    direction: action || (known && !isDifference(found)) ? undefined : directionOf(found),
  });
  return { tool: "edit_campaign", input };
}

/** 모든 캠페인에 5만원씩, for every campaign: a sum is for each of them. */
function saysEach({ scan }: Found): boolean {
  return /모든|모두|전부|각각|죄다|몽땅|싹|캠페인(?:들)? ?(?:전체|다 |마다)|(?:원|만|천) ?씩|\b(?:all|every|each|both)\b/.test(
    lettersOf(scan),
  );
}

/** X 캠페인 남성 빼고: people are left out, not the campaign in front of them. */
function withItself({ text }: Found["scan"], filters: readonly Filter[], ofPeople: boolean): Filter[] {
  const isOut = (name: string): boolean =>
    /^\s?(?:캠페인|광고)?(?:은|는|만|을|를)?\s?(?:빼|제외|말고|외에)/.test(
      text.slice(text.indexOf(name) + name.length),
    ) || /(?:except|but|without|excluding)\s(?:for\s)?(?:the\s)?$/i.test(text.slice(0, text.indexOf(name)));
  return filters.map((filter) =>
    ofPeople && filter.field === "campaign" && filter.op === "not_in" && !filter.values.some(isOut)
      ? { ...filter, op: "in" as const }
      : filter,
  );
}

/** Another creative, and the address it leads to where one is said; its letter or words are no name of a campaign. */
function swapOf(found: Found, creative: Span & { words: string }): Wish {
  const input: Input = said({
    filters: objectsOf(found, [creative]).filter(({ field }) => field !== "ad"),
    ...choiceOf(found),
    creative: creative.words,
    url: addressIn(found.scan),
  });
  return { tool: "edit_campaign", input };
}

/** 3만원 더, 5만원 깎아, another 500,000: the sum is what is added or taken, not the new budget. */
function isDifference({ scan }: Found): boolean {
  const sum = scan.lexemes.find(({ kind, text }) => kind === "amount" && !/%|퍼센트|프로/.test(text));
  if (!sum) return false;
  const [before, after] = [ahead(scan, sum.from), behind(scan, sum.to)];
  if (/^\s?(?:으로|로|까지)(?![가-힣]*서)/.test(after) || /(?:^|\s)(?:to|at|of|is)\s$/.test(before))
    return false;
  return (
    /(?:by|another|extra|additional|more|add|plus)\s(?:about |around )?$/.test(before) ||
    /^\s?(?:어치|만큼|씩|만|정도|쯤)?\s?(?:더|만?\s?추가|얹|증액|올[려리]|늘[려리]|깎|줄[여이]|빼|덜|낮[춰추]|내[려리]|인상|인하|감액|more|less|extra|off)/.test(
      after,
    )
  );
}

function renames({ scan }: Found): boolean {
  return has(scan, "name_field", "rename") || /(?:call|name) /.test(lettersOf(scan));
}

/** People are the new value only where the targeting is what changes; elsewhere they are no part of a campaign's choice. */
function aims({ scan, limits }: Found): boolean {
  return (
    (has(scan, "targeting", "audience_word", "change", "only") &&
      limits.filters.some(({ field }) => peopleFields.includes(field))) ||
    has(scan, "targeting")
  );
}

const shifts =
  /(?:keep|run|leave|let) .{1,40}(?:more|another|extra)|연장|늦[춰추]|미[뤄루]|앞당|당[겨기]|단축|더 (?:돌|집행|진행|운영)|extend|push|postpone|delay|shorten|bring (?:\w+ )*(?:forward|back)|pull (?:\w+ )*(?:in|forward)|move (?:\w+ )*(?:forward|back|out|up)|prolong|longer|earlier|later/;
const earlier = /앞당|당[겨기]|단축|줄[여이]|shorten|forward|earlier|pull (?:\w+ )*in|sooner|cut short/;

/** New days, or by how many days the end moves. */
function datesOf({ scan }: Found): Flight & { endShiftDays?: number } {
  const letters = lettersOf(scan);
  const moves =
    shifts.test(letters) || /(?:기간|일정|종료|마감)[^.?!]{0,14}(?:늘[려리]|줄[여이])/.test(letters);
  if (!moves && !has(scan, "period_field", "runs_until")) return {};
  const put = /make (?:that|it) /.test(letters) ? whensOf(scan).at(-1)?.days.from.toString() : undefined;
  if (put) return { end: put };
  const { start, end } = flightOf(scan);
  const days = durationOf(scan) ?? (/하루|(?:a|one) day/.test(letters) ? 1 : undefined);
  if (moves && days && !start && !end) return { endShiftDays: earlier.test(letters) ? -days : days };
  const startsOnly = /시작일|시작을|start/.test(letters) && !/종료|끝|end/.test(letters);
  if (start && end) return { start, end };
  const day = end ?? start;
  if (!day) return {};
  return startsOnly ? { start: day } : { end: day };
}
