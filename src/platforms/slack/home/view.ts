// A Home as Slack takes it: what may stand in one, and how much.

import { z } from "zod";
import { Block } from "../blocks/block.ts";
import type { Problem } from "../blocks/message.ts";
import { safetyProblems } from "../blocks/safety.ts";
import { isOf, pointerOf, valuesIn } from "../blocks/walk.ts";

/** Source: docs.slack.dev, "Block Kit" and views.publish, read 2026-11. */
export const MOST_BLOCKS = 100;

const Home = z.strictObject({
  type: z.literal("home"),
  blocks: z.array(Block).min(1).max(MOST_BLOCKS),
});
export type HomeView = z.output<typeof Home>;

/** Of messages only. */
const foreign = ["data_table", "data_visualization", "table", "card", "carousel", "container", "markdown"];

/** Everything that Slack would refuse and everything that we do not send; empty for a good Home. */
export function homeProblems(view: unknown): Problem[] {
  const parsed = Home.safeParse(view);
  const shape = parsed.success
    ? []
    : parsed.error.issues.map((issue) => ({ path: pointerOf(issue.path), rule: issue.message }));
  const all = [...valuesIn(view)];
  const wrong = all.filter(({ value }) => isOf(value, ...foreign));
  return [
    ...shape,
    ...wrong.map(({ path }) => ({ path, rule: "stands in messages only" })),
    ...safetyProblems(view, []),
  ];
}
