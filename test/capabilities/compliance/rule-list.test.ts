// A list of rules dropped as a file: what is taken of it, and what it says of lines that do not fit.

import { readdirSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isRuleList } from "../../../src/capabilities/compliance/brand/dropped.ts";
import { ruleListIn } from "../../../src/capabilities/compliance/brand/file.ts";
import { listBrandRules } from "../../../src/capabilities/compliance/brand/rules.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { keepMade } from "../../../src/capabilities/documents/documents.ts";
import { tools } from "../../../src/capabilities/registry.ts";
import type { ToolResult } from "../../../src/capabilities/tool.ts";
import { cardText } from "../../../src/core/card/plain/plain.ts";
import { Failure } from "../../../src/core/failure.ts";
import type { Db } from "../../../src/db/db.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { atBest, spentMs } from "../../support/time.ts";
import { makeWorkspace } from "../../support/workspace.ts";

let db: Db;
beforeAll(async () => void (db = await openTestDb()));
afterAll(() => closeTestDb(db));

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function failure(name: string, text: string): string {
  try {
    ruleListIn(name, bytes(text));
  } catch (error) {
    if (error instanceof Failure) return `${error.code}: ${error.texts.say?.ko ?? ""}`;
    throw error;
  }
  throw new Error("nothing was refused");
}

const yaml = `- id: cheap
  severity: block
  runs_on: [meta]
  check: {existence: {terms: [최저가, 최저 가격]}}
  allow: {phrases: [최저가 보장제]}
  rewrite: {replace: [[최저가, 좋은 값]]}
- check:
    require:
      all: [무료배송]
  effective_from: 2026-12-01
- check: {function: tone}
`;

