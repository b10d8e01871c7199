// Conversations and their machinery: inbox, turns, deliveries, buttons.

import { sql } from "drizzle-orm";
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
import type { Card } from "../core/card/card.ts";
import { big, claimColumns, instant, isOpenClaim } from "../db/columns.ts";

export const conversation = pgTable(
  "conversation",
  {
    workspaceId: uuid().notNull(),
    id: uuid().notNull(),
    platform: text().notNull(),
    roomRef: text().notNull(),
    threadRef: text().notNull(),
    personId: uuid().notNull(),
    /** What its person called it; without one it is called by its first message. */
    title: text(),
    createdAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("conversation_place").on(t.workspaceId, t.platform, t.roomRef, t.threadRef),
    index("conversation_person").on(t.workspaceId, t.personId, t.platform, t.createdAt),
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
    kind: text({ enum: ["message", "click", "file", "action"] }).notNull(),
    body: jsonb().notNull(),
    /** The message its writer put in its place: this one and its answer are kept, and no longer count. */
    replacedBy: uuid(),
    /** Its writer wants no more of the answer, whichever process has it. */
    stopAsked: boolean().notNull().default(false),
    createdAt: instant().notNull(),
    ...claimColumns,
  },
  (t) => [
    uniqueIndex("inbound_dedupe").on(t.platform, t.dedupeKey),
    index("inbound_claim").on(t.nextAt).where(isOpenClaim),
    index("inbound_conversation").on(t.conversationId, t.createdAt).where(isOpenClaim),
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
    /** Text from outside has entered the conversation by this turn; each turn inherits it from the one before. */
    tainted: boolean().notNull().default(true),
    createdAt: instant().notNull(),
    tookMs: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("turn_conversation").on(t.workspaceId, t.conversationId, t.createdAt),
  ],
);

/** Tokens, cost and time of one model call; also a call that was not made because the model is being left alone. */
export const modelCall = pgTable(
  "model_call",
  {
    workspaceId: uuid().notNull(),
    id: uuid().notNull(),
    turnId: uuid().notNull(),
    model: text().notNull(),
    inputTokens: integer(),
    /** Part of the input that the provider had read before. */
    cachedTokens: integer(),
    outputTokens: integer(),
    /** Part of the output that nobody reads. */
    reasoningTokens: integer(),
    /** Millionths of a US dollar; null when the price is not known. */
    costMicros: big(),
    tookMs: integer().notNull(),
    outcome: text().notNull(),
    /** The kind of trouble that made somebody else answer. */
    reason: text(),
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
    /** Code of the last failure. */
    trouble: text(),
    createdAt: instant().notNull(),
    ...claimColumns,
  },
  (t) => [
    index("delivery_claim").on(t.nextAt).where(isOpenClaim),
    index("delivery_dead")
      .on(t.workspaceId, t.createdAt)
      .where(sql`state = 'dead'`),
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
    /** The card it stands on. */
    deliveryId: uuid(),
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
  (t) => [
    index("button_workspace").on(t.workspaceId),
    index("button_used")
      .on(t.workspaceId, t.conversationId)
      .where(sql`used_at is not null`),
    index("button_slot")
      .on(t.workspaceId, t.personId, t.expiresAt)
      .where(sql`action in ('show_rest', 'fill_form')`),
    index("button_request")
      .on(t.workspaceId, sql`(input->>'id')`)
      .where(sql`action in ('decide_approval', 'show_request')`),
  ],
);

/** One thing that an address opens without a session; only the hash of the address's token is kept. */
export const link = pgTable(
  "link",
  {
    tokenHash: text().primaryKey(),
    workspaceId: uuid().notNull(),
    purpose: text({ enum: ["picture", "card", "file", "upload", "form"] }).notNull(),
    /** Under whose name it opens. */
    personId: uuid().notNull(),
    lang: text({ enum: ["ko", "en"] }).notNull(),
    input: jsonb().notNull(),
    expiresAt: instant().notNull(),
    usedAt: instant(),
    /** The inbound row that used it up. */
    usedIn: uuid(),
    createdAt: instant().notNull(),
  },
  (t) => [index("link_workspace").on(t.workspaceId, t.expiresAt)],
);

/** An answer that somebody looks at before its room does: its deliveries are held until then. */
export const draftAnswer = pgTable(
  "draft_answer",
  {
    workspaceId: uuid().notNull(),
    /** The turn whose answer it is. */
    turnId: uuid().notNull(),
    conversationId: uuid().notNull(),
    platform: text().notNull(),
    roomRef: text().notNull(),
    threadRef: text().notNull(),
    /** Who asked, by the platform's own names. */
    origin: jsonb().notNull(),
    lang: text({ enum: ["ko", "en"] }).notNull(),
    state: text({ enum: ["waiting", "sent", "rejected", "expired"] }).notNull(),
    /** The words that a lead put in its place. */
    edited: text(),
    /** Grows with each editing: an older card decides nothing. */
    version: integer().notNull().default(1),
    decidedBy: uuid(),
    decidedAt: instant(),
    remindedAt: instant(),
    createdAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.turnId] }),
    index("draft_answer_waiting")
      .on(t.workspaceId, t.createdAt)
      .where(sql`state = 'waiting'`),
  ],
);
