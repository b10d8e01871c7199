// What a replica and its judge say to each other.

import { z } from "zod";

/** One press of one person; the key is kept once, however often it is sent. */
export const Click = z.object({
  key: z.string(),
  personId: z.string(),
  id: z.string(),
  planHash: z.string(),
  decision: z.enum(["approve", "reject"]),
});
export type Click = z.output<typeof Click>;

/** `lowers`: it only pauses. `marked`: its row says sent; `sent`: it leaves, by the machine's clock; `back`: its reply is here, or lost. */
export const Told = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("marked"), lowers: z.boolean() }),
  z.object({ kind: z.literal("sent"), lowers: z.boolean(), atMs: z.number() }),
  z.object({ kind: z.literal("back"), lowers: z.boolean() }),
  z.object({ kind: z.literal("kept"), key: z.string() }),
  z.object({ kind: z.literal("refused"), key: z.string(), said: z.string() }),
]);
export type Told = z.output<typeof Told>;
