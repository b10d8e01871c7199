// What the program tells people about a request: a reminder to who may decide, its end to who asked; and the request whole, for who looks.

import { z } from "zod";
import type { Card, Part } from "../../core/card/card.ts";
import { momentIn } from "../../core/card/plain/sources.ts";
import { Failure } from "../../core/failure.ts";
import { say, type Words, words } from "../../core/locale.ts";
import { withTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { defineTool, type Tool, type ToolResult } from "../tool.ts";
import { approvalPart, noticePart } from "./part.ts";
import { settlement } from "./settlement.ts";
import { type Approval, lockedApproval, stateAt } from "./stored.ts";

const OfRequest = z.object({ id: z.uuid() });

export const tellingTools: readonly Tool[] = [
  defineTool({
    name: "remind_decider",
    about: "Remind somebody of a request that waits for them. Started by the program only.",
    effect: "read",
    startedBy: "press",
    input: OfRequest,
    run: remindDecider,
  }),
  defineTool({
    name: "tell_expired",
    about: "Tell the requester that a request ran out. Started by the program only.",
    effect: "read",
    startedBy: "press",
    input: OfRequest,
    run: tellExpired,
  }),
  defineTool({
    name: "show_request",
    about: "Show one request whole, with its buttons. Started by a person's button only.",
    effect: "read",
    startedBy: "press",
    input: OfRequest,
    run: showRequest,
  }),
];

async function remindDecider(ctx: Ctx, { id }: { id: string }): Promise<ToolResult> {
  const found = await getRequest(ctx, id);
  if (stateAt(found, ctx.now) !== "waiting") return decidedMeanwhile(ctx, found);
  const { lang, zone, now } = ctx;
  const until = momentIn(zone, found.expiresAt.toString());
  const lead = words(
    `승인을 기다리는 요청이 있어요. ${until}까지 결정하지 않으면 실행하지 않고 끝나요.`,
    `A request waits for your decision. Undecided by ${until}, it ends and nothing is done.`,
  );
  return cardOf(ctx, found, [lead], [noticePart(found, { lang, zone, now })]);
}

async function tellExpired(ctx: Ctx, { id }: { id: string }): Promise<ToolResult> {
  const found = await getRequest(ctx, id);
  const { zone } = ctx;
  const { lang } = found;
  const title = say(lang, found.title);
  const at = momentIn(zone, found.expiresAt.toString());
  const lead = words(
    `‘${title}’의 승인 기한(${at})이 지났어요. 아무것도 실행하지 않았어요.`,
    `The time to approve “${title}” is over (${at}). Nothing was done.`,
  );
  const again: Part = {
    kind: "proposal",
    title: say(lang, words("다시 요청할까요?", "Ask again?")),
    lines: [
      [
        say(
          lang,
          words(
            "지금 상태로 처음부터 다시 점검하고, 새 승인 요청을 만들어요.",
            "It is checked anew as things stand now, and becomes a new request.",
          ),
        ),
      ],
    ],
    choices: [
      {
        label: say(lang, words("다시 요청", "Ask again")),
        style: "primary",
        press: { action: "ask_again", input: { id } },
        anyone: true,
      },
    ],
  };
  return cardOf({ ...ctx, lang }, found, [lead], [again]);
}

async function showRequest(ctx: Ctx, { id }: { id: string }): Promise<ToolResult> {
  const found = await getRequest(ctx, id);
  if (stateAt(found, ctx.now) !== "waiting") return decidedMeanwhile(ctx, found);
  const { lang, zone, now } = ctx;
  return cardOf(ctx, found, [], [approvalPart(found, { lang, zone, now })]);
}

async function decidedMeanwhile(ctx: Ctx, found: Approval): Promise<ToolResult> {
  const line = await withTx(ctx, (tx) => settlement(tx, ctx, found.id));
  const over = words("승인 기한이 지났어요.", "Its time is over.");
  const what = words("그 요청은 이미 끝났어요", "That request is settled already");
  const told = words(`${what.ko}: ${line?.("ko") ?? over.ko}`, `${what.en}: ${line?.("en") ?? over.en}`);
  return cardOf(ctx, found, [told], []);
}

function cardOf({ lang }: Ctx, { id, tainted }: Approval, leads: Words[], parts: Part[]): ToolResult {
  const told = leads.map((lead): Part => ({ kind: "text", tone: "lead", runs: [say(lang, lead)] }));
  const card: Card = { lang, parts: [...told, ...parts] };
  return { card, facts: { approval: id }, outside: tainted };
}

async function getRequest(ctx: Ctx, id: string): Promise<Approval> {
  const found = await withTx(ctx, (tx) => lockedApproval(tx, ctx, id));
  if (!found) throw new Failure("not_found", `no approval ${id}`);
  return found;
}