describe("a list of rules", () => {
  it("in the policy schema is read whole", () => {
    expect(ruleListIn("rules.yaml", bytes(yaml))).toMatchObject([
      {
        key: "cheap",
        policy: {
          severity: "block",
          runs_on: ["meta"],
          check: { existence: { terms: ["최저가", "최저 가격"] } },
          rewrite: { replace: [["최저가", "좋은 값"]] },
        },
      },
      { policy: { check: { require: { all: ["무료배송"] } }, effective_from: "2026-12-01" } },
      { policy: { severity: "fix", check: { function: "tone" } } },
    ]);
  });

  it("as documents of one file is the same", () => {
    const text = "check: {function: tone}\n---\ncheck: {existence: {terms: [꿀템]}}\n";

    expect(ruleListIn("a.yml", bytes(text))).toHaveLength(2);
  });

  it("as a table takes words, their counterparts, severity, media and days", () => {
    const csv =
      "금지어,대체어,강도,매체,시작일\n최저가|초저가,좋은 값,보류,메타;네이버,2026. 12. 1\n꿀템,,,,\n";

    expect(ruleListIn("rules.csv", bytes(csv))).toMatchObject([
      {
        policy: {
          severity: "block",
          runs_on: ["meta", "naver"],
          effective_from: "2026-12-01",
          check: { existence: { terms: ["최저가", "초저가"] } },
          rewrite: {
            replace: [
              ["최저가", "좋은 값"],
              ["초저가", "좋은 값"],
            ],
          },
        },
      },
      { policy: { severity: "fix", runs_on: "all", check: { existence: { terms: ["꿀템"] } } } },
    ]);
  });

  it("as a table of the Korean code page is the same", () => {
    // 금지어 / 꿀템 in EUC-KR.
    const content = Uint8Array.from([0xb1, 0xdd, 0xc1, 0xf6, 0xbe, 0xee, 0x0a, 0xb2, 0xdc, 0xc5, 0xdb, 0x0a]);

    expect(ruleListIn("rules.csv", content)).toMatchObject([
      { policy: { check: { existence: { terms: ["꿀템"] } } } },
    ]);
  });

  it("as words line by line takes both kinds and what to write instead", () => {
    const text = "# 금지어\n최저가\n- 저희 -> 우리\n\n필수 문구:\n무료배송\n";

    expect(ruleListIn("words.txt", bytes(text))?.map(({ policy }) => policy.check)).toEqual([
      { existence: { terms: ["최저가"] } },
      { existence: { terms: ["저희"] } },
      { require: { all: ["무료배송"] } },
    ]);
  });

  it("that does not fit says line and key, and nothing of it is taken", () => {
    const wrong = yaml.replace("severity: block", "severity: hard").replace("all: [무료배송]", "all: []");

    const told = failure("rules.yaml", wrong);
    expect(told).toContain("2행 severity: 쓸 수 있는 값: note, fix, block");
    expect(told).toContain("9행 check.require.all");
    expect(failure("rules.yaml", "- check: {existence: {terms: [a], patterns: ['(a+)+']}}")).toContain(
      "1행 check.existence.patterns: 패턴(정규식)은 받지 않아요",
    );
    expect(failure("rules.yaml", "- check: {function: tone}\n  status: off\n")).toContain("2행 status");
    expect(failure("rules.yaml", "- check: {function: tone}\n  client: '–'\n")).toContain("2행 client");
    expect(failure("rules.csv", "금지어,강도\n꿀템,세게\n")).toContain("2행 severity");
    expect(failure("rules.yaml", "- [\n")).toMatch(/^invalid: YAML로 읽지 못했어요/);
  });

  it("whose line is longer than any word is refused with that line; around a short one blanks count for nothing", () => {
    const long = `금지어\n최저가\nx${" ".repeat(300)}-> y\n`;

    expect(failure("words.txt", long)).toContain("3행 check.existence.terms: 너무 길거나 많아요");
    expect(
      ruleListIn("words.txt", bytes(`금지어\n# ${"a".repeat(300)}\n${" ".repeat(300)}꿀템\n- \n`)),
    ).toMatchObject([{ policy: { check: { existence: { terms: ["꿀템"] } } } }]);
  });

  const blanks = " ".repeat(240_000);
  it.each([
    ["a heading before a line of blanks", "words.txt", `금지어\nx${blanks}x`],
    ["blanks in the first line", "words.txt", `x${blanks}x\n금지어`],
    ["signs of headings", "words.txt", `금지어\nx${"#=".repeat(120_000)}x`],
    ["blanks before an arrow", "words.txt", `금지어\nx${" -".repeat(120_000)}> y`],
    ["as many columns as rows", "rules.csv", `${"금지어,".repeat(15_000)}금지어\n${"a\n".repeat(4_990)}`],
    ["blanks in a cell", "rules.csv", `금지어,시작일\nx${blanks}x,y`],
    [
      "wrong values line by line",
      "rules.yaml",
      `- check:\n    existence:\n      terms:\n${"       - 1\n".repeat(24_000)}`,
    ],
    ["a key of blanks", "rules.yaml", `- "a ": 1\n  b: "a${blanks}"\n`],
    ["a long key", "rules.yaml", `- "${"a ".repeat(60_000)}": 1\n  b: "${"a ".repeat(60_000)}"\n`],
    ["items far in", "rules.yaml", `${" ".repeat(100_000)}- 1\n${"\n".repeat(140_000)}`],
    ["deep nesting", "rules.yaml", "[".repeat(250_000)],
  ])("made to be slow by %s is read or refused at once", async (_, name, text) => {
    const spent = await atBest(1_000, () => {
      const before = spentMs();
      try {
        ruleListIn(name, bytes(text));
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
      }
      return spentMs() - before;
    });

    expect(spent).toBeLessThan(1_000);
  });

  it("that is too long or empty is refused", () => {
    const many = `금지어\n${Array.from({ length: 201 }, (_, at) => `말${at}`).join("\n")}`;

    expect(failure("words.txt", many)).toBe("limit: 규칙이 201개예요. 한 번에 200개까지 넣을 수 있어요.");
    expect(failure("rules.yaml", "")).toMatch(/^invalid/);
    expect(failure("words.txt", "금지어\n\n")).toMatch(/^invalid/);
  });

  it("is never taken for a report, nor a report for one", () => {
    expect(ruleListIn("report.csv", bytes("날짜,캠페인,노출,클릭\n2026-11-01,가,1,1\n"))).toBeUndefined();
    expect(ruleListIn("report.csv", bytes("Campaign,Medium,Cost\na,b,1\n"))).toBeUndefined();
    expect(ruleListIn("notes.txt", bytes("오늘 회의 메모\n최저가 이야기\n"))).toBeUndefined();
    expect(ruleListIn("x.csv", Uint8Array.from([0, 1, 2, 3]))).toBeUndefined();
  });

  it("is none of the report files that are kept for tests", async () => {
    const folder = join(import.meta.dirname, "../../fixtures");
    const reports = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
      /\.(csv|tsv|txt)$/.test(name),
    );

    const taken = [];
    for (const name of reports) if (await isRuleList(name, join(folder, name))) taken.push(name);

    expect(reports.length).toBeGreaterThan(0);
    expect(taken).toEqual([]);
  });

  it("is known by its beginning", async () => {
    const folder = await mkdtemp(join(tmpdir(), "rules-"));
    const path = join(folder, "a");
    try {
      await writeFile(path, "금지어,강도\n꿀템,보류\n");
      expect(await isRuleList("rules.csv", path)).toBe(true);
      await writeFile(path, "날짜,노출\n2026-11-01,1\n");
      expect(await isRuleList("report.csv", path)).toBe(false);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe("a list that is dropped", () => {
  const run = (ctx: Ctx, name: string, input: object): Promise<ToolResult> => {
    const tool = tools.find((one) => one.name === name);
    if (!tool) throw new Error(`no tool ${name}`);
    return tool.run(ctx, tool.input.parse(input), () => {});
  };

  it("is tried first and switched on by its press; dropped again it changes what it brought", async () => {
    const ctx = await makeWorkspace(db);
    const drop = async (text: string): Promise<ToolResult> => {
      const { id } = await keepMade(ctx, { name: "rules.yaml", content: bytes(text) });
      const shown = await run(ctx, "import_report", { documentId: id });
      expect(cardText(shown.card)).toContain("브랜드 규칙");
      const proposal = shown.card.parts.find((part) => part.kind === "proposal");
      const press = proposal?.choices[0]?.press;
      if (!press || !("input" in press)) throw new Error("no press");
      return run(ctx, press.action, press.input);
    };

    await drop(yaml);
    await drop(yaml.replace("severity: block", "severity: note"));

    const rules = await listBrandRules(ctx);
    expect(rules.map(({ number, version, policy }) => [number, version, policy.severity])).toEqual([
      [1, 2, "note"],
      [2, 1, "fix"],
      [3, 1, "fix"],
    ]);
  });
});
