// Requests and decisions: shown by words, decided by a press or the local operator's command, never by words.

import { z } from "zod";
import type { Card, Part } from "../../core/card/card.ts";
import { countedRuns } from "../../core/card/counted.ts";
import type { Run } from "../../core/card/text.ts";
import { Failure } from "../../core/failure.ts";
import { type Lang, say, type Words, words } from "../../core/locale.ts";
import { mayDo } from "../../core/roles.ts";
import type { Ctx } from "../context.ts";
import { defineTool, type Tell, type Tool, type ToolResult } from "../tool.ts";
import { personName } from "../workspace/workspace.ts";
import {
  type Approval,
  approvalPart,
  type ApprovedActions,
  decide,
  type Decided,
  findApproval,
  listApprovals,
  noteReason,
  withdraw,
} from "./approvals.ts";
import { askReason, DecideApproval, withReason } from "./reason-ask.ts";
import { wrongReason } from "./reason-form.ts";

import { tellingTools } from "./telling.ts";

/** Requests shown at once; the rest is counted. */
const SHOWN = 5;

export const ShowApprovals = z.object({
  action: z
    .enum(["list_pending", "approve", "reject", "revoke"])
    .default("list_pending")
    .describe("What the person wants to do with them; it only chooses which cards are shown."),
  target: z.string().optional().describe("The request meant, in the person's words."),
  requestedBy: z.string().optional(),
  reason: z.string().optional(),
});
export type ShowApprovals = z.output<typeof ShowApprovals>;

const NoteRejection = z.object({
  reason: z.string().min(1).max(500).describe("In the person's own words."),
});
type NoteRejection = z.output<typeof NoteRejection>;

/** @param actions what each kind does once it is approved */
export function approvalTools(actions: ApprovedActions): readonly Tool[] {
  return [
    defineTool({
      name: "show_approvals",
      about: "Show waiting approval requests with their buttons. Words never approve or reject anything.",
      effect: "read",
      action: ({ action }) => (action === "list_pending" ? "approval.list" : "approval.decide"),
      input: ShowApprovals,
      run: showApprovals,
    }),
    defineTool({
      name: "decide_approval",
      about:
        "Approve or reject one request. Started by an authenticated press only; never call it from words.",
      effect: "write",
      startedBy: "press",
      // Everybody may press; who may decide is the request's own rule.
      action: "approval.press",
      input: DecideApproval,
      run: (ctx, input) => decideApproval(ctx, withReason(input, ctx.lang), actions),
      form: askReason,
      check: async ({ lang }, { decision, values = {} }) => wrongReason(decision, values, lang),
    }),
    defineTool({
      name: "note_rejection",
      about: "Offer to send a reason of the person's own last rejection to its requester.",
      effect: "write",
      startedBy: "words",
      action: "approval.reason",
      input: NoteRejection,
      run: proposeReason,
      propose: proposeReason,
    }),
    defineTool({
      name: "send_reason",
      about:
        "Send the reason of a rejection. Started by the person's own press only: somebody else reads it.",
      effect: "write",
      startedBy: "press",
      action: "approval.reason",
      input: NoteRejection,
      run: sendReason,
    }),
    defineTool({
      name: "tell_decision",
      about: "Tell the requester what was decided. Started by the program only.",
      effect: "read",
      startedBy: "press",
      input: z.object({ id: z.uuid(), by: z.string() }),
      run: tellDecision,
    }),
    ...tellingTools,
  ];
}

async function showApprovals(ctx: Ctx, { action, target }: ShowApprovals): Promise<ToolResult> {
  const { lang, zone, now } = ctx;
  const all = (await listApprovals(ctx, { limit: 50 })).filter(({ state }) => state === "waiting");
  const meant = target === undefined ? all : all.filter((one) => isMeant(one, target));
  const listed = meant.length > 0 ? meant : all;
  const parts: Part[] = [{ kind: "text", tone: "lead", runs: leadOf(all.length, action, lang) }];
  for (const one of listed.slice(0, SHOWN)) parts.push(approvalPart(one, { lang, zone, now }));
  if (listed.length > SHOWN)
    parts.push({ kind: "text", tone: "note", runs: rest(listed.length - SHOWN, lang) });
  return { card: { lang, parts }, facts: { waiting: all.length } };
}

