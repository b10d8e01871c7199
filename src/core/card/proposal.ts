// Something CO9MA offers to do, described from stored values, with the buttons that do it.

import { z } from "zod";
import { Choice } from "./choice.ts";
import { Run } from "./text.ts";

/** A stored request that people decide on: what a machine needs of it beside the lines people read. */
export const AskedApproval = z.object({
  id: z.uuid(),
  /** Ledger action of what it allows. */
  kind: z.string(),
  planHash: z.string(),
  state: z.enum(["waiting", "approved", "rejected", "expired", "superseded"]),
  diff: z.array(
    z.object({
      entity: z.string(),
      medium: z.string().optional(),
      field: z.string(),
      before: z.string().nullable(),
      after: z.string(),
    }),
  ),
  needs: z.object({
    roles: z.array(z.string()),
    people: z.number(),
    other: z.boolean(),
    reason: z.boolean(),
    notBefore: z.string().optional(),
  }),
  /** Whole minor units as text. */
  total: z.object({ minor: z.string(), currency: z.string() }).nullable(),
  byMedium: z.array(z.object({ medium: z.string(), minor: z.string(), currency: z.string() })),
  expiresAt: z.string(),
});
export type AskedApproval = z.output<typeof AskedApproval>;

export const ProposalPart = z.object({
  kind: z.literal("proposal"),
  title: z.string(),
  lines: z.array(z.array(Run)),
  choices: z.array(Choice).max(3),
  approval: AskedApproval.optional(),
});
export type ProposalPart = z.output<typeof ProposalPart>;
