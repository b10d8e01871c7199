// The review just made as a picture to forward: 검토 결과 그림으로 줘, send me the review as an image.

import type { Wish } from "./interpretation.ts";

const reviewed = String.raw`(?:검토|검수|심의|심사|리뷰) ?(?:의견|결과|한 ?(?:거|것)|내용|카드)?`;
const picture = String.raw`(?:그림|이미지|사진|PNG|png)(?:파일)?`;
const asks = String.raw`(?:줘|주세요|줄래|주라|주시|받|보내|뽑|내보|만들|저장|뽑아|부탁|변환|바꿔|볼)[가-힣\s]*[?.!~]*$`;
const forms: readonly RegExp[] = [
  new RegExp(
    String.raw`^(?:이 |그 |방금 |아까 |위 )*${reviewed}(?:을|를|은|는)? ?${picture}(?:으로|로)? ?(?:좀 |하나 |다시 )*${asks}`,
    "u",
  ),
  new RegExp(
    String.raw`^${picture}(?:으로|로) ?(?:이 |그 |방금 )*${reviewed}(?:을|를)? ?(?:좀 )*${asks}`,
    "u",
  ),
  /^(?:please )?(?:can i (?:get|have) |could you (?:send|give) me |give me |send me |show me |make |export |i need )?(?:the |this |that |your )?(?:review|opinion|findings)(?: result| card| opinion)?s? as (?:a |an )?(?:picture|image|png)(?: please| to forward)?[?.!]*$/iu,
  /^(?:please )?(?:give me|send me|make|draw|i need|export) (?:a |an )?(?:picture|image|png) of (?:the |this |that )?(?:review|opinion|findings)(?: please)?[?.!]*$/iu,
  /^(?:please )?(?:turn|make|convert) (?:the |this |that )?(?:review|opinion|findings) into (?:a |an )?(?:picture|image|png)[?.!]*$/iu,
];

/** Of the review made last in this thread; without one, of the latest draft. */
export function reviewPictureWish(said: string, last: Wish | undefined): Wish | undefined {
  if (!forms.some((form) => form.test(said.trim()))) return undefined;
  const before = last?.tool === "review_compliance" || last?.tool === "review_picture" ? last.input : {};
  return { tool: "review_picture", input: before };
}
