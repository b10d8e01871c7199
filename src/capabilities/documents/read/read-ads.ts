// Reads a report of ads (or of site analytics): header, plan, then row by row with totals set aside and everything counted.

import { additiveMetrics } from "../../../core/metric.ts";
import { words, type Words } from "../../../core/locale.ts";
import { readPreamble } from "./header/preamble.ts";
import { limits } from "./limits.ts";
import type { Lines } from "./lines.ts";
import type { Plan } from "./plan.ts";
import type { ReadOptions } from "./read.ts";
import { recognise } from "./recognise.ts";
import { refuse } from "./refusals.ts";
import type { Ended, ReadEvent, ReportRow } from "./report.ts";
import type { Amounts } from "./rows/amounts.ts";
import { Rejections } from "./rows/rejections.ts";
import { buildRowReader, type Outcome } from "./rows/row-reader.ts";
import type { SheetRow, Source } from "./source.ts";
import { adHeader } from "./strangers.ts";
import { RatioCheck } from "./sums/ratio-check.ts";
import { findSpellings } from "./sums/spellings.ts";
import { Tally } from "./sums/tally.ts";
import { TotalsKeeper } from "./sums/totals.ts";

export async function* readAds(lines: Lines, options: ReadOptions): AsyncGenerator<ReadEvent> {
  const header = adHeader(lines.head, options.answers);
  const preamble = readPreamble(lines.head.slice(0, header.at), header.gluedTitle);
  const sample = lines.head.slice(header.at + 1);
  if (sample.length === 0) throw refuse("no_rows");
  const found = {
    source: lines.source,
    header,
    preamble,
    sample,
    moreDates: (index: number) => lines.column(index),
  };
  const plan = await recognise(found, options);
  yield { kind: "recognised", recognised: plan.recognised };
  const taker = new Taker(plan, sample, lines.source);
  for await (const { rows, doneBytes } of lines.after(header.at)) {
    const taken: ReportRow[] = [];
    for (const row of rows) taker.take(row, taken);
    if (taken.length > 0) yield { kind: "rows", rows: taken };
    yield { kind: "progress", doneBytes, allBytes: lines.source.allBytes };
  }
  taker.checkEnd();
  const late = taker.settle();
  if (late.length > 0) yield { kind: "rows", rows: late };
  yield { kind: "ended", ended: taker.ended(options) };
}

/** Takes the lines of one report and keeps what is said about them at the end. */
class Taker {
  private readonly plan: Plan;
  private readonly source: Source;
  private readonly read: (line: SheetRow) => Outcome;
  private readonly tally = new Tally();
  private readonly totals = new TotalsKeeper(this.tally);
  private readonly ratios: RatioCheck;
  private readonly rejections = new Rejections();
  private namelessCount = 0;
  private shortLines = 0;
  private last: { line: SheetRow; outcome: Outcome } | undefined;

  constructor(plan: Plan, sample: SheetRow[], source: Source) {
    this.plan = plan;
    this.source = source;
    this.read = buildRowReader(plan, sample, source.damagedLines > 0);
    this.ratios = new RatioCheck(plan);
  }

  take(line: SheetRow, into: ReportRow[]): void {
    const outcome = this.read(line);
    this.last = { line, outcome };
    if (line.cells.length < this.plan.width) this.shortLines++;
    switch (outcome.kind) {
      case "row":
        this.count(line, outcome.row, outcome.amounts, into);
        return;
      case "nameless":
        if (!this.totals.hold(line.line, outcome.row, outcome.amounts) && outcome.row) {
          this.namelessCount++;
          this.count(line, outcome.row, outcome.amounts, into);
        }
        return;
      case "totals":
        this.totals.add(line.line, outcome.label, outcome.campaign, outcome.partial, outcome.amounts);
        return;
      case "rejected":
        this.rejections.add(line.line, outcome.reason, outcome.future === true);
        return;
      case "skipped":
        return;
    }
  }

  /** A last line that stops short, in a file whose other lines are whole and that does not end its last line, was cut off. */
  checkEnd(): void {
    if (!this.source.openEnd || !this.last) return;
    const { line, outcome } = this.last;
    const cut = line.cells.length < this.plan.width && this.shortLines === 1 && line.cells.length > 1;
    if (cut && outcome.kind !== "totals" && outcome.kind !== "skipped")
      throw refuse("truncated", { line: line.line });
  }

  /** Lines without a name that turned out to be rows. */
  settle(): ReportRow[] {
    const late: ReportRow[] = [];
    const { rows, dateless } = this.totals.settle();
    for (const { row, amounts } of rows) {
      this.namelessCount++;
      this.tally.add(row, amounts.of);
      late.push(row);
    }
    const reason = words("날짜와 이름이 비어 있어요.", "It has neither date nor name.");
    for (const line of dateless) this.rejections.add(line, reason, false);
    return late;
  }

  /** @throws Failure when no row could be taken */
  ended(options: ReadOptions): Ended {
    if (this.tally.all.rows === 0) throw this.rejections.refusal(options.today);
    const { tally, plan } = this;
    const names = [...tally.campaigns.values()].map(({ name, sums }) => ({ name, rows: sums.rows }));
    return {
      rows: tally.all.rows,
      facts: tally.all.rows,
      period: tally.period,
      days: tally.dayCount,
      currencies: tally.currencies,
      vats: tally.vats,
      sums: tally.sums(),
      byCurrency: tally.byCurrency(),
      totals: this.totals.verdicts(),
      totalsCount: this.totals.count,
      rejected: this.rejections.kept,
      rejectedCount: this.rejections.count,
      unknown: this.unknown(),
      ratioMismatches: this.ratios.mismatches(),
      spellings: findSpellings(names),
      notes: [...plan.notes, ...this.notes(names.length)],
    };
  }

  private count(line: SheetRow, row: ReportRow, amounts: Amounts, into: ReportRow[]): void {
    this.tally.add(row, amounts.of);
    this.ratios.add(line.cells, amounts);
    into.push(row);
  }

  private unknown(): Ended["unknown"] {
    const { plan, tally } = this;
    const has = new Set(plan.amounts.map((column) => column.metric as string));
    // Rows of another kind have no conversions of this one: nothing is missing there.
    if (plan.primary && !plan.kind) has.add("conversions");
    if (plan.revenue !== undefined && !plan.kind) has.add("revenue");
    const found: Ended["unknown"] = {};
    for (const metric of additiveMetrics) {
      const missing = tally.all.rows - tally.all.known(metric);
      if (has.has(metric) && missing > 0) found[metric] = missing;
    }
    return found;
  }

  private notes(names: number): Words[] {
    const notes: Words[] = [];
    if (this.namelessCount > 0) {
      notes.push(
        words(
          `캠페인 이름이 없는 행 ${this.namelessCount}개도 합계에 넣었어요.`,
          `${this.namelessCount} rows without a campaign name are in the sums.`,
        ),
      );
    }
    if (this.tally.currencies.length > 1) {
      const list = this.tally.currencies.join(", ");
      notes.push(
        words(
          `통화가 여러 개(${list})라 통화별로 따로 보관해요.`,
          `It holds several currencies (${list}); they are kept apart.`,
        ),
      );
    }
    if (names >= limits.comparedNames) {
      notes.push(
        words(
          "캠페인이 많아 이름 비교는 일부만 했어요.",
          "There are many campaigns; only part of the names were compared.",
        ),
      );
    }
    return notes;
  }
}
