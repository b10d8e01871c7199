// What people order about automation itself: halt it, let it go on, its limits, its record. Each form is a whole sentence of its own, so
// that words about a campaign ("일 한도 5만원으로 캠페인 만들어줘") are never taken for one.

import { alertCommandOf } from "./alert-commands.ts";
import { consentCommandOf } from "./consent-commands.ts";
import { digestCommandOf } from "./digest-commands.ts";
import { intakeCommandOf } from "./intake-commands.ts";
import type { Wish } from "./interpretation.ts";
import { limitOf } from "./limit-commands.ts";
import { reviewCommandOf } from "./review-commands.ts";
import { roomCommandOf } from "./room-commands.ts";
import { scheduleCommandOf } from "./schedule-commands.ts";
import type { Scan } from "./scan.ts";

const polite = String.raw`\s?(?:해\s?(?:줘|주세요|줄래요?)|하자|할게요?|부탁(?:해요?|드려요|드립니다)?|합시다|please|now)?\s?[.!~]*$`;
const automation = String.raw`(?:모든 |전체 |전부 )?(?:자동 ?(?:실행|집행|화|최적화)|오토파일럿|자율 ?(?:실행|집행)|봇)`;
const bot = String.raw`(?:[/@]?co9ma\s)?`;

const stops = [
  new RegExp(
    `^${bot}${automation}(?:을|를|은|는)?\\s?(?:모두 |전부 |다 |당장 |지금 |즉시 )*(?:멈춰|멈추|중지|중단|정지|스톱|스탑|꺼)[가-힣]*${polite}`,
    "iu",
  ),
  new RegExp(`^${bot}(?:긴급|비상)\\s?(?:정지|중지|중단|멈춤)${polite}`, "iu"),
  /^\/?co9ma\s(?:stop|멈춰|중지|중단|정지)[.!]*$/iu,
  /^(?:please )?(?:stop|halt|freeze|kill)\s(?:all\s)?(?:the\s)?(?:automation|automatic (?:actions|changes|writes)|autopilot|everything automatic)(?: now| please)?[.!]*$/iu,
  /^emergency stop[.!]*$/iu,
];

const resumes = [
  new RegExp(
    `^${bot}${automation}(?:을|를|은|는)?\\s?(?:다시 )?(?:시작|재개|켜|허용)[가-힣]*${polite}`,
    "iu",
  ),
  new RegExp(
    `^${bot}(?:멈춤|긴급 ?정지|비상 ?정지|정지)(?:을|를)?\\s?(?:해제|풀어|풀)[가-힣]*${polite}`,
    "iu",
  ),
  /^(?:please )?(?:resume|restart|unfreeze)\s(?:the\s)?(?:automation|automatic (?:actions|changes)|autopilot)(?: now| please)?[.!]*$/iu,
  /^lift the stop[.!]*$/iu,
];

const shows = [
  /^(?:지금 |현재 |우리 )?(?:자동 ?실행 ?|지출 ?|집행 ?|예산 ?)?(?:한도|가드레일|안전 ?장치)(?: ?설정| ?현황| ?목록)?(?:이|가|은|는|을|를)?\s?(?:뭐|어떻게|얼마|보여|알려|확인)[가-힣\s]*[?.!~]*$/u,
  /^(?:show|what are|list)\s(?:me\s)?(?:the |our |my )?(?:limits|guardrails|caps)(?: please)?[?.!]*$/iu,
];

const history = [
  /^(?:최근 |지금까지 )?(?:실행 ?|변경 ?|작업 ?|승인 ?)?(?:기록|이력|히스토리|원장|로그)(?:을|를)?\s?(?:좀 )?(?:보여|알려|확인)[가-힣\s]*[?.!~]*$/u,
  /^(?:show|list)\s(?:me\s)?(?:the\s)?(?:action |change |audit )?(?:history|ledger|audit log)(?: please)?[?.!]*$/iu,
  /^\/?co9ma\shistory$/iu,
];

const feedback = [
  /^(?:최근 |지금까지 |그동안 |팀 |우리 ?팀 )?(?:받은 |남긴 )?(?:답변 ?)?피드백(?:들)?(?: ?(?:목록|현황|내역|모음))?(?:을|를|이|은|는)?\s?(?:좀 |다 |모두 )*(?:보여|알려|확인|뭐 ?있|어때|어떤)[가-힣\s]*[?.!~]*$/u,
  /^(?:please )?(?:show|list)\s(?:me\s)?(?:the |our |all |recent )*(?:team )?(?:answer )?feedback(?: list)?(?: please)?[?.!]*$/iu,
  /^what feedback (?:did we get|have we got|is there)[?.!]*$/iu,
];

/** A sentence that only gives the reason of a rejection that was pressed before. */
const reasons = [
  /^(?:반려|거절) ?(?:사유|이유)(?:는|은)?\s?[:：]?\s+(?<words>.{2,500})$/su,
  /^rejection reason\s?:?\s+(?<words>.{2,500})$/isu,
];

/** A person is put out of the workspace; the card that follows lists what they leave behind. */
const leaves = [
  /^(?<who>[가-힣]{2,4}?) ?(?:님|씨)?(?:을|를)? ?(?:워크스페이스에서 |팀에서 )?(?:내보내|강퇴)[가-힣\s]*[.!]*$/u,
  /^(?:please )?(?:remove|kick|offboard)\s(?<who>[\p{L}' -]{2,40}?)\sfrom\s(?:the |our |this )?(?:workspace|team)(?: please)?[.!]*$/iu,
];

export function commandOf(scan: Scan): Wish | undefined {
  const text = scan.text.trim();
  if (stops.some((form) => form.test(text))) return { tool: "stop_automation", input: {} };
  if (resumes.some((form) => form.test(text))) return { tool: "resume_automation", input: {} };
  if (shows.some((form) => form.test(text))) return { tool: "show_limits", input: {} };
  if (history.some((form) => form.test(text))) return { tool: "show_history", input: {} };
  if (feedback.some((form) => form.test(text))) return { tool: "show_feedback", input: {} };
  const consent = consentCommandOf(text, scan.today);
  if (consent) return consent;
  const review = reviewCommandOf(text);
  if (review) return review;
  const reason = reasons
    .map((form) => form.exec(text)?.groups?.["words"])
    .find((found) => found !== undefined);
  if (reason !== undefined) return { tool: "note_rejection", input: { reason: reason.trim() } };
  const leaver = leaves.map((form) => form.exec(text)?.groups?.["who"]).find((found) => found !== undefined);
  if (leaver !== undefined) return { tool: "set_role", input: { action: "remove", person: leaver.trim() } };
  return (
    digestCommandOf(text) ??
    alertCommandOf(scan) ??
    scheduleCommandOf(scan) ??
    intakeCommandOf(text) ??
    roomCommandOf(text) ??
    limitOf(scan)
  );
}
