// Consents as cards: how many may be written to now, later, never; what is due; what a list or a withdrawal changed. Never a contact.

import type { Card, Part } from "../../core/card/card.ts";
import { counted, countedRuns } from "../../core/card/counted.ts";
import { type Lang, say, type Words, words } from "../../core/locale.ts";
import type { Quantity } from "../../core/quantity.ts";
import type { SendChannel } from "../compliance/compliance.ts";
import type { Imported, Reachable, Withdrawal } from "./audience.ts";
import { duesTable } from "./due-cards.ts";
import { channelLabels, channelNames, noList, noListName } from "./labels.ts";
import type { Deal, ListReach, Reach } from "./reach.ts";

const reasons: Readonly<Record<string, Words>> = {
  "kr.nw.withdrawn": words("철회·거부함", "withdrew or refused"),
  "kr.nw.consent": words("동의 없음", "no consent"),
  "kr.nw.recheck-2y": words("2년 재확인 지남", "two-year confirmation overdue"),
  "kr.nw.result-notice": words("처리 결과 통지 안 함", "notice of the result not sent"),
};
const otherReason = words("동의로 볼 수 없음", "not a consent");

export function reachCard(lang: Lang, found: Reachable): Card {
  const { reach, deals, lists, dues } = found;
  if (reach.length === 0) return { lang, parts: [noList(lang)] };
  return {
    lang,
    parts: [
      reachTable(lang, found),
      ...whyParts(lang, reach),
      ...dealParts(lang, deals),
      ...listParts(lang, lists),
      ...(dues.length > 0 ? [duesTable(lang, dues)] : []),
      ...mailPart(lang, reach),
      basis(lang),
    ],
  };
}

/** `2026-11-25 22:00`, as the workspace's clock shows it. */
function moment(until: string): string {
  return until.slice(0, 16).replace("T", " ");
}

function titleOf(lang: Lang, { at, minutes, list }: Reachable): string {
  const when = moment(at.toString());
  const ko = `광고를 보낼 수 있는 사람${list === undefined ? "" : ` · ${list}`} · ${when} 시작${minutes > 0 ? `, ${minutes}분 걸리는 발송` : ""}`;
  const en = `Who may get advertising${list === undefined ? "" : ` · ${list}`} · from ${when}${minutes > 0 ? `, a batch of ${minutes} minutes` : ""}`;
  return say(lang, words(ko, en));
}

function reachTable(lang: Lang, found: Reachable): Part {
  const { reach } = found;
  const sum = (of: (one: Reach) => number): Quantity => counted(reach.reduce((all, one) => all + of(one), 0));
  return {
    kind: "table",
    title: titleOf(lang, found),
    columns: [
      { key: "channel", label: say(lang, words("수단", "Channel")), align: "left" },
      { key: "now", label: say(lang, words("가능", "May")), align: "right" },
      { key: "wait", label: say(lang, words("기다려야 함", "Must wait")), align: "right" },
      { key: "from", label: say(lang, words("가능한 때", "From")), align: "left" },
      { key: "never", label: say(lang, words("보낼 수 없음", "Never")), align: "right" },
    ],
    rows: reach.map((one) => [
      say(lang, channelLabels[one.channel]),
      counted(one.now),
      counted(waiting(one)),
      one.waiting.map(({ until }) => moment(until)).join(", ") || "–",
      counted(never(one)),
    ]),
    total: [say(lang, words("모두", "All")), sum(({ now }) => now), sum(waiting), "", sum(never)],
  };
}

/** Each reason to wait or never to write, with how many contacts have it. */
function whyParts(lang: Lang, reach: readonly Reach[]): Part[] {
  const rows = reach.flatMap((one) => [
    ...one.waiting.map(({ until, contacts }) => [
      say(lang, channelLabels[one.channel]),
      say(
        lang,
        words(`야간(21:00–08:00)이라 ${moment(until)}부터`, `night (21:00–08:00): from ${moment(until)}`),
      ),
      counted(contacts),
    ]),
    ...one.never.map(({ rule, deal, contacts }) => [
      say(lang, channelLabels[one.channel]),
      say(lang, deal ? pastDeal : (reasons[rule] ?? otherReason)),
      counted(contacts),
    ]),
  ]);
  if (rows.length === 0) return [];
  return [
    {
      kind: "table",
      title: say(lang, words("기다리거나 보낼 수 없는 까닭", "Why wait, why never")),
      columns: [
        { key: "channel", label: say(lang, words("수단", "Channel")), align: "left" },
        { key: "reason", label: say(lang, words("까닭", "Reason")), align: "left" },
        { key: "contacts", label: say(lang, words("연락처", "Contacts")), align: "right" },
      ],
      rows,
    },
  ];
}

const pastDeal = words(
  "동의 없음, 거래 예외도 안 됨(6개월·같은 종류·직접 수집)",
  "no consent, and no past deal that allows it (six months, same kind, given directly)",
);

/** Until when a past deal alone allows it: no consent, so it ends by itself. */
function dealParts(lang: Lang, deals: readonly Deal[]): Part[] {
  const rows = deals.map(({ through, channel, contacts }) => [
    through,
    say(lang, channelLabels[channel]),
    counted(contacts),
  ]);
  if (rows.length === 0) return [];
  return [
    {
      kind: "table",
      title: say(
        lang,
        words("동의 없이 거래로 보낼 수 있는 마지막 날", "Last day by a past deal, without a consent"),
      ),
      columns: [
        { key: "through", label: say(lang, words("마지막 날", "Last day")), align: "left" },
        { key: "channel", label: say(lang, words("수단", "Channel")), align: "left" },
        { key: "contacts", label: say(lang, words("연락처", "Contacts")), align: "right" },
      ],
      rows,
    },
  ];
}

