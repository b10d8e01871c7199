// The forms of a plan: a first brief and a change of one that is there. They end in the same verbs and versions as words do.

import { z } from "zod";
import type { FormPart } from "../../../core/card/form.ts";
import type { Field } from "../../../core/card/form.ts";
import { Failure } from "../../../core/failure.ts";
import { type Lang, say, type Words, words } from "../../../core/locale.ts";
import { dayIn } from "../../../core/time.ts";
import { withTx } from "../../../db/db.ts";
import { anyTainted, findApproval } from "../../approvals/approvals.ts";
import type { Ctx } from "../../context.ts";
import { refilled, wrongIn } from "../../fields.ts";
import { defineTool, type Tool, type ToolResult, type WrongFields } from "../../tool.ts";
import { findWorkspace } from "../../workspace/workspace.ts";
import { draftFrom, redraft } from "../create.ts";
import { briefFields, planFields } from "./form-fields.ts";
import { type ReadForm, readBriefForm, readPlanForm } from "./form-read.ts";
import { newestPlanId, readPlan, type StoredPlan } from "./store.ts";

const Values = z.record(z.string(), z.string()).default({});

export const planFormTools: readonly Tool[] = [
  defineTool({
    name: "campaign_form",
    about:
      "Show the form of a campaign instead of asking in words: empty for a new one, filled in for the plan with this planId, or the newest with ofPlan.",
    effect: "read",
    input: z.object({ planId: z.string().optional(), ofPlan: z.boolean().optional() }),
    run: openForm,
  }),
  defineTool({
    name: "draft_by_form",
    about: "Draft a campaign from its filled-in form. Started by the form's own button only.",
    effect: "write",
    startedBy: "press",
    action: "campaign.draft",
    input: z.object({ values: Values }),
    run: draftByForm,
    check: checkBrief,
  }),
  defineTool({
    name: "change_by_form",
    about: "Change a plan by its filled-in form. Started by the form's own button only.",
    effect: "write",
    startedBy: "press",
    action: "campaign.draft",
    input: z.object({ planId: z.string(), version: z.number().int(), values: Values }),
    run: changeByForm,
    check: checkPlan,
  }),
];

async function openForm(
  ctx: Ctx,
  { planId, ofPlan }: { planId?: string | undefined; ofPlan?: boolean | undefined },
): Promise<ToolResult> {
  const { lang } = ctx;
  const id = planId ?? (ofPlan ? await newestPlanId(ctx) : undefined);
  if (id === undefined) return shown(ctx, briefForm(briefFields(lang), lang));
  const { plan } = await withTx(ctx, (tx) => readPlan(tx, ctx, id));
  return shown(ctx, planForm(plan, planFields(plan, lang), lang));
}

/** The form of a waiting plan, for the card that tells how it is changed; nothing for another kind of request. */
export async function formOfRequest(ctx: Ctx, approvalId: string): Promise<FormPart | undefined> {
  const found = await findApproval(ctx, approvalId);
  if (found?.kind !== "campaign.launch") return undefined;
  const { plan } = await withTx(ctx, (tx) => readPlan(tx, ctx, found.subject));
  return planForm(plan, planFields(plan, ctx.lang), ctx.lang);
}

async function draftByForm(ctx: Ctx, { values }: { values: Record<string, string> }): Promise<ToolResult> {
  const { lang } = ctx;
  const { fields, brief } = await readBrief(ctx, values);
  if (fields.wrong.size === 0) return draftFrom(ctx, brief);
  return again(ctx, notYet, briefForm(refilled(briefFields(lang), values, fields, lang), lang));
}

async function readBrief(ctx: Ctx, values: Record<string, string>): Promise<ReadForm> {
  const currency = (await findWorkspace(ctx.db, ctx.workspaceId))?.currency ?? "KRW";
  return readBriefForm(values, { currency, today: dayIn(ctx.zone, ctx.now) });
}

async function checkBrief(ctx: Ctx, { values }: { values: Record<string, string> }): Promise<WrongFields> {
  return wrongIn((await readBrief(ctx, values)).fields, ctx.lang);
}

