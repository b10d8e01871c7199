// A list of rules dropped in chat: known by its head, tried on past copy, and switched on by a press like a rule that was said.

import { open, stat } from "node:fs/promises";
import { z } from "zod";
import { DocumentId } from "../../../core/ids.ts";
import { getDocument, readDocument } from "../../documents/documents.ts";
import type { Ctx } from "../../context.ts";
import type { Tool, ToolResult } from "../../tool.ts";
import { isRuleListHead, MOST_BYTES, ruleListIn } from "./file.ts";
import { triedCard } from "./tools.ts";
import type { ReadPast } from "./trial.ts";

const Dropped = z.object({ documentId: DocumentId });
const HEAD_BYTES = 4_096;

/** Lists of rules take another way than reports; they are asked for first, as reports are far larger. */
export function withRuleLists(tool: Tool, readPast: ReadPast): Tool {
  if (tool.name !== "import_report") return tool;
  return {
    ...tool,
    run: async (ctx, input: unknown, progress) => {
      const { documentId } = Dropped.parse(input);
      return (await tried(ctx, documentId, readPast)) ?? tool.run(ctx, input, progress);
    },
  };
}

async function tried(ctx: Ctx, id: DocumentId, readPast: ReadPast): Promise<ToolResult | undefined> {
  const { name, bytes } = await getDocument(ctx, id);
  if (bytes > MOST_BYTES) return undefined;
  const rules = ruleListIn(name, await readDocument(ctx, id, MOST_BYTES));
  return rules && triedCard(ctx, rules, { documentId: id }, readPast);
}

/** Whether a file is headed like such a list: it is welcome where other files that are no reports are turned away. */
export async function isRuleList(name: string, path: string): Promise<boolean> {
  if ((await stat(path)).size > MOST_BYTES) return false;
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return isRuleListHead(name, buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}
