// Whether an answer helped: two choices below it. Why not is asked by the surface, where it can ask.

import { z } from "zod";
import { type Words, words } from "../locale.ts";
import { Choice } from "./choice.ts";

export const FeedbackPart = z.object({ kind: z.literal("feedback"), good: Choice, bad: Choice });
export type FeedbackPart = z.output<typeof FeedbackPart>;

/** What the two are called everywhere; a surface that draws thumbs itself says this to whoever cannot see them. */
export const feedbackLabels: Readonly<Record<"good" | "bad", Words>> = {
  good: words("👍 도움이 됐어요", "👍 Helpful"),
  bad: words("👎 아쉬워요", "👎 Not helpful"),
};
