// Alerts in chat: made and changed by words, listed, and told by the program.

import { z } from "zod";
import type { Part } from "../../../core/card/card.ts";
import { Failure } from "../../../core/failure.ts";
import { say, words } from "../../../core/locale.ts";
import { Metric } from "../../../core/metric.ts";
import { Filter } from "../../../core/query.ts";
import { withTx } from "../../../db/db.ts";
import type { Ctx } from "../../context.ts";
import { defineTool, type Tool, type ToolResult } from "../../tool.ts";
import { incidentCard } from "./card.ts";
import { changesBeside } from "./changes.ts";
import { openIncidents, readIncidents } from "./incidents.ts";
import { changedCard, listCard, madeCard, whichCard } from "./list-card.ts";
import { AlertKind, type Rule } from "./rules.ts";
import { addRule, changeRules, findRules, findSetting, setSetting } from "./store.ts";
import { latestHeard } from "./telling.ts";
import { watchOf } from "./watch.ts";

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

export const SetAlert = z.object({
  metric: Metric.optional(),
  op: z.enum([">", "<"]).optional(),
  value: z.number().nonnegative().optional().describe("Main units; rates as fractions, roas as a multiple."),
  currency: z.string().optional(),
  window: z.enum(["day", "week", "month"]).optional(),
  each: z.enum(["campaign", "medium"]).optional().describe("One alert for each."),
  filters: z.array(Filter).max(4).default([]).describe("medium, campaign"),
});
export type SetAlert = z.output<typeof SetAlert>;

export const ChangeAlert = z.object({
  deed: z.enum(["off", "on", "mute", "unmute"]),
  ids: z.array(z.uuid()).max(20).optional().describe("Left out: the alert told last."),
  kind: AlertKind.optional(),
  metric: Metric.optional(),
  all: z.boolean().optional(),
  days: z.number().positive().max(90).optional().describe("mute: for how long; 0.5 is half a day."),
});
export type ChangeAlert = z.output<typeof ChangeAlert>;

const SetQuiet = z.object({
  quietFrom: z.string().regex(TIME).or(z.literal("")).optional().describe("HH:MM; empty: never quiet."),
  quietTo: z.string().regex(TIME).or(z.literal("")).optional(),
  mostADay: z.number().int().min(1).max(50).optional(),
});

export const alertTools: readonly Tool[] = [
  defineTool({
    name: "set_alert",
    about: "Tell the asker when a metric passes a limit.",
    effect: "write",
    action: "alert.create",
    startedBy: "words",
    input: SetAlert,
    run: setAlert,
    propose: async (ctx) => proposedOnly(ctx),
  }),
  defineTool({
    name: "show_alerts",
    about: "List alerts, quiet hours and what is amiss now.",
    effect: "read",
    input: z.object({}),
    run: showAlerts,
  }),
  defineTool({
    name: "change_alert",
    about: "Switch alerts off or on, or silence them for days.",
    effect: "write",
    action: "alert.change",
    startedBy: "words",
    input: ChangeAlert,
    run: changeAlert,
    propose: async (ctx) => proposedOnly(ctx),
  }),
  defineTool({
    name: "set_alert_hours",
    about: "Set the quiet hours of alerts, or the most a day.",
    effect: "write",
    action: "alert.set",
    startedBy: "words",
    input: SetQuiet,
    run: async (ctx, input) => {
      const { quietFrom, quietTo, mostADay } = input;
      await setSetting(ctx, {
        ...(quietFrom !== undefined && { quietFrom }),
        ...(quietTo !== undefined && { quietTo }),
        ...(mostADay !== undefined && { mostADay }),
      });
      return showAlerts(ctx);
    },
    propose: async (ctx) => proposedOnly(ctx),
  }),
  defineTool({
    name: "tell_incident",
    about: "Tell a person of an incident. Started by the program only.",
    effect: "read",
    startedBy: "press",
    input: z.object({ id: z.uuid(), along: z.array(z.uuid()).max(100).default([]) }),
    run: tellIncident,
  }),
];

async function setAlert(ctx: Ctx, input: SetAlert): Promise<ToolResult> {
  const made = await watchOf(ctx, input);
  if ("card" in made) return { card: made.card, facts: { asked: made.asked } };
  const rule = await addRule(ctx, made.watch);
  return { card: madeCard(rule, ctx.lang), facts: { id: rule.id, watch: rule.watch } };
}