function isMeant({ title, diff }: Approval, target: string): boolean {
  const key = target.toLowerCase();
  return [title.ko, title.en, ...diff.map(({ entity }) => entity)].some((text) =>
    text.toLowerCase().includes(key),
  );
}

function leadOf(count: number, action: ShowApprovals["action"], lang: Lang): Run[] {
  if (count === 0)
    return [say(lang, words("지금 기다리는 승인 요청은 없어요.", "No request is waiting now."))];
  const shown = words(
    "승인을 기다리는 요청이 {n}건 있어요.",
    `{n} ${count === 1 ? "request waits" : "requests wait"} for a decision.`,
  );
  const press = words(
    "글로는 승인되지 않아요. 아래 버튼을 눌러 주세요.",
    "Words decide nothing; please press a button below.",
  );
  const text = action === "list_pending" ? say(lang, shown) : `${say(lang, shown)} ${say(lang, press)}`;
  return countedRuns(text, count);
}

function rest(count: number, lang: Lang): Run[] {
  const text = words(
    "외 {n}건은 이 가운데 결정하신 뒤 다시 보여 드려요.",
    "{n} more are shown once some of these are decided.",
  );
  return countedRuns(say(lang, text), count);
}

async function decideApproval(
  ctx: Ctx,
  input: DecideApproval,
  actions: ApprovedActions,
): Promise<ToolResult> {
  const own = input.decision === "reject" && (await isOwnOfMember(ctx, input.id));
  const decided: Decided = own
    ? { approval: await withdraw(ctx, input), outcome: "rejected" }
    : await decide(ctx, input, actions);
  const { approval, outcome } = decided;
  return {
    card: decidedCard(ctx, decided),
    facts: { approval: approval.id, outcome },
    outside: false,
    tells: outcome === "rejected" ? await tellsOf(ctx, approval) : [],
  };
}

/** Somebody who decides nothing may still take their own request back. */
async function isOwnOfMember(ctx: Ctx, id: string): Promise<boolean> {
  if (mayDo(ctx.role, "approval.decide", "spend")) return false;
  const { requestedBy } = (await findApproval(ctx, id)) ?? {};
  return (
    requestedBy?.kind === "person" &&
    ctx.actor.kind === "person" &&
    requestedBy.personId === ctx.actor.personId
  );
}

async function tellsOf(ctx: Ctx, asked: Approval): Promise<Tell[]> {
  const { actor } = ctx;
  const { id, conversationId } = asked;
  if (conversationId === null || isAskedBy(actor, asked) || actor.kind !== "person") return [];
  const by = await personName(ctx.db, actor.personId);
  return [{ conversationId, action: "tell_decision", input: { id, by }, key: `decided:${id}` }];
}

/** What comes of it is told where it was asked for, which may be somebody else's conversation. */
function approvedWords(ctx: Ctx, approval: Approval, title: string): Words {
  if (isAskedBy(ctx.actor, approval))
    return words(
      `승인했어요: ‘${title}’. 실행하고 결과를 알려 드릴게요.`,
      `“${title}” is approved. I carry it out now and tell you what comes of it.`,
    );
  const starts = approval.kind === "campaign.launch";
  return words(
    `승인했어요: ‘${title}’. 지금 실행하고 결과는 요청한 분께 알려 드려요.${starts ? " 캠페인이 만들어지면 시작도 승인이 필요해요. ‘승인할 것 보여줘’라고 하면 볼 수 있어요." : ""}`,
    `“${title}” is approved. I carry it out now and tell the requester what comes of it.${starts ? " Once it is made, its start needs an approval as well: say “show what waits for approval”." : ""}`,
  );
}

function isAskedBy(actor: Ctx["actor"], { requestedBy }: Approval): boolean {
  return actor.kind === "person" && requestedBy.kind === "person" && actor.personId === requestedBy.personId;
}

