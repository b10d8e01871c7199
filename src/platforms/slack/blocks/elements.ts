// Interactive elements of Block Kit, and which block may hold which.

import { z } from "zod";
import { ActionId, ChoiceOption, Confirm, limits, Option, plainText, webUrl } from "./objects.ts";

const actionable = { action_id: ActionId };
const confirmable = { ...actionable, confirm: Confirm.optional() };
const placeheld = { ...confirmable, placeholder: plainText(limits.placeholder).optional() };

export const Button = z.strictObject({
  ...confirmable,
  type: z.literal("button"),
  text: plainText(limits.button.text),
  value: z.string().max(limits.button.value).optional(),
  url: webUrl(limits.button.url).optional(),
  style: z.enum(["primary", "danger"]).optional(),
  accessibility_label: z.string().min(1).max(limits.button.accessibility).optional(),
});

export const Image = z.strictObject({
  type: z.literal("image"),
  image_url: webUrl(limits.image.url),
  alt_text: z.string().min(1).max(limits.image.alt),
});

const selectOptions = z.array(Option).min(1).max(limits.options.select);
const StaticSelect = z.strictObject({
  ...placeheld,
  type: z.literal("static_select"),
  options: selectOptions,
  initial_option: Option.optional(),
});
const MultiSelect = z.strictObject({
  ...placeheld,
  type: z.literal("multi_static_select"),
  options: selectOptions,
  initial_options: selectOptions.optional(),
  max_selected_items: z.int().min(1).optional(),
});
const UsersSelect = z.strictObject({ ...placeheld, type: z.literal("users_select") });
const ChannelsSelect = z.strictObject({ ...placeheld, type: z.literal("channels_select") });
const ConversationsSelect = z.strictObject({ ...placeheld, type: z.literal("conversations_select") });

const Overflow = z.strictObject({
  ...confirmable,
  type: z.literal("overflow"),
  options: z.array(Option).min(1).max(limits.options.overflow),
});

const choices = z.array(ChoiceOption).min(1).max(limits.options.choice);
const Radio = z.strictObject({
  ...confirmable,
  type: z.literal("radio_buttons"),
  options: choices,
  initial_option: ChoiceOption.optional(),
});
const Checkboxes = z.strictObject({
  ...confirmable,
  type: z.literal("checkboxes"),
  options: choices,
  initial_options: choices.optional(),
});

const Datepicker = z.strictObject({
  ...placeheld,
  type: z.literal("datepicker"),
  initial_date: z.iso.date().optional(),
});
const Timepicker = z.strictObject({
  ...placeheld,
  type: z.literal("timepicker"),
  initial_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  timezone: z.string().min(1).optional(),
});

const textual = { ...actionable, placeholder: plainText(limits.placeholder).optional() };
const TextInput = z.strictObject({
  ...textual,
  type: z.literal("plain_text_input"),
  multiline: z.boolean().optional(),
  initial_value: z.string().max(limits.input.value).optional(),
  min_length: z.int().min(0).max(limits.input.value).optional(),
  max_length: z.int().min(1).max(limits.input.value).optional(),
});
const NumberInput = z.strictObject({
  ...textual,
  type: z.literal("number_input"),
  is_decimal_allowed: z.boolean(),
  initial_value: z.string().optional(),
  min_value: z.string().optional(),
  max_value: z.string().optional(),
});

const feedback = z.strictObject({
  text: plainText(limits.button.text),
  value: z.string().min(1).max(limits.button.value),
  accessibility_label: z.string().min(1).max(limits.button.accessibility).optional(),
});
const FeedbackButtons = z.strictObject({
  ...actionable,
  type: z.literal("feedback_buttons"),
  positive_button: feedback,
  negative_button: feedback,
});
const IconButton = z.strictObject({
  ...confirmable,
  type: z.literal("icon_button"),
  icon: z.literal("trash"),
  text: plainText(limits.button.text),
  value: z.string().max(limits.button.value).optional(),
  accessibility_label: z.string().min(1).max(limits.button.accessibility).optional(),
});

const shared = [
  Checkboxes,
  Datepicker,
  MultiSelect,
  StaticSelect,
  UsersSelect,
  ChannelsSelect,
  ConversationsSelect,
  Radio,
  Timepicker,
] as const;

export const ActionsElement = z.discriminatedUnion("type", [Button, Overflow, ...shared]);
export const Accessory = z.discriminatedUnion("type", [Button, Image, Overflow, ...shared]);
export const InputElement = z.discriminatedUnion("type", [TextInput, NumberInput, ...shared]);
export const ContextAction = z.discriminatedUnion("type", [FeedbackButtons, IconButton]);