async function showAlerts(ctx: Ctx): Promise<ToolResult> {
  const [rules, setting] = [await findRules(ctx), await findSetting(ctx)];
  const open = await withTx(ctx, (tx) => openIncidents(tx, ctx));
  const card = listCard({ rules: rules.filter((rule) => isShown(ctx, rule)), setting, open }, ctx);
  return { card, facts: { alerts: rules.length, open: open.length } };
}

/** Everybody sees the usual ones and their own; whoever leads sees all. */
function isShown({ actor, role }: Ctx, { personId }: Rule): boolean {
  if (personId === null || role === "company_admin" || role === "project_manager") return true;
  return actor.kind === "person" && actor.personId === personId;
}

async function changeAlert(ctx: Ctx, input: ChangeAlert): Promise<ToolResult> {
  const rules = (await findRules(ctx)).filter((rule) => isShown(ctx, rule));
  const meant = await meantBy(ctx, rules, input);
  if (meant.length === 0) throw noneMeant();
  if (meant.length > 1 && !input.all && !input.ids)
    return { card: whichCard(meant, input, ctx.lang), facts: { asked: "alert" } };
  const ids = meant.map(({ id }) => id);
  const { deed, days = 1 } = input;
  const until = ctx.now.add({ seconds: Math.round(days * 86_400) });
  const changed = await changeRules(
    ctx,
    ids,
    deed === "mute"
      ? { mutedUntil: until }
      : deed === "unmute"
        ? { mutedUntil: null }
        : deed === "on"
          ? { isOn: true }
          : { isOn: false },
  );
  return { card: changedCard(changed, input, ctx), facts: { deed, alerts: ids.length } };
}

/** By ids, by what is said of them, else the one that was told last. */
async function meantBy(ctx: Ctx, rules: readonly Rule[], input: ChangeAlert): Promise<Rule[]> {
  const { ids, kind, metric, all, deed } = input;
  if (ids) return rules.filter(({ id }) => ids.includes(id));
  const wanted = rules.filter(({ isOn, mutedUntil }) =>
    deed === "on" ? !isOn : deed === "unmute" ? mutedUntil !== null : isOn,
  );
  if (all) return wanted;
  const named = wanted.filter(
    (rule) =>
      (kind === undefined || rule.kind === kind) && (metric === undefined || rule.watch?.metric === metric),
  );
  if (kind !== undefined || metric !== undefined) return named;
  const last = await withTx(ctx, (tx) => latestHeard(tx, ctx));
  const heard = wanted.filter(({ id }) => id === last);
  if (heard.length > 0) return heard;
  const own = wanted.filter(({ personId }) => personId !== null);
  return own.length > 0 ? own : wanted;
}

async function tellIncident(ctx: Ctx, { id, along }: { id: string; along: string[] }): Promise<ToolResult> {
  const found = await withTx(ctx, (tx) => readIncidents(tx, ctx, [id, ...along]));
  const incident = found.find((one) => one.id === id);
  if (!incident) throw new Error("an incident that is told is gone");
  const rule = (await findRules(ctx)).find((one) => one.id === incident.ruleId);
  const changes = await changesBeside(ctx, incident.seen);
  const shown = { incident, rule, along: found.filter((one) => one.id !== id), changes };
  return {
    card: incidentCard(shown, ctx),
    facts: { kind: incident.seen.kind, state: incident.state },
    outside: true,
  };
}

function proposedOnly({ lang }: Ctx): ToolResult {
  const text = words(
    "알림은 바꾸지 않았어요. 바라는 알림을 새 메시지로 직접 적어 주세요.",
    "No alert was changed. Say what you want to hear of in a message of its own.",
  );
  const parts: Part[] = [{ kind: "text", tone: "lead", runs: [say(lang, text)] }];
  return { card: { lang, parts }, facts: { changed: false } };
}

function noneMeant(): Failure {
  return new Failure("not_found", "no alert is meant", {
    say: words("그런 알림이 없어요. 바뀐 것은 없어요.", "There is no such alert. Nothing was changed."),
    next: words("‘알림 목록’이라고 하시면 모두 보여 드려요.", "Say “list my alerts” to see them all."),
  });
}
