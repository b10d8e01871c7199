// Alerts as lists and confirmations.

import { Card, type Part } from "../../../core/card/card.ts";
import type { Choice } from "../../../core/card/choice.ts";
import { type Run, runsText } from "../../../core/card/text.ts";
import { type Lang, say, type Words, words } from "../../../core/locale.ts";
import { dayIn } from "../../../core/time.ts";
import type { Incident } from "./incidents.ts";
import { type Rule, type Setting, usualKinds } from "./rules.ts";
import type { ChangeAlert } from "./tools.ts";
import { kindLabels, leadRuns, watchRuns } from "./words.ts";

type Here = { lang: Lang; zone: string; now: Temporal.Instant };

export function madeCard(rule: Rule, lang: Lang): Card {
  const watched = rule.watch ? watchRuns(rule.watch, lang) : [];
  const lead: Run[] =
    lang === "ko"
      ? ["알림을 켰어요: ", ...watched, " 알려 드려요."]
      : ["Alert is on: you hear of ", ...watched, "."];
  const isRatio = rule.watch?.window === undefined && rule.watch?.metric !== undefined && isJudged(rule);
  return Card.parse({
    lang,
    parts: [
      text("lead", lead),
      ...(isRatio ? [text("plain", [say(lang, judged)])] : []),
      text("note", [say(lang, when)]),
      {
        kind: "proposal",
        title: say(lang, words("이 알림", "This alert")),
        lines: [],
        choices: [choice(lang, words("취소", "Undo"), { ids: [rule.id], deed: "off" })],
      },
      { kind: "suggestions", texts: [say(lang, words("알림 목록", "list my alerts"))] },
    ],
  });
}

function isJudged({ watch }: Rule): boolean {
  return watch !== undefined && ["cpa", "roas", "cvr", "ctr", "cpc"].includes(watch.metric);
}

const judged = words(
  "전환이나 클릭이 적은 날은 우연일 수 있어서, 1일·3일·7일 중 확실해지는 가장 짧은 기간으로 판단해요.",
  "A day of few conversions or clicks may be chance, so I judge by the fewest of 1, 3 or 7 days that are enough to tell.",
);
const when = words(
  "새 데이터가 들어올 때와 매시간 확인하고, 한 번 생긴 일은 한 번만 알려 드리고, 끝나면 끝났다고 알려요. 조용한 시간에는 기다려요.",
  "I look whenever new data comes in and every hour. One matter is told once, and once more when it is over; quiet hours are kept.",
);

export type Listed = { rules: readonly Rule[]; setting: Setting; open: readonly Incident[] };

export function listCard({ rules, setting, open }: Listed, here: Here): Card {
  const { lang } = here;
  const own = rules.filter(({ kind }) => kind === "threshold");
  const usual = usualKinds.flatMap((kind) => rules.filter((rule) => rule.kind === kind));
  const page = { lang, today: dayIn(here.zone, here.now) };
  const lines = [...own, ...usual].map((rule) => ruleLine(rule, here));
  const none = words(
    "직접 정한 알림은 아직 없어요. ‘CPA 2만원 넘으면 알려줘’처럼 말해 주세요.",
    "You have set none yourself; say “tell me if CPA goes above 20,000 won”.",
  );
  return Card.parse({
    lang,
    parts: [
      text("lead", openLead(open.length, lang)),
      ...open.slice(0, MOST_OPEN).map((one) => text("plain", ["· ", ...leadRuns(one.seen, page)])),
      {
        kind: "proposal",
        title: say(lang, words("알림", "Alerts")),
        lines: [...(own.length === 0 ? [[say(lang, none)]] : []), ...lines],
        choices: [],
      },
      text("note", [settingLine(setting, here)]),
      text("note", [say(lang, how)]),
    ],
  });
}

const MOST_OPEN = 5;

function openLead(count: number, lang: Lang): Run[] {
  if (count === 0) return [say(lang, words("지금 열려 있는 알림은 없어요.", "Nothing is amiss now."))];
  const counted: Run = { value: count, unit: "count", metric: "items", scope: {} };
  return lang === "ko" ? ["지금 열려 있는 일이 ", counted, "건 있어요."] : [counted, " open now."];
}

const how = words(
  "‘전환 추적 알림 꺼줘’, ‘3일 동안 조용히’, ‘밤 10시부터 아침 8시까지 알림 끄기’처럼 바꿀 수 있어요.",
  "Change them with “turn off the tracking alert”, “quiet for 3 days” or “no alerts from 10pm to 8am”.",
);

