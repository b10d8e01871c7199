// What a surface hears of a conversation while its turns run. What is stored is the truth: these may be lost and asked for again.

import type { ToolCallRecord } from "../agent/turn.ts";
import type { Card } from "../core/card/card.ts";
import type { DeliveryId, InboundId } from "../core/ids.ts";
import type { Said } from "./body.ts";

/** A card as it was stored for the surface, its buttons as tokens. */
export type Delivered = { id: DeliveryId; card: Card };

/** `id` is the inbound row of the message that is being answered: one message, one answer. */
export type ChatEvent =
  | { kind: "said"; id: InboundId; said: string; files: string[] }
  | { kind: "progress"; id: InboundId; card: Card }
  | { kind: "card"; id: InboundId; card: Card }
  | { kind: "words"; id: InboundId; text: string }
  | Answered;

/** The whole answer, stored. `calls` are there only while it is fresh. */
export type Answered = {
  kind: "end";
  id: InboundId;
  said: string;
  files: string[];
  /** How the person said it, and whether they said it anew afterwards; known of what is stored. */
  by?: Said["by"];
  replaced?: boolean;
  outcome: "answered" | "failed";
  cards: Delivered[];
  calls?: ToolCallRecord[] | undefined;
  /** The message answered before this one in its conversation, `null` for none; known of an answer that was stored just now. */
  before?: InboundId | null;
};
