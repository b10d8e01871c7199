// Naming a deputy: said in words, made so by one's own press.

import { z } from "zod";
import type { Card, Part } from "../../core/card/card.ts";
import { Failure } from "../../core/failure.ts";
import { PersonId } from "../../core/ids.ts";
import { type Lang, say, words } from "../../core/locale.ts";
import { DayText } from "../../core/slots.ts";
import { dayIn, period } from "../../core/time.ts";
import type { Ctx } from "../context.ts";
import { defineTool, type Tool, type ToolResult } from "../tool.ts";
import { listMembers, personByName } from "../workspace/workspace.ts";
import { addDeputy, listDeputies } from "./deputies.ts";

export const SetDeputy = z.object({
  naming: z
    .boolean()
    .optional()
    .describe("True when somebody is to stand in; what is not said of who and when is asked."),
  person: z
    .string()
    .optional()
    .describe("Who decides in the asker's place; left out, those there are are shown."),
  from: DayText.optional(),
  to: DayText.optional(),
});

export const deputyTools: readonly Tool[] = [
  defineTool({
    name: "set_deputy",
    about: "Propose who approves in the asker's place on which days; their own press makes it so.",
    effect: "write",
    startedBy: "words",
    action: "approval.deputy",
    input: SetDeputy,
    run: proposeDeputy,
    propose: proposeDeputy,
  }),
  defineTool({
    name: "apply_deputy",
    about: "Name a deputy that was proposed. Started by the asker's own press only.",
    effect: "write",
    startedBy: "press",
    action: "approval.deputy",
    input: z.object({ deputyId: PersonId, from: DayText, to: DayText }),
    run: async (ctx, { deputyId, from, to }) => {
      await addDeputy(ctx, {
        deputyId,
        days: period(Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)),
      });
      return showDeputies(ctx);
    },
  }),
];

async function proposeDeputy(
  ctx: Ctx,
  { naming, person, from, to }: z.output<typeof SetDeputy>,
): Promise<ToolResult> {
  if (person === undefined) return naming ? askWho(ctx, { from, to }) : showDeputies(ctx);
  const deputyId = await personByName(ctx.db, ctx.workspaceId, person);
  const name = (await listMembers(ctx)).find(({ personId }) => personId === deputyId)?.name ?? person;
  const today = dayIn(ctx.zone, ctx.now);
  if (from !== undefined && to !== undefined && (from > to || to < today.toString())) throw pastDays();
  if (to === undefined) return askUntil(ctx, { deputyId, name, from: from ?? today.toString() });
  const first = from ?? today.toString();
  const line = words(
    `${first}부터 ${to}까지 ${name} 님이 대신 승인하고 반려할 수 있어요. 기록에는 누구를 대신했는지 남아요.`,
    `From ${first} to ${to} ${name} may approve and reject in your place; the record says for whom.`,
  );
  const part: Part = {
    kind: "proposal",
    title: say(ctx.lang, words("대리인으로 정할까요?", "Name this deputy?")),
    lines: [[say(ctx.lang, line)]],
    choices: [
      {
        label: say(ctx.lang, words("대리인으로 정하기", "Name the deputy")),
        style: "primary",
        press: { action: "apply_deputy", input: { deputyId, from: first, to } },
      },
    ],
  };
  return { card: { lang: ctx.lang, parts: [part] }, facts: { waits: "apply_deputy" } };
}

/** Colleagues who could, each a press; more of them are named in words. */
async function askWho(
  ctx: Ctx,
  { from, to }: { from: string | undefined; to: string | undefined },
): Promise<ToolResult> {
  const own = ctx.actor.kind === "person" ? ctx.actor.personId : undefined;
  const able = (await listMembers(ctx)).filter(({ personId, role }) => role !== "viewer" && personId !== own);
  const ask = able.length > 0 ? whoAsked : nobodyAble;
  const part: Part = {
    kind: "form",
    slot: "person",
    question: [say(ctx.lang, ask)],
    choices: able.slice(0, MOST_CHOICES).map(({ name }) => ({
      label: name,
      style: "plain",
      press: {
        action: "set_deputy",
        input: { naming: true, person: name, ...(from && { from }), ...(to && { to }) },
      },
    })),
  };
  return { card: { lang: ctx.lang, parts: [part] }, facts: { asked: ["person"] } };
}

