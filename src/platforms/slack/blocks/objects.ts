// Composition objects of Block Kit: text, confirmation, option. Lengths are counted as JavaScript counts them, which is never less than Slack does.

import { z } from "zod";
import limits from "./limits.json" with { type: "json" };

export { limits };

export const BlockId = z.string().min(1).max(limits.id).optional();
export const ActionId = z.string().min(1).max(limits.id);

const httpsUrl = z
  .url({ protocol: /^https$/, error: "must be an https address" })
  .refine((url) => URL.canParse(url) && new URL(url).username === "", {
    error: "must not carry a user name",
  });

export function webUrl(most: number): typeof httpsUrl {
  return httpsUrl.max(most);
}

export function plainText(most: number) {
  return z.strictObject({
    type: z.literal("plain_text"),
    text: z.string().min(1).max(most),
    emoji: z.boolean().optional(),
  });
}

export function mrkdwnText(most: number) {
  return z.strictObject({
    type: z.literal("mrkdwn"),
    text: z.string().min(1).max(most),
    verbatim: z.boolean().optional(),
  });
}

export function anyText(most: number) {
  return z.discriminatedUnion("type", [plainText(most), mrkdwnText(most)]);
}

export const Confirm = z.strictObject({
  title: plainText(limits.confirm.title),
  text: plainText(limits.confirm.text),
  confirm: plainText(limits.confirm.button),
  deny: plainText(limits.confirm.button),
  style: z.enum(["primary", "danger"]).optional(),
});

function optionOf<T extends z.ZodType>(text: T) {
  return z.strictObject({
    text,
    value: z.string().min(1).max(limits.option.value),
    description: plainText(limits.option.text).optional(),
  });
}

/** Of menus, where only plain text is shown. */
export const Option = optionOf(plainText(limits.option.text));
/** Of radio buttons and checkboxes. */
export const ChoiceOption = optionOf(anyText(limits.option.text));
