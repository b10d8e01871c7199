// Whom a card on its way is for: everybody in the thread of its conversation, or one person in a room.

import { z } from "zod";
import type { Origin } from "./body.ts";
import type { Place } from "./inbox.ts";
import { Shown } from "./live.ts";
import { teamOf } from "./rooms.ts";

const Only = z.object({
  roomRef: z.string(),
  /** Empty for the room's main line. */
  threadRef: z.string(),
  /** The platform's own name of the person. */
  person: z.string(),
});
export type Only = z.output<typeof Only>;

/** A posted card that says something else from now on: its delivery, and the post's own name where a press told it. */
const Edits = z.object({ delivery: z.uuid(), message: z.string().optional() });

export const Target = z.object({
  conversation: z.string().optional(),
  only: Only.optional(),
  edits: Edits.optional(),
  /** Further messages that the answer ends, as the platform calls them. */
  also: z.array(z.string()).optional(),
  /** What people may have seen of it while it was made: its card finishes that. */
  live: Shown.extend({
    /** Parts at the beginning of its card that are the answer's words. */
    words: z.number().int().min(0),
  }).optional(),
});
export type Target = z.output<typeof Target>;

/**
 * The asker alone, where others could read along. A message that no answer stands under yet has no thread to look into: what is for its
 * writer's eyes stands beside it.
 */
export function onlyAsker(
  { roomRef, threadRef }: Pick<Place, "roomRef" | "threadRef">,
  { message, person }: Origin,
): Only | undefined {
  if (teamOf(roomRef) === undefined) return undefined;
  const isFirst = message?.endsWith(`:${threadRef}`) === true;
  return { roomRef, threadRef: isFirst ? "" : threadRef, person };
}
