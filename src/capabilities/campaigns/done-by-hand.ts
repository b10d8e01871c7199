// What people did themselves on a medium's console, put into the history: CO9MA changes nothing and says so.

import { inArray, and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Card } from "../../core/card/card.ts";
import { say, words } from "../../core/locale.ts";
import { campaign } from "../catalog/tables.ts";
import type { Ctx } from "../context.ts";
import { defineTool, type Tool } from "../tool.ts";
import { write } from "../write.ts";

const Input = z.object({ kind: z.string(), campaigns: z.array(z.uuid()).min(1).max(50) });

export const doneByHandTools: readonly Tool[] = [
  defineTool({
    name: "note_done_by_hand",
    about: "Note that a person made a change on a medium's own console. Started by their button only.",
    effect: "write",
    startedBy: "press",
    action: "campaign.by_hand",
    input: Input,
    run: async (ctx, input) => {
      const names = await noteByHand(ctx, input);
      const text = words(
        `기록했어요: ${names.join(", ")} (${kinds[input.kind]?.ko ?? input.kind}). 매체에서 직접 하신 일이고, 다음 보고서에서 반영을 확인할게요.`,
        `Noted: ${names.join(", ")} (${kinds[input.kind]?.en ?? input.kind}). It was done on the medium by hand; the next report will show it.`,
      );
      const card: Card = {
        lang: ctx.lang,
        parts: [{ kind: "text", tone: "lead", runs: [say(ctx.lang, text)] }],
      };
      return { card, facts: { noted: names.length } };
    },
  }),
];

const kinds: Readonly<Record<string, { ko: string; en: string }>> = {
  "campaign.pause": words("일시정지", "paused"),
  "campaign.resume": words("다시 시작", "resumed"),
  "campaign.budget": words("예산 변경", "budget changed"),
  "campaign.end": words("종료일 변경", "end changed"),
  "campaign.creative": words("소재 교체", "creative swapped"),
  "campaign.url": words("연결 주소 변경", "landing page changed"),
  "campaign.rename": words("이름 변경", "renamed"),
  "campaign.audience": words("타겟 변경", "audience changed"),
  "campaign.bid": words("입찰 변경", "bid changed"),
  "campaign.keywords": words("키워드 변경", "keywords changed"),
  "ad.pause": words("소재 일시정지", "ads paused"),
  "ad.resume": words("소재 다시 시작", "ads resumed"),
  "adGroup.pause": words("광고그룹 일시정지", "ad groups paused"),
  "adGroup.resume": words("광고그룹 다시 시작", "ad groups resumed"),
  "campaign.other": words("직접 변경", "changed by hand"),
};

async function noteByHand(ctx: Ctx, { kind, campaigns }: z.output<typeof Input>): Promise<string[]> {
  return write(ctx, "campaign.by_hand", "write", async (tx) => {
    const rows = await tx
      .select({ name: campaign.name })
      .from(campaign)
      .where(and(eq(campaign.workspaceId, ctx.workspaceId), inArray(campaign.id, [...campaigns])));
    const names = rows.map(({ name }) => name);
    return { result: names, after: { kind, by: "hand", campaigns: names } };
  });
}
