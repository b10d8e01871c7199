// Rich text: words as data, so that nothing in them is read as markup. The only elements that ping are known here and refused by our own rules.

import { z } from "zod";
import { BlockId, limits, webUrl } from "./objects.ts";

const style = z
  .strictObject({
    bold: z.boolean().optional(),
    italic: z.boolean().optional(),
    strike: z.boolean().optional(),
    code: z.boolean().optional(),
    underline: z.boolean().optional(),
  })
  .optional();

const Text = z.strictObject({ type: z.literal("text"), text: z.string().min(1), style });
const Link = z.strictObject({
  type: z.literal("link"),
  url: webUrl(limits.button.url),
  text: z.string().min(1).optional(),
  style,
});
const Emoji = z.strictObject({
  type: z.literal("emoji"),
  name: z.string().regex(/^[\w+'-]+$/),
  style,
});
const User = z.strictObject({ type: z.literal("user"), user_id: z.string().regex(/^[UW]\w+$/), style });
const Group = z.strictObject({
  type: z.literal("usergroup"),
  usergroup_id: z.string().regex(/^S\w+$/),
  style,
});
const Channel = z.strictObject({
  type: z.literal("channel"),
  channel_id: z.string().regex(/^[CGD]\w+$/),
  style,
});
const Broadcast = z.strictObject({
  type: z.literal("broadcast"),
  range: z.enum(["here", "channel", "everyone"]),
  style,
});

const Inline = z.discriminatedUnion("type", [Text, Link, Emoji, User, Group, Channel, Broadcast]);
const border = z.union([z.literal(0), z.literal(1)]).optional();

const Section = z.strictObject({
  type: z.literal("rich_text_section"),
  elements: z.array(Inline).min(1),
});
const List = z.strictObject({
  type: z.literal("rich_text_list"),
  style: z.enum(["bullet", "ordered"]),
  elements: z.array(Section).min(1),
  indent: z.int().min(0).max(limits.richText.indent).optional(),
  offset: z.int().min(0).optional(),
  border,
});
const Quote = z.strictObject({
  type: z.literal("rich_text_quote"),
  elements: z.array(Inline).min(1),
  border,
});
const Preformatted = z.strictObject({
  type: z.literal("rich_text_preformatted"),
  elements: z.array(z.discriminatedUnion("type", [Text, Link])).min(1),
  border,
});

export const RichText = z.strictObject({
  type: z.literal("rich_text"),
  block_id: BlockId,
  elements: z.array(z.discriminatedUnion("type", [Section, List, Quote, Preformatted])).min(1),
});
export type RichText = z.output<typeof RichText>;
