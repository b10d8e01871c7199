// The floors as data: who may import whom, and which packages live where. Fails with the offending `from -> to` pair.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

type Floor = { floors: readonly string[]; packages: readonly string[] };

/** Top to bottom as in the house: each floor with the floors below it that it may use and its npm packages. */
const house: Readonly<Record<string, Floor>> = {
  core: { floors: [], packages: ["zod", "js-yaml"] }, // js-yaml: the data files of all floors are read in one place
  language: { floors: ["core"], packages: ["@eslint-community/regexpp", "es-hangul", "zod"] }, // regexpp: what a pattern cannot match without; zod: data files are checked when they load
  drawing: { floors: ["core"], packages: ["echarts", "@resvg/resvg-js", "satori", "zod", "pino"] }, // pino: types of the logger passed in; satori: creatives; zod: data files are checked when they load
  db: {
    floors: ["core"],
    packages: ["@eslint-community/regexpp", "drizzle-orm", "postgres", "@electric-sql/pglite", "pino"],
  }, // pino: types of the logger passed in
  analysis: { floors: ["core"], packages: [] },
  media: { floors: ["core"], packages: ["zod"] },
  capabilities: {
    floors: ["core", "language", "drawing", "db", "analysis", "media"],
    // htmlparser2: the words of a landing page that is dropped for review
    packages: [
      "zod",
      "drizzle-orm",
      "iconv-lite",
      "csv-parse",
      "htmlparser2",
      "@hyunbinseo/holidays-kr",
      "pino",
    ],
  },
  agent: {
    floors: ["core", "language", "capabilities"],
    packages: ["ai", "@ai-sdk/provider", "@ai-sdk/openai", "@ai-sdk/openai-compatible", "zod", "pino"],
  },
  // language: which language a message is written in decides the language of its answer
  chat: {
    floors: ["core", "language", "db", "capabilities", "agent"],
    packages: ["drizzle-orm", "zod", "pino"],
  },
  jobs: { floors: ["core", "db", "capabilities", "agent", "chat"], packages: ["node-cron", "pino"] }, // pino: types of the logger passed in
  // solapi: the reseller's own client for 알림톡, loaded with the first one
  platforms: {
    floors: ["core", "drawing", "chat"],
    packages: ["express", "zod", "pino", "@slack/bolt", "solapi"],
  },
  // postgres, pglite, express and bolt: databases and bare baselines of the bench; playwright-core: its browser; zod: fixtures of the evals are checked when they load
  commands: {
    floors: "core language db analysis drawing media capabilities agent chat platforms app config log".split(
      " ",
    ),
    packages: [
      "pino",
      "drizzle-orm",
      "postgres",
      "@electric-sql/pglite",
      "@slack/bolt",
      "express",
      "playwright-core",
      "zod",
    ],
  },
  app: {
    floors: ["core", "db", "capabilities", "agent", "chat", "jobs", "platforms", "config"],
    packages: ["pino"],
  },
  config: { floors: ["core"], packages: ["zod"] },
  log: { floors: [], packages: ["pino"] },
  banner: { floors: ["core", "config"], packages: [] },
  // db: the folder's holder is asked before the rest is loaded
  main: { floors: ["core", "db", "app", "config", "log", "banner", "quick-start"], packages: ["pino"] },
  "quick-start": { floors: [], packages: [] },
};

/** Left to right: a capability may use the doors of those before it. */
const capabilityOrder =
  "workspace limits approvals documents catalog imports intake performance demo compliance audience creatives campaigns budget digests feedback".split(
    " ",
  );

const root = resolve(import.meta.dirname, "..");
const src = join(root, "src");

type Import = { from: string; to: string };

