// What is due for consents: shown with the words to send, and noted once it was sent.

import { z } from "zod";
import { words } from "../../core/locale.ts";
import { DayText } from "../../core/slots.ts";
import { dayIn } from "../../core/time.ts";
import type { Ctx } from "../context.ts";
import { defineTool, type Tool, type ToolResult } from "../tool.ts";
import { findWorkspace, workspaceName } from "../workspace/workspace.ts";
import { whatIsDue } from "./audience.ts";
import { askSentCard, dueCard, sentCard } from "./due-cards.ts";
import { withoutList } from "./dues.ts";
import { noteSent, Sent } from "./marks.ts";

const Told = z.object({
  what: z.enum(["reconfirm", "notice"]).optional().describe("Left out, whatever is due."),
  on: DayText.optional().describe("The day it was sent; left out, today."),
});

export const noticeTools: readonly Tool[] = [
  defineTool({
    name: "show_consents_due",
    about:
      "Show which consents are due: two-year confirmations and 14-day notices of results, per list and day, with the text to send.",
    effect: "read",
    input: z.object({}),
    run: (ctx) => shownDue(ctx, false),
  }),
  defineTool({
    name: "remind_consents",
    about: "Tells the owners of a workspace what became due for the consents on file. Started by the clock.",
    effect: "read",
    startedBy: "press",
    input: z.object({}),
    run: (ctx) => shownDue(ctx, true),
  }),
  defineTool({
    name: "note_sent",
    about:
      "The person says that the notices of results or the two-year confirmations were sent: asks which list by buttons; a press notes it.",
    effect: "write",
    startedBy: "words",
    action: "consent.note_sent",
    input: Told,
    run: askSent,
    propose: askSent,
  }),
  defineTool({
    name: "apply_sent",
    about: "Note that notices or confirmations of a list were sent. Started by a press only.",
    effect: "write",
    action: "consent.note_sent",
    input: Sent,
    run: async (ctx, sent) => {
      const { contacts } = await noteSent(ctx, sent);
      const { kind, on } = sent;
      return {
        card: sentCard(ctx.lang, { contacts, kind, on }),
        facts: { contacts, kind, on },
        outside: false,
      };
    },
  }),
];

async function shownDue(ctx: Ctx, reminder: boolean): Promise<ToolResult> {
  const found = await whatIsDue(ctx);
  const sender = await senderOf(ctx);
  const facts = { due: found.dues.map(withoutList), next: found.next ?? null };
  const card = dueCard(ctx.lang, found, { sender, reminder });
  return { card, facts, outside: false };
}

async function senderOf(ctx: Ctx): Promise<string> {
  const workspace = await findWorkspace(ctx.db, ctx.workspaceId);
  return workspace ? workspaceName(workspace, ctx.lang) : words("상호", "sender")[ctx.lang];
}

async function askSent(ctx: Ctx, { what, on }: z.output<typeof Told>): Promise<ToolResult> {
  const found = await whatIsDue(ctx);
  const dues = found.dues.filter(
    ({ kind }) => what === undefined || (kind === "reconfirm") === (what === "reconfirm"),
  );
  if (dues.length === 0) {
    const card = dueCard(ctx.lang, { ...found, dues }, { sender: await senderOf(ctx) });
    return { card, facts: { due: 0 }, outside: false };
  }
  const day = on ?? dayIn(ctx.zone, ctx.now).toString();
  const card = askSentCard(ctx.lang, dues, { on: day, shownAt: ctx.now.toString() });
  return { card, facts: { changed: false, due: dues.length }, outside: false };
}
