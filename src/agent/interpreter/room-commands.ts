// What may be said in the room it is written in: three policies, by closed forms, so that drafts of campaigns are never taken for one.

import type { SetRoomPolicy } from "../../capabilities/workspace/policy-tools.ts";
import type { Wish } from "./interpretation.ts";

/** The repair of slips reads 방은 as 방안. */
const here = "(?:이 ?(?:방|채널)|여기)(?:은|는|안|에서는|에선|에서)?";
const please =
  "(?:해 ?줘|해 ?주세요|바꿔 ?줘|바꿔 ?주세요|설정해 ?줘|설정해 ?주세요|답해 ?줘|답해 ?주세요|부탁해요?|부탁드려요)";

const inHere = "(?:in this (?:room|channel)|here|for this (?:room|channel))";
const byDm =
  "(?:only )?(?:send|share|show) (?:the |all )?(?:figures|numbers) (?:only )?(?:by|via|in|as|through) (?:dms?|direct messages?)(?: only)?";
const linksOnly = `(?:only links|links only|no (?:figures|numbers)|${byDm})`;

const forms: readonly { policy: SetRoomPolicy["policy"]; form: RegExp }[] = [
  {
    policy: "draft_first",
    form: new RegExp(
      `^${here} (?:답(?:변)?(?:은|을)? )?(?:항상 )?초안(?:을|부터)? ?(?:먼저|우선)(?:으?로)? ?${please}?(?:[,.]? ?(?<lead>[가-힣]{2,4}?) ?(?:님|씨)?[이가] 확인(?:해 ?줘|해요|하는 걸로)?)?[.!~]*$`,
      "u",
    ),
  },
  {
    policy: "draft_first",
    form: new RegExp(
      `^${here} (?:내가|제가) (?:먼저 )?(?:확인|검토)(?:한|하고)(?: 뒤에| 후에| 다음에| 나서)?만? 답해 ?(?:줘|주세요)[.!~]*$`,
      "u",
    ),
  },
  {
    policy: "draft_first",
    form: /^(?:please )?(?:use )?draft[- ]first (?:in|for) this (?:room|channel)(?:, (?<lead>[\p{L}'-]{2,40}) (?:checks|reviews))?(?: please)?[.!]*$/iu,
  },
  {
    policy: "draft_first",
    form: /^(?:please )?(?:only )?answer (?:here|in this (?:room|channel)) (?:only )?after i(?:'ve| have)? check(?:ed)?(?: it)?(?: first)?[.!]*$/iu,
  },
  {
    policy: "links_only",
    form: new RegExp(
      `^${here} (?:수치|숫자)(?:는|를)? ?(?:물어본|질문한) ?(?:사람|분)(?:에게|한테)만 ?(?:보여|답해) ?(?:줘|주세요)[.!~]*$`,
      "u",
    ),
  },
  {
    policy: "links_only",
    form: /^(?:please )?show (?:the )?(?:figures|numbers) (?:here|in this (?:room|channel)) (?:only )?to (?:the asker|whoever asks?)(?: only| alone)?[.!]*$/iu,
  },
  {
    policy: "links_only",
    form: new RegExp(
      `^(?:please )?(?:${inHere},? (?:please )?${linksOnly}|${linksOnly} ${inHere}),?(?: please)?[.!]*$`,
      "iu",
    ),
  },
  {
    policy: "links_only",
    form: new RegExp(
      `^${here} (?:링크만|(?:수치|숫자)(?:는|를)? ?(?:DM|디엠|개인 ?메시지)(?:으?로)?만?) ?(?:보내|올려|답해|알려)? ?(?:줘|주세요)[.!~]*$`,
      "iu",
    ),
  },
  {
    policy: "open",
    form: new RegExp(`^${here} (?:다시 )?(?:그냥 |초안 없이 )?바로 답해 ?(?:줘|주세요)[.!~]*$`, "u"),
  },
  {
    policy: "open",
    form: /^(?:please )?answer (?:here|in this (?:room|channel)) (?:at once|directly|without drafts?)(?: again)?[.!]*$/iu,
  },
];

export function roomCommandOf(text: string): Wish | undefined {
  for (const { policy, form } of forms) {
    const found = form.exec(text);
    const lead = found?.groups?.["lead"];
    if (found) return { tool: "set_room_policy", input: { policy, ...(lead && { lead }) } };
  }
  return undefined;
}