function listParts(lang: Lang, lists: readonly ListReach[]): Part[] {
  if (lists.length === 0) return [];
  return [
    {
      kind: "table",
      title: say(lang, words("명부별", "By list")),
      columns: [
        { key: "list", label: say(lang, words("명부", "List")), align: "left" },
        { key: "now", label: say(lang, words("가능", "May")), align: "right" },
        { key: "wait", label: say(lang, words("기다려야 함", "Must wait")), align: "right" },
        { key: "never", label: say(lang, words("보낼 수 없음", "Never")), align: "right" },
      ],
      rows: lists.map(({ list, now, waiting: wait, never: no }) => [
        list ?? say(lang, noListName),
        counted(now),
        counted(wait),
        counted(no),
      ]),
    },
  ];
}

function mailPart(lang: Lang, reach: readonly Reach[]): Part[] {
  const nightly = reach.some(({ waiting: held }) => held.length > 0);
  if (!nightly || !reach.some(({ channel }) => channel === "email")) return [];
  return [note(lang, words("이메일에는 야간 제한이 없어요.", "E-mail has no night."))];
}

function basis(lang: Lang): Part {
  return note(
    lang,
    words(
      "정보통신망법 제50조의 동의·야간·재확인 규칙으로 센 검토 의견이에요. 보내기 직전에 한 번 더 확인해요.",
      "Counted by the rules of consent, night and confirmation of the Network Act, article 50: an opinion. Each send is checked again just before it goes.",
    ),
  );
}

export function importedCard(lang: Lang, imported: Imported): Card {
  const { contacts, recorded, unchanged, stillWithdrawn, skipped } = imported;
  const lines: [Words, number][] = [
    [words("같은 내용이라 그대로 둔 동의 {n}건", "{n} consents were on file already"), unchanged],
    [
      words(
        "더 나중에 철회해서 되살리지 않은 동의 {n}건",
        "{n} consents stay withdrawn: the person took them back later",
      ),
      stillWithdrawn,
    ],
    [
      words(
        "비었거나 가려져 연락처를 읽지 못한 줄 {n}개",
        "{n} lines whose contact is missing, masked or unreadable",
      ),
      skipped.contact,
    ],
    [
      words(
        "동의일이 없어 증명할 수 없는 줄 {n}개",
        "{n} lines whose consent has no day, which proves nothing",
      ),
      skipped.day,
    ],
  ];
  const said = lines.filter(([, value]) => value > 0);
  return {
    lang,
    parts: [
      {
        kind: "text",
        tone: "plain",
        runs: [
          ...countedRuns(
            say(
              lang,
              words("동의 명부를 읽었어요. 연락처 {n}개, ", "The list of consents is read: {n} contacts, "),
            ),
            contacts,
          ),
          ...countedRuns(say(lang, words("새로 적은 동의 {n}건.", "{n} consents recorded.")), recorded),
        ],
      },
      ...said.map(([text, value]): Part => ({
        kind: "text",
        tone: "plain",
        runs: countedRuns(say(lang, text), value),
      })),
      note(
        lang,
        words(
          "연락처는 암호화해서 보관하고 파일은 지웠어요.",
          "Contacts are kept encrypted, and the file itself is deleted.",
        ),
      ),
    ],
  };
}

export function withdrawnCard(lang: Lang, channels: readonly SendChannel[]): Card {
  const list = channelNames(lang, channels);
  const text = words(
    `수신 거부를 적었어요. 다음 발송부터 빠져요: ${list}`,
    `The refusal is recorded. From the next send on this contact is left out: ${list}`,
  );
  const duty = words(
    "14일 안에 처리 결과를 본인에게 알려 주세요(정보통신망법 제50조 7항).",
    "Tell the person within 14 days how it was handled (Network Act, article 50(7)).",
  );
  return { lang, parts: [{ kind: "text", tone: "plain", runs: [say(lang, text)] }, note(lang, duty)] };
}

function waiting(one: Reach): number {
  return one.waiting.reduce((all, { contacts }) => all + contacts, 0);
}

function never(one: Reach): number {
  return one.never.reduce((all, { contacts }) => all + contacts, 0);
}

function note(lang: Lang, text: Words): Part {
  return { kind: "text", tone: "note", runs: [say(lang, text)] };
}

/** Where text from outside had a say a person presses for it. `shown` is the mask of the contact: it stands on no card itself. */
export function askWithdrawal(lang: Lang, input: Withdrawal, shown: string): Card {
  const { channel } = input;
  const lead = words(
    "이 대화에는 밖에서 온 글이 섞여 있어서, 누르셔야 수신 거부로 처리해요. 아직 바뀐 것은 없어요.",
    "Text from outside stands in this conversation, so press to record the refusal. Nothing was changed yet.",
  );
  return {
    lang,
    parts: [
      { kind: "text", tone: "lead", runs: [say(lang, lead)] },
      {
        kind: "proposal",
        title: say(lang, words("말씀하신 연락처", "The contact you named")),
        lines: [[shown], ...(channel ? [[channelNames(lang, [channel])]] : [])],
        choices: [
          {
            label: say(lang, words("수신 거부로 처리", "Record the refusal")),
            style: "primary",
            press: { action: "withdraw_consent", input },
          },
        ],
      },
    ],
  };
}
