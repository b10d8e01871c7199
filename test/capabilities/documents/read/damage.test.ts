// Reports damaged at random, from a fixed seed: each is read or refused with words, and no line is ever counted twice.

import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Failure } from "../../../../src/core/failure.ts";
import { fixture, makeOptions, readContent, type Reading } from "./support.ts";
import { makeWorkbook } from "./make-workbook.ts";

const RUNS = 250;
const SEED = 20261121;

const rows = [
  ["일", "캠페인", "비용(원)", "노출수"],
  [{ date: 46327 }, "가", 100, 10],
  [{ date: 46328 }, "나", 200, 20],
];
const reports = [
  ...readdirSync(fixture(".")).map((name) => readFileSync(fixture(name))),
  makeWorkbook({ sheets: [{ name: "a", rows, merges: ["A2:A3"] }] }),
];

type Damage = { kind: "flip" | "cut" | "repeat" | "drop" | "separate" | "double"; at: number; value: number };

const damage = fc.record({
  kind: fc.constantFrom<Damage["kind"]>("flip", "cut", "repeat", "drop", "separate", "double"),
  at: fc.double({ min: 0, max: 0.999, noNaN: true }),
  value: fc.nat(255),
});

/** `at` is a share of the length, so that one damage fits every report. */
function apply(content: Buffer, { kind, at, value }: Damage): Buffer {
  const lines = content.toString("latin1").split("\n");
  const line = Math.floor(at * lines.length);
  switch (kind) {
    case "flip": {
      const copy = Buffer.from(content);
      if (copy.length > 0) copy[Math.floor(at * copy.length)] = value;
      return copy;
    }
    case "cut":
      return content.subarray(0, Math.floor(at * content.length));
    case "repeat":
      return Buffer.from(lines.toSpliced(line, 0, lines[value % lines.length] ?? "").join("\n"), "latin1");
    case "drop":
      return Buffer.from(lines.toSpliced(line, 1).join("\n"), "latin1");
    case "separate":
      return Buffer.from(
        lines
          .with(
            line,
            (lines[line] ?? "").replace(/[,\t]/g, () => [",", ";", '"', ""][value % 4] ?? ""),
          )
          .join("\n"),
        "latin1",
      );
    case "double":
      return Buffer.concat([content, content]);
  }
}

/** @returns what a reading has wrong, or `undefined` */
function faultOf({ recognised, rows: read, ended }: Reading): string | undefined {
  const lines = read.map(({ line }) => line);
  const distinct = new Set(lines);
  if (read.length !== ended.facts) return "rows handed over and rows counted differ";
  if (recognised.shape !== "mix" && distinct.size !== lines.length) return "a line was taken twice";
  if (ended.totals.some(({ line }) => distinct.has(line))) return "a total was taken for a row, too";
  const { today } = makeOptions();
  return read.some(({ day }) => day > today) ? "a day lies ahead" : undefined;
}

test("a damaged report is read or refused with words, and nothing counts twice", async () => {
  const anyReport = fc.nat(reports.length - 1);
  const damages = fc.array(damage, { minLength: 1, maxLength: 3 });

  await fc.assert(
    fc.asyncProperty(anyReport, damages, async (which, list) => {
      const content = list.reduce(apply, reports[which] ?? Buffer.alloc(0));
      const outcome = await readContent(content).then(faultOf, (error: unknown) => {
        if (!(error instanceof Failure)) return error;
        return error.texts.say && error.texts.next ? undefined : `${error.message} has no words`;
      });

      expect(outcome).toBeUndefined();
    }),
    { numRuns: RUNS, seed: SEED },
  );
}, 30_000);
