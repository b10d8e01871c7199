// A plan to take away: everything that is typed and uploaded by hand where no account is connected, in one ZIP.

import { z } from "zod";
import type { Card } from "../../../core/card/card.ts";
import { Failure } from "../../../core/failure.ts";
import { type Lang, say, words } from "../../../core/locale.ts";
import { DocumentId } from "../../../core/ids.ts";
import { mediumLabels } from "../../../core/medium.ts";
import { withTx } from "../../../db/db.ts";
import { findApproval } from "../../approvals/approvals.ts";
import { mustNotBeHeld } from "../../compliance/compliance.ts";
import type { Ctx } from "../../context.ts";
import { keepMade, readDocument } from "../../documents/documents.ts";
import { defineTool, type ToolResult } from "../../tool.ts";
import { write } from "../../write.ts";
import type { CampaignPlan } from "../plan.ts";
import { newestPlanId, readPlan } from "../plan/store.ts";
import { slugOf } from "../plan/utm.ts";
import { budgetSheet, copySheet, settingsSheet, tickList } from "./sheets.ts";
import { type PackedFile, zipOf } from "./zip.ts";

/** A picture of a format is far smaller; what is larger is not one of ours. */
const MOST_PICTURE_BYTES = 5 * 1024 * 1024;

/** @throws Failure "not_found" where there is no plan, "forbidden" for one whose texts the review holds */
async function launchPack(ctx: Ctx, given: string | undefined): Promise<ToolResult> {
  const planId = given ?? (await newestPlanId(ctx));
  if (planId === undefined) throw noPlan();
  const { plan, approvalId } = await withTx(ctx, async (tx) => {
    const stored = await readPlan(tx, ctx, planId);
    await mustNotBeHeld(tx, ctx, { subject: planId, version: stored.plan.version });
    return stored;
  });
  const approval = approvalId === null ? undefined : await findApproval(ctx, approvalId);
  const approved = approval?.state === "approved";
  const files = await packedFiles(ctx, plan, approved);
  const at = ctx.now.toZonedDateTimeISO(ctx.zone).toPlainDateTime();
  const stored = await keepMade(ctx, { name: packName(plan, approved, ctx.lang), content: zipOf(files, at) });
  await write(ctx, "campaign.pack", "write", () =>
    Promise.resolve({
      result: undefined,
      subject: planId,
      after: { version: plan.version, documentId: stored.id, approved },
    }),
  );
  const card = packCard(ctx.lang, plan, { ...stored, approved, files: files.length });
  return { card, facts: { planId, version: plan.version, file: stored.name, approved }, outside: false };
}

function packName({ name, version }: CampaignPlan, approved: boolean, lang: Lang): string {
  const draft = approved ? "" : say(lang, words("_승인전초안", "_draft"));
  return `${say(lang, words("런치팩", "launch-pack"))}_${slugOf(name)}_v${version}${draft}.zip`;
}

async function packedFiles(ctx: Ctx, plan: CampaignPlan, approved: boolean): Promise<PackedFile[]> {
  const { lang } = ctx;
  const root = `${slugOf(plan.name)}_v${plan.version}`;
  const told = (ko: string, en: string): string => say(lang, words(ko, en));
  const text = (name: string, content: string): PackedFile => ({
    name: `${root}/${name}`,
    content: Buffer.from(content, "utf8"),
  });
  const files = [
    text(told("확인목록.md", "tick-list.md"), tickList(plan, { lang, approved })),
    text(told("설정.csv", "settings.csv"), settingsSheet(plan, lang)),
    text(told("일별예산.csv", "daily-budget.csv"), budgetSheet(plan, lang)),
    ...plan.media.map(({ medium }) =>
      text(`${told("문구", "texts")}_${medium}.csv`, copySheet(plan, medium, lang)),
    ),
  ];
  for (const { medium, format, documentId, name } of plan.creatives?.images ?? []) {
    const content = await readDocument(ctx, DocumentId.parse(documentId), MOST_PICTURE_BYTES);
    const ending = /\.(png|jpe?g)$/i.exec(name)?.[0].toLowerCase() ?? ".png";
    files.push({ name: `${root}/images/${medium}/${slugOf(format)}${ending}`, content });
  }
  return files;
}

type Packed = { id: DocumentId; name: string; bytes: number; approved: boolean; files: number };

function packCard(lang: Lang, plan: CampaignPlan, { id, name, bytes, approved, files }: Packed): Card {
  const media = plan.media.map(({ medium }) => mediumLabels[medium][lang]).join(", ");
  const lead = words(
    `‘${plan.name}’ 런치팩이에요. ${media}에 올릴 문구, 그림, 예산, 연결 주소와 확인 목록이 들어 있어요.`,
    `The launch pack of ‘${plan.name}’: texts, pictures, budgets, links and a tick list for ${media}.`,
  );
  const draft = words(
    "아직 승인 전이라 파일에 초안이라고 적었어요. 승인되면 다시 받아 주세요.",
    "The plan is not approved yet, so the pack says draft. Take it again once it is.",
  );
  const after = words(
    "캠페인 이름 끝의 태그는 지우지 마세요. 보고서를 올리면 그 태그로 이 계획과 이어요. 매체에서 켜고 끄는 일은 제가 하지 않아요.",
    "Leave the tag at the end of each campaign's name: it ties reports to this plan. I switch nothing on or off there.",
  );
  return {
    lang,
    parts: [
      { kind: "text", tone: "lead", runs: [say(lang, lead)] },
      { kind: "file", documentId: id, name, mediaType: "application/zip", bytes },
      {
        kind: "text",
        tone: "note",
        runs: [
          say(lang, words("파일 ", "It holds ")),
          { value: files, unit: "count", metric: "files", scope: {} },
          say(lang, words("개가 들어 있어요. ", " files. ")),
          say(lang, after),
        ],
      },
      ...(approved ? [] : [{ kind: "text" as const, tone: "warning" as const, runs: [say(lang, draft)] }]),
    ],
  };
}

function noPlan(): Failure {
  return new Failure("not_found", "there is no plan to pack", {
    say: words("아직 계획이 없어요.", "There is no plan yet."),
    next: words(
      "무엇을 알리는지와 예산을 알려 주시면 계획을 만들고 런치팩으로 드려요.",
      "Tell me what it is for and the budget; I draft a plan and pack it.",
    ),
  });
}

export const packTool = defineTool({
  name: "launch_pack",
  about:
    "Give a drafted or approved plan as one ZIP to be set up by hand: texts, pictures, budgets, tagged links, a tick list. For media that are not connected.",
  effect: "write",
  action: "campaign.pack",
  startedBy: "words",
  input: z.object({
    planId: z.string().optional().describe("From an earlier result; the newest plan when left out."),
  }),
  run: (ctx, { planId }) => launchPack(ctx, planId),
  // Nothing but a file is made: where text from outside is part of the turn it is as harmless.
  propose: (ctx, { planId }) => launchPack(ctx, planId),
});
