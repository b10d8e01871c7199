// What is said about the brand's own review rules: one to be made, the list, one to be switched or changed, how often they fire, and
// answers to findings. Each form is a whole sentence, so that copy, budgets and campaign names are never taken for one.

import type { z } from "zod";
import type { AnswerFinding } from "../../../capabilities/compliance/answers/tools.ts";
import type { RuleStatistics } from "../../../capabilities/compliance/answers/statistics-tool.ts";
import { ruleSaid } from "../../../capabilities/compliance/brand/said.ts";
import type { ChangeBrandRule } from "../../../capabilities/compliance/brand/tools.ts";
import { ordered } from "../../../language/endings.ts";
import type { Wish } from "../interpretation.ts";

const shows: readonly RegExp[] = [
  /^(?:지금 |현재 )?(?:우리 )?브랜드 ?(?:규칙|룰)(?:들|만| ?목록| ?리스트)?(?:을|를|이|가|은|는)?\s?(?:좀 )?(?:보여|알려|뭐|뭔지|무엇|어떤|확인)[가-힣\s]*[?.!~]*$/u,
  /^"[^"\n]{1,60}"\s?(?:쓰지 않기 |금지 ?|꼭 넣기 )?(?:브랜드 ?)?(?:규칙|룰)(?:을|를|이|가|은|는)?\s?(?:좀 )?(?:보여|알려|뭐|있)[가-힣\s]*[?.!~]*$/u,
  /^(?:show|list|what are)\s(?:me\s)?(?:all )?(?:the |our )*(?:own |custom )*brand rules(?: please)?[?.!]*$/iu,
  /^(?:show|list)\s(?:me\s)?our own (?:review )?rules[?.!]*$/iu,
];

const statistics: readonly RegExp[] = [
  /(?:심의|검수|검토|브랜드)?\s?(?:규칙|룰)(?:별|들)?\s?(?:의 )?(?:통계|현황 통계|적중률|발동 ?횟수|걸린 ?횟수)/u,
  /^(?:.{0,16} )?(?:어떤|무슨|어느)\s?(?:심의 |브랜드 )?(?:규칙|룰)(?:이|에|들이)?\s?(?:제일 |가장 )?(?:많이|자주)\s?(?:걸|발동|나오|떠|뜨)[가-힣\s]*[?.!~]*$/u,
  /^(?:.{0,16} )?(?:제일 |가장 )(?:많이|자주) (?:걸리는|걸린|나오는|나온) (?:심의 |브랜드 )?(?:규칙|룰)(?:은|이|을)?\s?[가-힣\s]*[?.!~]*$/u,
  /(?<![a-z])(?:review |brand |compliance )?rule (?:stats|statistics)(?![a-z])/iu,
  /^which (?:of (?:our |the )*)?(?:review |brand |compliance )?rules? (?:fires?|fired|triggers?|triggered|hits?|gets? flagged|comes? up) (?:the )?most(?: often)?(?:\s.{0,30})?[?.!]*$/iu,
  /^how often (?:do|does|did|has|have) (?:each|our|the|every)(?: (?:review|brand))? rules? (?:fire|fired|trigger|hit)(?:\s.{0,30})?[?.!]*$/iu,
];

const which = String.raw`(?:(?<no>\d{1,3})\s?번\s?(?:브랜드 ?)?(?:규칙|룰)|(?:브랜드 ?)?(?:규칙|룰)\s?(?<no2>\d{1,3})\s?번|"(?<word>[^"\n]{1,60})"\s?(?:쓰지 않기 |금지 |꼭 넣기 )?(?:브랜드 ?)?(?:규칙|룰)|(?<bare>[가-힣a-z0-9]{1,20}) (?:쓰지 않기 |금지 )?(?:브랜드 ?)(?:규칙|룰)|(?<bare2>[가-힣a-z0-9]{1,20}) 금지 ?(?:규칙|룰)|(?<slug>[a-z]+(?:\.[a-z0-9-]+){1,3})(?: ?(?:규칙|룰))?)(?:은|는|을|를)?`;
const whichEn = String.raw`(?:(?:brand )?rule (?:no\.? ?|number |#)?(?<no>\d{1,3})|the (?:brand )?rule (?:about |against |for |on )"(?<word>[^"\n]{1,60})"|the "(?<word2>[^"\n]{1,60})" rule|(?<slug>[a-z]+(?:\.[a-z0-9-]+){1,3}))`;

type State = NonNullable<z.input<typeof ChangeBrandRule>["state"]>;
type Severity = NonNullable<z.input<typeof ChangeBrandRule>["severity"]>;

