// Which campaigns, ad groups, ads or media a change or a switch is for.

import type { Filter } from "../../../core/query.ts";
import type { Level } from "../../../core/slots.ts";
import { isPredicate } from "../../../language/predicates.ts";
import type { Found } from "../look.ts";
import type { Name } from "../names.ts";
import { isCue, isHangul, isKind, type Scan, spot } from "../scan.ts";
import { ahead, behind, isListedWith, lettersOf, overlaps, type Span } from "./request.ts";

/** Letters a name may have in a call; what is longer is no name. */
const LONGEST_NAME = 200;

/** What a change is limited to; names that are sentences, and spans that say something else, are left out. */
export function objectsOf(
  found: Found,
  taken: readonly Span[] = [],
  except: readonly Filter["field"][] = [],
): Filter[] {
  const { limits, names, scan } = found;
  const spoken = limits.filters.filter(({ field }) => field !== "campaign" && !except.includes(field));
  const kept = spoken.map((filter) =>
    filter.field === "medium" && keepsMedium(scan) ? { ...filter, op: "not_in" as const } : filter,
  );
  const keywords = keywordNames(found);
  const free = names
    .filter((name) => !keywords.includes(name) && name.words.length <= LONGEST_NAME)
    .flatMap((name) => whole(scan, name, taken))
    .map((name) => upToField(scan, name));
  const chosen = chosenOf(scan, free);
  const out = new Set(
    limits.filters
      .filter(({ field, op }) => field === "campaign" && op === "not_in")
      .flatMap(({ values }) => values),
  );
  return merged([
    ...kept,
    ...idsOf(scan),
    ...keywords.map((name): Filter => ({ field: "keyword", op: "in", values: [name.words] })),
    ...chosen.map((name): Filter => ({
      field: "campaign",
      op: isLeftOut(scan, name) || out.has(name.words) ? "not_in" : "in",
      values: [name.words],
    })),
  ]);
}

const clauseEnd = /(?:이라서?|여서|아서|어서|해서|니까|는데|이니|인데|지만|거든|라고)$/;
/** 촌스러워서요, 닳아서: a reason of one word. */
const clauseWord = /^[가-힣]+(?:[아어여해워져와나춰려떠]서|니까|는데|길래|거든)요?$/;
const lead =
  /^(?:대신|그리고|그냥|이제|일단|우선|먼저|아까|저번|우리|please|pls|just|also|then|so|the|our|my|all)\s/i;

