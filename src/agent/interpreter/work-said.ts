// Wishes around the work told by a whole way of saying them, where no single word does: "put it through", 누가 승인할 수 있어.

import { z } from "zod";
import { loadYaml } from "../../language/data.ts";
import { anyMatches } from "../../language/gated.ts";
import { expressions } from "./rules/patterns.ts";
import { type Scan, written } from "./scan.ts";

const lines = z.string().transform((text) => text.split("\n").filter((line) => line.trim() !== ""));
const Way = z.enum([
  "approve",
  "go_ahead",
  "reject",
  "revoke",
  "who_waits",
  "pending",
  "invite",
  "who_may",
  "show_role",
  "autonomy",
  "list_schedules",
  "end_schedule",
  "edit_schedule",
  "gather",
  "gather_did",
  "texts",
  "rewrite",
  "pictures",
  "picture_form",
  "set_role",
  "review",
  "may_say",
  "weekday",
  "destination",
  "setting",
  "how_to",
  "judge_audience",
  "at_once",
  "plan_new",
  "many_media",
  "swap_creative",
  "narrows",
  "re_aim",
]);
export type Way = z.output<typeof Way>;

const { words, ...ways } = loadYaml(
  "work-said",
  z.object({ words: z.record(z.string(), z.string()) }).catchall(lines),
);
const table = Way.options.map((way) => ({
  way,
  patterns: expressions(z.array(z.string()).parse(ways[way]), words),
}));

/** One reading per request, however many rules ask. */
const known = new WeakMap<Scan, ReadonlySet<Way>>();

/** The ways of wishing that stand in a request; texts in quotes say nothing themselves. */
export function waysSaid(scan: Scan): ReadonlySet<Way> {
  const before = known.get(scan);
  if (before) return before;
  const text = lettersOf(scan);
  const said = new Set(table.flatMap(({ way, patterns }) => (anyMatches(patterns, text) ? [way] : [])));
  known.set(scan, said);
  return said;
}

function lettersOf(scan: Scan): string {
  const from = scan.lexemes[0]?.from ?? 0;
  let text = written(scan, from, scan.lexemes.at(-1)?.to ?? 0).toLowerCase();
  for (const lexeme of scan.lexemes.toReversed())
    if (lexeme.kind === "quote")
      text = `${text.slice(0, lexeme.from - from)} _ ${text.slice(lexeme.to - from)}`;
  return text;
}
