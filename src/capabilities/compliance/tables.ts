// What was reviewed with what outcome, and the proof an advertiser has handed in.

import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { Verdict } from "../../core/card/findings.ts";
import { claimColumns, day, instant, isOpenClaim } from "../../db/columns.ts";
import type { OpinionAsked, OpinionGiven } from "./judge/opinion.ts";

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
    /**
     * The language model that was asked behind the rules, and its prompt with its hash; null where the rules alone judged. What came of
     * it stands in `review_opinion`: a review is never changed.
     */
    model: text(),
    prompt: text(),
    /** Of an ad that a medium turned down: what the medium wrote, as it was pasted and bounded. */
    notice: jsonb().$type<{ medium: string; words: string }>(),
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
    /** Hash of the rewrite that was offered for its text: whoever comes back with exactly those words has taken it. */
    rewriteHash: text(),
    createdAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.reviewId, t.place] }),
    index("finding_rule").on(t.workspaceId, t.rule, t.createdAt),
    index("finding_rewrite").on(t.workspaceId, t.rewriteHash),
  ],
);

/** How people answered a finding, each person once: a later answer of theirs takes the place of the first. */
export const findingAnswer = pgTable(
  "finding_answer",
  {
    workspaceId: uuid().notNull(),
    reviewId: uuid().notNull(),
    place: integer().notNull(),
    personId: uuid().notNull(),
    /** `fixed`: the words were changed for it; `right`: it holds; `wrong`: it does not. */
    answer: text({ enum: ["fixed", "right", "wrong"] }).notNull(),
    /** Said with a button or in words, or told from the rewrite that was taken. */
    source: text({ enum: ["person", "rewrite"] }).notNull(),
    /** Why it is wrong, as it was said; empty where nobody said. */
    reason: text().notNull(),
    answeredAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.reviewId, t.place, t.personId] })],
);

/** A rule of the workspace's own, in the form of a policy. Its row stays when it is removed: reviews of the past name it. */
export const brandRule = pgTable(
  "brand_rule",
  {
    workspaceId: uuid().notNull(),
    id: uuid().notNull(),
    /** 1, 2, 3 … in the workspace: people name it so, and findings say `brand.own.3`. */
    number: integer().notNull(),
    /** Its id in the list it was imported from: imported again, it is changed rather than added. */
    key: text(),
    policy: jsonb().$type<Record<string, unknown>>().notNull(),
    /** Counted up with every change of `policy`. */
    version: integer().notNull(),
    state: text({ enum: ["on", "off", "removed"] }).notNull(),
    personId: uuid(),
    createdAt: instant().notNull(),
    changedAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("brand_rule_number").on(t.workspaceId, t.number),
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

/** What a language model added to a review, one row per review; its ledger row says so. None where it gave no answer. */
export const reviewOpinion = pgTable(
  "review_opinion",
  {
    workspaceId: uuid().notNull(),
    reviewId: uuid().notNull(),
    model: text().notNull(),
    prompt: text().notNull(),
    given: jsonb().$type<OpinionGiven>().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.reviewId] })],
);

/** A card that still lacks the language model's opinion: claimed like any work, by whichever process. */
export const opinionCall = pgTable(
  "opinion_call",
  {
    id: uuid().primaryKey(),
    workspaceId: uuid().notNull(),
    reviewId: uuid().notNull(),
    deliveryId: uuid().notNull(),
    /** What is asked, the words included; emptied as soon as the card says what came of it. */
    asked: jsonb().$type<OpinionAsked | null>(),
    createdAt: instant().notNull(),
    ...claimColumns,
  },
  (t) => [
    index("opinion_call_claim").on(t.nextAt).where(isOpenClaim),
    index("opinion_call_line").on(t.reviewId, t.createdAt).where(isOpenClaim),
  ],
);
