// The digest at once, and one's clients side by side. Closed forms: a rhythm in the sentence makes it a schedule, a figure makes it a question.

import type { Wish } from "./interpretation.ts";

const show = String.raw`(?:을|를|은|는|이|가)?\s?(?:좀\s?)?(?:지금\s?|바로\s?|당장\s?)?(?:보여|알려|만들어|줘|줄래|정리해?|해|보자|볼래|어때|미리\s?보기)?\s?(?:줘|주세요|줄래요?|요|봐)?\s?[?.!~]*$`;
const report = "(?:요약|다이제스트|브리핑|데일리|요약\\s?(?:보고|리포트|카드))";

type Form = "daily" | "weekly" | "monthly";

const digests: readonly { form: Form; said: RegExp }[] = [
  {
    form: "daily",
    said: new RegExp(
      `^(?:지금\\s)?(?:오늘(?:의|자)?|어제(?:의|자)?|일일|데일리|하루|아침|모닝)\\s?${report}${show}`,
      "u",
    ),
  },
  {
    form: "weekly",
    said: new RegExp(`^(?:지금\\s)?(?:주간|위클리|이번\\s?주|지난\\s?주)\\s?${report}${show}`, "u"),
  },
  {
    form: "monthly",
    said: new RegExp(`^(?:지금\\s)?(?:월간|먼슬리|이번\\s?달|지난\\s?달)\\s?${report}${show}`, "u"),
  },
  { form: "daily", said: english("daily|today'?s|yesterday'?s|morning") },
  { form: "weekly", said: english("weekly|this week'?s|last week'?s") },
  { form: "monthly", said: english("monthly|this month'?s|last month'?s") },
];

function english(when: string): RegExp {
  return new RegExp(
    `^(?:please )?(?:(?:show|give|send) (?:me )?|can i (?:see|have) |i want )?(?:the |my |our |a )?(?:${when}) (?:digest|briefing|summary)(?: now| please| right now)?[?.!]*$`,
    "iu",
  );
}

const clients =
  "(?:(?:내|우리|제|나의|전체|모든)\\s?)?(?:고객사|클라이언트|워크스페이스|광고주)(?:들|\\s?전체|\\s?모두|\\s?전부)?";
const portfolios: readonly RegExp[] = [
  new RegExp(`^(?:내\\s?|우리\\s?|전체\\s?)?포트폴리오\\s?(?:${report}|현황|상태)?${show}`, "u"),
  new RegExp(`^${clients}\\s?(?:${report}|현황|상태|모아\\s?보기|한눈에)${show}`, "u"),
  new RegExp(
    `^${clients}(?:은|는|이|가)?\\s?(?:다\\s?|모두\\s?|요즘\\s?|오늘\\s?)?(?:어때|어떤가|괜찮아|어떻게\\s?되고\\s?있어)(?:요)?[?.!~]*$`,
    "u",
  ),
  /^(?:please )?(?:(?:show|give) (?:me )?)?(?:the |my |our )?portfolio(?: digest| summary| overview)?(?: now| please)?[?.!]*$/iu,
  /^(?:how are|show) (?:me )?(?:all )?(?:my|our) (?:clients|workspaces)(?: doing)?[?.!]*$/iu,
];

export function digestCommandOf(text: string): Wish | undefined {
  const form = digests.find(({ said }) => said.test(text))?.form;
  if (form) return { tool: "show_digest", input: { form } };
  return portfolios.some((said) => said.test(text)) ? { tool: "show_portfolio", input: {} } : undefined;
}
