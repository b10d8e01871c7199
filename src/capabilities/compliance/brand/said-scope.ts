// Where, how strictly, from when and why a rule holds, as it is said around the rule itself.

import type { Severity } from "../policy.ts";
import type { RunsOn } from "./rule.ts";

export type ScopeSaid = {
  severity?: Severity;
  runsOn?: RunsOn[];
  trades?: ("cosmetics" | "food" | "medical" | "finance" | "education" | "fitness" | "ecommerce" | "game")[];
  client?: string;
  from?: string;
  until?: string;
  reason?: string;
};

const reasons: readonly RegExp[] = [
  /[\s,.]+(?:이유|사유)(?:는|:)\s?(?<reason>[^.]{2,200})[.]?$/u,
  /[\s,.]+왜냐하면 (?<reason>[^.]{2,200})[.]?$/u,
  /,? because (?<reason>[^.]{2,200})[.]?$/iu,
];
const leadReasons: readonly RegExp[] = [/^(?<reason>[^",.]{2,60}?)(?:이?라서|때문에|이?니까) (?=["가-힣])/u];

const severities: readonly { severity: Severity; forms: readonly RegExp[] }[] = [
  {
    severity: "block",
    forms: [
      /[\s,.]+(?:걸리면 |쓰면 |위반하면 )?(?:무조건 |아예 )?(?:보류|차단|블록)(?:로|으로)?(?:\s?(?:해|처리|설정|걸어|시켜)[가-힣\s]*)?[.!]*$/u,
      /[\s,.]+(?:걸리면 |쓰면 )?(?:못 나가게|막아)\s?(?:해\s?)?(?:줘|주세요)?[.!]*$/u,
      /,? (?:and |as an? )?(?:block|hold)(?: it| them)?[.!]*$/iu,
    ],
  },
  {
    severity: "note",
    forms: [
      /[\s,.]+(?:참고(?:로|로만|만)?|알려만)(?:\s?(?:해|알려|표시|설정|줘|주)[가-힣\s]*)?[.!]*$/u,
      /,? (?:as a note(?: only)?|just (?:a note|note it|tell me))[.!]*$/iu,
    ],
  },
  {
    severity: "fix",
    forms: [/[\s,.]+(?:수정|고침)으로(?:\s?(?:해|설정)[가-힣\s]*)?[.!]*$/u, /,? as a fix[.!]*$/iu],
  },
];

const places: readonly { runsOn: RunsOn; ko: string; en: string }[] = [
  { runsOn: "meta", ko: "메타|인스타그램|인스타|페이스북", en: "meta|instagram|facebook" },
  { runsOn: "google_ads", ko: "구글", en: "google" },
  { runsOn: "naver", ko: "네이버", en: "naver" },
  {
    runsOn: "kakao_brand_message",
    ko: "카카오 ?브랜드 ?메시지|브랜드 ?메시지|친구톡",
    en: "kakao brand messages?",
  },
  { runsOn: "alimtalk", ko: "알림톡", en: "alimtalk" },
  { runsOn: "kakao", ko: "카카오(?:톡|모먼트)?", en: "kakao" },
  { runsOn: "tiktok", ko: "틱톡", en: "tiktok" },
  { runsOn: "sms", ko: "문자(?: ?메시지)?", en: "sms|text messages?" },
  { runsOn: "email", ko: "이?메일", en: "e-?mails?" },
  { runsOn: "push", ko: "(?:앱 ?)?푸시", en: "push(?: messages?)?" },
];
const trades: readonly { trade: NonNullable<ScopeSaid["trades"]>[number]; ko: string; en: string }[] = [
  { trade: "cosmetics", ko: "화장품|뷰티", en: "cosmetics?|beauty" },
  { trade: "food", ko: "식품|음식", en: "food" },
  { trade: "medical", ko: "병원|의료", en: "medical|clinic" },
  { trade: "finance", ko: "금융", en: "finance|financial" },
  { trade: "education", ko: "교육|학원", en: "education" },
  { trade: "fitness", ko: "헬스|피트니스", en: "fitness" },
  { trade: "ecommerce", ko: "쇼핑몰|이커머스", en: "e-?commerce|shop" },
  { trade: "game", ko: "게임", en: "game" },
];

const things = String.raw`(?: ?(?:광고|소재|문구|카피|발송))?`;
const at = String.raw`(?:에서는|에서|에선|에는|에|엔|용(?:으로)?(?:는)?)`;
const link = String.raw`(?:,|와|과|이?랑|하고|및)\s?`;

