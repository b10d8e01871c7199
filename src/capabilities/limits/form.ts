// All limits of a workspace as one form for its admin: what was typed is read as in a message, and set together or not at all.

import { z } from "zod";
import type { Card, Part } from "../../core/card/card.ts";
import { type Lang, say, type Words, words } from "../../core/locale.ts";
import type { Ctx } from "../context.ts";
import { type Fields, readFields, refilled, wrongIn } from "../fields.ts";
import { defineTool, type Tool, type ToolResult, type WrongFields } from "../tool.ts";
import { findWorkspace } from "../workspace/workspace.ts";
import { write } from "../write.ts";
import { autonomyLabels, limitsParts, valueText } from "./card.ts";
import {
  autonomyWord,
  fieldsOf,
  formOf,
  levels,
  media,
  moneyKinds,
  seenIn,
  type Standing,
} from "./form-fields.ts";
import {
  findAutonomy,
  findGuardrails,
  findStop,
  type GuardrailKind,
  guardrailLabels,
  setAutonomy,
  storeGuardrails,
} from "./limits.ts";

const Typed = z.record(z.string(), z.string());

export const limitFormTools: readonly Tool[] = [
  defineTool({
    name: "limits_form",
    about: "Show the form of all limits and of autonomy, filled in; for admins.",
    effect: "read",
    action: "limits.set",
    input: z.object({}),
    run: openForm,
  }),
  defineTool({
    name: "change_limits_by_form",
    about: "Set limits by the filled-in form. Started by the form's own button only.",
    effect: "write",
    startedBy: "press",
    action: "limits.set",
    input: z.object({ seen: Typed, values: Typed.default({}) }),
    run: changeByForm,
    check: checkForm,
  }),
];

async function standingOf(ctx: Ctx): Promise<Standing> {
  const [limits, all, workspace] = [
    await findGuardrails(ctx),
    await findAutonomy(ctx),
    await findWorkspace(ctx.db, ctx.workspaceId),
  ];
  const level = all.find(({ kind }) => kind === "*")?.level ?? "act_on_approval";
  return { limits, level, currency: workspace?.currency ?? "KRW" };
}

async function openForm(ctx: Ctx): Promise<ToolResult> {
  const { lang } = ctx;
  const fields = fieldsOf(await standingOf(ctx), lang);
  return shown(ctx, [formOf(fields, seenIn(fields), lang)], { form: "limits" });
}

type Filled = { seen: Record<string, string>; values: Record<string, string> };

function readForm({ seen, values }: Filled, { currency }: Standing) {
  const fields = readFields(values);
  // What its writer left as it was shown is not theirs: somebody else may have changed it since.
  const touched = (name: string): boolean => name in values && values[name] !== seen[name];
  return { fields, touched, changes: changesIn(fields, touched, currency) };
}

async function checkForm(ctx: Ctx, filled: Filled): Promise<WrongFields> {
  return wrongIn(readForm(filled, await standingOf(ctx)).fields, ctx.lang);
}

async function changeByForm(ctx: Ctx, { seen, values }: Filled): Promise<ToolResult> {
  const { lang } = ctx;
  const standing = await standingOf(ctx);
  const { fields, touched, changes } = readForm({ seen, values }, standing);
  if (fields.wrong.size > 0) {
    const typed = refilled(fieldsOf(standing, lang), values, fields, lang);
    return shown(ctx, [noteOf("warning", notYet, lang), formOf(typed, seen, lang)], {
      form: "limits",
      wrong: [...fields.wrong.keys()],
    });
  }
  const [level] = touched("autonomy") ? fields.picked("autonomy", levels) : [];
  if (Object.keys(changes).length > 0) await setGuardrails(ctx, changes);
  if (level !== undefined) await setAutonomy(ctx, { kind: "*", level });
  return told(ctx, standing, await standingOf(ctx));
}

/** Sets several limits together or not at all; `null` takes one away. */
async function setGuardrails(ctx: Ctx, changes: Partial<Record<GuardrailKind, unknown>>): Promise<void> {
  return write(ctx, "limits.set", "write", async (tx) => {
    const before = await storeGuardrails(tx, ctx, changes);
    return { result: undefined, subject: Object.keys(changes).join(","), before, after: changes };
  });
}

