// Names that stand on cards: values of dimensions with the words the card has for them, and other words that hold digits.

import type { Card, Part } from "../../core/card/card.ts";
import type { Quantity, QuantityScope } from "../../core/quantity.ts";
import { normalise } from "../../language/text.ts";
import { namesOf } from "./facts.ts";

/** `text` and `value` in lower case; a name of no dimension is only no figure. */
export type Name = {
  text: string;
  dim: string | undefined;
  value: string;
  /** It reads as a figure: "ROAS 900% 달성", 936. It is a name where it is quoted or called one. */
  claims: boolean;
};

type Raw = Omit<Name, "claims">;

const claim = /^\d+$|\d\s?(?:%|퍼센트|배|원|만|억|x(?![a-z]))|[₩$€£]\s?\d/;

const named = new Set([
  "campaign",
  "adGroup",
  "ad",
  "keyword",
  "search_term",
  "account",
  "brand",
  "conversion_action",
  "product_type",
  "placement",
  "campaign_type",
  "device",
  "age",
  "gender",
  "region",
  "country",
  "weekday",
  "day_type",
  "hour",
]);

/** Their labels are read as dates. */
const times = new Set(["day", "week", "month", "year"]);

export function namesIn(card: Card): Name[] {
  const raw = new Map(
    card.parts.flatMap(namesOfPart).map((name) => [`${name.dim} ${name.text} ${name.value}`, name]),
  );
  return [...raw.values()]
    .filter(
      ({ text, dim }) =>
        text.length >= 2 &&
        (dim === undefined ? /\p{L}/u.test(text) && /\d/.test(text) : /[\p{L}\d]/u.test(text)),
    )
    .map(({ dim, text, value }) => ({ ...nameOf(dim, text), value: value.toLowerCase() }));
}

/** A name as it is looked for in sentences. */
export function nameOf(dim: string | undefined, text: string): Name {
  const plain = normalise(text).toLowerCase();
  return { dim, text: plain, value: plain, claims: claim.test(plain) };
}

function namesOfPart(part: Part): Raw[] {
  const inScopes = scopesIn(part).flatMap((scope) =>
    Object.entries(scope).flatMap(([dim, value]) =>
      named.has(dim) ? [value, ...value.split(", ")].map((one) => ({ dim, text: one, value: one })) : [],
    ),
  );
  if (part.kind !== "table") return inScopes;
  const inRows = part.rows.flatMap((cells) => {
    const scope = cells.find((cell) => typeof cell === "object")?.scope ?? {};
    const own = Object.entries(namesOf(part, cells)).filter(([dim]) => !times.has(dim));
    return own.flatMap(([dim, words]) =>
      words
        .split(" › ")
        .map((word, at, all) =>
          named.has(dim) && at === all.length - 1
            ? { dim, text: word, value: scope[dim] ?? word }
            : { dim: undefined, text: word, value: word },
        ),
    );
  });
  return [...inScopes, ...inRows];
}

function scopesIn(part: Part): QuantityScope[] {
  const quantities =
    part.kind === "table"
      ? part.rows.flat()
      : part.kind === "chart"
        ? part.series.flatMap(({ values }) => values)
        : [];
  const runs = part.kind === "text" ? part.runs : [];
  return [...quantities, ...runs]
    .filter((cell): cell is Quantity => typeof cell === "object")
    .map(({ scope }) => scope);
}
