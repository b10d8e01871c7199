// How campaigns are named and links tagged from now on: 캠페인 이름은 브랜드_매체_날짜로, utm_campaign은 영문 소문자, set utm_medium to cpc.

import type { z } from "zod";
import type { SetCampaignRule } from "../../../capabilities/campaigns/rule-tools.ts";
import type { Wish } from "../interpretation.ts";
import { asValue } from "./brand-values.ts";

type Change = z.input<typeof SetCampaignRule>;
type Part = NonNullable<Change["changes"]>[number]["part"];

const parts: readonly (readonly [Part, RegExp])[] = [
  ["utmCampaign", /utm[_\s-]?campaign/i],
  ["utmSource", /utm[_\s-]?source/i],
  ["utmMedium", /utm[_\s-]?medium/i],
  [
    "naming",
    /(?:앞으로\s|모든\s|새\s|우리\s)*(?:캠페인\s?)?(?:네이밍|이름|명칭|명)\s?(?:규칙|룰|형식|포맷|컨벤션|양식)?|(?:our |the |all |new )*(?:campaign )?(?:naming(?: rule| convention| pattern)?|names?(?: rule| pattern| format)?)/i,
  ],
];
/** The rule is meant by itself; else a name counts only as a pattern of words for what fills it. */
const ruleWord =
  /네이밍|(?:이름|명칭|명|태그|utm)\s?(?:규칙|룰|형식|포맷|컨벤션|양식)|utm[_\s-]?(?:campaign|source|medium)|naming (?:rule|convention|pattern)|(?:name|utm|tag(?:ging)?)s? (?:rules?|pattern|format|convention)/i;
const campaignNames =
  /^(?:앞으로(?:는)?\s|모든\s|새\s|우리\s)*캠페인(?:들)?(?:의)?\s?(?:이름|명)(?:은|는|을|를|\s)|^(?:from now on,? )?(?:please )?(?:name|call) (?:all |our |new |every )*campaigns?\s|^(?:all |our |new )*campaign names?(?: (?:should|must|are|is|to)(?![a-z])|\s?:)/i;
const asksFor =
  /보여|뭐(?:야|지|예요|로|$)|알려\s?(?:줘|주)|확인|어떻게\s?(?:돼|되)|(?<![a-z])(?:show|what|list|see|tell me|which)(?![a-z])/i;
const takesBack = /되돌|원래대로|원상|취소|(?<![a-z])(?:undo|revert|roll ?back)(?![a-z])/i;
const resets = /기본\s?(?:값|형|으로|규칙)|초기화|(?<![a-z])(?:default|reset)(?![a-z])/i;
const latin =
  /영문|영어|알파벳|라틴|로마자|소문자|(?<![a-z])(?:english|latin|ascii|lower ?case|lowercase|alphabet\w*|romani[sz]ed)(?![a-z])/i;
const anyLetters = /한글|한국어|(?<![a-z])(?:korean|hangul)(?![a-z])/i;

const fields: readonly (readonly [string, RegExp])[] = [
  ["brand", /^(?:브랜드(?:명|이름)?|회사(?:명)?|brand(?:name)?|company)$/i],
  ["medium", /^(?:매체(?:명)?|채널(?:명)?|미디어|medium|media|channel|platform)$/i],
  ["source", /^(?:소스|출처|source)$/i],
  ["start", /^(?:(?:시작)?(?:날짜|일자|일|연월일)|시작|date|startdate|start)$/i],
  ["month", /^(?:월|연월|년월|month|yearmonth)$/i],
  ["objective", /^(?:목적|목표|objective|goal)$/i],
  [
    "name",
    /^(?:상품(?:명)?|제품(?:명)?|캠페인(?:명)?|이름|행사(?:명)?|프로모션(?:명)?|product|name|campaign(?:name)?|promo(?:tion)?)$/i,
  ],
];