function decidedCard(ctx: Ctx, { approval, outcome }: Decided): Card {
  const { lang } = ctx;
  const title = say(lang, approval.title);
  const lead = {
    approved: approvedWords(ctx, approval, title),
    rejected: words(
      `반려했어요: ‘${title}’. 아무것도 실행하지 않았어요.`,
      `“${title}” is rejected; nothing was done.`,
    ),
    more: words(
      `승인했어요. 다른 한 사람의 승인이 더 필요해요.`,
      `Approved by you; one more person has to approve it.`,
    ),
  }[outcome];
  const parts: Part[] = [{ kind: "text", tone: "lead", runs: [say(lang, lead)] }];
  if (outcome === "rejected" && approval.reason === null)
    parts.push({ kind: "text", tone: "note", runs: [say(lang, whyNote)] });
  return { lang, parts };
}

const whyNote = words(
  "이유를 남기려면 ‘반려 사유: …’라고 적어 주세요. 요청한 사람에게 전해 드려요.",
  "To leave a reason, write “rejection reason: …”; the requester is told.",
);

async function sendReason(ctx: Ctx, { reason }: NoteRejection): Promise<ToolResult> {
  const noted = await noteReason(ctx, { reason });
  const text = words(
    "사유를 남겼어요. 요청한 사람에게 전해 드릴게요.",
    "The reason is noted; the requester is told.",
  );
  const tells = (await tellsOf(ctx, noted)).map((tell) => ({ ...tell, key: `reason:${noted.id}` }));
  return {
    card: { lang: ctx.lang, parts: [{ kind: "text", tone: "lead", runs: [say(ctx.lang, text)] }] },
    facts: { approval: noted.id, noted: true },
    tells,
  };
}

async function proposeReason({ lang }: Ctx, { reason }: NoteRejection): Promise<ToolResult> {
  const title = words("이 사유를 요청한 사람에게 전할까요?", "Send this reason to whoever asked?");
  const label = words("사유 전하기", "Send the reason");
  const press = { action: "send_reason", input: { reason } };
  const part: Part = {
    kind: "proposal",
    title: say(lang, title),
    lines: [[reason]],
    choices: [{ label: say(lang, label), style: "primary", press }],
  };
  return { card: { lang, parts: [part] }, facts: { noted: false, waits: "note_rejection" } };
}

async function tellDecision(ctx: Ctx, { id, by }: { id: string; by: string }): Promise<ToolResult> {
  const found = await findApproval(ctx, id);
  if (!found) throw new Failure("not_found", `no approval ${id}`);
  const { lang } = found;
  const title = say(lang, found.title);
  const lead = words(
    `${by} 님이 반려했어요: ‘${title}’. 실행한 것은 없어요.`,
    `${by} has rejected “${title}”; nothing was done.`,
  );
  const why = found.reason && words(`사유: ${found.reason}`, `Reason: ${found.reason}`);
  const next = words(
    "무엇을 바꿀지 적어 주시면 새 버전을 만들어 드려요.",
    "Tell me what to change and I make a new version.",
  );
  const runs = [lead, why, next].flatMap((text) => (text ? [say(lang, text)] : []));
  const parts: Part[] = runs.map((run, at) => ({
    kind: "text",
    tone: at === 0 ? "lead" : "plain",
    runs: [run],
  }));
  if (found.reason !== null) parts.push(asReasoned(found.reason, lang));
  return { card: { lang, parts }, facts: { approval: id, state: found.state } };
}

/** The reason as the next message of the requester, or as a rule of the brand: either only by their own press. */
function asReasoned(reason: string, lang: Lang): Part {
  const label = (text: Words): string => say(lang, text);
  return {
    kind: "proposal",
    title: label(words("이 사유로 할 수 있는 것", "What this reason can be used for")),
    lines: [],
    choices: [
      {
        label: label(words("사유대로 수정", "Change it accordingly")),
        style: "primary",
        press: { action: "say", input: { text: reason } },
      },
      {
        label: label(words("브랜드 규칙으로 저장", "Keep as a brand rule")),
        style: "plain",
        press: { action: "keep_brand_rule", input: { rule: reason.slice(0, 300) } },
      },
    ],
  };
}
