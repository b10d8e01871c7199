// The review of one copy by all packs: how long the packs take to load, one copy takes, and how many go through a second on one core.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Copy } from "../../capabilities/compliance/copy.ts";
import { loadPacks } from "../../capabilities/compliance/packs.ts";
import { reviewText } from "../../capabilities/compliance/review.ts";
import { warmUp } from "../../capabilities/compliance/warm.ts";
import { copiesOf } from "../eval/review-rows.ts";
import { type Figure, percentile } from "./measure.ts";

const rows = fileURLToPath(new URL("../../../test/evals/review.tsv", import.meta.url));

export async function reviewFigures(_server: unknown, say: (text: string) => void): Promise<Figure[]> {
  const loading = performance.now();
  const packs = loadPacks();
  const loadMs = performance.now() - loading;
  const warming = performance.now();
  warmUp(packs);
  const warmMs = performance.now() - warming;
  const copies = copiesOf(readFileSync(rows, "utf8"));
  say(`reviewing ${copies.length} copies by ${packs.rules.length} rules`);
  const timeOf = (copy: Copy): number => {
    const start = performance.now();
    reviewText(packs, copy);
    return performance.now() - start;
  };
  const times = copies.map(timeOf);
  const totalMs = times.reduce((sum, ms) => sum + ms, 0);
  const note = `${copies.length} own rows, each once, ${packs.rules.length} rules`;
  return [
    { name: "review_load", unit: "ms", value: loadMs, note: "policy files read, checked and digested" },
    { name: "review_warm_up", unit: "ms", value: warmMs, note: "patterns compiled beforehand" },
    { name: "review_p50", unit: "ms", value: percentile(times, 0.5), note },
    { name: "review_p95", unit: "ms", value: percentile(times, 0.95), note },
    {
      name: "review_rate",
      unit: "per_s",
      value: (copies.length / totalMs) * 1000,
      note: "one after the other",
    },
  ];
}