export function namingWish(said: string, inThread: boolean): Wish | undefined {
  const open = said.replace(/"[^"]*"/g, (text) => "_".repeat(text.length));
  const sure = ruleWord.test(open);
  if (!sure && !campaignNames.test(open) && !inThread) return undefined;
  if (takesBack.test(open) && (sure || inThread)) return wish({ undo: true });
  if (sure && asksFor.test(open)) return { tool: "show_campaign_rule", input: {} };
  const named = labelled(said);
  if (sure && resets.test(open))
    return wish({ changes: partsOr(named).map((part) => ({ part, reset: true })) });
  const changes = named.flatMap(({ part, words }) => changeOf(part, words, sure) ?? []);
  return changes.length > 0 ? wish({ changes }) : undefined;
}

function wish(input: Change): Wish {
  return { tool: "set_campaign_rule", input };
}

type Labelled = { part: Part; words: string };

function partsOr(named: readonly Labelled[]): Part[] {
  const tags = named.filter(({ part }) => part !== "naming");
  const meant = tags.length > 0 ? tags : named;
  return meant.length > 0 ? meant.map(({ part }) => part) : parts.map(([part]) => part);
}

/** Each label with the words up to the next; for one label alone, those in front of it as well: use lowercase for utm_campaign. */
function labelled(said: string): Labelled[] {
  const found = parts
    .flatMap(([part, form]) => {
      const match = form.exec(said);
      return match ? [{ part, from: match.index, to: match.index + match[0].length }] : [];
    })
    .toSorted((a, b) => a.from - b.from);
  const tagged = found.some(({ part }) => part !== "naming");
  const kept = tagged
    ? found.filter(({ part, from }) => part !== "naming" || from < (found[0]?.from ?? 0) + 1)
    : found;
  return kept.map(({ part, to }, at) => ({
    part,
    words: `${said.slice(to, kept[at + 1]?.from)}${kept.length === 1 ? ` ¦ ${said.slice(0, kept[0]?.from)}` : ""}`,
  }));
}

function changeOf(
  part: Part,
  words: string,
  sure: boolean,
): NonNullable<Change["changes"]>[number] | undefined {
  const [behind = "", front = ""] = words.split("¦");
  if (latin.test(words) && (sure || part === "naming")) return { part, letters: "latin" };
  if (anyLetters.test(words) && sure) return { part, letters: "any" };
  const pattern = patternIn(asValue(behind)) ?? patternIn(asValue(front));
  if (!pattern) return undefined;
  // 여름세일 alone is the name of one campaign; a rule of names says what fills it.
  if (part === "naming" && !(pattern.fields > 1 || (sure && pattern.fields > 0))) return undefined;
  return { part, pattern: pattern.text };
}

/** 브랜드_매체_날짜 is {brand}_{medium}_{start}; what stands for nothing stays as written. */
function patternIn(said: string): { text: string; fields: number } | undefined {
  const text = said
    .replace(/\s?(?:형식|포맷|양식|형태|순서?|패턴|꼴)$/, "")
    .replace(/^(?:all|our|new|campaigns?|should|be|look like|like|as|by|with|use|campaigns? as)\s/i, "")
    .trim();
  if (text === "" || text.length > 80 || /\s\S+\s\S+\s\S+\s/.test(text)) return undefined;
  if (/\{(?:name|medium|start|brand|month|objective|source|kind)\}/.test(text)) return { text, fields: 2 };
  const joint = /[_+/|·]|\s?[-–]\s?|\s/;
  const pieces = text.split(/(\s?[_+/|·-]\s?|\s)/);
  let filled = 0;
  const made = pieces.map((piece) => {
    if (joint.test(piece) && piece.length < 4)
      return piece.trim() === "" || piece.trim() === "+" ? "_" : piece.trim();
    const field = fields.find(([, form]) => form.test(piece.replaceAll(/\s/g, "")))?.[0];
    if (field !== undefined) filled++;
    return field === undefined ? piece : `{${field}}`;
  });
  return { text: made.join(""), fields: filled };
}
