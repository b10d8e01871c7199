// The labelled rows of our own, through the product's own path: how many are understood, in both languages.

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { type GoldRow, readRows } from "../../src/commands/eval/score/gold.ts";
import { intents } from "../../src/commands/eval/score/intents.ts";
import { type Scored, scoreRow, totalsOf } from "../../src/commands/eval/score/score.ts";
import { evalFile, evalSets, evalToday, openEvalWorld, ownRows, rowsOf } from "../support/eval-world.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 400_000 });

/** What holds; to be raised with what the interpreter learns, never lowered. */
const floors = { intent: 0.97, slots: 0.96, hardFails: 0 };

let rows: GoldRow[];
let scored: Scored[];

beforeAll(async () => {
  rows = await ownRows();
  scored = [];
  for (const set of evalSets) {
    const { world, close } = await openEvalWorld(set.workspace);
    for (const row of await rowsOf(set))
      scored.push(scoreRow(row, (await world.hear(row)).prediction, evalToday));
    await close();
  }
});

function say(name: string, of: readonly Scored[]): void {
  const { rows: count, intent, slots, exact, hardFails } = totalsOf(of);
  const figures = `intent=${intent.toFixed(3)} slots=${slots.toFixed(3)} exact=${exact.toFixed(3)} hardfails=${hardFails}`;
  process.stdout.write(`own rows ${name}: ${figures} rows=${count}\n`);
}

describe("own labelled rows", () => {
  it("are understood by intent and slots, with no hard fail", () => {
    for (const lang of ["ko", "en", "mix"])
      say(
        lang,
        scored.filter(({ row }) => row.lang === lang),
      );
    say("all", scored);

    const { intent, slots, hardFails } = totalsOf(scored);
    expect(intent).toBeGreaterThanOrEqual(floors.intent);
    expect(slots).toBeGreaterThanOrEqual(floors.slots);
    expect(hardFails).toBeLessThanOrEqual(floors.hardFails);
  });

  it("nothing but schedules is executed by words alone", () => {
    const mayWrite = ["schedule_digest", "cancel_schedule"];
    const wrote = scored.filter(({ said }) => said.executed_writes > 0);

    expect(wrote.filter(({ row }) => !mayWrite.includes(row.intent)).map(({ row }) => row.id)).toEqual([]);
  });

  it("hold every intent, half in each language, under ids of their own", () => {
    const ofLang = (lang: string): number => rows.filter((row) => row.lang === lang).length;

    expect(intents.filter((intent) => !rows.some((row) => row.intent === intent))).toEqual([]);
    expect(Math.abs(ofLang("ko") - ofLang("en")) / rows.length).toBeLessThan(0.1);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    expect(new Set(rows.map(({ utterance }) => utterance)).size).toBe(rows.length);
  });
});

// The rows' reference scorer is not part of the project: where it lies beside it, both must come to the same figures.
const reference = fileURLToPath(new URL("../../../shared/evals/score-questions.mjs", import.meta.url));

describe.skipIf(!existsSync(reference))("the reference scorer", () => {
  it.each(evalSets.flatMap((set) => set.rows))("counts %s as ours does", async (name) => {
    const ids = new Set((await readRows(evalFile(name))).map(({ id }) => id));
    const own = scored.filter(({ row }) => ids.has(row.id));
    const running = promisify(execFile)(process.execPath, [reference, evalFile(name), "--no-rows"]);
    running.child.stdin?.end(own.map(({ said }) => JSON.stringify(said)).join("\n"));
    const summary = (await running).stdout.trim().split("\n").at(-1);

    const { rows: count, intent, slots, exact, hardFails } = totalsOf(own);
    expect(summary).toBe(
      `intent=${intent.toFixed(3)} slots=${slots.toFixed(3)} exact=${exact.toFixed(3)} hardfails=${hardFails} rows=${count}`,
    );
  });
});
