// Every block a message of ours may hold, as strict as Slack documents it and no unknown field. A type not listed here is refused.

import { z } from "zod";
import { DataTable, DataVisualization, Table } from "./data.ts";
import { Accessory, ActionsElement, Button, ContextAction, Image, InputElement } from "./elements.ts";
import { anyText, BlockId, limits, mrkdwnText, plainText, webUrl } from "./objects.ts";
import { RichText } from "./rich-text.ts";

const block_id = BlockId;

const Section = z
  .strictObject({
    type: z.literal("section"),
    block_id,
    text: anyText(limits.section.text).optional(),
    fields: z.array(anyText(limits.section.field)).min(1).max(limits.section.fields).optional(),
    accessory: Accessory.optional(),
    expand: z.boolean().optional(),
  })
  .refine(({ text, fields }) => text !== undefined || fields !== undefined, {
    error: "needs text or fields",
  });

const Header = z.strictObject({ type: z.literal("header"), block_id, text: plainText(limits.header) });
const Divider = z.strictObject({ type: z.literal("divider"), block_id });

const Context = z.strictObject({
  type: z.literal("context"),
  block_id,
  elements: z
    .array(z.discriminatedUnion("type", [Image, plainText(limits.text), mrkdwnText(limits.text)]))
    .min(1)
    .max(limits.context),
});

const Actions = z.strictObject({
  type: z.literal("actions"),
  block_id,
  elements: z.array(ActionsElement).min(1).max(limits.actions),
});

const ContextActions = z.strictObject({
  type: z.literal("context_actions"),
  block_id,
  elements: z.array(ContextAction).min(1).max(limits.contextActions),
});

const ImageBlock = z
  .strictObject({
    type: z.literal("image"),
    block_id,
    alt_text: z.string().min(1).max(limits.image.alt),
    title: plainText(limits.image.title).optional(),
    image_url: webUrl(limits.image.url).optional(),
    slack_file: z.strictObject({ id: z.string().regex(/^F\w+$/) }).optional(),
  })
  .refine(({ image_url, slack_file }) => (image_url === undefined) !== (slack_file === undefined), {
    error: "needs either image_url or slack_file",
  });

const Input = z.strictObject({
  type: z.literal("input"),
  block_id,
  label: plainText(limits.input.label),
  element: InputElement,
  hint: plainText(limits.input.hint).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
});

const Markdown = z.strictObject({
  type: z.literal("markdown"),
  block_id,
  text: z.string().min(1).max(limits.message.markdown),
});

const Card = z
  .strictObject({
    type: z.literal("card"),
    block_id,
    hero_image: Image.optional(),
    icon: Image.optional(),
    title: mrkdwnText(limits.card.title).optional(),
    subtitle: mrkdwnText(limits.card.subtitle).optional(),
    body: mrkdwnText(limits.card.body).optional(),
    actions: z.array(Button).min(1).max(limits.card.actions).optional(),
  })
  .refine(({ hero_image, title, body, actions }) => [hero_image, title, body, actions].some(Boolean), {
    error: "needs a picture, a title, a body or actions",
  });

const Carousel = z.strictObject({
  type: z.literal("carousel"),
  block_id,
  elements: z.array(Card).min(1).max(limits.card.carousel),
});

const Container = z.strictObject({
  type: z.literal("container"),
  block_id,
  title: plainText(limits.container.title),
  subtitle: anyText(limits.container.subtitle).optional(),
  child_blocks: z
    .array(
      z.discriminatedUnion("type", [
        Actions,
        Context,
        Divider,
        Header,
        ImageBlock,
        Input,
        RichText,
        Section,
        Table,
      ]),
    )
    .min(1)
    .max(limits.container.blocks),
  width: z.enum(["narrow", "standard", "wide", "full"]).optional(),
  is_collapsible: z.boolean().optional(),
  default_collapsed: z.boolean().optional(),
  has_header_divider: z.boolean().optional(),
});

export const Block = z.discriminatedUnion("type", [
  Section,
  Header,
  Divider,
  Context,
  Actions,
  ContextActions,
  ImageBlock,
  Input,
  Markdown,
  RichText,
  Table,
  DataTable,
  DataVisualization,
  Card,
  Carousel,
  Container,
]);
export type Block = z.output<typeof Block>;
