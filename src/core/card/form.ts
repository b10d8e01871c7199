// A short question with at most three buttons; or fields to be filled in, sent together by one button.

import { z } from "zod";
import { Choice } from "./choice.ts";
import { Run } from "./text.ts";

/** What people type or pick; everything travels as text and is read where it is sent to. */
export const Field = z.object({
  name: z.string(),
  label: z.string(),
  kind: z.enum(["text", "money", "number", "date", "url", "one", "several"]),
  /** What stands in it: as people write it; of `several` the picked values with commas between. */
  value: z.string().default(""),
  /** Of `one` and `several`. */
  options: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
  /** Of `text`: room for several lines. */
  long: z.boolean().optional(),
  /** What is expected there, with an example. */
  hint: z.string().optional(),
  /** What is wrong with `value`, and what is expected in its place. */
  error: z.string().optional(),
});
export type Field = z.output<typeof Field>;

export const FormPart = z.object({
  kind: z.literal("form"),
  /** The slot that is asked for: `campaign`, `time`, `currency`, `dateOrder`; of fields the name of the whole. */
  slot: z.string(),
  question: z.array(Run),
  choices: z.array(Choice).max(3),
  fields: z.array(Field).max(30).optional(),
  /** How the same is said in words, where nothing can be filled in. */
  byWords: z.string().optional(),
});
export type FormPart = z.output<typeof FormPart>;
