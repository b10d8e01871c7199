// What came of an approved change, entity by entity, told where it was asked for; and what can be done next: start it, or take it back.

import { z } from "zod";
import type { Card, Part } from "../../core/card/card.ts";
import { Failure } from "../../core/failure.ts";
import { type Lang, say, type Words, words } from "../../core/locale.ts";
import { mediumLabels } from "../../core/medium.ts";
import { withTx } from "../../db/db.ts";
import { type Approval, approvalPart, findApproval } from "../approvals/approvals.ts";
import { readConnections } from "../catalog/catalog.ts";
import type { Ctx } from "../context.ts";
import { defineTool, type Tool, type ToolResult } from "../tool.ts";
import { activationOf, proposeActivation } from "./activate.ts";
import { type Call, callsOf, isOvertaken } from "./execution/calls.ts";
import { undoOf } from "./undo.ts";

/** Rows of the table; the rest stands in the history. */
const SHOWN = 20;

export const outcomeTools: readonly Tool[] = [
  defineTool({
    name: "tell_outcome",
    about: "Tell what came of an approved change. Started by the program only.",
    effect: "write",
    startedBy: "press",
    action: "approval.tell",
    input: z.object({ id: z.uuid() }),
    run: tellOutcome,
  }),
];

async function tellOutcome(here: Ctx, { id }: { id: string }): Promise<ToolResult> {
  const found = await findApproval(here, id);
  if (!found) throw new Failure("not_found", `no approval ${id}`);
  // Nobody has just spoken: the language is the one it was asked for in.
  const ctx = { ...here, lang: found.lang };
  const calls = await withTx(ctx, (tx) => callsOf(tx, ctx, [id]));
  const simulated = (await connectionsOf(ctx, calls)).has("sandbox");
  const parts: Part[] = [
    { kind: "text", tone: "lead", runs: [leadOf(found, simulated, ctx.lang)] },
    linesTable(calls, ctx.lang),
    ...troubles(calls, ctx.lang),
  ];
  const next = await nextStep(ctx, found, calls);
  if (next) parts.push(next);
  const card: Card = { lang: ctx.lang, parts };
  return { card, facts: { approval: id, outcome: found.outcome, ...(simulated && { simulated }) } };
}

async function connectionsOf(ctx: Ctx, calls: readonly Call[]): Promise<Set<string>> {
  const ids = [...new Set(calls.map(({ accountId }) => accountId))];
  return new Set((await readConnections(ctx, ids)).values());
}

const made: Readonly<Record<string, Words>> = {
  "campaign.launch": words(
    "캠페인을 만들었어요. 아직 멈춘 상태라 돈은 쓰이지 않아요",
    "The campaigns are made. They stand paused, so nothing is spent yet",
  ),
  "campaign.activate": words("캠페인을 시작했어요", "The campaigns have been started"),
  "campaign.pause": words("일시정지했어요", "Paused"),
  "campaign.resume": words("다시 시작했어요", "Resumed"),
  "campaign.budget": words("예산을 바꿨어요", "The budgets are changed"),
  "campaign.end": words("종료일을 바꿨어요", "The end is changed"),
  "campaign.creative": words("소재를 바꿨어요", "The creative is swapped"),
  "campaign.url": words("연결 주소를 바꿨어요", "The landing page is changed"),
  "campaign.rename": words("이름을 바꿨어요", "Renamed"),
  "campaign.audience": words("타겟을 바꿨어요", "The audience is changed"),
  "campaign.undo": words("되돌렸어요", "Taken back"),
};