const states: readonly { state: State; ko: string; en: string }[] = [
  {
    state: "off",
    ko: ordered({ done: "꺼", stem: "끄", next: "끌", noun: "중지|일시 ?중지|정지|일시 ?정지|비활성화?" }),
    en: "off|disable|pause",
  },
  { state: "on", ko: ordered({ done: "켜", stem: "켜", next: "켤", noun: "활성화?" }), en: "on|enable" },
  {
    state: "removed",
    ko: ordered({ done: "지워|없애|빼", stem: "지우|없애|빼", next: "지울|없앨|뺄", noun: "삭제|제거" }),
    en: "remove|delete|drop",
  },
];
const severities: readonly { severity: Severity; ko: string; en: string }[] = [
  { severity: "block", ko: "(?:보류|차단)", en: "block|hold" },
  { severity: "fix", ko: "수정", en: "fix|change" },
  { severity: "note", ko: "(?:참고|알림)", en: "note" },
];

/** As which severity a rule is to speak: 보류로, 보류로 올려줘. */
const severityEnd = `(?:${ordered({ done: "올려|높여|낮춰|내려|바꿔|해", stem: "올리|높이|낮추|내리|바꾸|하", next: "올릴|높일|낮출|내릴|바꿀|할", noun: "변경|설정" })}|[.!~]*$)`;

const backwards = `(?:(?:원래대로|원상태로)[.!~]*$|(?:원래대로 |원상태로 )?${ordered({ done: "되돌려|돌려놔|돌려놓아", stem: "되돌리|돌려놓으", next: "되돌릴|돌려놓을", noun: "취소|원상 ?복구" })})`;
const takesBack: readonly RegExp[] = [
  new RegExp(
    `^(?:방금 |아까 |마지막 )?브랜드 ?(?:규칙|룰)\\s?(?:변경|바꾼 ?거|바뀐 ?거)?(?:을|를)?\\s?${backwards}`,
    "u",
  ),
  /^(?:please )?(?:undo|revert|take back)\s(?:the |our )*(?:last )?(?:change (?:of|to) (?:the |our )*)?brand rules?(?: change)?[.!]*$/iu,
];
const back = new RegExp(
  `^(?:(?:아니 ?|아 )?(?:방금 |이 |그 )?(?:거|것|이거|그거|변경)?(?:은|는|을|를)?\\s?)?${backwards}|^(?:please )?(?:undo|revert|take|cancel) ?(?:it|that)?(?: back)?(?: please)?[.!]*$`,
  "iu",
);

/** A change that stands, and so can be taken back; a rule only proposed is left, a list is none. */
const changesRules = ["change_brand_rule", "switch_on_brand_rules"];

/** @returns `undefined` for anything that is not about these rules */
export function brandRuleWish(
  said: string,
  last: Wish | undefined,
  today: Temporal.PlainDate,
): Wish | undefined {
  const text = straight(said);
  if (shows.some((form) => form.test(text))) return { tool: "show_brand_rules", input: {} };
  const counted = statisticsWish(text, today);
  if (counted) return counted;
  const asked = ruleSaid(text, today);
  if (asked?.raises !== undefined) return { tool: "set_brand_rule", input: asked };
  if (last && back.test(text)) {
    if (changesRules.includes(last.tool)) return { tool: "change_brand_rule", input: { undo: true } };
    if (last.tool === "set_brand_rule") return { tool: "leave_brand_rules", input: {} };
  }
  const change = changeOf(text);
  if (change) return { tool: "change_brand_rule", input: change };
  if (asked) return { tool: "set_brand_rule", input: asked };
  return answerWish(text, last);
}