function ruleLine(rule: Rule, { lang, now, zone }: Here): Run[] {
  const name: Run[] = rule.watch ? watchRuns(rule.watch, lang) : [say(lang, kindLabels[rule.kind])];
  const muted = rule.mutedUntil && Temporal.Instant.compare(rule.mutedUntil, now) > 0;
  const state = !rule.isOn
    ? words("꺼짐", "off")
    : muted
      ? mutedWords(rule.mutedUntil, zone)
      : rule.isUsual
        ? words("켜짐 (기본)", "on (usual)")
        : words("켜짐", "on");
  return [...name, `: ${say(lang, state)}`];
}

function mutedWords(until: Temporal.Instant | null, zone: string): Words {
  const at = until ? momentOf(until, zone) : "";
  return words(`${at}까지 조용히`, `silent until ${at}`);
}

function momentOf(at: Temporal.Instant, zone: string): string {
  return at.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: "minute" }).replace("T", " ");
}

function settingLine(setting: Setting, { lang, zone }: Here): string {
  const { quietFrom, quietTo, mostADay } = setting;
  const quiet =
    quietFrom === ""
      ? words("조용한 시간 없음", "no quiet hours")
      : words(`조용한 시간 ${quietFrom}~${quietTo}`, `quiet from ${quietFrom} to ${quietTo}`);
  return say(
    lang,
    words(
      `${quiet.ko} (${zone}) · 하루 최대 ${mostADay}건, 나머지는 다음 메시지에 한 줄로`,
      `${quiet.en} (${zone}) · at most ${mostADay} a day, the rest in a line of the next`,
    ),
  );
}

export function changedCard(
  rules: readonly Rule[],
  { deed }: Pick<ChangeAlert, "deed">,
  { lang, zone }: Here,
): Card {
  const [first] = rules;
  const until = first?.mutedUntil ? momentOf(first.mutedUntil, zone) : "";
  const said: Readonly<Record<ChangeAlert["deed"], Words>> = {
    off: words("알림을 껐어요", "Switched off"),
    on: words("알림을 켰어요", "Switched on"),
    mute: words(`${until}까지 조용히 할게요`, `Silent until ${until}`),
    unmute: words("다시 알려 드릴게요", "You will hear of it again"),
  };
  const back: Readonly<Record<ChangeAlert["deed"], ChangeAlert["deed"]>> = {
    off: "on",
    on: "off",
    mute: "unmute",
    unmute: "unmute",
  };
  const names = rules.map((rule): Run[] =>
    rule.watch ? watchRuns(rule.watch, lang) : [say(lang, kindLabels[rule.kind])],
  );
  const ids = rules.map(({ id }) => id);
  return Card.parse({
    lang,
    parts: [
      text("lead", [`${say(lang, said[deed])}.`]),
      {
        kind: "proposal",
        title: say(lang, words("알림", "Alerts")),
        lines: names,
        choices:
          deed === "unmute" ? [] : [choice(lang, words("되돌리기", "Undo"), { ids, deed: back[deed] })],
      },
    ],
  });
}

/** Several fit: which one, by a press. */
export function whichCard(rules: readonly Rule[], { deed, days }: ChangeAlert, lang: Lang): Card {
  const label = (rule: Rule): Words =>
    rule.watch
      ? { ko: runsText(watchRuns(rule.watch, "ko"), "ko"), en: runsText(watchRuns(rule.watch, "en"), "en") }
      : kindLabels[rule.kind];
  const input = (ids: string[]): Record<string, unknown> => ({ ids, deed, ...(days && { days }) });
  const shown = rules.slice(0, 2);
  return Card.parse({
    lang,
    parts: [
      {
        kind: "proposal",
        title: say(lang, words("어느 알림을 말씀하세요?", "Which alert do you mean?")),
        lines: rules.map((rule) => (rule.watch ? watchRuns(rule.watch, lang) : [say(lang, label(rule))])),
        choices: [
          ...shown.map((rule) => choice(lang, label(rule), input([rule.id]))),
          choice(lang, words("모두", "All of them"), input(rules.slice(0, 20).map(({ id }) => id))),
        ],
      },
    ],
  });
}

function choice(lang: Lang, label: Words, input: Record<string, unknown>): Choice {
  return {
    label: say(lang, label),
    style: "plain" as const,
    press: { action: "change_alert", input },
  };
}

function text(tone: "lead" | "plain" | "note", runs: Run[]): Part {
  return { kind: "text", tone, runs };
}
