// "양식으로", "in a form": whoever would rather fill in than say it. A form that an ad leads to (리드 폼, lead form) is none of these.

import type { Wish } from "../interpretation.ts";

const notOurs =
  /(?:리드|잠재 ?고객|문의|설문|신청|상담|예약|가입|인스턴트|lead|instant|contact|sign-?up|survey|enquiry|inquiry) ?(?:양식|폼|서식|forms?)|\bformat|(?:conversion|submission|제출|전환)/iu;
const ko =
  /(?:^|[\s가-힣])(?:양식|폼|서식)(?:(?:으)?로\s?(?:쓰|쓸|써|하|할|해|만들|작성|입력|적|채|수정|고치|고칠|고쳐|바꾸|바꿀|바꿔|편집|정하|정할|설정|볼|줘|주|열|$)|(?:을|를)?\s?(?:좀 )?(?:열어|보여|띄워|줘|주세요|채울|쓸래|쓰고))/u;
const en =
  /\b(?:(?:in|with|by|using|via) (?:a |the )?form|(?:open|show|give|use|fill (?:in|out))\s(?:me\s)?(?:a |the |an )?(?:[a-z]+ ){0,3}form)\b/iu;
const limits = /한도|가드레일|상한|자율|안전 ?장치|\b(?:limits?|guardrails?|caps?|autonomy)\b/iu;
const plan = /계획|플랜|수정|고치|고칠|고쳐|바꾸|바꿀|바꿔|편집|\b(?:plan|edit|change)\b/iu;
const MOST_LETTERS = 60;

const ofLimits = ["show_limits", "set_limit", "set_autonomy", "limits_form"];

/** @param last what was wished for before in the conversation */
export function limitsFormWish(said: string, last: Wish | undefined): Wish | undefined {
  const text = formIn(said);
  return text !== undefined && isOfLimits(text, last) ? { tool: "limits_form", input: {} } : undefined;
}

export function campaignFormWish(said: string, last: Wish | undefined): Wish | undefined {
  const text = formIn(said);
  if (text === undefined || isOfLimits(text, last)) return undefined;
  const planId = planIn(last);
  if (planId !== undefined && (isBare(text) || plan.test(text)))
    return { tool: "campaign_form", input: { planId } };
  return { tool: "campaign_form", input: plan.test(text) ? { ofPlan: true } : {} };
}

function formIn(said: string): string | undefined {
  const text = said.trim().replace(/[.!?~]+$/u, "");
  const asks = text.length <= MOST_LETTERS && !notOurs.test(text) && (ko.test(text) || en.test(text));
  return asks ? text : undefined;
}

function isOfLimits(text: string, last: Wish | undefined): boolean {
  return limits.test(text) || (isBare(text) && last !== undefined && ofLimits.includes(last.tool));
}

/** It says a form and not of what. */
function isBare(text: string): boolean {
  return !/캠페인|광고|campaign|\bad\b/iu.test(text);
}

function planIn(last: Wish | undefined): string | undefined {
  const input = last?.input;
  const id = typeof input === "object" && input !== null && "planId" in input ? input.planId : undefined;
  return typeof id === "string" ? id : undefined;
}
