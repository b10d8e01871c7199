// Any form as a modal: Slack takes it whatever stands in its fields, and what was filled in comes back as it stood.

import fc from "fast-check";
import { expect, test } from "vitest";
import { cardText } from "../../../../src/core/card/plain/plain.ts";
import type { Field, FormPart } from "../../../../src/core/card/form.ts";
import { modalProblems } from "../../../../src/platforms/slack/blocks/view.ts";
import { FilledIn, formView } from "../../../../src/platforms/slack/views/form-view.ts";
import { metadataText, readMetadata } from "../../../../src/platforms/slack/views/metadata.ts";
import { cardView, skeleton } from "../../../../src/platforms/slack/views/told-view.ts";
import { randomCard } from "../../../support/random-cards.ts";

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.constantFrom(
    "",
    "<!channel> @here https://evil.example",
    "가".repeat(4_000),
    "2026-12-01",
    "meta,naver",
  ),
);
const options = fc.uniqueArray(fc.record({ value: fc.stringMatching(/^[a-z]{1,20}$/), label: text }), {
  minLength: 1,
  maxLength: 30,
  selector: ({ value }) => value,
});
const field: fc.Arbitrary<Omit<Field, "name">> = fc
  .record({
    label: text,
    kind: fc.constantFrom(
      "text" as const,
      "money" as const,
      "number" as const,
      "date" as const,
      "url" as const,
      "one" as const,
      "several" as const,
    ),
    value: text,
    long: fc.boolean(),
    options,
    hint: text,
    error: fc.option(text, { nil: undefined }),
  })
  .map(({ error, ...rest }) => ({ ...rest, ...(error !== undefined && { error }) }));
const form: fc.Arbitrary<FormPart> = fc
  .record({
    question: text,
    fields: fc.array(field, { minLength: 1, maxLength: 30 }),
    label: text,
    byWords: text,
  })
  .map(({ question, fields, label, byWords }) => ({
    kind: "form" as const,
    slot: "brief",
    question: [question],
    fields: fields.map((one, at) => ({ ...one, name: `field_${at}` })),
    choices: [{ label, style: "primary" as const, press: { token: "t" } }],
    byWords,
  }));

test("any form is a modal that Slack takes", () => {
  fc.assert(
    fc.property(form, fc.constantFrom("ko" as const, "en" as const), (part, lang) => {
      expect(modalProblems(formView(part, { lang, metadata: "{}" }))).toEqual([]);
    }),
    { numRuns: 100, endOnFailure: true },
  );
});

test("any card in the place of a form is one, too, and so is what stands there first", () => {
  fc.assert(
    fc.property(randomCard, (card) => {
      expect(modalProblems(cardView(card))).toEqual([]);
    }),
    { numRuns: 60, endOnFailure: true },
  );
  expect(modalProblems(skeleton)).toEqual([]);
  expect(cardText({ lang: "ko", parts: [] })).toBe("");
});

test("what was filled in comes back as texts by field, and nothing that is none of ours", () => {
  const sent = {
    product: { value: { type: "plain_text_input", value: "샌들" } },
    empty: { value: { type: "plain_text_input", value: null } },
    start: { value: { type: "datepicker", selected_date: "2026-12-01" } },
    period: { value: { type: "static_select", selected_option: { value: "total" } } },
    media: { value: { type: "checkboxes", selected_options: [{ value: "meta" }, { value: "naver" }] } },
    foreign: { other: { type: "plain_text_input", value: "x" } },
  };

  expect(FilledIn.parse(sent)).toEqual({
    product: "샌들",
    empty: "",
    start: "2026-12-01",
    period: "total",
    media: "meta,naver",
  });
});

test("what a modal carries is read back; anything else is nothing", () => {
  const metadata = { token: "t", lang: "ko" as const, channel: "C1", message: "1.2" };

  expect(readMetadata(metadataText(metadata))).toEqual(metadata);
  expect([readMetadata(""), readMetadata("{}"), readMetadata("null")]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
