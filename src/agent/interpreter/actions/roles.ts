// The slots of people, roles and automation: who, which role, how far.

import { z } from "zod";
import type { SetAutonomy } from "../../../capabilities/limits/autonomy-tools.ts";
import type { SetRole } from "../../../capabilities/workspace/people-tools.ts";
import type { ShowRoles } from "../../../capabilities/workspace/tools.ts";
import { Role } from "../../../core/roles.ts";
import { loadYaml } from "../../../language/data.ts";
import type { Wish } from "../interpretation.ts";
import type { Found } from "../look.ts";
import { Forms, oneOf, ownText, without } from "./own-text.ts";
import { amountsOf, said } from "./spoken.ts";

type Autonomy = NonNullable<z.input<typeof SetAutonomy>["autonomy"]>;

const roles = loadYaml("roles", z.array(z.object({ role: Role, forms: Forms }))).map(({ role, forms }) => ({
  role,
  pattern: new RegExp(oneOf(forms), "i"),
}));
const autonomyWord =
  /자율|자동화|오토노미|오토파일럿|자동\s?(?:모드|실행|단계|집행)|자동으로\s?(?:돌|굴|해|처리|실행|집행|운영|하|다)|알아서\s?(?:돌|해|하|처리|굴|집행|운영)|제안만|제안까지만|추천만|제안 ?(?:모드|단계)|승인\s?(?:받고|후에?|하면|받은|나면|된 것|된 거|모드|단계|뒤에?)|물어보고|허락|(?<![a-z])(?:autonom\w*|auto-?pilot|automation (?:level|stage|mode)|automatic mode|fully auto\w*|self-driving|on (?:your|its) own|by yourself|suggest(?:ions?)? only|only suggest|just suggest|suggest(?:ion)?s? mode|approval mode|act on approval|ask (?:me |us )?(?:first|before)|hands[- ]off|without asking)/i;
