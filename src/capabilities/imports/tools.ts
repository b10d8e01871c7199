// What buttons and dropped files may call. The model is told of these results; it starts none of them from free text.

import { z } from "zod";
import { CampaignId, DocumentId, ImportId } from "../../core/ids.ts";
import { defineTool, type Tool } from "../tool.ts";
import { mergedCard, undoneCard, unmergedCard } from "./card-small.ts";
import { ImportAnswers, importReport, mergeSpellings, undoImport, unmergeCampaigns } from "./imports.ts";

export const importTools: readonly Tool[] = [
  defineTool({
    name: "import_report",
    about:
      "Read a report file that was dropped in this conversation. Started by the drop and by the buttons of its card only; never call it from words.",
    effect: "write",
    startedBy: "press",
    action: "import.load",
    input: z.object({
      documentId: DocumentId,
      answers: ImportAnswers.exactOptional(),
      oneShot: z.boolean().default(false).describe("True where no question can be asked back."),
    }),
    run: (ctx, input, progress) => importReport(ctx, input, progress),
  }),
  defineTool({
    name: "undo_import",
    about:
      "Take back an import of this conversation, so that the former figures are true again. Take importId from the result of import_report.",
    effect: "write",
    startedBy: "press",
    action: "import.undo",
    input: z.object({ importId: ImportId }),
    run: async (ctx, input) => {
      const undone = await undoImport(ctx, input);
      const { restoredDays, clearedDays } = undone;
      return { card: undoneCard(ctx.lang, undone), facts: { ...input, restoredDays, clearedDays } };
    },
  }),
  defineTool({
    name: "merge_campaigns",
    about:
      "Count the spellings of one campaign together, as offered after an import. Started by the button of the offer only; never call it from words.",
    effect: "write",
    startedBy: "press",
    action: "campaign.merge",
    input: z.object({ importId: ImportId }),
    run: async (ctx, input) => {
      const merged = await mergeSpellings(ctx, input);
      const facts = { ...input, campaigns: merged.groups, spellings: merged.campaigns.length };
      return { card: mergedCard(ctx.lang, merged), facts };
    },
  }),
  defineTool({
    name: "unmerge_campaigns",
    about: "Split merged spellings again. Started by the button of the merge only; never call it from words.",
    effect: "write",
    startedBy: "press",
    action: "campaign.unmerge",
    input: z.object({ campaignIds: z.array(CampaignId).min(1).max(20_000) }),
    run: async (ctx, { campaignIds }) => {
      const unmerged = await unmergeCampaigns(ctx, campaignIds);
      return { card: unmergedCard(ctx.lang, unmerged), facts: { spellings: unmerged.campaigns.length } };
    },
  }),
];
