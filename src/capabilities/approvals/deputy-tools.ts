// Naming a deputy: said in words, made so by one's own press.

import { z } from "zod";
import type { Card, Part } from "../../core/card/card.ts";
import { PersonId } from "../../core/ids.ts";
import { type Lang, say, words } from "../../core/locale.ts";
import { DayText } from "../../core/slots.ts";
import { dayIn, period } from "../../core/time.ts";
import type { Ctx } from "../context.ts";
import { defineTool, type Tool, type ToolResult } from "../tool.ts";
import { listMembers, personByName } from "../workspace/workspace.ts";
import { addDeputy, listDeputies } from "./deputies.ts";

/** Days a deputy stands in when nobody says until when, today among them. */
const USUAL_DAYS = 7;

const SetDeputy = z.object({
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
  { person, from, to }: z.output<typeof SetDeputy>,
): Promise<ToolResult> {
  if (person === undefined) return showDeputies(ctx);
  const deputyId = await personByName(ctx.db, ctx.workspaceId, person);
  const name = (await listMembers(ctx)).find(({ personId }) => personId === deputyId)?.name ?? person;
  const today = dayIn(ctx.zone, ctx.now).toString();
  const first = from ?? today;
  const last =
    to ??
    Temporal.PlainDate.from(first)
      .add({ days: USUAL_DAYS - 1 })
      .toString();
  const line = words(
    `${first}부터 ${last}까지 ${name} 님이 대신 승인하고 반려할 수 있어요. 기록에는 누구를 대신했는지 남아요.`,
    `From ${first} to ${last} ${name} may approve and reject in your place; the record says for whom.`,
  );
  const part: Part = {
    kind: "proposal",
    title: say(ctx.lang, words("대리인으로 정할까요?", "Name this deputy?")),
    lines: [[say(ctx.lang, line)]],
    choices: [
      {
        label: say(ctx.lang, words("대리인으로 정하기", "Name the deputy")),
        style: "primary",
        press: { action: "apply_deputy", input: { deputyId, from: first, to: last } },
      },
    ],
  };
  return { card: { lang: ctx.lang, parts: [part] }, facts: { waits: "apply_deputy" } };
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
