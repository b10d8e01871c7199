// What cards, refusals, help and the README tell people to say is understood as what it is told for: every quoted message of theirs has a row
// in said-on-cards.tsv with where it is said and the tool it means ("-": quoted, but nothing anybody says).

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { callsFor } from "../../../src/agent/interpreter/calls.ts";
import { interpret } from "../../../src/agent/interpreter/interpret.ts";
import type { Before } from "../../../src/agent/interpreter/interpretation.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const folders = ["campaigns", "limits", "creatives", "budget", "catalog"];

const threads: Readonly<Record<string, Before>> = {
  alone: {},
  plan: {
    last: "wish",
    wishes: [
      {
        tool: "create_campaign",
        input: {
          planId: "p1",
          media: ["meta", "naver"],
          product: "여름 샌들 세일",
          budget: { amount: 3_000_000, currency: "KRW", period: "total" },
          durationDays: 14,
        },
      },
    ],
  },
  edit: {
    last: "wish",
    wishes: [
      {
        tool: "edit_campaign",
        input: { filters: [{ field: "campaign", op: "in", values: ["홈카페 영상"] }], having: [] },
        asked: "change",
      },
    ],
  },
  sum: {
    last: "wish",
    wishes: [
      {
        tool: "edit_campaign",
        input: {
          filters: [{ field: "medium", op: "in", values: ["naver"] }],
          having: [],
          budget: { amount: 500_000, currency: "KRW" },
          direction: "up",
        },
        asked: "campaign",
      },
    ],
  },
  brand: { last: "wish", wishes: [{ tool: "set_brand_guide", input: {} }] },
};

const rows = readFileSync(new URL("said-on-cards.tsv", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => line.split("\t"))
  .map(([said = "", where = "", tool = ""]) => ({ said, where, tool }));

/** Quoted texts of a source, comments aside; those with something filled in are tried where the card is tested. */
function quotedIn(source: string): string[] {
  return source
    .split("\n")
    .filter((line) => !/^\s*(?:\/\/|\/\*|\*)/.test(line))
    .flatMap((line) => [...line.matchAll(/‘([^’]{2,80})’|“([^”]{2,80})”/g)])
    .map(([, korean, english]) => korean ?? english ?? "")
    .filter((text) => !/\$\{|…|\\/.test(text));
}

function toolsFor(said: string, where: string): string[] {
  const lang = /[가-힣]/.test(said) ? "ko" : "en";
  const meant = interpret(said, threads[where] ?? {}, { today: Temporal.PlainDate.from("2026-11-21"), lang });
  return meant.parts.flatMap((part) => callsFor({ ...meant, parts: [part] }).map(({ tool }) => tool));
}

describe("what people are told to say", () => {
  it.each(rows.filter(({ tool }) => tool !== "-"))("$where: $said", ({ said, where, tool }) => {
    expect(Object.keys(threads)).toContain(where);
    expect(toolsFor(said, where)).toEqual([tool]);
  });

  it("has a row for each message that these capabilities quote", () => {
    const files = folders.flatMap((folder) =>
      readdirSync(join(root, "src/capabilities", folder), { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".ts"))
        .map((name) => join(root, "src/capabilities", folder, name)),
    );

    const quoted = files.flatMap((file) => quotedIn(readFileSync(file, "utf8")));

    expect(quoted.length).toBeGreaterThan(40);
    const known = new Set(rows.map(({ said }) => said));
    expect([...new Set(quoted)].filter((text) => !known.has(text))).toEqual([]);
  });
});
