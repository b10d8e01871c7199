// A record of the history as a line people read: what it was about, and before → after in their words.

import { z } from "zod";
import { formatAmount } from "../core/format.ts";
import { type Lang, type Words, words } from "../core/locale.ts";
import { mediumLabels } from "../core/medium.ts";
import { roleLabels } from "../core/roles.ts";
import { actionKinds } from "./limits/limits.ts";

type Scalar = string | number | boolean;
type Stored = Readonly<Record<string, Scalar>>;

/** An amount as it is stored. */
const Money = z.object({ minor: z.string().regex(/^\d{1,16}$/), currency: z.string() });

const LETTERS = 80;

/** Stored values in short; the whole row is in the ledger. */
export function changeText(before: unknown, after: unknown, lang: Lang): string {
  const [was, is] = [scalarsOf(before), scalarsOf(after)];
  const about = [is["medium"] ?? was["medium"], is["entity"] ?? was["entity"]].flatMap((one) =>
    one === undefined ? [] : [valueText(one, lang)],
  );
  const [old, now] = [linesOf(was, lang), linesOf(is, lang)];
  const change = [old, now].filter((one) => one !== "").join(" → ");
  const text = [about.join(" · "), change].filter((one) => one !== "").join(": ");
  return text.length > LETTERS ? `${text.slice(0, LETTERS).toWellFormed()}…` : text;
}

/** A bare value stands for what a step changed. Hashes, tags and ids say nothing to a reader. */
function scalarsOf(value: unknown): Stored {
  if (value === null || value === undefined) return {};
  const sum = Money.safeParse(value);
  if (sum.success) return sum.data;
  if (typeof value !== "object") return { value: scalar(value) ? value : JSON.stringify(value) };
  const kept = Object.entries(value).flatMap(([key, inner]): [string, Scalar][] => {
    const inside = Money.safeParse(inner);
    if (inside.success) return Object.entries(inside.data);
    return scalar(inner) && !/hash|digest|tag|id$|^sha\d|^pointers$/i.test(key) ? [[key, inner]] : [];
  });
  return Object.fromEntries(kept);
}

