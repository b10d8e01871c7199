// How far automation goes, for everything or by kind of change: proposed by words, set by an admin's press.

import { z } from "zod";
import { Failure } from "../../core/failure.ts";
import { type Lang, say, words } from "../../core/locale.ts";
import type { Ctx } from "../context.ts";
import { defineTool, type Tool, type ToolResult } from "../tool.ts";
import { autonomyLabels, kindLabel } from "./card.ts";
import { actionKinds, alwaysPressed, findAutonomy, setAutonomies } from "./limits.ts";
import { proposal, showLimits } from "./shown.ts";

const Level = z.enum(["suggest", "act_on_approval", "autonomous"]);

const KindLevels = z
  .array(
    z.object({
      kind: z.enum(Object.keys(actionKinds) as [string, ...string[]]),
      level: z.enum([...Level.options, "whole"]),
    }),
  )
  .max(20);

export const SetAutonomy = z.object({
  autonomy: Level.optional().describe("For everything."),
  kinds: KindLevels.optional().describe("For kinds of change apart; whole = as everything else."),
});
export type SetAutonomy = z.output<typeof SetAutonomy>;

export const autonomyTools: readonly Tool[] = [
  defineTool({
    name: "set_autonomy",
    about:
      "Propose how far automation may go, for everything or by kind of change: suggest, act on approval, autonomous. An admin's press sets it.",
    effect: "write",
    startedBy: "words",
    action: "workspace.set_autonomy",
    input: SetAutonomy,
    run: proposeAutonomy,
    propose: proposeAutonomy,
  }),
  defineTool({
    name: "apply_autonomy",
    about: "Set the level of automation that was proposed. Started by an admin's press only.",
    effect: "write",
    startedBy: "press",
    action: "workspace.set_autonomy",
    input: z.object({ level: Level.optional(), kinds: KindLevels.default([]) }),
    run: async (ctx, { level, kinds }) => {
      await setAutonomies(ctx, [...(level ? [{ kind: "*", level }] : []), ...kinds]);
      return showLimits(ctx);
    },
  }),
];

async function proposeAutonomy(ctx: Ctx, { autonomy, kinds = [] }: SetAutonomy): Promise<ToolResult> {
  if (autonomy === undefined && kinds.length === 0) return showLimits(ctx);
  const wanted = [...(autonomy ? [{ kind: "*", level: autonomy }] : []), ...kinds];
  const pressed = wanted.filter(({ kind, level }) => level === "autonomous" && alwaysPressed(kind));
  const open = wanted.filter((one) => !pressed.includes(one));
  const always = pressed.map(({ kind }) => kindLabel(kind, ctx.lang)).join(", ");
  if (open.length === 0) throw neverByItself();
  const levels = await findAutonomy(ctx);
  const lines = open.map((one) => levelLine(one, levels, ctx.lang));
  const title = words("자율 단계를 이렇게 바꿀까요?", "Set the level of automation like this?");
  const notes = always === "" ? [] : [`${always}: ${say(ctx.lang, pressedAlways)}`];
  const own = open.filter(({ kind }) => kind !== "*");
  const press = {
    action: "apply_autonomy",
    input: { ...(autonomy && { level: autonomy }), ...(own.length > 0 && { kinds: own }) },
  };
  return proposal(ctx, title, [...lines, ...notes], press);
}

const pressedAlways = words(
  "늘 사람이 눌러야 해요. 맡길 수 없어요.",
  "always waits for a person's press and cannot be left to me.",
);

function levelLine(
  { kind, level }: { kind: string; level: string },
  levels: Awaited<ReturnType<typeof findAutonomy>>,
  lang: Lang,
): string {
  const whole = levels.find((one) => one.kind === "*")?.level ?? "act_on_approval";
  const before = levels.find((one) => one.kind === kind)?.level ?? whole;
  const after = level === "whole" ? whole : Level.parse(level);
  const change = `${autonomyLabels[before][lang]} → ${autonomyLabels[after][lang]}`;
  return kind === "*" ? change : `${kindLabel(kind, lang)}: ${change}`;
}

function neverByItself(): Failure {
  return new Failure("invalid", "starts are never automatic", {
    say: words(
      "캠페인 집행과 시작은 늘 사람이 눌러야 해요. 바뀐 것은 없어요.",
      "Launches and starts always wait for a person's press. Nothing was changed.",
    ),
    next: words(
      "예산 변경이나 일시정지는 ‘일시정지는 알아서 해’처럼 맡길 수 있어요.",
      "Budget changes and pauses can be left to me: “pauses can run by themselves”.",
    ),
  });
}