const MOST_CHOICES = 3;
const whoAsked = words(
  "누가 대신 승인할까요? 이름을 적어 주셔도 돼요. 예: ‘은지, 12월 1일부터 5일까지’",
  "Who shall approve in your place? You may also write a name, such as “Jia, December 1 to 5”.",
);
const nobodyAble = words(
  "대신 승인할 수 있는 사람이 아직 없어요. 관리자에게 멤버를 초대해 달라고 해 주세요.",
  "Nobody here can approve in your place yet. Ask an admin to invite a member.",
);

/** A stand-in without an end would be a role. */
function askUntil(
  ctx: Ctx,
  { deputyId, name, from }: { deputyId: PersonId; name: string; from: string },
): ToolResult {
  const first = Temporal.PlainDate.from(from);
  const part: Part = {
    kind: "proposal",
    title: say(
      ctx.lang,
      words(`${name} 님이 언제까지 대신 승인할까요?`, `Until when shall ${name} approve in your place?`),
    ),
    lines: [
      [
        say(
          ctx.lang,
          words(`${from}부터예요. 날짜를 적어 주셔도 돼요.`, `From ${from}. You may also write the days.`),
        ),
      ],
    ],
    choices: spans.map(({ label, days }) => ({
      label: say(ctx.lang, label),
      style: "plain",
      press: {
        action: "apply_deputy",
        input: { deputyId, from, to: first.add({ days: days - 1 }).toString() },
      },
    })),
  };
  return { card: { lang: ctx.lang, parts: [part] }, facts: { asked: ["time"], waits: "apply_deputy" } };
}

const spans = [
  { label: words("그날 하루", "That day"), days: 1 },
  { label: words("일주일", "One week"), days: 7 },
  { label: words("두 주", "Two weeks"), days: 14 },
];

function pastDays(): Failure {
  return new Failure("invalid", "days of a deputy in the past", {
    say: words(
      "그 기간은 이미 지났거나 끝이 시작보다 앞이에요.",
      "Those days are over, or end before they begin.",
    ),
    next: words(
      "오늘 이후의 날짜로 알려 주세요. 예: ‘12월 1일부터 5일까지’",
      "Give days from today on, such as “December 1 to 5”.",
    ),
  });
}

async function showDeputies(ctx: Ctx): Promise<ToolResult> {
  const [all, members] = await Promise.all([listDeputies(ctx), listMembers(ctx)]);
  const { lang } = ctx;
  const nameOf = (id: string): string => members.find(({ personId }) => personId === id)?.name ?? "–";
  const lead =
    all.length > 0
      ? words("지금 정해진 대리인이에요.", "The deputies there are.")
      : words("정해진 대리인이 없어요.", "No deputy is named.");
  const parts: Part[] = [{ kind: "text", tone: "lead", runs: [say(lang, lead)] }];
  if (all.length > 0)
    parts.push({
      kind: "table",
      columns: headings.map(({ key, label }) => ({ key, label: label[lang], align: "left" })),
      rows: all.map(({ personId, deputyId, from, to }) => [
        nameOf(personId),
        nameOf(deputyId),
        from.toString(),
        to.toString(),
      ]),
    });
  const card: Card = { lang, parts };
  return { card, facts: { deputies: all.length } };
}

const headings: readonly { key: string; label: Record<Lang, string> }[] = [
  { key: "person", label: words("누구 대신", "For") },
  { key: "deputy", label: words("대리인", "Deputy") },
  { key: "from", label: words("부터", "From") },
  { key: "to", label: words("까지", "Until") },
];