function scalar(value: unknown): value is Scalar {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** Named by its field where several stand side by side, or where the value alone says too little. */
function linesOf(values: Stored, lang: Lang): string {
  const shown = Object.entries(values).filter(([key]) => !about.includes(key));
  return shown
    .flatMap(([key, value]) => lineOf(key, value, { all: values, lang, alone: shown.length === 1 }))
    .join(" · ");
}

/** Told apart from the change itself: what it was about, and the currency of an amount. */
const about = ["medium", "entity", "currency", "vat"];

function lineOf(
  key: string,
  value: Scalar,
  { all, lang, alone }: { all: Stored; lang: Lang; alone: boolean },
): string[] {
  if (key === "totalMinor" || key === "minor") return amountOf(value, all, lang);
  if (key === "kind") return [actionKinds[String(value)]?.[lang] ?? valueText(value, lang)];
  const told = typeof value === "boolean" ? switches[key]?.[value ? "yes" : "no"][lang] : undefined;
  if (told !== undefined) return told === "" ? [] : [told];
  const text =
    typeof value === "number" && value >= 1_000
      ? new Intl.NumberFormat(lang).format(value)
      : valueText(value, lang);
  const label = fields[key]?.[lang];
  if (label === undefined) return [alone || key === "value" ? text : `${key} ${text}`];
  return [label === "" || (alone && text in knownTexts[lang]) ? text : `${label} ${text}`];
}

/** What is so or not, as words of its own; nothing where only the one is worth telling. */
const switches: Readonly<Record<string, { yes: Words; no: Words }>> = {
  halted: { yes: words("멈춤", "halted"), no: words("움직임", "going") },
  approved: { yes: words("승인됨", "approved"), no: words("승인 전", "not approved yet") },
  demo: { yes: words("데모", "demo (데모)"), no: words("", "") },
  askedAgain: { yes: words("같은 요청을 다시 보여줌", "the same request, shown again"), no: words("", "") },
  on: { yes: words("켬", "on"), no: words("끔", "off") },
};

/** A bare number where nothing says in which currency. */
function amountOf(value: Scalar, { currency }: Stored, lang: Lang): string[] {
  if (!/^\d{1,16}$/.test(String(value))) return [String(value)];
  const minor = BigInt(String(value));
  if (typeof currency === "string") return [formatAmount({ minor, currency }, lang)];
  return [new Intl.NumberFormat(lang).format(minor)];
}

function valueText(value: Scalar, lang: Lang): string {
  if (typeof value === "boolean")
    return value ? { ko: "예", en: "yes" }[lang] : { ko: "아니요", en: "no" }[lang];
  const text = String(value);
  if (text in mediumLabels) return mediumLabels[text as keyof typeof mediumLabels][lang];
  if (text in roleLabels) return roleLabels[text as keyof typeof roleLabels][lang];
  return states[text]?.[lang] ?? text;
}

const states: Readonly<Record<string, Words>> = {
  waiting: words("승인 대기", "waiting"),
  approved: words("승인", "approved"),
  rejected: words("반려", "rejected"),
  expired: words("기한 지남", "expired"),
  superseded: words("새 요청으로 바뀜", "replaced by a newer one"),
  withdrawn: words("요청 취소", "taken back"),
  active: words("집행 중", "active"),
  paused: words("일시정지", "paused"),
  ended: words("종료", "ended"),
  creative: words("소재", "creatives"),
  plan: words("계획", "plan"),
  pass: words("통과", "pass"),
  fix: words("수정", "fix"),
  block: words("보류", "hold"),
  built_in: words("내장 작성기", "the built-in writer"),
  model: words("언어 모델", "the model"),
  person: words("사람", "a person"),
  market: words("시뮬레이션 매체", "the simulated market"),
  none: words("없음", "none"),
  autonomy: words("한도 안에서 스스로", "by itself within limits"),
  requester: words("요청한 사람", "the requester"),
  hand: words("매체에서 직접", "by hand"),
  open: words("바로 답하기", "answers at once"),
  draft_first: words("초안 먼저", "a draft first"),
  links_only: words("물어본 사람에게만", "to the asker alone"),
  suggest: words("제안만", "suggest only"),
  act_on_approval: words("승인 후 실행", "act on approval"),
  autonomous: words("한도 안에서 스스로", "by itself within limits"),
};

const knownTexts: Readonly<Record<Lang, Readonly<Record<string, true>>>> = {
  ko: Object.fromEntries(Object.values(states).map(({ ko }) => [ko, true as const])),
  en: Object.fromEntries(Object.values(states).map(({ en }) => [en, true as const])),
};

const fields: Readonly<Record<string, Words>> = {
  value: words("", ""),
  state: words("상태", "state"),
  status: words("", ""),
  version: words("버전", "version"),
  verdict: words("의견", "opinion"),
  reason: words("사유", "reason"),
  role: words("역할", "role"),
  from: words("시작", "from"),
  to: words("끝", "to"),
  day: words("날짜", "day"),
  name: words("이름", "name"),
  by: words("누구", "by"),
  findings: words("지적", "findings"),
  amount: words("금액", "amount"),
  count: words("횟수", "times"),
  ratio: words("비율", "ratio"),
  url: words("주소", "address"),
  texts: words("문구 수", "texts"),
  number: words("번호", "number"),
  writer: words("쓴 쪽", "written by"),
  product: words("상품", "product"),
  rows: words("행", "rows"),
  source: words("출처", "source"),
  title: words("이름", "name"),
  contacts: words("연락처", "contacts"),
  recorded: words("기록", "recorded"),
  noted: words("기록", "noted"),
  refused: words("거절", "refusals"),
  restoredDays: words("되살린 날", "days restored"),
  clearedDays: words("비운 날", "days cleared"),
  policy: words("방식", "policy"),
  platform: words("플랫폼", "platform"),
  person: words("사람", "person"),
  zone: words("시간대", "zone"),
  last: words("마지막 날", "last day"),
  dailyBudget: words("하루 예산", "daily budget"),
};
