// What is due for consents as cards: who by when, what to send, and what was sent. Never a contact.

import { clipped } from "../../core/format.ts";
import type { Card, Part } from "../../core/card/card.ts";
import { counted, countedRuns } from "../../core/card/counted.ts";
import { type Lang, say, type Words, words } from "../../core/locale.ts";
import type { WhatIsDue } from "./audience.ts";
import type { Due, DueKind } from "./dues.ts";
import { channelNames, noList, noListName } from "./labels.ts";
import type { NotedByFile } from "./marks.ts";
import { noticeTexts, type NoticeText } from "./notice-texts.ts";

const dueLabels: Readonly<Record<DueKind, Words>> = {
  reconfirm: words("2년 재확인", "two-year confirmation"),
  notice_consent: words("동의 처리 결과 통지", "notice of a consent"),
  notice_refusal: words("거부 처리 결과 통지", "notice of a refusal"),
  notice_withdrawal: words("철회 처리 결과 통지", "notice of a withdrawal"),
};

export function dueCard(
  lang: Lang,
  { dues, next, any }: WhatIsDue,
  { sender, reminder = false }: { sender: string; reminder?: boolean },
): Card {
  if (!any) return { lang, parts: [noList(lang)] };
  if (dues.length === 0) return { lang, parts: nothingDue(lang, next) };
  return {
    lang,
    parts: [
      lead(lang, dues, reminder),
      ...overdueParts(lang, dues),
      duesTable(lang, dues),
      ...noticeTexts(dues, sender, lang).flatMap((text) => noticeParts(lang, text)),
      note(lang, fields),
      note(lang, howToMark),
    ],
  };
}

function lead(lang: Lang, dues: readonly Due[], reminder: boolean): Part {
  const first = dues.find(({ overdue }) => !overdue) ?? dues[0];
  const ko = `${reminder ? "알려 드릴 기한이 생겼어요. " : ""}동의 관련해서 할 일이 {n}가지 있어요. 가장 가까운 기한은 ${first?.by}까지예요.`;
  const en = `${reminder ? "Something is due. " : ""}There are {n} things to do for the consents on file; the next is to be done by ${first?.by}.`;
  return { kind: "text", tone: "lead", runs: countedRuns(say(lang, words(ko, en)), dues.length) };
}

const stopping: ReadonlySet<DueKind> = new Set(["reconfirm", "notice_consent"]);

function overdueParts(lang: Lang, dues: readonly Due[]): Part[] {
  const late = dues.filter(({ overdue, kind }) => overdue && stopping.has(kind));
  if (late.length === 0) return [];
  const text = words(
    "기한이 지난 연락처 {n}개에는 광고를 보낼 수 없어요. 아래 글을 보내고 알려 주시면 다시 보낼 수 있어요.",
    "No advertising may go to {n} contacts whose day has passed. Send them the text below and tell me: then it may again.",
  );
  const contacts = late.reduce((sum, one) => sum + one.contacts, 0);
  return [{ kind: "text", tone: "warning", runs: countedRuns(say(lang, text), contacts) }];
}

export function duesTable(lang: Lang, dues: readonly Due[]): Part {
  return {
    kind: "table",
    title: say(lang, words("기한이 오는 일", "Due")),
    columns: [
      { key: "by", label: say(lang, words("기한", "By")), align: "left" },
      { key: "what", label: say(lang, words("할 일", "What")), align: "left" },
      { key: "list", label: say(lang, words("명부", "List")), align: "left" },
      { key: "state", label: say(lang, words("상태", "State")), align: "left" },
      { key: "contacts", label: say(lang, words("연락처", "Contacts")), align: "right" },
    ],
    rows: dues.map(({ kind, by, list, contacts, overdue }) => [
      by,
      say(lang, dueLabels[kind]),
      list ?? say(lang, noListName),
      say(lang, overdue ? words("지남", "overdue") : words("예정", "to come")),
      counted(contacts),
    ]),
  };
}

function noticeParts(lang: Lang, { kind, channels, subject, body }: NoticeText): Part[] {
  const what = `${say(lang, dueLabels[kind])} · ${channelNames(lang, channels)}`;
  const head = say(lang, words(`보낼 글: ${what}`, `What to send: ${what}`));
  const mail = subject === undefined ? [] : [`${say(lang, words("제목", "Subject"))}: ${subject}\n`];
  return [
    { kind: "text", tone: "lead", runs: [head] },
    { kind: "text", tone: "plain", runs: [`${mail.join("")}${body}`] },
  ];
}

const fields = words(
  "광고 내용을 넣지 않아야 광고가 아닌 안내로 보낼 수 있어요. 괄호 칸은 사람마다 다르거나 여기에 없는 값이라 채워서 보내 주세요. 90바이트가 넘는 문자는 장문(LMS)으로 나가요.",
  "It is a notice only as long as nothing in it sells. Fields in brackets differ by person or are not known here: fill them in. Texts over 90 bytes go out as long messages (LMS).",
);
const howToMark = words(
  "CO9MA는 보내지 않아요. 보낸 뒤 “결과 통지 보냈어”나 “재확인 보냈어”라고 하거나, 보낸 연락처와 결과통지일·재확인일 열이 있는 파일을 올리면 적어 둘게요.",
  "CO9MA sends nothing. Afterwards say “notices are sent” or “confirmations are sent”, or drop a file of the contacts with a column notice date or reconfirmed date, and I will note it.",
);

