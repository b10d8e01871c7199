// Takes the lines of a media-mix table one by one and keeps what is said about them at the end.

import { words, type Words } from "../../../../core/locale.ts";
import type { AdditiveMetric } from "../../../../core/metric.ts";
import { type Decimal, multiply, toMicros, toNumber, wholeCount } from "../cells/decimal.ts";
import { readNumberCell } from "../cells/number-cell.ts";
import type { ReadOptions } from "../read.ts";
import type { Ended, ReportRow } from "../report.ts";
import { LabelReader } from "../rows/labels.ts";
import { Rejections } from "../rows/rejections.ts";
import { isMissing, type SheetRow } from "../source.ts";
import { SumSet, Tally } from "../sums/tally.ts";
import { TotalsKeeper } from "../sums/totals.ts";
import type { Channel } from "./mix-columns.ts";
import type { MixPlan } from "./plan-mix.ts";

type Of = Partial<Record<AdditiveMetric, Decimal>>;

export class MixTaker {
  private readonly plan: MixPlan;
  private readonly tally = new Tally();
  private readonly totals = new TotalsKeeper(this.tally);
  private readonly rejections = new Rejections();
  private readonly labels = new LabelReader();
  private readonly unknown: Ended["unknown"] = {};
  private lines = 0;

  constructor(plan: MixPlan) {
    this.plan = plan;
  }

  take({ line, cells }: SheetRow, into: ReportRow[]): void {
    const date = cells[this.plan.dateIndex] ?? "";
    const bad: string[] = [];
    const parts = this.partsOf(cells, bad);
    if (this.labels.isTotals(date)) {
      this.totals.add(line, date.trim(), undefined, false, { of: sumOf(parts), byAction: [], empty: false });
      return;
    }
    const days = this.plan.readDays(cells);
    if (!days || "reason" in days) {
      if (parts.length === 0) return;
      const reason = days?.reason ?? words("날짜가 비어 있어요.", "It has no date.");
      this.rejections.add(line, reason, days?.future === true);
      return;
    }
    if (bad[0] !== undefined) {
      this.rejections.add(line, words(`숫자가 아니에요: “${bad[0]}”`, `“${bad[0]}” is no number.`), false);
      return;
    }
    this.lines++;
    for (const part of parts) {
      const row = this.rowOf(line, days.day, part);
      this.tally.add(row, part.of);
      into.push(row);
    }
  }

  ended(notes: Words[], options: ReadOptions): Ended {
    if (this.lines === 0) throw this.rejections.refusal(options.today);
    const { tally } = this;
    return {
      rows: this.lines,
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
      unknown: this.unknown,
      ratioMismatches: [],
      spellings: [],
      notes: [...notes, ...this.notes()],
    };
  }

  private partsOf(cells: string[], bad: string[]): Part[] {
    const { channels } = this.plan.mix;
    const parts: Part[] = [];
    for (const channel of channels) {
      const of = this.channelAmounts(channel, cells, bad);
      if (Object.keys(of).length > 0) parts.push({ channel: channel.name, of });
    }
    const target = this.targetAmounts(cells, bad);
    if (Object.keys(target).length > 0) parts.push({ channel: undefined, of: target });
    return parts;
  }

  private channelAmounts(channel: Channel, cells: string[], bad: string[]): Of {
    const of: Of = {};
    for (const metric of ["spend", "impressions", "clicks"] as const) {
      if (channel[metric] === undefined) continue;
      const read = this.read(cells, channel[metric], bad);
      if (read) of[metric] = read;
      else this.unknown[metric] = (this.unknown[metric] ?? 0) + 1;
    }
    return of;
  }

  /** Revenue as given, or conversions × value of one, exactly. */
  private targetAmounts(cells: string[], bad: string[]): Of {
    const { target } = this.plan.mix;
    const conversions = this.read(cells, target.conversions, bad);
    const each = this.read(cells, target.perConversion, bad);
    const revenue =
      this.read(cells, target.revenue, bad) ?? (conversions && each && multiply(conversions, each));
    return { ...(conversions && { conversions }), ...(revenue && { revenue }) };
  }

  private read(cells: string[], index: number | undefined, bad: string[]): Decimal | undefined {
    const cell = index === undefined ? undefined : cells[index];
    if (cell === undefined || isMissing(cell)) return undefined;
    const read = readNumberCell(cell, this.plan.style);
    if (!read) bad.push(cell.trim().slice(0, 30));
    return read;
  }

  private rowOf(line: number, day: string, { channel, of }: Part): ReportRow {
    const row: ReportRow = { line, day, currency: this.plan.currency, vat: "unknown" };
    if (this.plan.grain === "month")
      row.dayTo = Temporal.PlainDate.from(day).add({ months: 1 }).subtract({ days: 1 }).toString();
    if (channel !== undefined) row.campaign = channel;
    if (of.spend) row.spendMicros = toMicros(of.spend);
    if (of.revenue) row.revenueMicros = toMicros(of.revenue);
    if (of.impressions) row.impressions = wholeCount(of.impressions);
    if (of.clicks) row.clicks = wholeCount(of.clicks);
    if (of.conversions) row.conversions = toNumber(of.conversions);
    return row;
  }

  private notes(): Words[] {
    const { channels, target } = this.plan.mix;
    const names = channels
      .map((channel) => channel.name)
      .join(", ")
      .slice(0, 200);
    const notes = [
      words(
        `채널 ${channels.length}개(${names})를 각각 한 행으로 나눠 읽었어요. 캠페인 성과와는 더하지 않아요.`,
        `Its ${channels.length} channels (${names}) are read one by one and never added to campaign results.`,
      ),
    ];
    if (
      target.perConversion !== undefined &&
      target.revenue === undefined &&
      target.conversions !== undefined
    ) {
      notes.push(
        words("매출은 전환 × 전환당 매출로 계산했어요.", "Revenue is conversions × revenue per conversion."),
      );
    }
    return notes;
  }
}

type Part = { channel: string | undefined; of: Of };

function sumOf(parts: Part[]): Of {
  const sum = new SumSet();
  for (const { of } of parts) sum.add(of);
  return sum.snapshot();
}