const outcomes: Readonly<Record<NonNullable<Approval["outcome"]>, Words>> = {
  running: words("실행하고 있어요.", "It is being carried out."),
  done: words(".", "."),
  partial: words(". 일부는 되지 않았어요.", ". Some of it did not work."),
  failed: words(
    "실행하지 못했어요. 매체에서 바뀐 것은 없어요.",
    "It could not be carried out; nothing was changed on the media.",
  ),
  overtaken: words(
    "그 뒤에 승인된 다른 변경이 이것을 대신해서 실행하지 않았어요. 실패한 것은 아니에요.",
    "A change that was approved later took its place, so it was not carried out. Nothing failed.",
  ),
  parked: words(
    "일부는 매체에 반영됐는지 확인하지 못해서 멈춰 두었어요. 다시 보내지 않으니 매체에서 확인해 주세요.",
    "Whether some of it took effect could not be found out, so it is parked. It is not sent again; please look on the medium.",
  ),
};

function leadOf({ kind, outcome, title }: Approval, simulated: boolean, lang: Lang): string {
  const mark = simulated ? (lang === "ko" ? "[시뮬레이션] " : "[simulated] ") : "";
  const what = made[kind] ?? title;
  const came = outcomes[outcome ?? "running"];
  const whole = outcome === "done" || outcome === "partial" ? `${what[lang]}${came[lang]}` : came[lang];
  return `${mark}‘${say(lang, title)}’: ${whole}`;
}

/** One row per line of calls: what it is about and how far it came. */
function linesTable(calls: readonly Call[], lang: Lang): Part {
  const lines = [...Map.groupBy(calls, ({ line }) => line).values()];
  const text = (ko: string, en: string): string => (lang === "ko" ? ko : en);
  return {
    kind: "table",
    columns: [
      { key: "medium", label: text("매체", "Medium"), align: "left" },
      { key: "entity", label: text("대상", "What"), align: "left" },
      { key: "state", label: text("결과", "Result"), align: "left" },
    ],
    rows: lines
      .slice(0, SHOWN)
      .map((line) => [
        line[0] ? mediumLabels[line[0].medium][lang] : "",
        line[0]?.entity ?? "",
        stateOf(line, lang),
      ]),
    ...(lines.length > SHOWN && {
      note: text(`외 ${lines.length - SHOWN}건`, `and ${lines.length - SHOWN} more`),
    }),
  };
}

function stateOf(line: readonly Call[], lang: Lang): string {
  const stages = new Set(line.map(({ stage }) => stage));
  if (stages.has("parked")) return say(lang, words("확인 필요", "to be checked"));
  if (stages.has("failed")) return say(lang, words("실패", "failed"));
  if (line.some(isOvertaken))
    return say(lang, words("하지 않음 (나중 변경이 대신함)", "not done (a later change took its place)"));
  if (line.every(({ stage }) => stage === "confirmed")) return say(lang, words("완료", "done"));
  return say(lang, words("진행 중", "under way"));
}

/** What the media said, as their words: text from outside. */
function troubles(calls: readonly Call[], lang: Lang): Part[] {
  const failed = calls.filter(({ stage }) => stage === "failed" || stage === "parked").slice(0, 5);
  return failed.map(({ medium, entity, trouble }) => ({
    kind: "text",
    tone: "warning",
    runs: [`${mediumLabels[medium][lang]} · ${entity}: ${trouble ?? ""}`],
  }));
}

/** A launch is followed by its start, which is approved on its own; any other change by its way back. */
async function nextStep(ctx: Ctx, found: Approval, calls: readonly Call[]): Promise<Part | undefined> {
  const { lang, zone, now } = ctx;
  if (found.kind === "campaign.launch") {
    const activation = await activationOf(ctx, found, calls);
    if (!activation) return undefined;
    return approvalPart(await proposeActivation(ctx, found, activation), { lang, zone, now });
  }
  return undoOf(found, calls) && undoPart(found, lang);
}

function undoPart({ id }: Approval, lang: Lang): Part {
  return {
    kind: "proposal",
    title: say(lang, words("되돌리려면", "To take it back")),
    lines: [],
    choices: [
      {
        label: say(lang, words("되돌리기", "Undo")),
        style: "plain",
        press: { action: "undo_change", input: { id } },
        anyone: true,
      },
    ],
  };
}
