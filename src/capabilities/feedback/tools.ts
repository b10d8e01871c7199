// Whether an answer helped: said by a press below it, with a reason where it did not; read by those who look after the team.

import { z } from "zod";
import type { Card, Part } from "../../core/card/card.ts";
import { countedRuns } from "../../core/card/counted.ts";
import type { FormPart } from "../../core/card/form.ts";
import { momentIn } from "../../core/card/plain/sources.ts";
import type { Cell } from "../../core/card/table.ts";
import { type Lang, say, type Words, words } from "../../core/locale.ts";
import type { Ctx } from "../context.ts";
import { defineTool, type Tool, type ToolResult } from "../tool.ts";
import { listMembers } from "../workspace/workspace.ts";
import { giveFeedback, type Heard, listFeedback } from "./feedback.ts";

const GiveFeedback = z.object({
  turnId: z.uuid(),
  verdict: z.enum(["good", "bad"]),
  asked: z.string().max(500).default(""),
  /** Of the form that asks why not. */
  values: z.record(z.string(), z.string()).optional(),
});
type GiveFeedback = z.output<typeof GiveFeedback>;

const ShowFeedback = z.object({ count: z.number().int().min(1).max(100).default(20) });

export const feedbackTools: readonly Tool[] = [
  defineTool({
    name: "give_feedback",
    about: "Keep whether an answer helped. Started by the press below that answer only.",
    effect: "write",
    startedBy: "press",
    action: "feedback.give",
    input: GiveFeedback,
    run: give,
    form: async ({ lang }, { verdict }) => (verdict === "bad" ? whyNot(lang) : undefined),
    check: async ({ lang }, { values = {} }) => tooLong(values, lang),
  }),
  defineTool({
    name: "show_feedback",
    about: "List what people said of the answers, newest first: whether they helped, and why not.",
    effect: "read",
    action: "feedback.list",
    input: ShowFeedback,
    run: show,
  }),
];

/** What is often the matter. */
const templates: Readonly<Record<string, Words>> = {
  wrong: words("숫자나 내용이 틀려요", "Figures or facts are wrong"),
  missing: words("원하던 내용이 빠졌어요", "What I wanted is missing"),
  misread: words("질문을 잘못 이해했어요", "It misread the question"),
  hard: words("읽기 어려워요", "Hard to read"),
  slow: words("너무 느려요", "Too slow"),
};

const MOST_REASON = 500;

function whyNot(lang: Lang): FormPart {
  return {
    kind: "form",
    slot: "feedback",
    question: [say(lang, words("어떤 점이 아쉬웠나요?", "What was the matter?"))],
    fields: [
      {
        name: "template",
        label: say(lang, words("가까운 것", "Closest to it")),
        kind: "one",
        // A page picks the first of a list by itself: that must not be a reason nobody gave.
        value: "none",
        options: Object.entries({ none: words("고르지 않음", "None of these"), ...templates }).map(
          ([value, text]) => ({ value, label: say(lang, text) }),
        ),
      },
      {
        name: "reason",
        label: say(lang, words("자세히", "In your words")),
        kind: "text",
        long: true,
        value: "",
        hint: say(
          lang,
          words("비워도 돼요. 관리자와 매니저가 읽어요", "It may stay empty. Admins and managers read it"),
        ),
      },
    ],
    choices: [],
  };
}

function tooLong(values: Readonly<Record<string, string>>, lang: Lang): Record<string, string> {
  if ((values["reason"] ?? "").trim().length <= MOST_REASON) return {};
  return {
    reason: say(
      lang,
      words("너무 길어요. 500자 안으로 적어 주세요.", "That is too long. Keep it within 500 letters."),
    ),
  };
}

async function give(ctx: Ctx, { values, ...said }: GiveFeedback): Promise<ToolResult> {
  const { lang } = ctx;
  const template = values?.["template"];
  await giveFeedback(ctx, {
    ...said,
    template: template && template in templates ? template : undefined,
    reason: values?.["reason"]?.slice(0, MOST_REASON),
  });
  const parts: Part[] = [{ kind: "text", tone: "note", runs: [say(lang, thanks[said.verdict])] }];
  if (said.verdict === "bad" && values === undefined) parts.push(askedBelow(said, lang));
  return { card: { lang, parts }, facts: { kept: said.verdict }, outside: false, alone: true };
}

const thanks: Readonly<Record<GiveFeedback["verdict"], Words>> = {
  good: words(
    "👍 알려 주셔서 고마워요. 다른 버튼을 누르면 바뀌어요.",
    "👍 Thank you. Press the other button to change it.",
  ),
  bad: words(
    "👎 알려 주셔서 고마워요. 관리자와 매니저가 볼 수 있게 남겼어요.",
    "👎 Thank you. It is kept for admins and managers to read.",
  ),
};

/** Where nothing could be asked in place. */
function askedBelow(said: Omit<GiveFeedback, "values">, lang: Lang): FormPart {
  const press = { action: "give_feedback", input: { ...said } };
  const label = say(lang, words("의견 보내기", "Send it"));
  return { ...whyNot(lang), choices: [{ label, style: "primary", press }] };
}

async function show(ctx: Ctx, { count }: z.output<typeof ShowFeedback>): Promise<ToolResult> {
  const { lang } = ctx;
  const [{ heard, counts }, members] = await Promise.all([listFeedback(ctx, count), listMembers(ctx)]);
  const names = new Map<string, string>(members.map(({ personId, name }) => [personId, name]));
  const all = counts.good + counts.bad;
  const card: Card = {
    lang,
    parts: [
      { kind: "text", tone: "lead", runs: leadOf(counts, lang) },
      ...(all === 0 ? [] : [listOf(heard, names, ctx)]),
    ],
  };
  return { card, facts: { ...counts, shown: heard.length } };
}

function leadOf({ good, bad }: { good: number; bad: number }, lang: Lang) {
  if (good + bad === 0)
    return [
      say(
        lang,
        words(
          "아직 받은 피드백이 없어요. 답변 아래 👍 👎로 남길 수 있어요.",
          "There is no feedback yet; 👍 and 👎 stand below the answers.",
        ),
      ),
    ];
  return [
    ...countedRuns(say(lang, words("받은 피드백: 👍 {n}건", "Feedback so far: 👍 {n}")), good),
    ...countedRuns(say(lang, words(", 👎 {n}건", ", 👎 {n}")), bad),
  ];
}

function listOf(heard: readonly Heard[], names: ReadonlyMap<string, string>, { lang, zone }: Ctx): Part {
  const column = (key: string, label: Words) => ({ key, label: say(lang, label), align: "left" as const });
  const left = say(lang, words("나간 사람", "somebody who left"));
  return {
    kind: "table",
    columns: [
      column("at", words("때", "When")),
      column("who", words("누가", "Who")),
      column("verdict", words("평가", "Verdict")),
      column("why", words("이유", "Why")),
      column("asked", words("질문", "Asked")),
    ],
    rows: heard.map((one): Cell[] => [
      momentIn(zone, one.at.toString()),
      names.get(one.personId) ?? left,
      one.verdict === "good" ? "👍" : "👎",
      whyOf(one, lang),
      one.asked,
    ]),
  };
}

function whyOf({ template, reason }: Heard, lang: Lang): string {
  const picked = template === null ? undefined : templates[template];
  return [picked && say(lang, picked), reason].filter(Boolean).join(" · ");
}
