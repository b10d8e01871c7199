// How people want to be told of what they did not ask for: 알림은 카톡 먼저, 안 되면 슬랙으로 · turn on KakaoTalk notifications · 알림 어디로 와?
// Each form is a whole sentence, so that words about reports and requests are never taken for one.

import type { z } from "zod";
import type { SetPush, SetReachOrder } from "../../../capabilities/digests/reaching/tools.ts";
import type { Wish } from "../interpretation.ts";

type Path = z.input<typeof SetReachOrder>["paths"] extends (infer One)[] | undefined ? One : never;

/** Longest first: 카카오 알림톡 is no KakaoTalk. */
const names: readonly [Path, string][] = [
  ["alimtalk", "(?:카카오 ?)?알림톡|alim ?talk"],
  ["kakao", "카카오 ?톡|카톡|카카오|kakao ?talk|kakao"],
  ["slack", "슬랙|slack"],
  ["page", "웹(?: ?화면| ?페이지)?|화면|the (?:web ?)?page|the web"],
];
const any = names.map(([, form]) => form).join("|");
const told = "(?:알림|알람|노티|통지|공지)";
const end = "[\\s?.!~]*$";
const please = `(?:\\s?(?:해|줘|주세요|줄래요?|볼래|할래요?|싶어요?|부탁해요?|해 ?줘|해 ?주세요))*${end}`;

const shows = [
  new RegExp(
    `^(?:내 |나한테 |저한테 )?${told}(?:은|는|이|가|을|를)? ?(?:설정|순서|경로|방법)?(?:을|를|이|가|은|는)? ?(?:지금 |좀 )?(?:어디로|어디서|어떻게|뭘로) ?(?:와|오|받|보내|가)[가-힣\\s]*${end}`,
    "u",
  ),
  new RegExp(
    `^(?:내 )?${told} ?(?:설정|순서|경로)(?:을|를)? ?(?:좀 )?(?:보여|알려|확인)[가-힣\\s]*${end}`,
    "u",
  ),
  new RegExp(
    `^(?:${any}) ?(?:${told}|메시지)(?:은|는|이|가)? ?(?:한 ?(?:건|통)에 ?)?(?:비용|요금|가격)?(?:은|는|이|가)? ?얼마[가-힣\\s]*${end}`,
    "iu",
  ),
  /^(?:show|what are) (?:me )?(?:my |the )?notification(?:s| settings| order)?[?.!]*$/iu,
  /^(?:how|where) (?:am i|do i get|will i be) (?:notified|told|notifications)[?.!]*$/iu,
  /^(?:how much|what) do(?:es)? (?:a )?(?:kakao ?talk|alim ?talk) (?:messages?|notifications?) cost[?.!]*$/iu,
];

const switches = [
  new RegExp(
    `^(?<path>${any})(?:으로|로)? ?(?:먼저 ?)?(?:${told}|말 ?(?:걸기|거는 ?거)|푸시|메시지 ?먼저 ?보내기)?(?:을|를|은|는)? ?(?<deed>켜|꺼|끄|활성화|비활성화|사용 ?(?:안 ?)?하)[가-힣]*${please}`,
    "iu",
  ),
  new RegExp(
    `^(?:please )?(?:turn|switch) (?<deed>on|off) (?:the )?(?<path>${any})(?: notifications?| messages?| push)?(?: please)?[.!]*$`,
    "iu",
  ),
  new RegExp(
    `^(?:please )?(?<deed>enable|disable) (?:the )?(?<path>${any})(?: notifications?| messages?| push)?(?: please)?[.!]*$`,
    "iu",
  ),
];
const off = /꺼|끄|비활성|안|off|disable/iu;

const joint =
  "(?:으로|로)?(?:만|부터| ?먼저)?(?:,| ?다음(?:에|은|으로)?| ?안 ?되면| ?그다음| ?그 ?다음| ?이나| ?→| ?그리고)*\\s*";
const list = `(?:(?:${any})${joint}){1,4}`;
const orders = [
  new RegExp(
    `^(?:내 |나한테 |저한테 )?${told}(?: ?순서)?(?:은|는|을|를)? ?(?<list>${list})(?:(?:보내|받|바꿔|바꾸|해|설정|줘|와)[가-힣]*)?${please}`,
    "iu",
  ),
  new RegExp(
    `^(?:please )?(?:notify|tell|reach|message) me (?:on |by |in |via |through )?(?<list>(?:(?:${any})(?: first)?(?: only)?(?:,| then| and then| or| →)*(?: on| by| in| via)?\\s*){1,4})(?: please)?[.!]*$`,
    "iu",
  ),
  new RegExp(
    `^(?:please )?send my notifications (?:to|on|by|via) (?<list>(?:(?:${any})(?: first)?(?: only)?(?:,| then| and then| or| →)*(?: to| on| by| via)?\\s*){1,4})(?: please)?[.!]*$`,
    "iu",
  ),
];

const number = "(?<phone>\\+?\\d[\\d*●• -]{6,18}[\\d*●•])";
const phones = [
  new RegExp(
    `^(?:내 |제 )?알림톡(?: ?받을)? ?(?:번호|전화번호|휴대폰 ?번호)?(?:은|는)? ?${number} ?(?:이야|야|입니다|예요|이에요|(?:으)?로 ?(?:받|보내|해)[가-힣\\s]*)?${end}`,
    "u",
  ),
  new RegExp(`^my (?:phone )?number for alim ?talk is ${number}[.!]*$`, "iu"),
];

/** Every form above holds one of these; nearly every message holds none. */
const hint =
  /알림|알람|노티|통지|공지|카톡|카카오|알림톡|notif|notify|kakao|alim ?talk|tell me|reach me|message me/iu;

export function reachingWish(said: string): Wish | undefined {
  if (!hint.test(said)) return undefined;
  if (shows.some((form) => form.test(said))) return { tool: "show_reach_order", input: {} };
  const phone = groupsOf(phones, said)?.["phone"];
  if (phone !== undefined) return order({ phone: phone.trim() });
  const paths = pathsIn(groupsOf(orders, said)?.["list"]);
  if (paths.length > 0) return order({ paths });
  const pressed = groupsOf(switches, said);
  const [path] = pathsIn(pressed?.["path"]);
  if (path !== "kakao" && path !== "alimtalk") return undefined;
  const input: z.input<typeof SetPush> = { path, isOn: !off.test(pressed?.["deed"] ?? "") };
  return { tool: "set_push", input };
}

function order(input: z.input<typeof SetReachOrder>): Wish {
  return { tool: "set_reach_order", input };
}

function groupsOf(forms: readonly RegExp[], said: string): Record<string, string> | undefined {
  for (const form of forms) {
    const groups = form.exec(said)?.groups;
    if (groups) return groups;
  }
  return undefined;
}

/** In the order in which they are named, each once. */
function pathsIn(text: string | undefined): Path[] {
  const found: Path[] = [];
  const one = new RegExp(any, "giu");
  for (const [written] of text?.matchAll(one) ?? []) {
    const [path] = names.find(([, form]) => new RegExp(`^(?:${form})$`, "iu").test(written)) ?? [];
    if (path !== undefined && !found.includes(path)) found.push(path);
  }
  return found;
}
