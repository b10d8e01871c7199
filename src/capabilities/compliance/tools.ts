// Checking a text or creative against law, medium policy and brand guide. Nothing is carried out yet.

import { z } from "zod";
import { words } from "../../core/locale.ts";
import { Filter } from "../../core/query.ts";
import { type Wish, wishTool } from "../not-yet.ts";
import type { Tool } from "../tool.ts";

const review: Wish<ReviewCompliance> = {
  lacking: ({ text, filters }) => (text || filters.length > 0 ? [] : ["text"]),
  what: words("광고 심의 검토", "Compliance review"),
  needs: words(
    "법령·매체 정책 기준이 등록되어야 하고, 그 전에는 괜찮다는 판정을 드릴 수 없어요.",
    "It needs the law and policy rules on file; until then I cannot tell you that a text is fine.",
  ),
  today: words(
    "지금은 게시 전에 담당자 검토를 받아 주세요.",
    "For now, have it checked by the person in charge before it runs.",
  ),
};

export const ReviewCompliance = z.object({
  text: z.string().optional().describe("The words to check, without quotes."),
  filters: z.array(Filter).max(10).default([]).describe("The creative, campaign or medium meant."),
  scope: z.literal("brand").optional().describe("Only the brand guide."),
  action: z.literal("rerun").optional(),
});
export type ReviewCompliance = z.output<typeof ReviewCompliance>;

export const complianceTools: readonly Tool[] = [
  wishTool(
    {
      name: "review_compliance",
      about: "Check a text or creative against law, medium policy and the brand guide.",
      effect: "read",
      input: ReviewCompliance,
    },
    review,
  ),
];