/** What is left after the scope was taken out of it, and the scope. */
export function scopeSaid(text: string, today: Temporal.PlainDate): { rest: string; scope: ScopeSaid } {
  const scope: ScopeSaid = {};
  let rest = take(text, [...reasons, ...leadReasons], ({ reason }) => {
    if (reason !== undefined) scope.reason = reason.trim();
  });
  for (const { severity, forms } of severities) {
    if (scope.severity) break;
    const after = take(rest, forms, () => (scope.severity = severity));
    rest = after;
  }
  rest = daysTaken(rest, today, scope);
  rest = placesTaken(rest, scope);
  rest = tradesTaken(rest, scope);
  rest = take(
    rest,
    [
      /^"(?<client>[^"\n]{1,60})"(?: ?(?:광고|소재|문구|캠페인))(?:에서는|에서|에는|에|엔) /u,
      / (?:in|for) (?:the )?ads for "(?<client>[^"\n]{1,60})"(?=[.!]*$)/iu,
    ],
    ({ client }) => {
      if (client !== undefined) scope.client = client.trim();
    },
  );
  return { rest: rest.trim(), scope };
}

function take(
  text: string,
  forms: readonly RegExp[],
  found: (groups: Record<string, string | undefined>) => void,
): string {
  for (const form of forms) {
    const match = form.exec(text);
    if (!match) continue;
    const left = (text.slice(0, match.index) + text.slice(match.index + match[0].length)).trim();
    if (left === "") continue;
    found(match.groups ?? {});
    return left;
  }
  return text;
}

function placesTaken(text: string, scope: ScopeSaid): string {
  const names = places.map(({ ko }) => ko).join("|");
  const korean = new RegExp(
    `(?<![가-힣"])(?<named>(?:(?:${names})${things}${link})*(?:${names})${things})${at}(?=\\s)`,
    "u",
  );
  const english = new RegExp(
    ` (?:in|on|for) (?:our |all |the )*(?<named>(?:(?:${places.map(({ en }) => en).join("|")})(?: ads?| copy)?(?:,| and| or)? ?)+)(?=[.!,]*$|\\s(?:from|until|as|and|because))`,
    "iu",
  );
  return take(text, [korean, english], ({ named = "" }) => {
    let open = named;
    scope.runsOn = places.flatMap(({ runsOn, ko, en }) => {
      const form = new RegExp(`${ko}|(?<![a-z])(?:${en})(?![a-z])`, "iu");
      if (!form.test(open)) return [];
      open = open.replace(form, " ");
      return [runsOn];
    });
  });
}

function tradesTaken(text: string, scope: ScopeSaid): string {
  const korean = new RegExp(
    `(?<![가-힣"])(?<named>${trades.map(({ ko }) => ko).join("|")}) ?(?:업종|광고|소재|문구|카피)(?:에서는|에서|에선|에는|에|엔)(?=\\s)`,
    "u",
  );
  const english = new RegExp(
    ` (?:in|for) (?:our |all )*(?<named>${trades.map(({ en }) => en).join("|")}) (?:ads?|copy)(?=[.!,]*$)`,
    "iu",
  );
  return take(text, [korean, english], ({ named = "" }) => {
    const found = trades.find(({ ko, en }) => new RegExp(`^(?:${ko}|${en})$`, "iu").test(named));
    if (found) scope.trades = [found.trade];
  });
}

const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const iso = String.raw`(?<y>\d{4})[-./]\s?(?<m>\d{1,2})[-./]\s?(?<d>\d{1,2})`;
const ko = String.raw`(?:(?<y>\d{4})년\s?)?(?<m>\d{1,2})월\s?(?<d>\d{1,2})일`;
const en = String.raw`(?<month>${months.join("|")})[a-z]*\.? (?<d>\d{1,2})(?:st|nd|rd|th)?(?:,? (?<y>\d{4}))?`;

function daysTaken(text: string, today: Temporal.PlainDate, scope: ScopeSaid): string {
  let rest = text;
  for (const form of [iso, ko]) {
    rest = take(rest, [new RegExp(`${form}부터(?:는)?\\s?`, "u")], (groups) => set("from", groups));
    rest = take(rest, [new RegExp(`${form}까지(?:는|만)?\\s?`, "u")], (groups) => set("until", groups));
  }
  for (const form of [iso, en]) {
    rest = take(rest, [new RegExp(`,? ?(?:from|starting) ${form}`, "iu")], (groups) => set("from", groups));
    rest = take(rest, [new RegExp(`,? ?(?:until|through|to) ${form}`, "iu")], (groups) =>
      set("until", groups),
    );
  }
  return rest;

  function set(side: "from" | "until", { y, m, month, d }: Record<string, string | undefined>): void {
    const number = m === undefined ? months.indexOf((month ?? "").toLowerCase()) + 1 : Number(m);
    const found = dayOf(y === undefined ? undefined : Number(y), number, Number(d), today);
    if (found) scope[side] = found;
  }
}

/** Without a year the next one to come; `undefined` for a day that there is not. */
function dayOf(
  year: number | undefined,
  month: number,
  day: number,
  today: Temporal.PlainDate,
): string | undefined {
  try {
    const found = Temporal.PlainDate.from({ year: year ?? today.year, month, day }, { overflow: "reject" });
    const isPast = year === undefined && Temporal.PlainDate.compare(found, today) < 0;
    return (isPast ? found.add({ years: 1 }) : found).toString();
  } catch {
    return undefined;
  }
}
