import { describe, expect, it } from "vitest";
import { parseAskArguments } from "../../src/commands/arguments.ts";

describe("the command line of ask", () => {
  it("takes files, a clock and a person beside the question", () => {
    const parsed = parseAskArguments([
      "--json",
      "--file",
      "a.csv",
      "--file",
      "b.csv",
      "--now",
      "2026-11-21T10:00+09:00",
      "--as",
      "지우",
      "지난주 어땠어?",
    ]);

    expect(parsed).toMatchObject({
      ok: true,
      arguments: { question: "지난주 어땠어?", files: ["a.csv", "b.csv"], json: true, as: "지우" },
    });
    expect(parsed.ok && parsed.arguments.now?.toString()).toBe("2026-11-21T01:00:00Z");
  });

  it.each([[[]], [["--fast", "question"]], [["--now", "tomorrow", "question"]], [["   "]]])(
    "refuses %j with a reason",
    (argv) => {
      const parsed = parseAskArguments(argv);

      expect(parsed.ok).toBe(false);
    },
  );

  it("lets files stand alone", () => {
    expect(parseAskArguments(["--file", "report.csv"]).ok).toBe(true);
  });
});
