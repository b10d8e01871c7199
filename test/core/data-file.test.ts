import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { loadData, yamlDocuments } from "../../src/core/data-file.ts";

const folder = mkdtempSync(join(tmpdir(), "co9ma-data-"));
afterAll(() => rmSync(folder, { recursive: true }));

function written(text: string): URL {
  const path = join(folder, "hours.yaml");
  writeFileSync(path, text);
  return pathToFileURL(path);
}

const Hours = z.strictObject({ open: z.string(), days: z.array(z.number()) });

describe("a data file", () => {
  it("is read as its schema says", () => {
    expect(loadData(written('open: "08:00"\ndays: [1, 2]\n'), Hours)).toEqual({
      open: "08:00",
      days: [1, 2],
    });
  });

  it.each([
    ["a list that is not closed", "open: a\ndays: [1, 2\nmore: 3\n", "(3:1)"],
    ["a key said twice", "open: a\nopen: b\n", "(2:1)"],
    ["a tab before a key", "open:\n\tat: 1\n", "(2:1)"],
    ["an alias nobody set", "open: *nine\ndays: []\n", "(1:8)"],
  ])("tells file, line and column of %s", (_, text, place) => {
    expect(() => loadData(written(text), Hours)).toThrow(`hours.yaml" ${place}`);
  });

  it("shows the lines around what is wrong", () => {
    expect(() => loadData(written("open: a\ndays: [1, 2\nmore: 3\n"), Hours)).toThrow("2 | days: [1, 2");
  });

  it("tells the file and the key that does not fit its schema", () => {
    expect(() => loadData(written("open: 9\ndays: [1, two]\n"), Hours)).toThrow(
      /hours\.yaml: [^]*→ at open[^]*→ at days\[1\]/,
    );
  });

  it("says so when it is empty or holds more than one document", () => {
    expect(() => loadData(written(""), Hours)).toThrow(/hours\.yaml: .*expected object/);
    expect(() => loadData(written("open: a\n---\nopen: b\n"), Hours)).toThrow("one document was expected");
  });
});

describe("documents of a text", () => {
  it("come in their order, and a day stays the text it is", () => {
    expect(yamlDocuments("from: 2026-11-21\n---\nfrom: 2027-01-01\n", "rule.yaml")).toEqual([
      { from: "2026-11-21" },
      { from: "2027-01-01" },
    ]);
  });

  it("count their lines from the first line of the file", () => {
    expect(() => yamlDocuments("a: 1\n---\nb: [\n", "rule.yaml")).toThrow('"rule.yaml" (4:1)');
  });
});
