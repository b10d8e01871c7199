// A table of rules: which column is what by its header, and one row as a policy.

import { RunsOn } from "./rule.ts";

export type RuleColumn =
  | "avoid"
  | "use"
  | "replace"
  | "severity"
  | "runs_on"
  | "industries"
  | "client"
  | "effective_from"
  | "effective_to"
  | "except"
  | "reason"
  | "id";

const headers: Readonly<Record<string, RuleColumn>> = Object.fromEntries(
  (
    [
      [
        "avoid",
        "금지어 금칙어 금지표현 금지단어 쓰지않을말 avoid banned bannedword bannedwords bannedterm forbidden term terms",
      ],
      ["use", "필수어 필수표현 필수문구 꼭넣을말 use required requiredterm requiredwords mustuse"],
      ["replace", "대체어 대체표현 대신쓸말 바꿔쓸말 replace replacement insteaduse writeinstead"],
      ["severity", "강도 심각도 단계 severity level"],
      ["runs_on", "매체 채널 medium media channel runson"],
      ["industries", "업종 industry industries trade"],
      ["client", "고객사 클라이언트 브랜드 client brand product"],
      ["effective_from", "시작일 시작 적용일 effectivefrom from start"],
      ["effective_to", "종료일 끝 마감일 effectiveto until to end"],
      ["except", "예외 예외표현 허용 except allow allowed"],
      ["reason", "이유 사유 비고 메모 reason why note memo"],
      ["id", "id 번호 no key"],
    ] as const
  ).flatMap(([column, names]) => names.split(" ").map((name) => [name, column])),
);

const severities: Readonly<Record<string, string>> = {
  참고: "note",
  수정: "fix",
  보류: "block",
  차단: "block",
};
const media: Readonly<Record<string, RunsOn>> = {
  메타: "meta",
  인스타그램: "meta",
  페이스북: "meta",
  구글: "google_ads",
  google: "google_ads",
  네이버: "naver",
  카카오: "kakao",
  카카오톡: "kakao",
  틱톡: "tiktok",
  문자: "sms",
  이메일: "email",
  메일: "email",
  푸시: "push",
  알림톡: "alimtalk",
};

/** There are twelve kinds of columns; a wider table is a report. */
const MOST_COLUMNS = 24;

/** Columns in order; `undefined` where any cell is none of them: then the table is something else, a report for instance. */
export function headOf(cells: readonly string[]): RuleColumn[] | undefined {
  if (cells.length > MOST_COLUMNS) return undefined;
  const head = cells.map((cell) => headers[cell.toLowerCase().replace(/[\s_\-()·]/g, "")]);
  const columns = head.filter((one) => one !== undefined);
  const isHead = columns.length === cells.length && columns.some((one) => one === "avoid" || one === "use");
  return isHead ? columns : undefined;
}

/** What the cells say as the policy schema has it, unchecked; several words of a cell are parted by `|` or `;`. */
export function rowPolicy(head: readonly RuleColumn[], cells: readonly string[]): Record<string, unknown> {
  const of = (column: RuleColumn): string => cells[head.indexOf(column)]?.trim() ?? "";
  const list = (column: RuleColumn): string[] => split(of(column));
  const [avoid, use, to] = [list("avoid"), list("use"), of("replace")];
  const check = {
    ...(avoid.length > 0 && { existence: { terms: avoid } }),
    ...(use.length > 0 && { require: { all: use } }),
  };
  return {
    check,
    ...said("severity", severities[of("severity")] ?? of("severity").toLowerCase()),
    ...said(
      "runs_on",
      list("runs_on").map((one) => media[one] ?? one.toLowerCase()),
    ),
    ...said("industries", list("industries")),
    ...said("client", of("client")),
    ...said("effective_from", dayText(of("effective_from"))),
    ...said("effective_to", dayText(of("effective_to"))),
    ...said("reason", of("reason")),
    ...said("id", of("id")),
    ...(list("except").length > 0 && { allow: { phrases: list("except") } }),
    ...(to !== "" && { rewrite: { replace: avoid.map((from) => [from, to]) } }),
  };
}

function said(key: string, value: string | string[]): Record<string, unknown> {
  return value.length > 0 ? { [key]: value } : {};
}

function split(text: string): string[] {
  return text
    .split(/[|;\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== "");
}

/** 2026. 12. 1. and 2026/12/01 are days as well. */
function dayText(text: string): string {
  const [year, month, day] = text.match(/\d+/g) ?? [];
  if (!year || !month || !day || year.length !== 4) return text;
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}
