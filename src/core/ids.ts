// Branded ids: the one place where they are made. All are UUIDs; version 7, so that rows made together lie together.

import { randomBytes } from "node:crypto";
import { z } from "zod";

const uuid = z.uuid();

export const WorkspaceId = uuid.brand("WorkspaceId");
export type WorkspaceId = z.output<typeof WorkspaceId>;
export const PersonId = uuid.brand("PersonId");
export type PersonId = z.output<typeof PersonId>;
export const ConversationId = uuid.brand("ConversationId");
export type ConversationId = z.output<typeof ConversationId>;
export const InboundId = uuid.brand("InboundId");
export type InboundId = z.output<typeof InboundId>;
export const TurnId = uuid.brand("TurnId");
export type TurnId = z.output<typeof TurnId>;
export const DeliveryId = uuid.brand("DeliveryId");
export type DeliveryId = z.output<typeof DeliveryId>;
export const DocumentId = uuid.brand("DocumentId");
export type DocumentId = z.output<typeof DocumentId>;
export const ImportId = uuid.brand("ImportId");
export type ImportId = z.output<typeof ImportId>;
export const AdAccountId = uuid.brand("AdAccountId");
export type AdAccountId = z.output<typeof AdAccountId>;
export const CampaignId = uuid.brand("CampaignId");
export type CampaignId = z.output<typeof CampaignId>;
export const AdGroupId = uuid.brand("AdGroupId");
export type AdGroupId = z.output<typeof AdGroupId>;
export const AdId = uuid.brand("AdId");
export type AdId = z.output<typeof AdId>;
export const QueryId = uuid.brand("QueryId");
export type QueryId = z.output<typeof QueryId>;
export const KnockId = uuid.brand("KnockId");
export const PlanId = uuid.brand("PlanId");
export const CreativeId = uuid.brand("CreativeId");
export type CreativeId = z.output<typeof CreativeId>;
export const CreativeVersionId = uuid.brand("CreativeVersionId");
export type CreativeVersionId = z.output<typeof CreativeVersionId>;

/**
 * A new id of the given kind: `newId(CampaignId)`.
 * @param atMs milliseconds since 1970 for the leading bits; the machine's clock when left out (order only, never read back)
 */
export function newId<T>(
  kind: { parse: (value: unknown) => T },
  atMs: number = performance.timeOrigin + performance.now(),
): T {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Math.trunc(atMs), 0, 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return kind.parse(
    `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`,
  );
}
