// The fixture's world for the suites of labelled rows: real agent and tools on a database of its own.

import { fileURLToPath } from "node:url";
import { buildAnswerer } from "../../src/app.ts";
import { readFixture } from "../../src/commands/eval/fixture.ts";
import { type GoldRow, readRows } from "../../src/commands/eval/score/gold.ts";
import { openWorld, type World } from "../../src/commands/eval/world.ts";
import sets from "../evals/sets.json" with { type: "json" };
import { closeTestDb, openTestDb, silentLog } from "./database.ts";

export const evalToday = Temporal.PlainDate.from("2026-11-21");

export function evalFile(name: string): string {
  return fileURLToPath(new URL(`../evals/${name}`, import.meta.url));
}

/** Labelled rows and the workspace they speak of. */
export type EvalSet = { rows: string[]; workspace: string };

export const evalSets: readonly EvalSet[] = sets;

export async function rowsOf({ rows }: EvalSet): Promise<GoldRow[]> {
  return (await Promise.all(rows.map((name) => readRows(evalFile(name))))).flat();
}

export async function ownRows(): Promise<GoldRow[]> {
  return (await Promise.all(evalSets.map(rowsOf))).flat();
}

/** @param workspace a fixture beside the rows; the default one when left out */
export async function openEvalWorld(
  workspace = "workspace.json",
): Promise<{ world: World; close: () => Promise<void> }> {
  const db = await openTestDb();
  const fixture = await readFixture(evalFile(workspace));
  const world = await openWorld({ db, log: silentLog, answerer: buildAnswerer(silentLog) }, fixture);
  return { world, close: () => closeTestDb(db) };
}
