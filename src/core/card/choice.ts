// What a person may press on a card. While a card is being made a choice says what it would do; once stored it carries a token only.

import { z } from "zod";

const Press = z.union([
  z.object({ token: z.string() }),
  /** `action` is the name of a tool or of a button verb, `input` its arguments. */
  z.object({ action: z.string(), input: z.record(z.string(), z.unknown()) }),
]);

export const Choice = z.object({
  label: z.string(),
  style: z.enum(["primary", "plain", "danger"]).default("plain"),
  press: Press,
  /** Whoever the action allows may press it, not only the person the card was made for. */
  anyone: z.boolean().optional(),
  /** It asks something first, or shows a form: a surface that can ask in place does, others press it as it is. */
  opens: z.boolean().optional(),
});
export type Choice = z.output<typeof Choice>;
