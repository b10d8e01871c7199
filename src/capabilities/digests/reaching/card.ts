// The card that says how a person is told of what they did not ask for, and what each way costs.

import { type Card, Part } from "../../../core/card/card.ts";
import { formatAmount } from "../../../core/format.ts";
import { type Lang, say, type Words, words } from "../../../core/locale.ts";
import type { Knocked, PushPath, ReachPath } from "./reaching.ts";

export const pathLabels: Readonly<Record<ReachPath, Words>> = {
  slack: words("Slack", "Slack"),
  kakao: words("카카오톡", "KakaoTalk"),
  alimtalk: words("알림톡", "알림톡 (alimtalk)"),
  page: words("웹 화면", "the page"),
};

/**
 * Won for one delivered message, VAT not included. Event API: kakaobusiness.gitbook.io, main_notions/event-api. What a reseller asks for
 * 알림톡 is between it and the customer: no price is known here.
 */
const EVENT_WON = 15n;
/** Messages on working days of a month, as an example. */
const MONTH_DAYS = 22n;

function won(amount: bigint, lang: Lang): string {
  const shown = formatAmount({ minor: amount, currency: "KRW" }, lang);
  return say(lang, words(`${shown}(VAT 별도)`, `${shown} (VAT not included)`));
}

export type Reaching = {
  paths: readonly ReachPath[];
  own: boolean;
  on: ReadonlySet<PushPath>;
  /** Ways this installation has keys for. */
  there: ReadonlySet<PushPath>;
  knocked: readonly Knocked[];
};

export function reachingCard(shown: Reaching, lang: Lang): Card {
  const order = shown.paths.map((path) => say(lang, pathLabels[path])).join(" → ");
  const lead = words(`알림 순서: ${order}`, `You are told by: ${order}`);
  const usual = words("따로 정하지 않아서 기본 순서예요.", "This is the usual order, as you set none.");
  const lines = PUSHES.map((path) => [pushLine(path, shown, lang)]);
  return {
    lang,
    parts: [
      text(lead, "lead", lang),
      ...(shown.own ? [] : [text(usual, "note", lang)]),
      Part.parse({
        kind: "proposal",
        title: say(lang, words("먼저 말 걸기 (건당 비용)", "Speaking first (paid for each message)")),
        lines: [...lines, ...shown.knocked.map((one) => [knockedLine(one, lang)])],
        choices: [],
      }),
      text(example, "note", lang),
    ],
  };
}

function knockedLine({ path, reached, failed, reasons }: Knocked, lang: Lang): string {
  const cost = path === "kakao" ? ` (${won(EVENT_WON * BigInt(reached), lang)})` : "";
  const why = reasons.length > 0 ? ` [${reasons.join(", ")}]` : "";
  const name = pathLabels[path];
  return say(
    lang,
    words(
      `${name.ko}, 최근 30일: ${reached}건 보냄${cost}, ${failed}건 닿지 않음${why}`,
      `${name.en}, the last 30 days: ${reached} sent${cost}, ${failed} reached nobody${why}`,
    ),
  );
}

const PUSHES: readonly PushPath[] = ["kakao", "alimtalk"];

const example = words(
  "‘알림은 카톡 먼저, 안 되면 슬랙으로’처럼 바꿀 수 있어요. 켜고 끄는 것은 관리자가 해요.",
  "Change it with “tell me on KakaoTalk first, then Slack”. Switching a way on or off is an admin's.",
);

function pushLine(path: PushPath, { on, there }: Reaching, lang: Lang): string {
  const name = say(lang, pathLabels[path]);
  const state = !there.has(path)
    ? words("이 설치에 연결되지 않음", "not connected on this installation")
    : on.has(path)
      ? words("켜짐", "on")
      : words("꺼짐", "off");
  return `${name}: ${say(lang, state)} · ${say(lang, costOf(path, lang))}`;
}

export function costOf(path: PushPath, lang: Lang): Words {
  if (path === "alimtalk") return words("대행사 요금(건당)", "the reseller's price for each message");
  const price = won(EVENT_WON, lang);
  return words(`1건 ${price}`, `${price} each`);
}

/** What `count` messages of the next month come to, behind what one costs; nothing where the price is the reseller's. */
export function monthCost(path: PushPath, count: number, lang: Lang): Words {
  if (path === "alimtalk") return words("", "");
  const all = won(EVENT_WON * BigInt(count), lang);
  return words(`, 앞으로 30일 동안 ${count}건이면 ${all}`, `, ${count} in the next 30 days: ${all}`);
}

/** What it comes to in a month of one message a working day. */
export function monthLine(people: number, lang: Lang): string {
  const each = EVENT_WON * MONTH_DAYS;
  const all = each * BigInt(Math.max(people, 1));
  const counted = Math.max(people, 1);
  const text = words(
    `예: ${counted}명에게 평일마다 한 건이면 한 달(22일)에 ${won(all, lang)}, 닿은 메시지만 과금돼요.`,
    `For example: one message a working day to ${counted} ${counted === 1 ? "person" : "people"} comes to ${won(all, lang)} a month (22 days); only delivered ones are charged.`,
  );
  return say(lang, text);
}

function text(given: Words, tone: "lead" | "note", lang: Lang): Part {
  return { kind: "text", tone, runs: [say(lang, given)] };
}
