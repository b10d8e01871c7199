// "샌들 캠페인 일시정지", "다시 켜줘": a request that names every campaign with its state before and after.

import { words } from "../../../core/locale.ts";
import type { Words } from "../../../core/locale.ts";
import { dayIn } from "../../../core/time.ts";
import type { Ctx } from "../../context.ts";
import type { ToolResult } from "../../tool.ts";
import type { PauseCampaign } from "../tools.ts";
import { buildStatus } from "./build.ts";
import { answerChange, showMoney } from "./settled.ts";
import { switchAds } from "./switch-ads.ts";
import { findTargets } from "./targets.ts";

/** `undefined` where it is only understood so far: ads and ad groups that figures would have to choose. */
export async function switchCampaigns(ctx: Ctx, input: PauseCampaign): Promise<ToolResult | undefined> {
  if (input.level !== "campaign") return switchAds(ctx, input, notesOf(input));
  const targets = await findTargets(ctx, input);
  const status = input.action === "pause" ? "paused" : "active";
  const today = dayIn(ctx.zone, ctx.now);
  const show = { money: showMoney(ctx), text: (text: Words) => text[ctx.lang] };
  const built = targets.reached.length > 0 ? buildStatus(targets.reached, status, today, show) : undefined;
  const names = built?.exact.lines.map(({ entity }) => entity) ?? [];
  return answerChange(ctx, targets, built, {
    kind: input.action === "pause" ? "campaign.pause" : "campaign.resume",
    title: titleOf(input.action, names),
    notes: notesOf(input),
  });
}

function titleOf(action: PauseCampaign["action"], names: readonly string[]): Words {
  const what = names.length === 1 ? (names[0] ?? "") : "";
  const ko = what === "" ? "여러 캠페인" : what;
  const en = what === "" ? "several campaigns" : what;
  return action === "pause"
    ? words(`${ko} 일시정지`, `Pause ${en}`)
    : words(`${ko} 다시 시작`, `Resume ${en}`);
}

/** What was said and is not done: nobody is to believe that it was put into a calendar. */
function notesOf({ resumeOn, from, recurring }: PauseCampaign): Words[] {
  const notes: Words[] = [];
  if (resumeOn !== undefined)
    notes.push(
      words(
        `${resumeOn}에 다시 켜는 예약은 아직 하지 못해요. 그날 ‘다시 켜줘’라고 말해 주세요.`,
        `Turning it on again on ${resumeOn} cannot be scheduled yet; tell me to resume it on that day.`,
      ),
    );
  if (from !== undefined || recurring !== undefined)
    notes.push(
      words(
        "정해진 날이나 반복으로 멈추는 예약은 아직 하지 못해요. 승인하면 지금 바뀌어요.",
        "Pausing on set or repeated days cannot be scheduled yet; once approved it changes now.",
      ),
    );
  return notes;
}
