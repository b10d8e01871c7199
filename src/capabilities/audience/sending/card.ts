// The answer to "may I send this?" as a card: the opinion in one line, a row for each kind of consent, the rules, the review of the words.

import type { Card, Part } from "../../../core/card/card.ts";
import type { Choice } from "../../../core/card/choice.ts";
import { countedRuns } from "../../../core/card/counted.ts";
import type { Run } from "../../../core/card/text.ts";
import { type Lang, say, type Words, words } from "../../../core/locale.ts";
import {
  type Answer,
  findingsParts,
  type KeptReview,
  ruleCited,
  type SendChannel,
  type SendDecision,
  withOpinionOf,
} from "../../compliance/compliance.ts";
import type { Reachable } from "../audience.ts";
import { channelLabels } from "../labels.ts";
import type { Asked, Decided } from "./decide.ts";
import type { CheckSend, SendConsent } from "./tool.ts";

type Told = {
  asked: Asked;
  decided: Decided;
  stated: SendConsent | undefined;
  reach: Reachable | undefined;
  review: KeptReview | undefined;
};

const kindLabels: Readonly<Record<SendConsent, Words>> = {
  optin_night: words("광고 수신 + 야간 수신 동의", "consent, and consent to the night"),
  optin: words("광고 수신 동의 (야간 동의 없음)", "consent, none for the night"),
  existing_customer: words(
    "6개월 안에 산 고객 (같은 종류 상품, 연락처 직접 받음)",
    "bought within six months (same kind, contact given in that deal)",
  ),
  none: words("동의 없음", "no consent"),
  withdrawn: words("수신 거부·철회", "refused or withdrew"),
};

export function sendCard(lang: Lang, told: Told): Card {
  const { asked, decided, review, reach } = told;
  return {
    lang,
    parts: [
      { kind: "text", tone: "lead", runs: [leadOf(lang, told)] },
      ...(asked.moment.passed ? [text("warning", say(lang, past))] : []),
      ...(decided.purpose === "ad" ? [decisionTable(lang, told)] : []),
      ...(reach ? reachParts(lang, reach) : []),
      ...rulesParts(lang, decided, review),
      ...(review ? withOpinionOf(findingsParts(review.judged, lang), review, lang) : []),
      ...(asked.moment.assumedDay ? [text("note", say(lang, assumedDay))] : []),
      ...(told.stated === undefined && reach?.list === undefined && decided.purpose === "ad"
        ? [text("note", say(lang, sayWho))]
        : []),
      text("note", say(lang, basis)),
    ],
  };
}

const past = words(
  "이미 지난 시각이에요. 그 시각에 보낸다고 보고 판단했어요.",
  "That moment is past. This is the opinion as if it went out then.",
);
const assumedDay = words(
  "날짜를 말하지 않아 가장 가까운 그 시각으로 봤어요.",
  "No day was said: the next such time is taken.",
);
const sayWho = words(
  "받는 사람이 무엇에 동의했는지 알려 주시면 그 경우만 답할게요. 예: “야간 동의 받은 고객에게”, “‘VIP 명부’에게”.",
  "Tell me what the recipients agreed to and I answer for them alone: “to people with night consent”, “to the list ‘VIP’”.",
);
const basis = words(
  "보내지 않았어요. 규칙으로 본 검토 의견이고, 보내기 직전에 동의를 한 번 더 확인해 주세요.",
  "Nothing was sent. It is an opinion by rules; check the consents again just before it goes.",
);

/** What can be said of everybody asked about, in one line. */
function leadOf(lang: Lang, { asked, decided, stated }: Told): string {
  const what = `${moment(asked.moment.at)} ${say(lang, channelLabels[asked.channel])}`;
  const answers = decided.rows.map(({ answer }) => answer);
  if (decided.purpose === "transactional") return `${what}: ${say(lang, service)}`;
  const best = answers.find(({ asIs }) => asIs.kind === "allow") ?? answers[0];
  if (!best) return what;
  const sole = stated !== undefined;
  if (best.asIs.kind === "allow" && best.asIs.rules.length === 0)
    return `${what}: ${say(lang, sole ? mayGo : someMay(laterOf(answers)))}`;
  if (best.asIs.kind === "defer") return `${what}: ${say(lang, waits(best.asIs.until))}`;
  if (best.mended.kind === "allow") return `${what}: ${say(lang, sole ? mendFirst : mendSome)}`;
  if (best.mended.kind === "defer") return `${what}: ${say(lang, mendAndWait(best.mended.until))}`;
  return `${what}: ${say(lang, mayNot)}`;
}

