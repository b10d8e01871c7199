import { describe, expect, it } from "vitest";
import { parseAskArguments } from "../../src/commands/arguments.ts";
import { readingOf, readingText } from "../../src/commands/why.ts";

const today = Temporal.PlainDate.from("2026-11-21");

describe("ask --why", () => {
  it("is off unless asked for", () => {
    const of = (...argv: string[]): unknown => {
      const parsed = parseAskArguments(argv);
      return parsed.ok && parsed.arguments.why;
    };

    expect(of("지난주 어땠어?")).toBe(false);
    expect(of("--why", "지난주 어땠어?")).toBe(true);
  });

  it("gives each request its intent, its reason and its typed call", () => {
    const { lang, parts } = readingOf("지난주 메타 광고비 얼마야?", today);

    expect(lang).toBe("ko");
    expect(parts).toHaveLength(1);
    expect(parts[0]).toMatchObject({
      intent: "query_performance",
      calls: [
        {
          tool: "query_performance",
          input: {
            kind: "total",
            metrics: ["spend"],
            time: "last_week",
            filters: [{ field: "medium", op: "in", values: ["meta"] }],
          },
        },
      ],
    });
    expect(parts[0]?.because).not.toBe("");
  });

  it("prints one line a request and one a call", () => {
    const lines = readingText(readingOf("spend last week", today)).split("\n");

    expect(lines[0]).toBe("language: en");
    expect(lines[1]).toMatch(/^1\. query_performance, because: \w/);
    expect(lines[2]).toMatch(/^ {3}query_performance \{"kind":"total"/);
  });

  it("says where no tool is called", () => {
    expect(readingText(readingOf("고마워!", today))).toMatch(/no call$/);
  });
});
