// A stored report changed by a few words that name neither report nor change: "공휴일은 빼고", "오전 9시 말고 10시로", "make it 10am". Closed
// forms, so that a period without holidays or an hour of the day is never taken for one.

import { editWish } from "./actions/schedule.ts";
import { rhythmOf } from "./actions/rhythm.ts";
import { holidaysOrder } from "./holidays-said.ts";
import type { Wish } from "./interpretation.ts";
import type { Scan } from "./scan.ts";

const time: readonly RegExp[] = [
  /^(?:오전|오후|아침|저녁|밤|새벽)? ?\d{1,2}시(?: ?(?:반|\d{1,2}분))? ?(?:말고|대신에?|에서) ?(?:오전|오후|아침|저녁|밤|새벽)? ?\d{1,2}시(?: ?(?:반|\d{1,2}분))?(?:로|으로|에)?(?: ?(?:보내|바꿔|변경해?|옮겨|해|부탁)[가-힣 ]*)?[.!~]*$/u,
  /^(?:발송|보내는|보고|요약) ?시(?:간|각)(?:을|은|는)? ?(?:오전|오후|아침|저녁|밤|새벽)? ?\d{1,2}시(?: ?(?:반|\d{1,2}분))?(?:로|으로)(?: ?(?:바꿔|변경해?|옮겨|해|부탁)[가-힣 ]*)?[.!~]*$/u,
  /^(?:please )?(?:move|change|shift|switch|make) it (?:to |at |for )?\d{1,2}(?::\d{2})? ?(?:am|pm)?(?: (?:instead|please))?(?: of \d{1,2}(?::\d{2})? ?(?:am|pm)?)?[.!]*$/iu,
  /^(?:please )?(?:send it )?at \d{1,2}(?::\d{2})? ?(?:am|pm)? instead(?: of \d{1,2}(?::\d{2})? ?(?:am|pm)?)?[.!]*$/iu,
];

export function scheduleCommandOf(scan: Scan): Wish | undefined {
  const text = scan.text.trim();
  const holidays = holidaysOrder(text);
  if (holidays) return { tool: "schedule_digest", input: { action: "edit", holidays } };
  const rhythm = rhythmOf(scan);
  if (rhythm.clocks.length > 0 && time.some((form) => form.test(text))) return editWish(scan, rhythm);
  return undefined;
}