async function checkPlan(ctx: Ctx, { planId, version, values }: PlanForm): Promise<WrongFields> {
  const stored = await withTx(ctx, (tx) => readPlan(tx, ctx, planId));
  if (stored.plan.version !== version)
    throw new Failure("conflict", "a form of an older version", { say: changedMeanwhile, next: newForm });
  return wrongIn(readPlanForm(values, stored, dayIn(ctx.zone, ctx.now)).fields, ctx.lang);
}

type PlanForm = { planId: string; version: number; values: Record<string, string> };

async function changeByForm(ctx: Ctx, { planId, version, values }: PlanForm): Promise<ToolResult> {
  const { lang, zone, now } = ctx;
  const stored = await withTx(ctx, (tx) => readPlan(tx, ctx, planId));
  const { fields, brief } = readPlanForm(values, stored, dayIn(zone, now));
  const form = () =>
    planForm(stored.plan, refilled(planFields(stored.plan, lang), values, fields, lang), lang);
  if (stored.plan.version !== version) return again(ctx, changedMeanwhile, form());
  if (fields.wrong.size > 0) return again(ctx, notYet, form());
  // Its name or product may come from outside: a form does not wash that off.
  const tainted = await anyTainted(ctx, planId);
  return redraft(tainted ? { ...ctx, tainted } : ctx, stored, brief);
}

const notYet = words(
  "고칠 칸이 있어서 아직 아무것도 만들지 않았어요. 적으신 내용은 그대로 두었어요.",
  "Some fields need another look, so nothing was made yet. What you wrote is kept.",
);
const changedMeanwhile = words(
  "그사이 계획이 새 버전으로 바뀌어서 아직 반영하지 않았어요. 적으신 내용을 확인하고 다시 보내 주세요.",
  "The plan has a newer version by now, so this was not taken yet. Look at what you wrote and send it again.",
);

const newForm = words(
  "대화의 새 양식에서 이어서 고쳐 주세요.",
  "Go on with the new form in the conversation.",
);

function briefForm(fields: Field[], lang: Lang): FormPart {
  return {
    kind: "form",
    slot: "brief",
    question: [say(lang, words("어떤 캠페인을 만들까요?", "What campaign shall I plan?"))],
    fields,
    choices: [sending(words("계획 만들기", "Make the plan"), { action: "draft_by_form", input: {} }, lang)],
    byWords: say(
      lang,
      words(
        "글로도 돼요: ‘여름 샌들 세일 캠페인 만들어줘, 2주, 300만원, 20대 여성, 인스타랑 네이버’",
        "Words do, too: “make a campaign for the summer sandals sale, 2 weeks, 3M won, women in their twenties, Instagram and Naver”",
      ),
    ),
  };
}

function planForm({ planId, version, name }: StoredPlan["plan"], fields: Field[], lang: Lang): FormPart {
  const press = { action: "change_by_form", input: { planId, version } };
  return {
    kind: "form",
    slot: "plan",
    question: [say(lang, words(`‘${name}’ 계획을 고쳐 주세요.`, `Change the plan “${name}”.`))],
    fields,
    choices: [sending(words("새 버전 만들기", "Make a new version"), press, lang)],
    byWords: say(
      lang,
      words(
        "글로도 돼요: ‘네이버에 50만원 더’, ‘3주로 늘려줘’, ‘카카오 빼줘’, ‘url은 https://…’",
        "Words do, too: “500,000 won more on Naver”, “make it three weeks”, “drop Kakao”, “the url is https://…”",
      ),
    ),
  };
}

function sending(
  label: Words,
  press: { action: string; input: Record<string, unknown> },
  lang: Lang,
): FormPart["choices"][number] {
  return { label: say(lang, label), style: "primary", press };
}

function shown({ lang }: Ctx, form: FormPart): ToolResult {
  return { card: { lang, parts: [form] }, facts: { form: form.slot }, outside: form.slot === "plan" };
}

function again({ lang }: Ctx, why: Words, form: FormPart): ToolResult {
  const wrong = form.fields?.flatMap(({ name, error }) => (error === undefined ? [] : [name])) ?? [];
  const lead = { kind: "text" as const, tone: "warning" as const, runs: [say(lang, why)] };
  return {
    card: { lang, parts: [lead, form] },
    facts: { form: form.slot, wrong },
    outside: form.slot === "plan",
  };
}
