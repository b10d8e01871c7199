// A creative in every format: 모든 규격으로 바꿔줘, convert the sandals one to all formats.

import type { z } from "zod";
import type { ConvertCreative } from "../../../capabilities/creatives/inputs.ts";
import type { Wish } from "../interpretation.ts";

const korean =
  /^(?<about>.{0,60}?)(?:모든|전체|온갖|나머지(?:\s?모든)?|전(?=\s?규격|\s?사이즈|\s?포맷))\s?(?:매체\s?|지면\s?|이미지\s?|광고\s?)?(?:규격|사이즈|포맷|크기|비율|형식)(?:들)?(?:으로|로|에\s?맞게|에\s?맞춰서?|별로|을|를|에)?(?:도)?\s(?:다\s|전부\s|모두\s|좀\s|한번에\s)*(?:바꿔|바꾸|변환|전환|변경|만들|뽑|확장|리사이즈|늘려|생성|그려)[가-힣\s]*[.!?~]*$/u;
const english =
  /^(?:(?:please|can you|could you|now|ok|and)[\s,]+)*(?:convert|resize|adapt|turn|render|draw|make|export|reformat|give me)\s(?<about>.{0,60}?)\s?(?:in|into|to|for|as)?\s?\b(?:all|every|each)\s(?:of the |the )?(?:other |image |ad |possible |remaining )*(?:formats?|sizes?|aspect ratios?|dimensions?)(?: please| now| too)?[.!?]*$/iu;
const thing =
  /(?:^|\s)(?:방금|아까|이번|이거|그거|이걸|그걸|이|그|저|위|만든|그린|뽑은|쓴|마지막|최근|소재|이미지|배너|크리에이티브|광고|그림|시안|초안|캠페인|것|거|the|this|that|my|our|it|them|last|latest|newest|creatives?|images?|banners?|pictures?|ads?|drafts?|one|campaign)(?:들)?(?:은|는|을|를|도|의)?(?=\s|$)/giu;

export function convertWish(said: string): Wish | undefined {
  const about = (korean.exec(said) ?? english.exec(said))?.groups?.["about"];
  if (about === undefined) return undefined;
  let product = about;
  for (let before = ""; before !== product;) {
    before = product;
    product = product
      .replaceAll(thing, " ")
      .replace(/(?<=[가-힣]{2})(?:을|를|은|는)$/, "")
      .replaceAll(/\s+/g, " ")
      .trim();
  }
  const named = product.replaceAll(/["']/g, "").replace(/'s$/, "").trim();
  const input: z.input<typeof ConvertCreative> = named === "" ? {} : { product: named };
  return { tool: "convert_creative", input };
}
