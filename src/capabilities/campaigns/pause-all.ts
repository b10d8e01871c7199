// "전부 일시정지": every connected campaign that runs, by one press of somebody who may decide; it works while everything else is halted.

import { z } from "zod";
import type { Card, Part } from "../../core/card/card.ts";
import { countedRuns } from "../../core/card/counted.ts";
import type { Run } from "../../core/card/text.ts";
import { type Lang, say, words } from "../../core/locale.ts";
import { dayIn } from "../../core/time.ts";
import { decide, propose } from "../approvals/approvals.ts";
import type { Ctx } from "../context.ts";
import { defineTool, type Tool, type ToolResult } from "../tool.ts";
import { approvedActions } from "./actions.ts";
import { buildStatus } from "./changes/build.ts";
import { showMoney } from "./changes/settled.ts";
import { findTargets } from "./changes/targets.ts";

/** One request may hold so many lines; a workspace with more is paused by several. */
const AT_ONCE = 200;

export const pauseAllTools: readonly Tool[] = [
  defineTool({
    name: "pause_everything",
    about: "Pause every connected campaign. Started by the press of a manager or an admin only.",
    effect: "spend",
    startedBy: "press",
    action: "approval.decide",
    input: z.object({}),
    run: pauseEverything,
  }),
];

async function pauseEverything(ctx: Ctx): Promise<ToolResult> {
  const targets = await findTargets(ctx, { filters: [], having: [] });
  const show = { money: showMoney(ctx), text: (text: { ko: string; en: string }) => text[ctx.lang] };
  const running = targets.reached.slice(0, AT_ONCE);
  const { exact, diff } = buildStatus(running, "paused", dayIn(ctx.zone, ctx.now), show);
  if (exact.lines.length > 0) {
    const title = words("전부 일시정지", "Pause all");
    const asked = await propose(ctx, { kind: "campaign.pause", subject: "all", exact, title, diff });
    await decide(ctx, { id: asked.id, planHash: asked.planHash, decision: "approve" }, approvedActions);
  }
  const count = exact.lines.length;
  const files = targets.unreached.length;
  const { lang } = ctx;
  const parts: Part[] = [{ kind: "text", tone: "lead", runs: pausingRuns(count, lang) }];
  if (files > 0)
    parts.push({
      kind: "text",
      tone: "note",
      runs: countedRuns(
        say(
          lang,
          words(
            "보고서 파일로만 아는 {n}개는 매체에서 직접 멈춰 주세요.",
            "{n} are known from report files only; please pause those on their media.",
          ),
        ),
        files,
        "campaigns",
      ),
    });
  const card: Card = { lang, parts };
  return { card, facts: { paused: count, byHand: files } };
}

function pausingRuns(count: number, lang: Lang): Run[] {
  const none = words(
    "연결된 캠페인 가운데 집행 중인 것이 없어요.",
    "None of the connected campaigns is running.",
  );
  if (count === 0) return [say(lang, none)];
  const text = words(
    "캠페인 {n}개를 일시정지하고 있어요. 끝나면 알려 드려요.",
    "Pausing {n} campaigns; I tell you when it is done.",
  );
  return countedRuns(say(lang, text), count, "campaigns");
}
