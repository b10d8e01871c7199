// What was reviewed with what outcome, and the proof an advertiser has handed in.

import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { Verdict } from "../../core/card/findings.ts";
import { day, instant } from "../../db/columns.ts";

/** One row per review, append-only: its ledger row holds the same hashes. The words reviewed stay where they are kept; here is their hash. */
export const review = pgTable(
  "review",
  {
    workspaceId: uuid().notNull(),
    id: uuid().notNull(),
    /** What was reviewed: words that were sent, a version of a creative or of a plan. */
    kind: text({ enum: ["text", "creative", "plan"] }).notNull(),
    /** Id of the creative or plan; null for words. */
    subject: uuid(),
    /** Of the creative or plan: another version is another review. */
    version: integer(),
    /** What was looked at, as a heading. */
    label: text().notNull(),
    textHash: text().notNull(),
    packDigest: text().notNull(),
    jurisdictions: jsonb().$type<string[]>().notNull(),
    facts: jsonb().$type<Record<string, unknown>>().notNull(),
    /** First and last day it was judged for. */
    judgedFrom: day().notNull(),
    judgedTo: day().notNull(),
    verdict: text({ enum: ["pass", "fix", "block"] })
      .$type<Verdict>()
      .notNull(),
    /** The language model that judged beside the rules, and its prompt; null where rules alone did. */
    model: text(),
    prompt: text(),
    /** Ids of the proof that was on file. */
    evidenceIds: jsonb().$type<string[]>().notNull(),
    personId: uuid(),
    createdAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("review_subject").on(t.workspaceId, t.subject, t.createdAt),
  ],
);

/** One row per finding of a review, in its order. */
export const finding = pgTable(
  "finding",
  {
    workspaceId: uuid().notNull(),
    reviewId: uuid().notNull(),
    place: integer().notNull(),
    rule: text().notNull(),
    ruleVersion: integer().notNull(),
    severity: text({ enum: ["note", "fix", "block"] }).notNull(),
    provisional: boolean().notNull(),
    /** Which text of the review, and where in it, in UTF-16 units. */
    label: text().notNull(),
    start: integer().notNull(),
    end: integer().notNull(),
    /** How a person answered it: took the rewrite, gave proof, said it is wrong. */
    answer: text({ enum: ["useful", "wrong"] }),
    answeredBy: uuid(),
    createdAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.reviewId, t.place] }),
    index("finding_rule").on(t.workspaceId, t.rule, t.createdAt),
  ],
);

/** Proof on file: a survey, a certificate, a review number. That it is there and how old it is decides; its truth a person answers for. */
export const evidence = pgTable(
  "evidence",
  {
    workspaceId: uuid().notNull(),
    id: uuid().notNull(),
    /** As policies ask for it: `rank`, `survey`, `functional_no`. */
    kind: text().notNull(),
    /** Its number or name; empty where it has none. */
    reference: text().notNull(),
    /** What it is about; null for everything of the workspace. */
    product: text(),
    documentId: uuid(),
    issuedOn: day(),
    /** Last day it counts. */
    expiresOn: day(),
    personId: uuid(),
    createdAt: instant().notNull(),
    /** Taken back: it counts no more, its row stays. */
    withdrawnAt: instant(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] }), index("evidence_kind").on(t.workspaceId, t.kind)],
);

/** An opinion of `block` that people with authority have set aside for one subject: who, why, and by which request. */
export const reviewOverride = pgTable(
  "review_override",
  {
    workspaceId: uuid().notNull(),
    subject: uuid().notNull(),
    /** Hash of the reviewed words and the packs: changed words or packs need another one. */
    textHash: text().notNull(),
    packDigest: text().notNull(),
    approvalId: uuid().notNull(),
    reason: text().notNull(),
    personId: uuid().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.subject, t.textHash] })],
);
