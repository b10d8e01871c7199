// A form as a modal: each field as Slack draws its kind, with what stands in it, what is expected and what is wrong; and back as texts by field.

import { z } from "zod";
import type { Field, FormPart } from "../../../core/card/form.ts";
import { runsText } from "../../../core/card/text.ts";
import { type Lang, say, type Words, words } from "../../../core/locale.ts";
import type { Block } from "../blocks/block.ts";
import { limits } from "../blocks/objects.ts";
import type { Modal } from "../blocks/view.ts";
import { richTexts, smallPrint, words as inline } from "../render/piece.ts";
import { shortened } from "../render/words.ts";

export const FORM_VIEW = "form";
/** Of every field: a block holds one. */
const VALUE = "value";

const titles: Readonly<Record<string, Words>> = {
  brief: words("새 캠페인", "New campaign"),
  plan: words("계획 수정", "Change the plan"),
  limits: words("한도와 자율 단계", "Limits and autonomy"),
  reason_reject: words("반려", "Reject"),
  reason_approve: words("승인", "Approve"),
  feedback: words("의견", "Feedback"),
};
const someForm = words("양식", "Form");
const close = words("취소", "Cancel");

/** @param metadata comes back with what was filled in */
export function formView(part: FormPart, { lang, metadata }: { lang: Lang; metadata: string }): Modal {
  const { slot, question, fields = [], choices, byWords } = part;
  const title = titles[slot] ?? someForm;
  const label = choices[0]?.label ?? say(lang, title);
  return {
    type: "modal",
    callback_id: FORM_VIEW,
    private_metadata: metadata,
    title: plain(say(lang, title)),
    submit: plain(label),
    close: plain(say(lang, close)),
    blocks: [
      ...richTexts(inline(shortened(runsText(question, lang), 1_000))),
      ...fields.flatMap((field) => fieldBlocks(field)),
      ...smallPrint(byWords === undefined ? [] : [byWords]),
    ],
  };
}

function plain(text: string): Modal["title"] {
  return { type: "plain_text", text: shortened(text, limits.view.title) || "…", emoji: false };
}

type Input = Extract<Block, { type: "input" }>;

/** Whether it may stay empty is for whoever reads it to say: the label tells. */
function fieldBlocks(field: Field): Block[] {
  const { name, label, error } = field;
  const hint = shortened(field.hint ?? "", limits.input.hint);
  const input: Input = {
    type: "input",
    block_id: name,
    optional: true,
    label: { type: "plain_text", text: shortened(label, limits.input.label) || name, emoji: false },
    element: elementOf(field),
    ...(hint !== "" && { hint: { type: "plain_text", text: hint, emoji: false } }),
  };
  return [input, ...smallPrint(error === undefined ? [] : [`⚠ ${error}`])];
}

function elementOf({ kind, value, long, options = [] }: Field): Input["element"] {
  const offered = options.slice(0, limits.options.select).map(optionOf);
  const picked = offered.filter((one) => value.split(",").includes(one.value));
  const [first] = offered;
  if (kind === "date" && (value === "" || isDay(value)))
    return { type: "datepicker", action_id: VALUE, ...(value !== "" && { initial_date: value }) };
  if (kind === "one" && first)
    return {
      type: "static_select",
      action_id: VALUE,
      options: offered,
      ...(picked[0] && { initial_option: picked[0] }),
    };
  if (kind === "several" && first) {
    const initial = picked.length > 0 && { initial_options: picked };
    return offered.length <= limits.options.choice
      ? { type: "checkboxes", action_id: VALUE, options: offered, ...initial }
      : { type: "multi_static_select", action_id: VALUE, options: offered, ...initial };
  }
  return {
    type: "plain_text_input",
    action_id: VALUE,
    max_length: MOST_TYPED,
    ...(long && { multiline: true }),
    ...(value !== "" && { initial_value: value.slice(0, MOST_TYPED) }),
  };
}

/** Of one field, as on the page. */
const MOST_TYPED = 2_000;

function optionOf({ value, label }: { value: string; label: string }) {
  const text = shortened(label, limits.option.text) || value;
  return { text: { type: "plain_text" as const, text, emoji: false }, value };
}

function isDay(text: string): boolean {
  return z.iso.date().safeParse(text).success;
}

const Picked = z.object({ value: z.string() });
const Filled = z.object({
  value: z.string().nullish(),
  selected_date: z.string().nullish(),
  selected_option: Picked.nullish(),
  selected_options: z.array(Picked).nullish(),
});

/** `state.values` of a modal that was sent; what is not of a field of ours is left out. */
export const FilledIn = z.record(z.string(), z.record(z.string(), z.unknown())).transform((blocks) =>
  Object.fromEntries(
    Object.entries(blocks).flatMap(([name, actions]) => {
      const filled = Filled.safeParse(actions[VALUE]);
      return filled.success ? [[name, textOf(filled.data)]] : [];
    }),
  ),
);

function textOf({
  value,
  selected_date,
  selected_option,
  selected_options,
}: z.output<typeof Filled>): string {
  if (selected_options) return selected_options.map((one) => one.value).join(",");
  return selected_option?.value ?? selected_date ?? (value ?? "").slice(0, MOST_TYPED);
}
