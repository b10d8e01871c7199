// The digest: what changed and why, made of stored figures at the moment it goes out. Short first: the rest is a question away.

import type { Part } from "../../../core/card/card.ts";
import type { Words } from "../../../core/locale.ts";
import { words } from "../../../core/locale.ts";
import { type Metric, metrics as registry } from "../../../core/metric.ts";
import { periodOf, type PeriodText, periodText } from "../../../core/time.ts";
import { type Tx, withTx } from "../../../db/db.ts";
import type { Ctx } from "../../context.ts";
import { ensureMarket } from "../../demo/demo.ts";
import {
  type Arrival,
  type Briefing,
  readArrivals,
  readBriefing,
  readSeries,
  readTiring,
} from "../../performance/performance.ts";
import type { Digest, DigestAsk, DigestForm } from "./ask.ts";
import { doneParts } from "./done.ts";
import { arrivalsWithin, lackingParts, lateOnes, lateParts, uploadAsk } from "./late.ts";
import { pacingParts } from "./pacing.ts";
import { comparedWith, daysWords, timeOfForm, periodOfForm } from "./period.ts";
import { waitingParts } from "./waiting.ts";

/** Named movers; a day has less to tell than a month. */
const movers: Readonly<Record<DigestForm, number>> = { daily: 3, weekly: 5, monthly: 7 };

/**
 * Figures are those of `ctx.now`, the moment it goes out; the days told are those of `ask.due`.
 * One snapshot: nothing that arrives meanwhile splits it.
 */
export async function composeDigest(ctx: Ctx, ask: DigestAsk): Promise<Digest> {
  await ensureMarket(ctx);
  const period = ask.period ?? periodText(periodOfForm(ask.form, ask.due ?? ctx.now, ctx.zone));
  return withTx(
    ctx,
    async (tx): Promise<Digest> => {
      const arrivals = arrivalsWithin(await readArrivals(tx, ctx), ask.filters ?? []);
      const briefing = await briefingOf(tx, ctx, ask, period, arrivals);
      if (!briefing) return lacking(ctx, period, arrivals);
      const parts = await partsOf(tx, ctx, { ask, period, arrivals, briefing });
      return { card: { lang: ctx.lang, parts }, state: "told", period };
    },
    { snapshot: true, durable: false },
  );
}

/** Nothing where no account reaches into the days: older figures never stand in for them. */
async function briefingOf(
  tx: Tx,
  ctx: Ctx,
  { form, metrics = [], filters = [] }: DigestAsk,
  period: PeriodText,
  arrivals: readonly Arrival[],
): Promise<Briefing | undefined> {
  const { from } = periodOf(period);
  if (!arrivals.some(({ last }) => Temporal.PlainDate.compare(last, from) >= 0)) return undefined;
  const read = await readBriefing(tx, ctx, {
    time: timeOfForm(form, period, ctx),
    against: comparedWith(form, period),
    metrics,
    filters,
    movers: movers[form],
  });
  return "declined" in read ? undefined : read;
}

function lacking(ctx: Ctx, period: PeriodText, arrivals: readonly Arrival[]): Digest {
  const days = daysWords(period);
  const parts = lackingParts(arrivals, periodOf(period), ctx.lang, days);
  return { card: { lang: ctx.lang, parts }, state: "lacking", period };
}

type Told = { ask: DigestAsk; period: PeriodText; arrivals: readonly Arrival[]; briefing: Briefing };

async function partsOf(tx: Tx, ctx: Ctx, told: Told): Promise<Part[]> {
  const { ask, period, arrivals, briefing } = told;
  const { to } = periodOf(period);
  const { filters = [], readers, toRoom } = ask;
  const inside = readers !== "viewer";
  const late = lateOnes(arrivals, to);
  const waiting = await waitingParts(tx, ctx, { readers, toRoom });
  const since = periodOf(period).from.toZonedDateTime(ctx.zone).toInstant();
  const done = inside ? await doneParts(tx, ctx, { since, simulated: briefing.simulated }) : [];
  return [
    briefing.lead,
    ...lateParts(late, ctx.lang),
    ...briefing.kpis,
    ...briefing.why,
    ...(await detailParts(tx, ctx, told)),
    ...(inside ? await pacingParts(tx, ctx, to) : []),
    ...(await readTiring(tx, ctx, { until: to, filters })),
    ...waiting.parts,
    ...done,
    briefing.sources,
    ...suggestions(ctx, told, { waiting: waiting.count > 0, late: late.some(isFile) }),
  ];
}

function isFile({ connection }: Arrival): boolean {
  return connection === "file";
}

/** More than a day is drawn by its days; what a schedule asked to be split is split. */
async function detailParts(tx: Tx, ctx: Ctx, { ask, period, briefing }: Told): Promise<Part[]> {
  const { form, dimensions = [], filters = [] } = ask;
  const time = timeOfForm(form, period, ctx);
  const metrics = briefing.figures.map(({ metric }) => metric);
  const shown: Metric[] = briefing.main ? [briefing.main] : metrics.slice(0, 1);
  const drawn =
    form === "daily" ? [] : await readSeries(tx, ctx, { time, metrics: shown, filters, dimensions: [] });
  const split = dimensions.length > 0 ? dimensions : form === "daily" ? [] : (["medium"] as const);
  if (split.length === 0) return drawn;
  return [
    ...drawn,
    ...(await readSeries(tx, ctx, { time, metrics: [...new Set(metrics)], filters, dimensions: [...split] })),
  ];
}

const approvalsAsk = words("승인할 것 보여줘", "Show what waits for approval");

/** What to ask next: the whole split, what waits, a place for the file that is missing. */
function suggestions(
  { lang }: Ctx,
  { ask: { form }, briefing: { main } }: Told,
  { waiting, late }: { waiting: boolean; late: boolean },
): Part[] {
  const when: Readonly<Record<DigestForm, Words>> = {
    daily: words("어제", "yesterday"),
    weekly: words("지난주", "last week"),
    monthly: words("지난달", "last month"),
  };
  const label = main && registry[main].label;
  const why =
    label && words(`${when[form].ko} ${label.ko} 왜 변했어?`, `Why did ${label.en} change ${when[form].en}?`);
  const texts = [why, waiting ? approvalsAsk : undefined, late ? uploadAsk : undefined];
  const said = texts.flatMap((text) => (text ? [text[lang]] : []));
  return said.length > 0 ? [{ kind: "suggestions", texts: said }] : [];
}