const service = words(
  "거래 안내로 보여요. 광고가 아니어서 동의·시간 규칙을 적용하지 않아요.",
  "this reads as a service message, not advertising: the rules of consent and hours do not apply.",
);
const mayGo = words("검토 의견으로는 보낼 수 있어요.", "it may go, by this opinion.");

/** When those must wait who have not agreed to that hour. */
function laterOf(answers: readonly Answer[]): string | undefined {
  return answers.flatMap(({ asIs }) => (asIs.kind === "defer" ? [asIs.until] : []))[0];
}

function someMay(until: string | undefined): Words {
  if (until === undefined)
    return words(
      "동의를 받은 사람에게는 보낼 수 있어요. 아래에서 받는 사람별로 확인해 주세요.",
      "it may go to people who agreed: see below, kind by kind.",
    );
  return words(
    `야간 동의를 받은 사람에게만 되고, 나머지는 ${moment(until)}부터예요. 아래에서 받는 사람별로 확인해 주세요.`,
    `only to people who agreed to the night; to the others from ${moment(until)}. See below, kind by kind.`,
  );
}

const mendFirst = words("문구부터 고쳐야 보낼 수 있어요.", "the message has to be changed first.");
const mendSome = words(
  "문구부터 고쳐야 하고, 고친 뒤에는 누구에게 보내느냐에 달렸어요.",
  "the message has to be changed first; after that it depends on who gets it.",
);
const mayNot = words("이대로는 보낼 수 없어요.", "it must not go like this.");

function waits(until: string): Words {
  return words(
    `지금은 안 되고 ${moment(until)}부터 보낼 수 있어요.`,
    `not then: it may go from ${moment(until)}.`,
  );
}

function mendAndWait(until: string): Words {
  return words(
    `문구를 고쳐야 하고, 고쳐도 ${moment(until)}부터 보낼 수 있어요.`,
    `the message has to be changed, and may go from ${moment(until)} even then.`,
  );
}

/** `2026-11-24 22:00`, with the offset only where a machine reads it. */
function moment(at: string): string {
  return at.slice(0, 16).replace("T", " ");
}

function decisionTable(lang: Lang, { decided, asked }: Told): Part {
  const mends = asked.text !== undefined && decided.rows.some(({ answer }) => isMended(answer));
  return {
    kind: "table",
    title: say(lang, words("받는 사람별 판단", "By what the recipients allowed")),
    columns: [
      { key: "who", label: say(lang, words("받는 사람", "Recipients")), align: "left" },
      {
        key: "asIs",
        label: say(lang, mends ? words("이 문구로", "As it is") : words("판단", "Opinion")),
        align: "left",
      },
      ...(mends
        ? [
            {
              key: "mended",
              label: say(lang, words("문구를 고치면", "Once changed")),
              align: "left" as const,
            },
          ]
        : []),
    ],
    rows: decided.rows.map(({ consent, answer }) => [
      say(lang, kindLabels[consent]),
      decisionText(lang, answer.asIs),
      ...(mends ? [decisionText(lang, answer.mended)] : []),
    ]),
  };
}

function isMended({ asIs, mended }: Answer): boolean {
  return asIs.kind !== mended.kind;
}

function decisionText(lang: Lang, decision: SendDecision): string {
  switch (decision.kind) {
    case "allow":
      return say(lang, words("가능", "may go"));
    case "defer":
      return say(lang, words(`${moment(decision.until)}부터`, `from ${moment(decision.until)}`));
    case "block":
      return say(lang, words("불가", "must not"));
  }
}