const stages: readonly (readonly [Autonomy, RegExp])[] = [
  [
    "suggest",
    /제안만|제안까지만|추천만|제안\s?(?:모드|단계|만|하는)|보고만|실행은\s?(?:하지|말)|손대지|건드리지|(?<![a-z])(?:suggest\w*|propos\w* only|only propose|recommend\w* only|only recommend|advice only|advise|don't (?:act|touch|change|execute)|do not (?:act|touch|change|execute)|read-only mode|hands off)(?![a-z])/i,
  ],
  [
    "act_on_approval",
    /승인\s?(?:받고|후|하면|받은|나면|된|모드|단계|뒤|기반|제|필요)|물어보고|허락|확인\s?(?:받고|후)|(?<![a-z])(?:act on approval|on approval|with approval|after approval|approval mode|ask (?:me |us )?(?:first|before)|approve first|need(?:s)? approval|require(?:s)? approval|once approved|semi-?auto\w*)/i,
  ],
  [
    "autonomous",
    /완전|자율\s?(?:모드|주행|운영|실행|로|으로|단계)|자동|알아서|오토파일럿|풀\s?오토|(?<![a-z])(?:fully|full|autonom\w*|auto-?pilot|automatic\w*|on (?:your|its) own|by yourself|self-driving|hands[- ]off|without asking)/i,
  ],
];
const invites =
  /초대|추가해|등록해|불러|들여|합류|(?<![a-z])(?:invite|add|onboard|bring in|let in|sign up)(?![a-z])/i;
/** Beside an address: somebody who is not here yet. */
const joins =
  /넣어|넣을|추가|붙여|새로 ?(?:온|들어|오신|합류)|신입|뉴비|합류|초대|등록|가입|(?<![a-z])(?:add|invite|onboard|join\w*|new|newbie|let .* in|bring|access for)(?![a-z])/i;
const changes =
  /올려|올리|내려|내리|바꿔|바꾸|변경|승격|강등|주세요|줘|주자|줄래|줄 수|부여|뺏|빼|박탈|회수|제거|해제|취소|지정|임명|승급|낮춰|낮추|높여|설정|시켜|만들|전환|강제|삭제|(?<![a-z])(?:make|promote|demote|give|grant|change|set|revoke|remove|take away|strip|upgrade|downgrade|turn|assign|move|switch|raise|lower|let|bump|update|appoint|put|restrict|limit)(?![a-z])/i;
const asksWho =
  /누가|누구|누군|몇 명|(?<![a-z])(?:who|whose|which (?:people|members|roles? (?:can|may)|of us)|anyone|what can|what may|what are .* allowed|how many)(?![a-z])/i;
const asks =
  /\?|뭐|무엇|어떻|어떤|뭔|알려|보여|확인|궁금|까요|나요|인가|이야|예요|더라|(?<![a-z])(?:what|which|show|tell|is|does|do|remind|check|list|see|can|may)(?![a-z])/i;
const address = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/;
const name = "[가-힣]{2,5}|[A-Z][\\p{L}-]+(?:\\s[A-Z][\\p{L}-]+)?";
const persons: readonly RegExp[] = [
  /(?<![가-힣])(?<who>[가-힣]{2,5}|[A-Za-z]{2,15})\s?(?:님|씨)/u,
  new RegExp(`(?<who>${name})(?:한테|에게|께|을|를|의|는|은|이|가|도|랑|이랑)(?=\\s|$|[?.,!])`, "u"),
  /(?:make|promote|demote|invite|give|grant|set|change|turn|add|let|move|upgrade|downgrade|switch|assign|appoint|from|remove|strip|bump|put|restrict|limit|raise|lower|bring|revoke|update)\s(?<who>(?!me\b|my\b|the\b|a\b|an\b|all\b|access\b|rights\b|admin\b|manager\b|viewer\b|member\b|role\b|permission\b|someone\b|our\b|new\b|it\b|yourself\b|autonom)[\p{L}-]+)(?:'s)?/iu,
  /(?<who>[A-Z][\p{L}-]+(?:\s[A-Z][\p{L}-]+)?)'s\s/u,
  /(?<who>[\p{L}-]{2,20})(?:'s\s(?:role|rights|access|permissions?|level)|\s(?:has|have|holds?|got)\s(?:which|what))(?![a-z])/iu,
  /(?:does|do|is|has|did)\s(?<who>[\p{L}-]{2,20})\s(?:have|has|hold|get|allowed|able)(?![a-z])/iu,
  /(?:role|rights|access|permissions?|level)\s(?:of|for)\s(?<who>[\p{L}-]{2,20})/iu,
  /(?:does|is|can|has|may|did|of|for|to|from)\s(?<who>[A-Z][\p{L}-]+(?:\s[A-Z][\p{L}-]+)?)/u,
  /^\s*(?<who>[가-힣]{2,4}|[A-Z][a-z]+)\s/u,
];
/** Words that stand where a name can stand and are none. */
const nobody =
  /^(?:있|없|하|되|뭐|무슨|어떤|할 ?수|누구?|저|나|제|내|우리|저희|그|이|새|신규|인턴|팀원|멤버|매니저|관리자|뷰어|권한|역할|등급|예산|승인|변경|캠페인|회사|지금|현재|이제|오토노미|자율|모드|단계|자동|완전|팀|모두|다들|대표|팀장|사람|프로젝트|직원|그냥|혹시|앞으로|제안|조회|보기|읽기|만원|집행|광고|결재|담당자|어드민|the|who|what|which|switch|give|make|please|can|remind|role|show|from|autonomous|autonomy|mode|only|company|project|admin|manager|viewer|member|budget|spend|approval|is|are|list|everyone|people|anyone|members|let|set|change|turn|hi|hey|ok|korean|krw|won|i|he|she|they|we|you|it|this|that|his|her|their|my|your|our|anybody|nobody|somebody|someone|us|me)$/i;

export function rolesOf(found: Found): Wish {
  const text = ownText(found.scan);
  if (autonomyWord.test(text) && !asksWho.test(text)) return autonomyWish(text);
  const role = roleIn(text);
  const person = personIn(text);
  if (address.test(text) && joins.test(text) && !asksWho.test(text)) return setWish("invite", person, role);
  if (
    invites.test(text) &&
    !asksWho.test(text) &&
    (address.test(text) || !asks.test(text) || /초대|invite/i.test(text))
  )
    return setWish("invite", person, role);
  if (
    changes.test(text) &&
    !asksWho.test(text) &&
    (person !== undefined || role !== undefined) &&
    !isQuestion(text)
  )
    return setWish("set_role", person, role);
  return showWish(found, text, person, role);
}

/** 권한이 어떻게 돼, what can a manager do: asked, whatever verb stands in it. */
function isQuestion(text: string): boolean {
  return /(?:뭐|무엇|어떻게|어떤|뭔|알려)|^\W*(?:what|which|is|does|do|remind|show|how)(?![a-z])/i.test(text);
}

/** 자율 단계 보여줘, what is our autonomy?: nothing is to be set. */
const showsLevel =
  /(?:단계|모드|설정|레벨|수준|자율성?|자동화|오토파일럿)(?:이|가|은|는|을|를)?\s?(?:지금 |현재 |좀 )?(?:뭐|어떻게|어떤|어디까지|보여|알려|확인|몇)|^(?:please )?(?:show|what(?:'s| is| are)|which|tell me|list|check|see)(?![a-z])(?!.*\b(?:set|switch|change|turn|make)\b)/i;

function autonomyWish(text: string): Wish {
  if (showsLevel.test(text)) return { tool: "show_limits", input: {} };
  const autonomy = stages.find(([, form]) => form.test(text))?.[0];
  const input: z.input<typeof SetAutonomy> = said({ autonomy });
  return { tool: "set_autonomy", input };
}

function setWish(action: "invite" | "set_role", person: string | undefined, role: Role | undefined): Wish {
  const input: z.input<typeof SetRole> = said({ action, person, role });
  return { tool: "set_role", input };
}

function showWish(found: Found, text: string, person: string | undefined, role: Role | undefined): Wish {
  const money = amountsOf(found.scan).find(
    ({ kind, value }) => (kind === "money" && value > 0) || (kind === "plain" && value >= 10_000),
  );
  const own =
    /(?<![가-힣])(?:내|제|나의|저의|나|저)(?:는|의)?\s?(?:지금 |현재 )?(?:무슨 |어떤 )?(?:권한|역할|등급)|(?<![a-z])(?:my (?:role|access|permission|rights)|am i|do i have|can i)(?![a-z])/i.test(
      text,
    );
  const one = (person !== undefined || own) && !asksWho.test(text);
  const input: z.input<typeof ShowRoles> = said({
    action: one ? ("show_role" as const) : ("list_permissions" as const),
    person: one ? person : undefined,
    role: one ? undefined : role,
    threshold:
      one || !money
        ? undefined
        : { amount: money.value, ...(money.currency && { currency: money.currency }) },
  });
  return { tool: "show_roles", input };
}

/** The longest name that stands there: "project manager" before "manager". */
function roleIn(text: string): Role | undefined {
  const said_ = roles.flatMap(({ role, pattern }) => {
    const match = pattern.exec(text);
    return match ? [{ role, length: match[0].length, at: match.index }] : [];
  });
  return said_.toSorted((a, b) => b.length - a.length || b.at - a.at)[0]?.role;
}

/** An address, else a name beside a word that only people have; never the asker. */
function personIn(text: string): string | undefined {
  const mail = address.exec(text)?.[0];
  if (mail) return mail;
  let open = text;
  for (const { pattern } of roles) {
    const match = pattern.exec(open);
    if (match) open = without(open, [{ from: match.index, to: match.index + match[0].length }]);
  }
  for (const form of persons) {
    for (const match of open.matchAll(new RegExp(form, `${form.flags}g`))) {
      const who = match.groups?.["who"]?.trim();
      if (who && !nobody.test(who)) return who + familyName(open, match, who);
    }
  }
  return undefined;
}

/** "make Dana Kim an admin": a second capitalised word behind the first. */
function familyName(text: string, match: RegExpExecArray, who: string): string {
  const end = match.index + match[0].indexOf(who) + who.length;
  return /^[A-Z]/.test(who) ? (/^\s[A-Z][a-z]+(?![\p{L}'])/u.exec(text.slice(end))?.[0] ?? "") : "";
}