/** As the reader of rules has them: straight double quotes. */
function straight(text: string): string {
  return text
    .replace(/[“”„「」『』]/g, '"')
    .replace(/(?<![a-z])[‘’'`](?=\S)|(?<=\S)[‘’'`](?![a-z])/gi, '"')
    .trim();
}

function changeOf(text: string): z.input<typeof ChangeBrandRule> | undefined {
  if (takesBack.some((form) => form.test(text))) return { undo: true };
  for (const { severity, ko, en } of severities) {
    const korean = new RegExp(
      `^${which}\\s(?:심각도는? |강도는? )?${ko}(?:으로|로)(?:만)?\\s?${severityEnd}`,
      "iu",
    );
    const english = new RegExp(
      `^(?:please )?(?:make|set|change|raise|lower|turn)\\s${whichEn}\\s(?:in)?(?:to )?(?:an? )?(?:${en})[.!]*$`,
      "iu",
    );
    const found = meant(korean.exec(text) ?? english.exec(text));
    if (found) return { ...found, severity };
  }
  for (const { state, ko, en } of states) {
    const korean = new RegExp(`^${which}\\s?(?:(?:다시|좀|이제|잠깐|일단) )*${ko}`, "iu");
    const english = new RegExp(
      state === "removed"
        ? `^(?:please )?(?:${en})\\s${whichEn}[.!]*$`
        : `^(?:please )?(?:(?:switch|turn)\\s${whichEn}\\s(?:back )?(?:${en})|(?:switch|turn) (?:back )?(?:${en})\\s${whichEn.replaceAll("(?<", "(?<x")}|(?:${en})\\s${whichEn.replaceAll("(?<", "(?<y")})[.!]*$`,
      "iu",
    );
    const found = meant(korean.exec(text) ?? english.exec(text));
    if (found) return { ...found, state };
  }
  return undefined;
}

/** A number, a word of it, or the slug of a rule of the packs. */
function meant(match: RegExpExecArray | null): { numbers: number[] } | { named: string } | undefined {
  const groups = match?.groups;
  if (!groups) return undefined;
  const of = (...names: string[]): string | undefined =>
    names
      .flatMap((name) => ["", "x", "y"].map((prefix) => groups[prefix + name]))
      .find((one) => one !== undefined);
  const no = of("no", "no2");
  if (no !== undefined) return { numbers: [Number(no)] };
  const named = of("word", "word2", "bare", "bare2", "slug");
  return named === undefined ||
    /^(?:이름|네이밍|태그|utm|예산|자동|심의|이|그|저|우리|전체|모든)$/i.test(named)
    ? undefined
    : { named };
}

function statisticsWish(text: string, today: Temporal.PlainDate): Wish | undefined {
  if (text.length > 80 || !statistics.some((form) => form.test(text))) return undefined;
  const input: z.input<typeof RuleStatistics> = spanIn(text, today);
  return { tool: "rule_statistics", input };
}

/** Days as they are said of such a list; none means its own usual span. */
function spanIn(text: string, today: Temporal.PlainDate): z.input<typeof RuleStatistics> {
  const month = today.with({ day: 1 });
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  const until = (from: Temporal.PlainDate, to: Temporal.PlainDate) => ({
    from: from.toString(),
    to: to.toString(),
  });
  if (/지난\s?달|저번\s?달|last month/i.test(text))
    return until(month.subtract({ months: 1 }), month.subtract({ days: 1 }));
  if (/이번\s?달|this month/i.test(text)) return until(month, today);
  if (/지난\s?주|저번\s?주|last week/i.test(text))
    return until(monday.subtract({ days: 7 }), monday.subtract({ days: 1 }));
  if (/이번\s?주|this week/i.test(text)) return until(monday, today);
  if (/올해|this year/i.test(text)) return until(today.with({ month: 1, day: 1 }), today);
  const some = /(?:최근|지난)\s?(\d{1,3})\s?(일|주|개월|달)|(?:last|past) (\d{1,3}) (day|week|month)s?/i.exec(
    text,
  );
  if (!some) return {};
  const [count, unit] = [Number(some[1] ?? some[3]), some[2] ?? some[4] ?? ""];
  const days = { days: count * (/주|week/i.test(unit) ? 7 : 1) };
  const back = /월|달|month/i.test(unit) ? today.subtract({ months: count }) : today.subtract(days);
  return until(back.add({ days: 1 }), today);
}

type Answer = z.input<typeof AnswerFinding>["answer"];

const nth = String.raw`(?:(?<no>\d{1,2})\s?번(?:째)?|(?<word>첫|두|세|네|다섯)\s?번째|(?<en>first|second|third|fourth|fifth))`;
const finding = String.raw`(?:지적|지적 ?사항|검토 ?의견|finding)`;

/** Ends of what somebody holds to be so: 짚었어요, 짚은 것 같아요. A question or a request behind it is another sentence. */
const told = "(?:어|아|네|습니다|다|음|는데|거든|잖아|지|죠|군|구나)요?[.!~]*";
const seems = String.raw`\s?(?:거|것|게|건)?\s?(?:같(?:아|은데|네|습니다|다)|야|이야|예|에|이에|입니다|이네|네|이다|다|임)요?[.!~]*`;
const missed = String.raw`잘못\s?(?:짚|잡)(?:(?:으셨|았|었)${told}|은${seems})`;
const isWrong = String.raw`(?:${missed}|잘못\s?(?:됐|되었)${told}|잘못된${seems}|잘못이?(?:야|에요|네요?|다)|틀(?:렸|리셨)${told}|틀린${seems}|틀려요?|틀림|오탐(?:${seems})?|아니(?:야|에요|네요?|다|죠|지|잖아요?)|아닙니다|아닌${seems}|맞지 ?않(?:(?:아|네|습니다|다|음|거든|잖아|죠)요?|은${seems}|는${seems}))[.!~]*`;
const isRight = String.raw`(?:맞(?:아|네|습니다|다|지|죠|거든|음)요?|맞는${seems}|맞는 ?말(?:이야|이네요?|이에요|입니다)|옳(?:아|네|습니다|다)요?|옳은${seems})[.!~]*$`;

/** \`sure\` by itself; \`bare\` only behind a review or an answer to one. */
const answers: readonly { answer: Answer; sure: readonly RegExp[]; bare: readonly RegExp[] }[] = [
  {
    answer: "wrong",
    sure: [
      new RegExp(
        `^(?:이 |그 |${nth} )?${finding}(?:은|는|이)?\\s?${isWrong}\\s*(?:[,:.]\\s*(?<reason>.{2,300}))?$`,
        "iu",
      ),
      new RegExp(
        `^(?:(?:이건|그건|${nth}(?:는|은)?) ${missed}|(?=잘못\\s?짚)${missed})\\s*(?:[,:.]\\s*(?<reason>.{2,300}))?$`,
        "iu",
      ),
      new RegExp(
        `^(?:the |this |that )?(?:${nth} )?finding (?:is|was) (?:wrong|not right|a false (?:positive|alarm))(?:\\s?[,:;.-]\\s*(?<reason>.{2,300})| because (?<why>.{2,300}))?$`,
        "iu",
      ),
    ],
    bare: [
      new RegExp(
        `^(?:이건 |그건 )?(?:${missed}|오탐(?:${seems})?)\\s*(?:[,:.]\\s*(?<reason>.{2,300}))?$`,
        "iu",
      ),
      /^(?:that's |that is |it's )?(?:a )?false (?:positive|alarm)(?:\s?[,:;.-]\s*(?<reason>.{2,300}))?$/iu,
    ],
  },
  {
    answer: "right",
    sure: [
      new RegExp(
        `^(?:이건 |그건 |${nth}(?:는|은)? )?맞는 ?${finding}(?:인|${seems})?(?:${seems})?[.!~]*$`,
        "iu",
      ),
      new RegExp(`^(?:이 |그 |${nth} )?${finding}(?:이|은|는)?\\s?${isRight}`, "iu"),
      new RegExp(`^(?:the |this |that )?(?:${nth} )?finding (?:is|was) (?:right|correct|fair)[.!]*$`, "iu"),
    ],
    bare: [/^(?:good|fair|nice) catch[.!]*$/iu, new RegExp(`^(?:좋은|정확한) 지적(?:${seems})?[.!~]*$`, "u")],
  },
  {
    answer: "fixed",
    sure: [
      new RegExp(
        `^(?:이 |그 |${nth} )?${finding}(?:은|는|을|대로|사항)?\\s?(?:다 |모두 )?(?:고쳤|수정했|반영했|바꿨)${told}$`,
        "iu",
      ),
      new RegExp(`^I(?:'ve| have)? (?:fixed|changed) (?:the |this |that )?(?:${nth} )?findings?[.!]*$`, "iu"),
    ],
    bare: [
      /^(?:네[, ]+)?(?:다 |모두 )?(?:고쳤|수정했|반영했)(?:어|어요|습니다|음|다)?[.!~]*$/u,
      /^(?:I(?:'ve| have)? )?(?:fixed|changed)(?: it| that| them)?[.!]*$/iu,
    ],
  },
];
const behindReview = ["review_compliance", "answer_finding"];
const nths: Readonly<Record<string, number>> = {
  첫: 1,
  두: 2,
  세: 3,
  네: 4,
  다섯: 5,
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
};

function answerWish(text: string, last: Wish | undefined): Wish | undefined {
  const isBehind = last !== undefined && behindReview.includes(last.tool);
  for (const { answer, sure, bare } of answers) {
    const match = [...sure, ...(isBehind ? bare : [])]
      .map((form) => form.exec(text))
      .find((one) => one !== null);
    if (!match) continue;
    const { no, word, en, reason, why } = match.groups ?? {};
    const nthSaid = no === undefined ? nths[(word ?? en ?? "").toLowerCase()] : Number(no);
    const because = (reason ?? why)?.trim();
    const input: z.input<typeof AnswerFinding> = {
      answer,
      ...(nthSaid !== undefined && { nth: nthSaid }),
      ...(because && { reason: because }),
    };
    return { tool: "answer_finding", input };
  }
  return undefined;
}