function sources(): string[] {
  return readdirSync(src, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(src, name));
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, "utf8");
  const pattern =
    /^\s*(?:import|export)\b[^;]*?\bfrom\s+"([^"]+)"|\bimport\(\s*"([^"]+)"|^import\s+"([^"]+)"/gm;
  return [...text.matchAll(pattern)].map((match) => ({
    from: file,
    to: match[1] ?? match[2] ?? match[3] ?? "",
  }));
}

function insidePath(file: string, to: string): string | undefined {
  return to.startsWith(".") ? relative(src, resolve(dirname(file), to)) : undefined;
}

function floorOf(path: string): string {
  const [first = "", second] = path.split("/");
  return second === undefined ? first.replace(/\.ts$/, "") : first;
}

function packageOf(to: string): string {
  const parts = to.split("/");
  return to.startsWith("@") ? parts.slice(0, 2).join("/") : (parts[0] ?? "");
}

function pairs(filter: (from: string, to: string | undefined, raw: string) => boolean): string[] {
  const found: string[] = [];
  for (const file of sources()) {
    for (const { to } of importsOf(file)) {
      const from = relative(src, file);
      if (filter(from, insidePath(file, to), to)) found.push(`${from} -> ${insidePath(file, to) ?? to}`);
    }
  }
  return found;
}

const table = (path: string): boolean => path.endsWith("/tables.ts");

describe("the house", () => {
  it("has no file outside its floors", () => {
    const strangers = sources().filter((file) => !(floorOf(relative(src, file)) in house));

    expect(strangers).toEqual([]);
  });

  it("imports go down the stairs only", () => {
    const wrong = pairs((from, to) => {
      if (to === undefined || to.endsWith(".json")) return false;
      const own = floorOf(from);
      return floorOf(to) !== own && !house[own]?.floors.includes(floorOf(to));
    });

    expect(wrong).toEqual([]);
  });

  it("each floor uses its own packages only", () => {
    const wrong = pairs((from, to, raw) => {
      if (to !== undefined || raw.startsWith("node:")) return false;
      return !house[floorOf(from)]?.packages.includes(packageOf(raw));
    });

    expect(wrong).toEqual([]);
  });

  it("a capability uses only the doors, and the tables, of those to its left", () => {
    const wrong = pairs((from, to) => {
      if (to === undefined) return false;
      const own = /^capabilities\/([^/]+)\//.exec(from)?.[1];
      const other = /^capabilities\/([^/]+)\//.exec(to)?.[1];
      if (own === undefined || other === undefined || own === other) return false;
      const left = capabilityOrder.indexOf(other) < capabilityOrder.indexOf(own);
      const door = to === `capabilities/${other}/${other}.ts` || table(to);
      return !(left && door);
    });

    expect(wrong).toEqual([]);
  });

  it("every capability stands in the order", () => {
    const folders = readdirSync(join(src, "capabilities"), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );

    expect(folders.map((entry) => entry.name).toSorted()).toEqual(capabilityOrder.toSorted());
  });

  it("only app, main, its banner and the commands know the configuration", () => {
    const wrong = pairs(
      (from, to) => to === "config.ts" && !["app", "main", "banner", "commands"].includes(floorOf(from)),
    );

    expect(wrong).toEqual([]);
  });

  it("nobody but the simulated market knows its hidden truth", () => {
    const latent = pairs((_, to) => to?.startsWith("media/sandbox/latent/") === true);

    expect(latent.length).toBeGreaterThan(0);
    expect(latent.filter((pair) => !pair.startsWith("media/sandbox/"))).toEqual([]);
  });

  it("sees imports at all: this very rule would catch core importing db", () => {
    expect(importsOf(join(src, "db/columns.ts")).map((one) => one.to)).toContain("drizzle-orm/pg-core");
  });
});

describe("the clock", () => {
  it("is read in app.ts only", () => {
    const readers = sources().filter((file) => readFileSync(file, "utf8").includes("Temporal.Now"));

    expect(readers.map((file) => relative(src, file)).filter((file) => file !== "app.ts")).toEqual([]);
  });
});