/** Those on file: how many of them may get it at that moment, by their own consents. */
function reachParts(lang: Lang, { list, reach }: Reachable): Part[] {
  const sum = (of: (one: Reachable["reach"][number]) => number): number =>
    reach.reduce((all, one) => all + of(one), 0);
  const name = list ?? say(lang, words("등록된 명부 전체", "all lists on file"));
  const runs: Run[] = [
    `${name}: `,
    ...countedRuns(
      say(lang, words("그 시각에 {n}명 가능, ", "{n} may get it then, ")),
      sum(({ now }) => now),
    ),
    ...countedRuns(
      say(lang, words("{n}명은 기다려야 하고, ", "{n} must wait, ")),
      sum(({ waiting }) => waiting.reduce((all, { contacts }) => all + contacts, 0)),
    ),
    ...countedRuns(
      say(
        lang,
        words("{n}명은 보낼 수 없어요(문구에 문제가 없을 때).", "{n} must not (with a faultless message)."),
      ),
      sum(({ never }) => never.reduce((all, { contacts }) => all + contacts, 0)),
    ),
  ];
  return [{ kind: "text", tone: "plain", runs }];
}

/** Every rule that stops or delays it, once, with its act and article; those that the review of the words tells stand there. */
function rulesParts(lang: Lang, { rows }: Decided, review: KeptReview | undefined): Part[] {
  const told = new Set(review?.judged.flatMap((one) => one.review.findings.map(({ rule }) => rule)));
  const slugs = new Set(rows.flatMap(({ answer }) => [...answer.asIs.rules, ...answer.mended.rules]));
  return [...slugs.difference(told)].flatMap((slug): Part[] => {
    const rule = ruleCited(slug);
    if (!rule) return [];
    const open = rule.confirmed
      ? ""
      : say(lang, words(" (근거 조문 확인 전)", " (article not confirmed yet)"));
    return [text("plain", `${rule.act} ${rule.article}${open} · ${slug}: ${rule.fix[lang]}`)];
  });
}

const questions: Readonly<Record<"channel" | "time" | "text", Words>> = {
  channel: words(
    "무엇으로 보내나요? 알림톡·브랜드 메시지·전화라면 적어 주세요.",
    "How will it go out? If it is AlimTalk, a Kakao brand message or a call, write so.",
  ),
  time: words(
    "언제 보내나요? ‘내일 밤 10시’처럼 말해 주셔도 돼요.",
    "When will it go out? You may also say “tomorrow at 10pm”.",
  ),
  text: words("보낼 문구를 그대로 붙여 주세요.", "Paste the message word for word."),
};

/** One thing at a time. @param tomorrow ISO day in the workspace's zone */
export function askCard(
  lang: Lang,
  slot: "channel" | "time" | "text",
  input: CheckSend,
  tomorrow: string,
): Card {
  const choices = choicesOf(lang, slot, input, tomorrow);
  return { lang, parts: [{ kind: "form", slot, question: [say(lang, questions[slot])], choices }] };
}

function choicesOf(
  lang: Lang,
  slot: "channel" | "time" | "text",
  input: CheckSend,
  tomorrow: string,
): Choice[] {
  if (slot === "channel")
    return (["sms", "email", "push"] as const).map((channel: SendChannel) =>
      choice(say(lang, channelLabels[channel]), { ...input, channel }),
    );
  if (slot === "text")
    return [
      choice(say(lang, words("문구 없이 시간·동의만", "Time and consent alone")), {
        ...input,
        withoutText: true,
      }),
    ];
  const day = input.day ?? tomorrow;
  const named = input.day ? input.day : say(lang, words("내일", "Tomorrow"));
  return [
    ...(input.day ? [] : [choice(say(lang, words("지금", "Now")), { ...input, now: true })]),
    choice(`${named} 10:00`, { ...input, day, time: "10:00" }),
    choice(`${named} 19:00`, { ...input, day, time: "19:00" }),
  ];
}

function choice(label: string, input: CheckSend): Choice {
  const filled = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
  return { label, style: "plain", press: { action: "check_send", input: filled } };
}

function text(tone: "plain" | "note" | "warning", line: string): Part {
  return { kind: "text", tone, runs: [line] };
}
