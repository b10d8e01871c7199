// Waiting requests: shown with their buttons, never decided by words.

import { z } from "zod";
import { words } from "../../core/locale.ts";
import { type Wish, wishTool } from "../not-yet.ts";
import type { Tool } from "../tool.ts";

const approvals: Wish<ShowApprovals> = {
  lacking: ({ action, target, requestedBy }) =>
    action === "list_pending" || target || requestedBy ? [] : ["target"],
  what: words("승인과 반려", "Approvals"),
  needs: words(
    "글로는 승인되지 않아요. 승인할 실행이 생기면 승인 카드가 오고, 담당자가 버튼을 눌러야 해요.",
    "Typing never approves anything. Once there are actions to approve, a card with buttons will arrive for the right person to press.",
  ),
  today: words("지금 기다리는 승인 요청은 없어요.", "No request is waiting now."),
};

export const ShowApprovals = z.object({
  action: z
    .enum(["list_pending", "approve", "reject", "revoke"])
    .default("list_pending")
    .describe("What the person wants to do with them; it only chooses which cards are shown."),
  target: z.string().optional().describe("The request meant, in the person's words."),
  requestedBy: z.string().optional(),
  reason: z.string().optional(),
});
export type ShowApprovals = z.output<typeof ShowApprovals>;

export const approvalTools: readonly Tool[] = [
  wishTool(
    {
      name: "show_approvals",
      about: "Show waiting approval requests with their buttons. Words never approve or reject anything.",
      effect: "read",
      action: ({ action }) => (action === "list_pending" ? "approval.list" : "approval.decide"),
      input: ShowApprovals,
    },
    approvals,
  ),
];