/** The part of a candidate that is the name: no reason behind it, no filler in front, nothing that is said as a value. */
function whole(scan: Scan, name: Name, taken: readonly Span[]): Name[] {
  if (/(?:https?:\/\/|www\.)\S*$/i.test(scan.text.slice(0, name.from + 8).replace(/\s.{0,7}$/, "")))
    return [];
  if (clauseWord.test(name.words) && !name.marked && !name.quoted) return [];
  const value = taken.find((span) => overlaps(span, name));
  if (value && value.from <= name.from + (name.quoted ? 1 : 0)) return [];
  let words = value
    ? scan.text
        .slice(name.from, value.from)
        .replace(/\s(?:to|into|as)\s*$/i, "")
        .trim()
    : name.words;
  while (lead.test(words)) words = words.replace(lead, "");
  while (/\s/.test(words) && clauseEnd.test(words) && !name.marked && !name.quoted)
    words = words.replace(/\s\S+$/, "");
  while (/\s/.test(words) && !name.quoted && clauseEnd.test(words.split(/\s/)[0] ?? ""))
    words = words.replace(/^\S+\s/, "");
  words = (value ? "" : titleAhead(scan, name)) + words.replace(/'s$/, "");
  if (words === "" || /^(?:이브|전날|eve)$/i.test(words)) return [];
  const from = name.from + Math.max(0, scan.text.slice(name.from, name.to).indexOf(words));
  return [{ ...name, words, from, to: words === name.words ? name.to : from + words.length }];
}

/** 도시락 정기배송 예산: known words between an unknown one and what of it is to change belong to the name. */
function upToField(scan: Scan, name: Name): Name {
  if (!isHangul(name.words) || name.marked || name.quoted) return name;
  for (let at = name.last + 1; at <= name.last + 3; at++) {
    const lexeme = scan.lexemes[at];
    const before = scan.lexemes[at - 1];
    if (!lexeme || lexeme.kind !== "word" || lexeme.from - (before?.to ?? 0) > 1) return name;
    if (isCue(lexeme, "budget", "bid", "landing", "period_field", "targeting"))
      return at === name.last + 1
        ? name
        : { ...name, last: at - 1, to: before?.to ?? name.to, words: scan.text.slice(name.from, before?.to) };
    if (
      lexeme.meanings.some(({ kind }) => !["cue", "missing", "plain"].includes(kind)) ||
      lexeme.text.length < 2
    )
      return name;
  }
  return name;
}

/** Morning Granola: an everyday word in capitals, no verb of the wish, right in front of a capitalised name. */
function titleAhead(scan: Scan, name: Name): string {
  const before = scan.lexemes[name.first - 1];
  if (!before || name.quoted || !/^[A-Z]/.test(name.words) || name.from - before.to !== 1) return "";
  const word = scan.text.slice(before.from, before.to);
  const plain =
    before.kind === "word" && before.meanings.every(({ kind }) => kind === "filler" || kind === "plain");
  const verbs =
    /^(?:The|Our|My|Please|Can|Could|Would|Let|Take|Put|Push|Get|Give|Make|And|For|On|In|At|To|From|By|With|All|No|Is|Are|Bring|Go|Just|Now|Then|So|If|When|Its?|This|That|Any|Keep|Have|Has|We|I|You|Ok|Okay|Hey|Hi|Yes|Also|Boost|Point|Take|Every|Each)$/;
  return plain && /^[A-Z][a-z]+$/.test(word) && !verbs.test(word) ? `${word} ` : "";
}

/** Campaigns unless ad groups or ads are spoken of. */
export function levelOf({ scan }: Found): Level | undefined {
  const letters = lettersOf(scan);
  if (/광고\s?그룹|광고\s?세트|애드셋|애드그룹|ad[ -]?(?:set|group)s?(?![a-z])/.test(letters))
    return "adGroup";
  if (
    /소재|크리에이티브|(?<![a-z])creatives?(?![a-z])|(?:every|each|one|all|any|single|worst|best|\d|which|those|the) ads?(?= (?:with|that|whose|under|over|below|above|in|by|on|which))|\d+\s?ads(?![a-z])|광고\s?(?:중에서?|하나|한\s?개|\d+\s?개)/.test(
      letters,
    )
  )
    return "ad";
  return undefined;
}

/** The likeliest name, and those that are listed with it. */
function chosenOf(scan: Scan, names: readonly Name[]): Name[] {
  const scored = names.map((name) => ({ name, score: scoreOf(scan, name) })).filter(({ score }) => score > 0);
  const best = scored
    .filter(({ name }) => !isCorrected(scan, name, names))
    .toSorted((a, b) => b.score - a.score)[0];
  if (!best) return onlyOne(scan, names);
  const listed = [best.name];
  for (const name of names.slice(names.indexOf(best.name) + 1)) {
    const last = listed.at(-1);
    if (!last || !isListedWith(scan, last.last, name.first)) break;
    listed.push(name);
  }
  for (const name of names.slice(0, names.indexOf(best.name)).toReversed()) {
    const first = listed[0];
    if (!first || !isListedWith(scan, name.last, first.first)) break;
    listed.unshift(name);
  }
  const apart = scored
    .filter(({ name, score }) => !listed.includes(name) && score >= 3 && isLeftOut(scan, name))
    .map(({ name }) => name);
  return [...listed, ...apart];
}

/** 오트라떼 말고 Oat Latte: the one behind is meant. */
function isCorrected(scan: Scan, name: Name, names: readonly Name[]): boolean {
  const said = /^\s?(?:캠페인|광고|건)?(?:이|은|는)?\s?(?:말고|아니고|아니라)(?=\s)/.exec(
    behind(scan, name.to),
  );
  return said !== null && names.some(({ from }) => from > name.to && from - name.to < 16);
}

/** linen capsule back on, okinawa escape should end: in small letters, but nothing else can be what is meant. */
function onlyOne(scan: Scan, names: readonly Name[]): Name[] {
  const [name, ...others] = names;
  const alone = name && others.length === 0 && !isHangul(name.words);
  const limited = spot(scan, "medium").length + spot(scan, "value").length > 0;
  return alone && !limited && !notNames.test(name.words) ? [extended(scan, name)] : [];
}

const notNames = /^(?:workspace|everything|evrything|stuff|thing|team|account|guys?|folks|restocked|vendor)$/;
const nameEnds =
  /^\s?(?:$|[,.!?:;]|(?:should|must|needs?|has|campaigns?|ads?|budget|bid|back|up|down|off|on|to|for|until|till|from|by|at|is|and|please|pls|again|now|today|tomorrow|this|next|over|daily|instead)(?![a-z]))/;

/** An everyday word that closes a name in small letters: okinawa escape. */
function extended(scan: Scan, name: Name): Name {
  const next = scan.lexemes[name.last + 1];
  const closes =
    next &&
    next.from === name.to + 1 &&
    isKind(next, "plain") &&
    next.kind === "word" &&
    next.meanings.length === 1 &&
    nameEnds.test(behind(scan, next.to, 14));
  if (!closes) return name;
  return { ...name, to: next.to, last: name.last + 1, words: scan.text.slice(name.from, next.to) };
}

function scoreOf(scan: Scan, name: Name): number {
  let score = 1;
  if (name.quoted) score += 3;
  if (name.marked) score += 3;
  const after = behind(scan, name.to, 6);
  if (!isHangul(name.words)) {
    if (/^[A-Z\d]/.test(name.words)) score += 2;
    else if (
      !/^\s?(?:campaign|ads?|budget|bid|을|를|은|는|의|이|가|캠페인|광고)/.test(after) &&
      !isAfterVerb(scan, name)
    )
      score -= 1.5;
    return score;
  }
  if (/^(?:을|를|은|는|의|이|가|도|만|랑|하고|와|과|에)(?![가-힣])/.test(after)) score += 1;
  if (/^\s?(?:예산|일예산|입찰|종료|시작|이름|타겟|랜딩|키워드|소재|기간|하루)/.test(after)) score += 2;
  if (name.first === 0) score += 0.5;
  const last = name.words.split(/\s/).at(-1) ?? "";
  if ((isPredicate(last) || clauseEnd.test(last)) && !name.marked) score -= 2.5;
  return score;
}

function isAfterVerb(scan: Scan, name: Name): boolean {
  return /(?:^|\s)(?:pause|resume|stop|start|duplicate|clone|copy|archive|delete|remove|rename|extend|shorten|undo|for|of|on|freeze|halt|kill|reactivate|restart|unpause|boost|raise|increase|lower|cut|reduce|turn off|turn on|switch off|switch on|shut off|shut down|bring back|revive|hold|suspend|except|but|not|the|our|my)\s(?:the |our |my |all )*$/.test(
    ahead(scan, name.from, 30),
  );
}

/** Oat Latte는 제외, 말고, all but Desk Lamp, keep X running. */
function isLeftOut(scan: Scan, name: Name): boolean {
  const after = behind(scan, name.to, 30);
  if (
    /^\s?(?:캠페인|광고)?(?:은|는|만|이랑|랑|하고|와|과|을|를)?(?:\s?[가-힣A-Za-z ]{1,16}(?:은|는|만|을|를))?\s?(?:빼고|제외|말고|뺀|빼놓|남기|남겨|놔두|두고|외에|이외|그대로|건드리지|유지)/i.test(
      after,
    )
  )
    return true;
  return (
    /(?:except|excluding|without|apart from|other than|besides|(?:all|everything|every campaign|any(?:thing)?) but|but not|leave out|not)\s(?:for\s)?(?:the\s)?(?:[a-z&]+\s){0,4}$/i.test(
      ahead(scan, name.from, 40),
    ) || /^\s?(?:stays? on|keeps? running|untouched|alone)/.test(after)
  );
}

/** 카카오만 남기고 다 꺼: the medium that is named is the one that stays. */
function keepsMedium(scan: Scan): boolean {
  const media = spot(scan, "medium");
  return (
    media.length > 0 &&
    media.every(({ lexeme }) =>
      /^\s?(?:캠페인|광고)?(?:만|은|는)?\s?(?:남기|남겨|놔두|두고|유지|살려두)/.test(behind(scan, lexeme.to)),
    )
  );
}

/** '한라봉' 키워드, '요가매트' '폼롤러' 키워드, the keyword "yuzu". */
export function keywordNames({ scan, names }: Found): Name[] {
  return names.filter(
    (name) =>
      /^\s?(?:이?라는\s)?(?:키워드|keyword(?!s))/i.test(behind(scan, name.to, 14)) ||
      /(?:키워드|keywords?)(?:인|는|은|로)?\s?:?\s?["']?$/i.test(ahead(scan, name.from, 14)) ||
      (name.quoted &&
        /^(?:[,\s&와과랑및]|이랑|하고|and|"[^"]*"|'[^']*')+(?:키워드|keyword)/i.test(
          behind(scan, name.to, 60),
        )),
  );
}

const idList =
  /^\s?(?:ids?|번호|no\.?|#|numbers?)?\s?[:#]?\s?(\d{1,18}(?:번?\s?(?:,|&|와|과|랑|이랑|하고|and|or)\s?#?\d{1,18}){0,9})(?!\d|\s?(?:개|건|%|원|만|천|월|일|주|달|시간?|위|배|번째|퍼센트|프로|대|세|percent|won|days?|weeks?|k|m\b)|번?\s?(?:광고\s?)?(?:소재|시안|크리에이티브)|[.,/~:-]\d)/;

/** 소재 218, ad set 7719, campaign id 33: what the reader of figures took for a quantity. */
function idsOf(scan: Scan): Filter[] {
  const fields = { campaign: "campaign", adGroup: "adGroup", ad: "ad", keyword: "keyword" } as const;
  return spot(scan, "dimension").flatMap(({ lexeme, meaning }) => {
    const field = fields[meaning.dim as keyof typeof fields];
    const ids = field ? (idList.exec(behind(scan, lexeme.to, 80))?.[1]?.match(/\d+/g) ?? []) : [];
    return field && ids.length > 0 ? [{ field, op: "in" as const, values: ids }] : [];
  });
}

function merged(filters: readonly Filter[]): Filter[] {
  const all = new Map<string, Filter>();
  for (const { field, op, values } of filters) {
    const key = `${field}|${op}`;
    all.set(key, { field, op, values: [...new Set([...(all.get(key)?.values ?? []), ...values])] });
  }
  return [...all.values()].slice(0, 10);
}
