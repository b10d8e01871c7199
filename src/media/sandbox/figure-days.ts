// Days of a report as every dialect's server asks for them: bounded, late when the account's faults say so, in main units of its currency.

import { z } from "zod";
import { Refused, type Shelf, todayOf } from "./engine.ts";
import { type CampaignDay, campaignDays } from "./report.ts";
import { read } from "./server.ts";
import { wonPerMainUnit } from "./latent/truth.ts";

/** `spend` and `revenue` in main units; `spend` of Naver includes VAT. */
export type FigureDay = Omit<CampaignDay, "spendWon" | "revenueWon"> & { spend: number; revenue: number };

/** @param asked ISO days, both included; `today`: the report may hold the day that is not over */
export function figureDays(
  shelf: Shelf,
  asked: { from: string; to: string; today: boolean; maxDays: number },
): FigureDay[] {
  const from = dayOf(asked.from);
  const length = from.until(dayOf(asked.to), { largestUnit: "days" }).days + 1;
  if (length < 1) throw new Refused("bad_dates", "the range ends before it starts");
  if (length > asked.maxDays) throw new Refused("bad_dates", `more than ${asked.maxDays} days`);
  const last = lastDay(shelf, asked.today);
  const days = Array.from({ length }, (_, index) => from.add({ days: index })).filter(
    (day) => Temporal.PlainDate.compare(day, last) <= 0,
  );
  const won = wonPerMainUnit(shelf.state.currency);
  return campaignDays(shelf, days, shelf.now).map(({ spendWon, revenueWon, ...row }) => ({
    ...row,
    spend: spendWon / won,
    revenue: revenueWon / won,
  }));
}

function dayOf(text: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(read(z.iso.date(), text));
}

function lastDay(shelf: Shelf, today: boolean): Temporal.PlainDate {
  const lag = shelf.state.faults?.lagDays ?? 0;
  return todayOf(shelf).subtract({ days: lag > 0 ? lag + 1 : today ? 0 : 1 });
}
