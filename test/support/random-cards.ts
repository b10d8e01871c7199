// Random cards of every part, for what must hold for any card, and the figures in a card as a reader sees them.

import fc from "fast-check";
import type { Card, Part } from "../../src/core/card/card.ts";
import { formatQuantity } from "../../src/core/format.ts";
import { DocumentId } from "../../src/core/ids.ts";
import { Quantity } from "../../src/core/quantity.ts";

const value = fc.oneof(
  fc.constant(null),
  fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }),
);
const scope = {};
const ratio = fc.double({ min: -20, max: 20, noNaN: true });

const money = fc
  .record({ value, currency: fc.constantFrom("KRW", "USD", "EUR", "JPY", "XXX") })
  .map((one): Quantity => ({ ...one, unit: "currency", vat: "excluded", metric: "spend", scope }));
const count = value.map((one): Quantity => ({ value: one, unit: "count", metric: "clicks", scope }));
const rate = fc
  .record({
    value: fc.option(ratio),
    metric: fc.constantFrom("ctr" as const, "roas" as const, "frequency" as const),
  })
  .map((one): Quantity => ({ ...one, unit: "ratio", scope }));
const change = fc
  .record({ value: fc.option(ratio), metric: fc.constantFrom("change" as const, "points" as const) })
  .map((one): Quantity => ({ ...one, unit: "ratio", scope }));
const figure = fc.oneof(money, count, rate, change);

/** Names as they come: Korean, Latin, pictures, any letter, and what would steer a screen. */
const name = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 30 }),
  fc.constantFrom(
    "여름 세일 리타겟팅",
    "Brand search, always on",
    "가나다라마바사아자차카타파하",
    "\u001b[2J\u001b[31m빨강\u202e",
    "👩‍👩‍👧 가족\n둘째 줄",
  ),
);
const runs = fc.array(fc.oneof(name, figure), { maxLength: 6 });
const choices = fc.array(
  fc.record({
    label: name,
    style: fc.constantFrom("primary" as const, "plain" as const, "danger" as const),
    press: fc.uuid().map((token) => ({ token })),
  }),
  { maxLength: 3 },
);

const table = fc
  .record({
    columns: fc.integer({ min: 1, max: 8 }),
    rows: fc.integer({ min: 0, max: 45 }),
    titled: fc.boolean(),
  })
  .chain(({ columns, rows, titled }) => {
    const cells = fc.tuple(name, ...Array.from({ length: columns - 1 }, () => fc.oneof(figure, name)));
    return fc.record({
      kind: fc.constant("table" as const),
      columns: fc.tuple(...Array.from({ length: columns }, () => name)).map((labels) =>
        labels.map((label, at) => ({
          key: `c${at}`,
          label,
          align: at === 0 ? ("left" as const) : ("right" as const),
        })),
      ),
      rows: fc.array(cells, { minLength: rows, maxLength: rows }),
      total: cells,
      ...(titled && { title: name, note: name }),
    });
  });

const chart = fc
  .record({ points: fc.integer({ min: 0, max: 40 }), series: fc.integer({ min: 1, max: 3 }) })
  .chain(({ points, series }) => {
    const line = fc.record({ name, values: fc.array(figure, { minLength: points, maxLength: points }) });
    return fc.record({
      kind: fc.constant("chart" as const),
      shape: fc.constantFrom("line" as const, "bar" as const),
      title: name,
      labels: fc.array(name, { minLength: points, maxLength: points }),
      series: fc.array(line, { minLength: series, maxLength: series }),
    });
  });

const kpis = fc.record({
  kind: fc.constant("kpis" as const),
  items: fc.array(
    fc.record({
      label: name,
      quantity: figure,
      previous: figure,
      change,
      better: fc.constant("neither" as const),
    }),
    { minLength: 1, maxLength: 6 },
  ),
});

const day = fc.constantFrom("2026-11-09", "2026-11-15");
const sources = fc
  .record({
    kind: fc.constant("sources" as const),
    how: fc.option(
      choices.map(([first]) => first),
      { nil: undefined },
    ),
    period: fc.record({ from: day, to: day }),
    zone: fc.constant("Asia/Seoul"),
    media: fc.subarray(["meta" as const, "google_ads" as const, "naver" as const]),
    assumptions: fc.array(name, { maxLength: 2 }),
    notes: fc.array(name, { maxLength: 2 }),
    demo: fc.boolean(),
  })
  .map(({ how, ...rest }) => (how ? { ...rest, how } : rest));

const file = fc
  .record({ name, alt: name, isPicture: fc.boolean(), bytes: fc.nat(9_000_000), documentId: fc.uuid() })
  .map(({ name: called, alt, isPicture, bytes, documentId }) => ({
    kind: "file" as const,
    documentId: DocumentId.parse(documentId),
    name: called,
    mediaType: isPicture ? ("image/png" as const) : ("application/zip" as const),
    bytes,
    ...(isPicture && { picture: { width: 1080, height: 1080, alt } }),
  }));

const part: fc.Arbitrary<Part> = fc.oneof(
  file,
  fc.record({
    kind: fc.constant("text" as const),
    runs,
    tone: fc.constantFrom("lead", "plain", "note", "warning"),
  }),
  kpis,
  table,
  chart,
  fc.record({
    kind: fc.constant("proposal" as const),
    title: name,
    lines: fc.array(runs, { maxLength: 3 }),
    choices,
  }),
  fc.record({
    kind: fc.constant("findings" as const),
    verdict: fc.constantFrom("pass", "fix", "block"),
    subject: name,
    findings: fc.array(
      fc.record({
        severity: fc.constantFrom("note", "fix", "block"),
        words: name,
        why: name,
        fix: name,
        rule: fc.constant("kr.fla.deceptive"),
        act: name,
        article: name,
        provisional: fc.boolean(),
      }),
      { maxLength: 4 },
    ),
    rewrite: fc.option(name),
  }),
  fc.record({ kind: fc.constant("form" as const), slot: fc.constant("campaign"), question: runs, choices }),
  fc.record({
    kind: fc.constant("progress" as const),
    runs,
    doneRatio: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  sources,
  fc.record({ kind: fc.constant("suggestions" as const), texts: fc.array(name, { maxLength: 3 }) }),
);

export const randomCard: fc.Arbitrary<Card> = fc.record({
  lang: fc.constantFrom("ko" as const, "en" as const),
  parts: fc.array(part, { maxLength: 5 }),
});

/** Every figure of a card as it is written. */
export function figuresOf(card: Card): string[] {
  return quantitiesIn(card.parts).map((quantity) => formatQuantity(quantity, card.lang));
}

/** Only quantities have a metric and a scope, so a walk finds them in every part, also in one made tomorrow. */
export function quantitiesIn(held: unknown): Quantity[] {
  if (Array.isArray(held)) return held.flatMap(quantitiesIn);
  if (typeof held !== "object" || held === null) return [];
  const quantity = Quantity.safeParse(held);
  return quantity.success ? [quantity.data] : Object.values(held).flatMap(quantitiesIn);
}
