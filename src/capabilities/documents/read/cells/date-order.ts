// Which comes first in this file, the day or the month: settled by any value that fits only one order, else by what is plausible.

import { type DateOrder, openParts, readDate } from "./dates.ts";

export type DateOrderFound = {
  order: DateOrder;
  /** `certain`: one value, or the stated period, leaves no other; `plausible`: the other lies in the future; `guess`: both fit. */
  by: "certain" | "plausible" | "guess";
  /** The orders that fit, the assumed one first. */
  fits: DateOrder[];
};

/** Gathers what the date cells of a file allow; distinct texts are looked at once. */
export class DateOrderEvidence {
  private readonly seen = new Set<string>();
  private readonly possible = new Set<DateOrder>(["dmy", "mdy", "ymd"]);
  /** Some cell leaves its order open. */
  open = false;

  add(cell: string): void {
    if (this.seen.has(cell)) return;
    if (this.seen.size < 20000) this.seen.add(cell);
    const parts = openParts(cell);
    if (!parts) return;
    this.open = true;
    const { a, b, c, short } = parts;
    if (!short) this.possible.delete("ymd");
    if (a > 12 || b > 31 || (short && c > 99)) this.possible.delete("mdy");
    if (b > 12 || a > 31) this.possible.delete("dmy");
    if (b > 12 || (short && c > 31)) this.possible.delete("ymd");
  }

  /** No cell leaves its order open, or only one order is left. */
  get settled(): boolean {
    return !this.open || this.possible.size <= 1;
  }

  /** @param stated the period the preamble states; `today` an ISO day; `korean` headers write the year first */
  decide(stated: { from: string; to: string } | undefined, today: string, korean: boolean): DateOrderFound {
    const left = [...this.possible];
    if (!this.open) return { order: "ymd", by: "certain", fits: ["ymd"] };
    if (left.length <= 1) return { order: left[0] ?? "dmy", by: "certain", fits: left };
    const spans = left.map((order) => ({ order, ...this.span(order) }));
    const within = stated && spans.filter((span) => span.first >= stated.from && span.last <= stated.to);
    if (within?.length === 1) return { order: within[0]!.order, by: "certain", fits: [within[0]!.order] };
    const past = spans.filter((span) => span.last <= today && !span.impossible);
    if (past.length === 1) return { order: past[0]!.order, by: "plausible", fits: [past[0]!.order] };
    const ranked = (past.length > 0 ? past : spans).toSorted((a, b) => rank(a, korean) - rank(b, korean));
    return { order: ranked[0]!.order, by: "guess", fits: ranked.map((span) => span.order) };
  }

  private span(order: DateOrder): Span {
    const days = new Set<string>();
    let impossible = false;
    for (const cell of this.seen) {
      const read = readDate(cell, { order, from1904: false });
      if (typeof read === "string") impossible ||= read === "impossible";
      else days.add(read.from);
    }
    const sorted = [...days].sort();
    const first = sorted[0] ?? "";
    const last = sorted.at(-1) ?? "";
    const length =
      first === "" ? 1 : Temporal.PlainDate.from(first).until(last, { largestUnit: "days" }).days + 1;
    return { first, last, impossible, gaps: length / Math.max(1, days.size) };
  }
}

type Span = { first: string; last: string; impossible: boolean; gaps: number };

/** Real reports have few missing days: the order with the denser days is the better guess, then the one usual here. */
function rank(span: Span & { order: DateOrder }, korean: boolean): number {
  const usual: readonly DateOrder[] = korean ? ["ymd", "mdy", "dmy"] : ["dmy", "mdy", "ymd"];
  return span.gaps * 10 + usual.indexOf(span.order);
}
