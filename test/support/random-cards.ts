// Random cards of every part, for what must hold for any card, and the figures in a card as a reader sees them.

import fc from "fast-check";
import type { Card, Part } from "../../src/core/card/card.ts";
import type { FormPart } from "../../src/core/card/form.ts";
import type { ProposalPart } from "../../src/core/card/proposal.ts";
import { formatQuantity } from "../../src/core/format.ts";
import { clean } from "../../src/core/card/plain/width.ts";
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
const moved = fc
  .record({ value: fc.option(ratio), metric: fc.constantFrom("change" as const, "points" as const) })
  .map((one): Quantity => ({ ...one, unit: "ratio", scope }));
const figure = fc.oneof(money, count, rate, moved);

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
const choice = fc.record({
  label: name,
  style: fc.constantFrom("primary" as const, "plain" as const, "danger" as const),
  press: fc.uuid().map((token) => ({ token })),
});
const choices = fc.array(choice, { maxLength: 3 });

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

/** Days of one metric, as answers have them: up to three lines of one unit, few or many points. */
const days = fc
  .record({
    points: fc.integer({ min: 1, max: 90 }),
    lines: fc.integer({ min: 1, max: 7 }),
    metric: fc.constantFrom("spend" as const, "roas" as const),
  })
  .chain(({ points, lines, metric }) => {
    const dates = Array.from({ length: points }, (_, at) =>
      Temporal.PlainDate.from("2026-08-01").add({ days: at }).toString(),
    );
    const figures = fc.array(fc.integer({ min: 0, max: 9_000_000 }), {
      minLength: points,
      maxLength: points,
    });
    const line = fc.record({ name, values: figures }).map(({ values, ...named }) => ({
      ...named,
      values: values.map((one, at): Quantity => {
        const day = dates[at] ?? "";
        const shared = { metric, scope: { from: day, to: day } };
        return metric === "spend"
          ? { ...shared, value: one, unit: "currency", currency: "KRW", vat: "excluded" }
          : { ...shared, value: one / 1_000_000, unit: "ratio" };
      }),
    }));
    return fc.record({
      kind: fc.constant("chart" as const),
      shape: fc.constantFrom("line" as const, "bar" as const),
      title: name,
      labels: fc.constant(dates),
      series: fc.array(line, { minLength: lines, maxLength: lines }),
    });
  });

const kpis = fc.record({
  kind: fc.constant("kpis" as const),
  items: fc.array(
    fc.record({
      label: name,
      quantity: figure,
      previous: figure,
      change: moved,
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

const field = fc.record({
  name: fc.constantFrom("product", "budget"),
  label: name,
  kind: fc.constantFrom("text" as const, "money" as const),
  value: name,
  hint: name,
  error: name,
});

const fieldForm: fc.Arbitrary<FormPart> = fc.record({
  kind: fc.constant("form" as const),
  slot: fc.constant("brief"),
  question: runs,
  choices: fc.constant([]),
  fields: fc.array(field, { minLength: 1, maxLength: 5 }),
  byWords: name,
});

const change = fc.record({
  entity: name,
  medium: fc.constantFrom("meta" as const, "naver" as const, "kakao" as const),
  field: fc.constantFrom("하루 예산", "daily budget", "상태"),
  before: figure,
  after: figure,
});
const shownMedia = { meta: "메타", naver: "네이버", kakao: "카카오" };

/** A request as it is asked: a line for each change, and what it needs. */
const request: fc.Arbitrary<ProposalPart> = fc
  .record({ title: name, needs: name, choices, changes: fc.array(change, { minLength: 1, maxLength: 12 }) })
  .map(({ title, needs, choices: pressed, changes }) => ({
    kind: "proposal" as const,
    title,
    lines: [
      ...changes.map((one) => [
        `${shownMedia[one.medium]} · ${one.entity}: ${one.field} `,
        one.before,
        " → ",
        one.after,
      ]),
      [needs],
    ],
    choices: pressed,
    approval: {
      id: "0193a1b2-0000-7000-8000-0000000000aa",
      kind: "campaign.budget",
      planHash: "hash",
      state: "waiting" as const,
      diff: changes.map(({ entity, medium, field: changed }) => ({
        entity,
        medium,
        field: changed,
        before: "1",
        after: "2",
      })),
      needs: { roles: ["project_manager"], people: 1, other: false, reason: false },
      total: null,
      byMedium: [],
      expiresAt: "2026-11-18T00:00:00Z",
    },
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
  days,
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
  fieldForm,
  request,
  fc.record({
    kind: fc.constant("progress" as const),
    runs,
    doneRatio: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  sources,
  fc.record({ kind: fc.constant("suggestions" as const), texts: fc.array(name, { maxLength: 3 }) }),
  fc.record({ kind: fc.constant("feedback" as const), good: choice, bad: choice }),
);

export const randomCard: fc.Arbitrary<Card> = fc.record({
  lang: fc.constantFrom("ko" as const, "en" as const),
  parts: fc.array(part, { maxLength: 5 }),
});

/** Tokens of everything that can be pressed on a card, in its order. */
export function tokensOf({ parts }: Card): string[] {
  return parts
    .flatMap((one) => {
      if (one.kind === "sources") return one.how ? [one.how] : [];
      if (one.kind === "feedback") return [one.good, one.bad];
      return one.kind === "proposal" || one.kind === "form" ? one.choices : [];
    })
    .flatMap(({ press }) => ("token" in press ? [press.token] : []));
}

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

const meaningful: ReadonlySet<string> = new Set(
  "runs title label labels name rows total note lines subject words why fix act article rewrite question value error byWords alt assumptions notes texts series columns items fields parts findings picture choices good bad".split(
    " ",
  ),
);

/** Everything that somebody wrote on a card, each piece on one line as it is shown. */
export function wordsOf(card: Card): string[] {
  return wordsIn(card.parts, true)
    .map(plain)
    .filter((text) => text !== "");
}

function wordsIn(held: unknown, told: boolean): string[] {
  if (typeof held === "string") return told ? held.split("\n") : [];
  if (Array.isArray(held)) return held.flatMap((one) => wordsIn(one, told));
  if (typeof held !== "object" || held === null || Quantity.safeParse(held).success) return [];
  // The name of a field is no word for people, nor is the heading over a table's names.
  return Object.entries(held).flatMap(([key, value]) => {
    // Of a request the lines are told in rows as well: their figures are looked for, not their order.
    if ((key === "name" && "hint" in held) || (key === "lines" && "approval" in held)) return [];
    if (!meaningful.has(key)) return [];
    return wordsIn(key === "columns" && Array.isArray(value) ? value.slice(1) : value, true);
  });
}

/** Without what steers a screen or joins letters, and with one blank for several. */
export function plain(text: string): string {
  return clean(text.normalize("NFC")).replaceAll(/\s+/g, " ").trim();
}
