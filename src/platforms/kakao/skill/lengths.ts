// Texts that KakaoTalk takes and does not draw whole. One walk over what was given, whatever else is wrong with it.

import { widthOf } from "../../../core/card/plain/width.ts";
import { limits, type Problem } from "./limits.ts";

type Held = Readonly<Record<string, unknown>>;
type Place = { path: string; inCarousel: boolean };
type Rule = (card: Held, place: Place) => Problem[];

export function lengthWarnings(template: unknown): Problem[] {
  const outputs = listIn(objectOf(template), "outputs");
  return [
    ...outputs.flatMap((output, at) =>
      Object.entries(output).flatMap(([name, held]) =>
        bubbleWarnings(name, objectOf(held), `/template/outputs/${at}/${name}`),
      ),
    ),
    ...listIn(objectOf(template), "quickReplies").flatMap((reply, at) =>
      longer(reply, "label", limits.buttons.label, `/template/quickReplies/${at}`),
    ),
  ];
}

function bubbleWarnings(name: string, held: Held, path: string): Problem[] {
  if (name !== "carousel") return cardWarnings(name, held, { path, inCarousel: false });
  const type = String(held["type"]);
  return listIn(held, "items").flatMap((card, at) =>
    cardWarnings(type, card, { path: `${path}/items/${at}`, inCarousel: true }),
  );
}

function cardWarnings(name: string, card: Held, place: Place): Problem[] {
  return [
    ...(Object.hasOwn(rules, name) ? (rules[name]?.(card, place) ?? []) : []),
    ...buttonWarnings(card, place),
    ...listIn(card, "thumbnails").flatMap((one) => longer(one, "altText", limits.altText, place.path)),
    ...longer(objectOf(card["thumbnail"]), "altText", limits.altText, `${place.path}/thumbnail`),
  ];
}

const rules: Readonly<Record<string, Rule>> = {
  simpleImage: (card, { path }) => longer(card, "altText", limits.altText, path),
  simpleText: (card, { path }) =>
    mentionsIn(card) > limits.simpleText.mentions
      ? [{ level: "error", path, rule: `at most ${limits.simpleText.mentions} mentions` }]
      : [],
  textCard: (card, { path, inCarousel }) => [
    ...longer(card, "title", limits.textCard.title, path),
    ...(inCarousel
      ? longer(card, "description", limits.textCard.inCarousel, path)
      : together(card, limits.textCard.together, path)),
  ],
  basicCard: (card, { path }) => [
    ...longer(card, "title", limits.basicCard.title, path),
    ...longer(card, "description", limits.basicCard.description, path),
  ],
  itemCard: itemCardWarnings,
  commerceCard: (card, { path }) => [
    ...longer(card, "title", limits.commerceCard.title, path),
    ...longer(card, "description", limits.commerceCard.description, path),
  ],
};

const amount = /^[^\p{L}\d]*\d[\d,.]*\s*(?:원|[A-Z]{3})?$/u;

function itemCardWarnings(card: Held, { path, inCarousel }: Place): Problem[] {
  const { itemCard } = limits;
  const summary = objectOf(card["itemListSummary"]);
  const sum = textOf(summary, "description");
  const lines = [textOf(card, "title"), textOf(card, "description")].filter(Boolean).join("\n").split("\n");
  return [
    ...listIn(card, "itemList").flatMap((row, at) => [
      ...longer(row, "title", itemCard.rowTitle, `${path}/itemList/${at}`),
      ...(widthOf(textOf(row, "description")) > itemCard.rowColumns
        ? [warning(`${path}/itemList/${at}/description`, "two lines at most")]
        : []),
    ]),
    ...longer(summary, "title", itemCard.summaryTitle, `${path}/itemListSummary`),
    ...longer(summary, "description", itemCard.summaryDescription, `${path}/itemListSummary`),
    ...(sum !== "" && !amount.test(sum)
      ? [warning(`${path}/itemListSummary/description`, "a currency and digits only")]
      : []),
    ...together(card, inCarousel ? itemCard.togetherInCarousel : itemCard.together, path),
    ...(lines.length > itemCard.lines ? [warning(path, `at most ${itemCard.lines} lines`)] : []),
    ...longer(objectOf(card["profile"]), "title", itemCard.profile, `${path}/profile`),
  ];
}

function buttonWarnings(card: Held, { path }: Place): Problem[] {
  const most = card["buttonLayout"] === "horizontal" ? limits.buttons.labelBeside : limits.buttons.label;
  return listIn(card, "buttons").flatMap((button, at) =>
    longer(button, "label", most, `${path}/buttons/${at}`),
  );
}

function mentionsIn(card: Held): number {
  return textOf(card, "text").split("{{#mentions.").length - 1;
}

function together(card: Held, most: number, path: string): Problem[] {
  const length = textOf(card, "title").length + textOf(card, "description").length;
  return length > most ? [warning(path, `title and description of at most ${most} letters together`)] : [];
}

function longer(held: Held, field: string, most: number, path: string): Problem[] {
  return textOf(held, field).length > most ? [warning(`${path}/${field}`, `at most ${most} letters`)] : [];
}

function warning(path: string, rule: string): Problem {
  return { level: "warn", path, rule };
}

function textOf(held: Held, field: string): string {
  const value = held[field];
  return typeof value === "string" ? value : "";
}

function listIn(held: Held, field: string): Held[] {
  const value = held[field];
  return Array.isArray(value) ? value.map(objectOf) : [];
}

function objectOf(held: unknown): Held {
  return typeof held === "object" && held !== null ? (held as Held) : {};
}
