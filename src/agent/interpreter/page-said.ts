// 이 랜딩 페이지 검수해줘, review this landing page: the words of a page that was dropped as a file.

import { ordered } from "../../language/endings.ts";
import type { Wish } from "./interpretation.ts";

const MOST_LETTERS = 120;
const page = String.raw`(?:랜딩 ?페이지|상세 ?페이지|웹 ?페이지|홈 ?페이지|페이지|이벤트 ?페이지)`;
const file = String.raw`(?:파일|문서|글|텍스트|html|거|것|이거|그거)`;
const which = String.raw`(?:이|그|저|방금|위|올린|방금 올린|우리|새|아까 올린|첨부한?)?\s?`;
const object = String.raw`(?:\s?(?:파일|글|문구|내용|텍스트|전체|html))*(?:을|를|도|은|는)?\s?(?:좀 |한번 |한 번 |전체 |다 )*`;
/** 리뷰 수, 점검 일정 and 검토했어? are about reviews: these nouns ask with a verb of asking only. */
const asking = "(?=\\s?(?:좀 |한 ?번 )?(?:해|하|할|부탁|줘|주))";
const reviewKo = ordered({
  done: "봐",
  stem: "보",
  next: "볼",
  noun: `검수|심의|검토|(?:점검|체크|리뷰|확인)${asking}`,
});
const reviewOnly = ordered({ noun: `검수|심의|검토|(?:점검|리뷰)${asking}` });
const pageKo = new RegExp(`^${which}${page}${object}${reviewKo}`, "iu");
/** Before any page was dropped it has to be named whole, and reviewed rather than looked at. */
const namedKo = new RegExp(`^${which}(?:랜딩|상세|웹|홈|이벤트) ?페이지${object}${reviewOnly}`, "iu");
const fileKo = new RegExp(`^${which}(?:${page}|${file})?${object}${reviewOnly}`, "iu");
const verbEn = String.raw`^(?:please |pls |can you |could you |now )?(?:review|check|vet|look over|go through|proof)\s`;
const pageEn = new RegExp(
  `${verbEn}(?:this|that|the|our|my) (?:dropped |uploaded |new )?(?:landing|product|sales|web|event)?\\s?page(?:'s (?:copy|words|text))?(?: (?:for compliance|please|for me|now))*[?.!]*$`,
  "iu",
);
const fileEn = new RegExp(
  `${verbEn}(?:it|this|that|the (?:file|text|document|html|copy))(?: (?:for compliance|please|for me|now))*[?.!]*$`,
  "iu",
);

/** @param last the wish before it: once a page was dropped, "this" is that page */
export function pageWish(said: string, last: Wish | undefined): Wish | undefined {
  const text = said.trim();
  if (text.length > MOST_LETTERS || /["“‘'「\n:：]/u.test(text)) return undefined;
  const dropped = last?.tool === "review_page" ? documentOf(last) : undefined;
  if (dropped !== undefined && [pageKo, fileKo, pageEn, fileEn].some((form) => form.test(text)))
    return { tool: "review_page", input: { documentId: dropped } };
  return [namedKo, pageEn].some((form) => form.test(text)) ? { tool: "review_page", input: {} } : undefined;
}

function documentOf({ input }: Wish): string | undefined {
  const id = (input as { documentId?: unknown }).documentId;
  return typeof id === "string" ? id : undefined;
}
