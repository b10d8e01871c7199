// What is said of holidays about a report at a rhythm: skip them, keep them, the next working day.

const day = String.raw`(?:법정 ?)?(?:공휴일|휴일|빨간 ?날)`;
const send = String.raw`(?:보내|발송하|발송해|보고하|보고해)`;

const end = String.raw`[가-힣]{0,4}(?: ?(?:보내|해|발송|보고|줘|주세요)[가-힣 ]{0,8})?`;

type Holidays = "skip" | "keep" | "next";
const holidays: readonly { holidays: Holidays; ko: string; en: string }[] = [
  {
    holidays: "next",
    ko: `${day}(?:이면|엔|에는|은|이 끼면)? ?(?:그 )?다음 (?:날|영업일|근무일|평일)(?:에|로)?(?: ?${send}| ?미뤄| ?넘겨)?${end}`,
    en: "(?:on (?:a |public )?holidays?,? )?(?:send it|move it to|on) the next (?:working|business) day",
  },
  {
    holidays: "keep",
    ko: `${day}(?:에도|도)(?: ?그대로)? ?(?:${send}|받을|포함)${end}`,
    en: "(?:send it )?(?:also |even )?on (?:public )?holidays,? too",
  },
  {
    holidays: "skip",
    ko: `${day}(?:은|는|엔|에는|에|날은)? ?(?:빼고?|빼 ?줘|제외|건너뛰|건너뛰어|쉬어|쉬고|${send}지 ?마|안 ?${send}|${send}지 ?말)${end}`,
    en: "(?:but )?(?:not on|skip|except(?: on)?|leave out|without|don't send(?: it)? on) (?:public |the )?holidays",
  },
];

const whole = holidays.map((one) => ({
  holidays: one.holidays,
  form: new RegExp(
    String.raw`^(?:그리고 |단,? )?(?:${one.ko}|(?:please )?(?:${one.en})(?: please)?)[.!~]*$`,
    "iu",
  ),
}));

/** The whole message: an order about a report that exists. */
export function holidaysOrder(text: string): Holidays | undefined {
  return whole.find(({ form }) => form.test(text))?.holidays;
}

const inside = holidays.map((one) => ({
  holidays: one.holidays,
  form: new RegExp(`(?:^|[ ,])(?:${one.ko}|${one.en})`, "iu"),
}));

/** What a report that is being set up says of holidays: "평일 9시에, 공휴일은 빼고". */
export function holidaysSaid(text: string): Holidays | undefined {
  return inside.find(({ form }) => form.test(text))?.holidays;
}