type Touched = (name: string) => boolean;

function changesIn(
  fields: Fields,
  touched: Touched,
  currency: string,
): Partial<Record<GuardrailKind, unknown>> {
  const changes: Partial<Record<GuardrailKind, unknown>> = {};
  for (const kind of moneyKinds) {
    if (!touched(kind)) continue;
    const minor = fields.money(kind, currency);
    changes[kind] = minor === undefined ? null : { minor: minor.toString(), currency };
  }
  if (touched("change_ratio")) {
    const percent = fields.number("change_ratio", { least: 1, most: 1_000, whole: false });
    changes.change_ratio = percent === undefined ? null : { ratio: percent / 100 };
  }
  if (touched("changes_hour")) {
    const count = fields.number("changes_hour", { least: 1, most: 1_000, whole: true });
    changes.changes_hour = count === undefined ? null : { count };
  }
  if (touched("hours_from") || touched("hours_to")) changes.hours = hoursIn(fields);
  if (touched("media")) {
    const picked = fields.picked("media", media);
    if (picked.length === 0)
      fields.refuse(
        "media",
        words(
          "매체를 하나 이상 골라 주세요. 모두 고르면 제한하지 않아요.",
          "Pick one medium at least; all of them means no limit.",
        ),
      );
    changes.media = picked.length === media.length ? null : { media: picked };
  }
  return changes;
}

function hoursIn(fields: Fields): { from: number; to: number } | null {
  const from = fields.number("hours_from", { least: 0, most: 23, whole: true });
  const to = fields.number("hours_to", { least: 1, most: 24, whole: true });
  const both = words(
    "시작과 끝 시간을 모두 적거나 모두 비워 주세요. 예: 9와 19",
    "Give both hours or neither, such as 9 and 19.",
  );
  if (fields.text("hours_from") === "" && fields.text("hours_to") === "") return null;
  if (fields.text("hours_from") === "") fields.refuse("hours_from", both);
  if (fields.text("hours_to") === "") fields.refuse("hours_to", both);
  if (from === undefined || to === undefined) return null;
  if (from >= to)
    fields.refuse("hours_to", words("시작 시간보다 늦어야 해요.", "It has to be later than the first hour."));
  return { from, to };
}

const notYet = words(
  "고칠 칸이 있어서 아직 아무것도 바꾸지 않았어요. 적으신 내용은 그대로 두었어요.",
  "Some fields need another look, so nothing was changed yet. What you wrote is kept.",
);

async function told(ctx: Ctx, before: Standing, after: Standing): Promise<ToolResult> {
  const { lang } = ctx;
  const lines = (Object.keys(guardrailLabels) as GuardrailKind[]).flatMap((kind) => {
    const [old, now] = [before, after].map(({ limits, currency }) => valueText(kind, limits, currency, lang));
    return old === now ? [] : [`${guardrailLabels[kind][lang]}: ${old} → ${now}`];
  });
  if (before.level !== after.level)
    lines.push(
      `${say(lang, autonomyWord)}: ${autonomyLabels[before.level][lang]} → ${autonomyLabels[after.level][lang]}`,
    );
  const { limits, currency } = after;
  const whole = limitsParts(
    { limits, levels: await findAutonomy(ctx), stop: await findStop(ctx), currency },
    lang,
  );
  const lead =
    lines.length === 0
      ? words("바뀐 것이 없어요.", "Nothing was changed.")
      : words("한도를 바꿨어요.", "The limits are changed.");
  const parts: Part[] = [noteOf("lead", lead, lang)];
  if (lines.length > 0)
    parts.push({
      kind: "proposal",
      title: say(lang, words("바뀐 것", "What changed")),
      lines: lines.map((line) => [line]),
      choices: [],
    });
  return shown(ctx, [...parts, ...whole], { changed: lines.length });
}

function noteOf(tone: "lead" | "warning", text: Words, lang: Lang): Part {
  return { kind: "text", tone, runs: [say(lang, text)] };
}

function shown({ lang }: Ctx, parts: Part[], facts: object): ToolResult {
  const card: Card = { lang, parts };
  return { card, facts, outside: false };
}
