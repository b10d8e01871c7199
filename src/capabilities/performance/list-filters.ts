// Which of the listed campaigns, ad groups or ads are meant: by medium, name, product, state, first or last figures.

import type { Filter } from "../../core/query.ts";
import { containsDay, type Period } from "../../core/time.ts";
import type { Ctx } from "../context.ts";
import { nameKey } from "../../language/names.ts";
import { formsOf, knownValue, productOf } from "./known-words.ts";
import { campaignsWith, type ListedLine } from "./list-campaigns.ts";
import { matchName, namesWith } from "./match-names.ts";
import { isWholePart } from "./slips.ts";

export type Wanted = {
  filters: readonly Filter[];
  status?: ListedLine["status"] | undefined;
  startsIn?: Period | undefined;
  endsIn?: Period | undefined;
};

export type Kept = {
  lines: ListedLine[];
  /** What is limited to what, in the words of the product, as figures carry it. */
  scope: Record<string, string>;
  /** Left out because their state, or whether they began or ended then, is not known. */
  unknown: number;
  /** Filters no list can be limited by. */
  unused: Filter["field"][];
};

export async function keepWanted(ctx: Ctx, all: readonly ListedLine[], wanted: Wanted): Promise<Kept> {
  const kept: Kept = { lines: [...all], scope: {}, unknown: 0, unused: [] };
  for (const filter of wanted.filters) {
    if (filter.field === "status") continue;
    const test = await testOf(ctx, filter, kept);
    if (!test) kept.unused.push(filter.field);
    else kept.lines = kept.lines.filter((line) => test(line) !== (filter.op === "not_in"));
  }
  keepStates(kept, wanted);
  if (wanted.startsIn) keepDays(kept, wanted.startsIn, ({ first }) => first, beganBefore);
  if (wanted.endsIn) keepDays(kept, wanted.endsIn, ({ last }) => last, stillRuns);
  return kept;
}

type Test = (line: ListedLine) => boolean;

async function testOf(ctx: Ctx, filter: Filter, kept: Kept): Promise<Test | undefined> {
  const { field, values } = filter;
  const say = (texts: readonly string[]): void => {
    kept.scope[field] = `${filter.op === "not_in" ? "!" : ""}${texts.join(", ")}`;
  };
  if (field === "medium") {
    const media = values.map((value) => knownValue("medium", value) ?? productOf(value)?.medium ?? value);
    say(media);
    return ({ medium }) => media.includes(medium);
  }
  if (field === "account") {
    say(values);
    const key = values.map(nameKey);
    return ({ account }) => key.some((part) => nameKey(account).includes(part));
  }
  if (field === "campaign" || field === "adGroup" || field === "ad") {
    say(values);
    const ids = named(filter, kept.lines, field === "campaign");
    return ({ id }) => ids.has(id);
  }
  if (field === "product_type" || field === "placement" || field === "campaign_type") {
    const stored = values.map((value) => productOf(value)?.value ?? value);
    say(stored);
    const forms = stored.flatMap((value) => formsOf(field, value)).map((form) => form.toLowerCase());
    const ids = await campaignsWith(ctx, field, forms);
    return ({ campaign }) => ids.has(campaign.id);
  }
  return undefined;
}

/** Lines of the names said, or of all names that hold the words. */
function named({ op, values }: Filter, lines: readonly ListedLine[], byCampaign: boolean): Set<string> {
  const items = lines.map((line) => ({ id: line.id, name: byCampaign ? line.campaign.name : line.name }));
  const found = values.flatMap((written) => {
    const match = op === "contains" ? undefined : matchName(written, items);
    if (match?.kind === "found") return match.items;
    // Several fit: all of them are listed, except names of which it is a part of another word ("Men" of "Women").
    const held = namesWith(written, items);
    return match ? held.filter(({ name }) => isWholePart(written, name)) : held;
  });
  return new Set(found.map(({ id }) => id));
}

function keepStates(kept: Kept, { filters, status }: Wanted): void {
  const said = filters.filter(({ field }) => field === "status");
  const states = (op: "in" | "not_in"): string[] =>
    said
      .filter((filter) => (filter.op === "not_in") === (op === "not_in"))
      .flatMap(({ values }) => values.map((value) => knownValue("status", value) ?? value));
  const asked = new Set([...(status ? [status] : []), ...states("in")]);
  const without = states("not_in");
  if (asked.size === 0 && without.length === 0) return;
  kept.scope["status"] = asked.size > 0 ? [...asked].join(", ") : `!${without.join(", ")}`;
  kept.unknown += kept.lines.filter((line) => line.status === "unknown" && !asked.has("unknown")).length;
  kept.lines = kept.lines.filter(
    (line) =>
      line.status !== "unknown" &&
      (asked.size === 0 || asked.has(line.status)) &&
      !without.includes(line.status),
  );
}

/** Figures from the first stored day on may have begun before it. */
function beganBefore({ first, stored }: ListedLine): boolean {
  return first !== undefined && stored !== undefined && first.equals(stored.from);
}

/** Figures up to the last stored day may go on after it. */
function stillRuns({ last, stored }: ListedLine): boolean {
  return last !== undefined && stored !== undefined && last.equals(stored.to);
}

function keepDays(
  kept: Kept,
  period: Period,
  dayOf: (line: ListedLine) => Temporal.PlainDate | undefined,
  isOpen: Test,
): void {
  const inside = kept.lines.filter((line) => {
    const day = dayOf(line);
    return day !== undefined && containsDay(period, day);
  });
  kept.lines = inside.filter((line) => !isOpen(line));
  kept.unknown += inside.length - kept.lines.length;
}
