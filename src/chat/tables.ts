// Conversations and their machinery: inbox, turns, deliveries, buttons.

import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { Card } from "../core/card/card.ts";
import { big, instant } from "../db/columns.ts";

/** The columns the claim loop works on; the same names in every table it serves. */
const machinery = {
  state: text({ enum: ["waiting", "working", "done", "dead"] })
    .notNull()
    .default("waiting"),
  leaseUntil: instant(),
  fence: integer().notNull().default(0),
  attempts: integer().notNull().default(0),
  nextAt: instant()
    .notNull()
    .default(sql`now()`),
};

/** Rows the claim loop still has to look at: its indexes hold no others, however long the tables grow. */
const open = sql`state in ('waiting', 'working')`;

export const conversation = pgTable(
  "conversation",
  {
    workspaceId: uuid().notNull(),
    id: uuid().notNull(),
    platform: text().notNull(),
    roomRef: text().notNull(),
    threadRef: text().notNull(),
    personId: uuid().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("conversation_place").on(t.workspaceId, t.platform, t.roomRef, t.threadRef),
  ],
);

/** One message, click or submit, committed before the platform is answered. */
export const inbound = pgTable(
  "inbound",
  {
    id: uuid().primaryKey(),
    workspaceId: uuid().notNull(),
    conversationId: uuid().notNull(),
    personId: uuid().notNull(),
    platform: text().notNull(),
    /** Unique per platform event: the web sends a client message id. */
    dedupeKey: text().notNull(),
    kind: text({ enum: ["message", "click", "file"] }).notNull(),
    body: jsonb().notNull(),
    createdAt: instant().notNull(),
    ...machinery,
  },
  (t) => [
    uniqueIndex("inbound_dedupe").on(t.platform, t.dedupeKey),
    index("inbound_claim").on(t.nextAt).where(open),
    index("inbound_conversation").on(t.conversationId, t.createdAt).where(open),
  ],
);

/** One inbound row and its reply. */
export const turn = pgTable(
  "turn",
  {
    workspaceId: uuid().notNull(),
    id: uuid().notNull(),
    conversationId: uuid().notNull(),
    inboundId: uuid().notNull(),
    personId: uuid().notNull(),
    lang: text({ enum: ["ko", "en"] }).notNull(),
    /** What the person wrote. */
    said: text().notNull(),
    /** Tool calls of the turn with their inputs, as the next turn's history needs them. */
    calls: jsonb().notNull(),
    cards: jsonb().$type<Card[]>().notNull(),
    /** Proved words of the model beside the cards. */
    answer: text().notNull(),
    outcome: text({ enum: ["answered", "failed"] }).notNull(),
    createdAt: instant().notNull(),
    tookMs: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("turn_conversation").on(t.workspaceId, t.conversationId, t.createdAt),
  ],
);

/** Tokens, cost and time of one model call. */
export const modelCall = pgTable(
  "model_call",
  {
    workspaceId: uuid().notNull(),
    id: uuid().notNull(),
    turnId: uuid().notNull(),
    model: text().notNull(),
    inputTokens: integer(),
    outputTokens: integer(),
    costMicros: big(),
    tookMs: integer().notNull(),
    outcome: text().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] })],
);

/** A card on its way to a target. */
export const delivery = pgTable(
  "delivery",
  {
    id: uuid().primaryKey(),
    workspaceId: uuid().notNull(),
    conversationId: uuid().notNull(),
    turnId: uuid(),
    platform: text().notNull(),
    kind: text({ enum: ["reply_now", "callback", "edit", "push", "hold"] }).notNull(),
    target: jsonb().notNull(),
    content: jsonb().notNull(),
    platformRef: text(),
    createdAt: instant().notNull(),
    ...machinery,
  },
  (t) => [
    index("delivery_claim").on(t.nextAt).where(open),
    index("delivery_conversation").on(t.workspaceId, t.conversationId, t.createdAt),
  ],
);

/** One pressable action, known outside by its token only. */
export const button = pgTable(
  "button",
  {
    token: text().primaryKey(),
    workspaceId: uuid().notNull(),
    conversationId: uuid().notNull(),
    /** What stands on it, in the language of its card. */
    label: text().notNull(),
    lang: text({ enum: ["ko", "en"] }).notNull(),
    action: text().notNull(),
    input: jsonb().notNull(),
    /** Only this person may press it; `null` for anyone whose role allows the action. */
    personId: uuid(),
    expiresAt: instant().notNull(),
    usedAt: instant(),
    usedBy: uuid(),
    /** The inbound row of the press, so that whoever takes that row over may finish it. */
    usedIn: uuid(),
    createdAt: instant().notNull(),
  },
  (t) => [index("button_workspace").on(t.workspaceId)],
);
