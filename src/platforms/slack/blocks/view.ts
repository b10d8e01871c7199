// A modal as Slack takes it: the blocks that may stand in one, one by one, then what only the whole can break.

import { z } from "zod";
import { Block } from "./block.ts";
import type { Problem } from "./message.ts";
import { limits, plainText } from "./objects.ts";
import { safetyProblems } from "./safety.ts";
import { isOf, pointerOf, valuesIn } from "./walk.ts";

const { view: most } = limits;

export const Modal = z.strictObject({
  type: z.literal("modal"),
  title: plainText(most.title),
  submit: plainText(most.title).optional(),
  close: plainText(most.title).optional(),
  callback_id: z.string().min(1).max(limits.id).optional(),
  private_metadata: z.string().max(most.metadata).optional(),
  blocks: z.array(Block).min(1).max(most.blocks),
});
export type Modal = z.output<typeof Modal>;

/** Of messages only. */
const foreign = ["data_table", "data_visualization", "table", "card", "carousel", "container", "markdown"];

/** Everything that Slack would refuse and everything that we do not send; empty for a good modal. */
export function modalProblems(view: unknown): Problem[] {
  const parsed = Modal.safeParse(view);
  const shape = parsed.success
    ? []
    : parsed.error.issues.map((issue) => ({ path: pointerOf(issue.path), rule: issue.message }));
  return [...shape, ...wholeProblems(view), ...safetyProblems(view, [])];
}

function wholeProblems(view: unknown): Problem[] {
  const all = [...valuesIn(view)];
  const inputs = all.filter(({ value }) => isOf(value, "input"));
  const isSent = typeof view === "object" && view !== null && "submit" in view;
  return [
    ...all
      .filter(({ value }) => isOf(value, ...foreign))
      .map(({ path }) => ({ path, rule: "stands in messages only" })),
    ...(inputs.length > 0 && !isSent ? [{ path: "/submit", rule: "a modal with fields has a button" }] : []),
    ...repeated(all),
  ];
}

function repeated(all: readonly { path: string; key: string; value: unknown }[]): Problem[] {
  const seen = new Set<unknown>();
  return all
    .filter(({ key, value }) => key === "block_id" && typeof value === "string")
    .flatMap(({ path, value }) => {
      const twin = seen.has(value);
      seen.add(value);
      return twin ? [{ path, rule: "block_id is unique in the view" }] : [];
    });
}