function nothingDue(lang: Lang, next: WhatIsDue["next"]): Part[] {
  const none = words(
    "지금 보내야 할 재확인이나 결과 통지가 없어요.",
    "No confirmation and no notice is due now.",
  );
  const parts: Part[] = [{ kind: "text", tone: "lead", runs: [say(lang, none)] }];
  if (next === undefined) return parts;
  const then = words(
    `가장 이른 2년 재확인은 ${next.by}까지, 연락처 {n}개예요. 30일 전에 알려 드릴게요.`,
    `The first two-year confirmation is to be sent by ${next.by}, to {n} contacts. I will tell you 30 days ahead.`,
  );
  return [...parts, { kind: "text", tone: "plain", runs: countedRuns(say(lang, then), next.contacts) }];
}

/** At most so many lists get a button each on one proposal. */
const MOST_CHOICES = 3;

/** Which group was sent: a press on it notes it. */
export function askSentCard(
  lang: Lang,
  dues: readonly Due[],
  { on, shownAt }: { on: string; shownAt: string },
): Card {
  const groups = [...Map.groupBy(dues, ({ kind, list }) => `${kind} ${list ?? ""}`).values()];
  const parts = [...Map.groupBy(groups, ([first]) => first?.kind)].flatMap(([kind, all]): Part[] =>
    kind === undefined
      ? []
      : chunks(all).map((some) => ({
          kind: "proposal",
          title: say(lang, dueLabels[kind]),
          lines: some.map((group) => sentLine(lang, group)),
          choices: some.map((group) => ({
            label: shortened(say(lang, words(`${nameOf(lang, group)} 보냄`, `Sent: ${nameOf(lang, group)}`))),
            style: "primary" as const,
            press: {
              action: "apply_sent",
              input: { kind, list: group[0]?.list ?? null, by: group.at(-1)?.by ?? "", on, shownAt },
            },
          })),
        })),
  );
  const text = words(
    `${on}에 보낸 것으로 적을 명부를 눌러 주세요. 아직 적은 것은 없어요.`,
    `Press the list that was sent to on ${on}. Nothing is noted yet.`,
  );
  return { lang, parts: [{ kind: "text", tone: "lead", runs: [say(lang, text)] }, ...parts] };
}

function chunks<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / MOST_CHOICES) }, (_, at) =>
    all.slice(at * MOST_CHOICES, (at + 1) * MOST_CHOICES),
  );
}

function sentLine(lang: Lang, group: readonly Due[]) {
  const contacts = group.reduce((sum, one) => sum + one.contacts, 0);
  const text = words(
    `${nameOf(lang, group)}: 연락처 {n}개, 기한 ${group[0]?.by}`,
    `${nameOf(lang, group)}: {n} contacts, by ${group[0]?.by}`,
  );
  return countedRuns(say(lang, text), contacts);
}

function nameOf(lang: Lang, [first]: readonly Due[]): string {
  return first?.list ?? say(lang, noListName);
}

/** A button holds few letters. */
function shortened(label: string): string {
  return clipped(label, 40);
}

export function sentCard(
  lang: Lang,
  { contacts, kind, on }: { contacts: number; kind: DueKind; on: string },
): Card {
  const text = words(
    `${say("ko", dueLabels[kind])}: 연락처 {n}개에 ${on} 보낸 것으로 적었어요.`,
    `Noted: the ${say("en", dueLabels[kind])} went to {n} contacts on ${on}.`,
  );
  return { lang, parts: [{ kind: "text", tone: "lead", runs: countedRuns(say(lang, text), contacts) }] };
}

export function notedByFileCard(lang: Lang, { noted, unchanged, skipped }: NotedByFile): Card {
  const lines: [Words, number][] = [
    [
      words(
        "이미 적혀 있거나 적을 것이 없던 연락처 {n}개",
        "{n} contacts had it on file, or nothing was due",
      ),
      unchanged,
    ],
    [words("동의 명부에 없는 연락처 {n}개", "{n} contacts are on no list of consents"), skipped.unknown],
    [
      words(
        "비었거나 가려져 연락처를 읽지 못한 줄 {n}개",
        "{n} lines whose contact is missing, masked or unreadable",
      ),
      skipped.contact,
    ],
    [words("보낸 날이 없는 줄 {n}개", "{n} lines without the day it was sent"), skipped.day],
  ];
  const lead = words("보낸 것으로 적은 연락처 {n}개.", "Noted as sent: {n} contacts.");
  return {
    lang,
    parts: [
      { kind: "text", tone: "lead", runs: countedRuns(say(lang, lead), noted) },
      ...lines
        .filter(([, count]) => count > 0)
        .map(([text, count]): Part => ({
          kind: "text",
          tone: "plain",
          runs: countedRuns(say(lang, text), count),
        })),
      note(lang, words("파일은 지웠어요.", "The file itself is deleted.")),
    ],
  };
}

function note(lang: Lang, text: Words): Part {
  return { kind: "text", tone: "note", runs: [say(lang, text)] };
}
