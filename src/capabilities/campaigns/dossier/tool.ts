// Everything that shows how a campaign came to run as it does, as one page to print or to hand on.

import { z } from "zod";
import type { Card } from "../../../core/card/card.ts";
import { momentIn } from "../../../core/card/plain/sources.ts";
import { type Lang, say, words } from "../../../core/locale.ts";
import type { Ctx } from "../../context.ts";
import { keepMade } from "../../documents/documents.ts";
import { defineTool, type Tool, type ToolResult } from "../../tool.ts";
import { write } from "../../write.ts";
import { slugOf } from "../plan/utm.ts";
import type { Dossier } from "./dossier.ts";
import { type Meant, plansMeant } from "./find.ts";
import { gatherDossier } from "./gather.ts";
import { dossierPage } from "./page.ts";
import { names } from "./words.ts";

const ExportDossier = z.object({
  campaign: z.string().trim().max(200).optional().describe("The campaign's name as it was said."),
  planId: z.string().optional().describe("From an earlier result; the newest plan when both are left out."),
});

/** The same file for a proposal: nothing but a record of the export is made. */
async function exportDossier(ctx: Ctx, input: z.output<typeof ExportDossier>): Promise<ToolResult> {
  const [plan, ...others] = await plansMeant(ctx, input);
  if (others.length > 0) return { card: whichCard(ctx, [plan, ...others]), facts: { asked: ["campaign"] } };
  const dossier = await gatherDossier(ctx, plan.id);
  const content = Buffer.from(dossierPage(dossier), "utf8");
  const name = `${say(ctx.lang, words("증빙", "dossier"))}_${slugOf(plan.name)}_v${plan.version}.html`;
  const stored = await keepMade(ctx, { name, content });
  await write(ctx, "campaign.dossier", "write", () =>
    Promise.resolve({
      result: undefined,
      subject: plan.id,
      after: { version: plan.version, documentId: stored.id, sha256: stored.hash },
    }),
  );
  const card = fileCard(ctx.lang, dossier, { id: stored.id, name: stored.name, bytes: stored.bytes });
  return { card, facts: { planId: plan.id, version: plan.version, file: stored.name }, outside: true };
}

type File = { id: Awaited<ReturnType<typeof keepMade>>["id"]; name: string; bytes: number };

function fileCard(
  lang: Lang,
  { title, isDraft, isSimulated, chain }: Dossier,
  { id, name, bytes }: File,
): Card {
  const lead = words(
    `‘${title}’ 증빙이에요. 최종 문구와 그림, 검토 의견과 처리, 근거 자료, 승인, 실행 기록이 한 장의 HTML에 들어 있어요.`,
    `The dossier of ‘${title}’: final copy and pictures, the review and how it was settled, proof, approvals and ledger rows in one HTML page.`,
  );
  const how = words(
    "브라우저로 열어 A4로 인쇄하거나 PDF로 저장하세요. 누가 뽑았는지는 실행 기록에 남아요.",
    "Open it in a browser and print it on A4 or save it as PDF. Who exported it is on record.",
  );
  const draft = words(
    "아직 승인되지 않아 초안이라고 적었어요. 승인된 뒤에 다시 뽑아 주세요.",
    "It is not approved yet, and says so. Export it again once it is.",
  );
  return {
    lang,
    parts: [
      { kind: "text", tone: "lead", runs: [say(lang, lead)] },
      { kind: "file", documentId: id, name, mediaType: "text/html", bytes },
      { kind: "text", tone: chain.whole ? "note" : "warning", runs: [chain.text] },
      { kind: "text", tone: "note", runs: [say(lang, how)] },
      ...(isSimulated
        ? [{ kind: "text" as const, tone: "note" as const, runs: [say(lang, names.simulated)] }]
        : []),
      ...(isDraft ? [{ kind: "text" as const, tone: "warning" as const, runs: [say(lang, draft)] }] : []),
    ],
  };
}

const MOST_CHOICES = 3;

function whichCard({ lang, zone }: Ctx, plans: readonly Meant[]): Card {
  const question = words(
    "이름이 맞는 캠페인이 여러 개예요. 어느 것의 증빙을 뽑을까요?",
    "Several campaigns fit that name. Whose dossier shall I export?",
  );
  const choices = plans.slice(0, MOST_CHOICES).map(({ id, name, version, changedAt }) => ({
    label: `${name} v${version} · ${momentIn(zone, changedAt.toString())}`,
    style: "plain" as const,
    press: { action: "export_dossier", input: { planId: id } },
  }));
  return { lang, parts: [{ kind: "form", slot: "campaign", question: [say(lang, question)], choices }] };
}

export const dossierTools: readonly Tool[] = [
  defineTool({
    name: "export_dossier",
    about:
      "Export one campaign's dossier as a printable page: final copy and pictures, review with findings and how they were settled, proof, approvers, ledger rows.",
    effect: "write",
    action: "campaign.dossier",
    startedBy: "words",
    input: ExportDossier,
    run: exportDossier,
    propose: exportDossier,
  }),
];
