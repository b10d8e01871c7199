import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { callsFor } from "../../src/agent/interpreter/calls.ts";
import { interpret } from "../../src/agent/interpreter/interpret.ts";
import { notMeasured } from "../../src/agent/talk/not-measured.ts";

const setting = { today: Temporal.PlainDate.from("2026-11-21"), lang: "ko" as const };
const rows = readFileSync(new URL("intents.tsv", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.split("\t") as [string, string]);

describe("wishes and talk", () => {
  it.each(rows)("reads: %s as %s", (message, intent) => {
    expect(interpret(message, {}, setting).parts[0]?.intent).toBe(intent);
  });

  it.each(rows.filter(([, intent]) => intent === "other_data_not_available"))(
    "names what is missing without a number: %s",
    (message) => {
      const { parts, lang } = interpret(message, {}, setting);
      const missing = parts[0]?.missing ?? [];

      expect(missing.length).toBeGreaterThan(0);
      expect(notMeasured(missing, lang)).not.toMatch(/(?<![A-Z])\d/);
      expect(callsFor({ parts, lang })).toEqual([{ tool: "not_measured", input: { missing } }]);
    },
  );

  it("gives the reason of a reading", () => {
    expect(interpret("지난주 ROAS 왜 떨어졌어?", {}, setting).parts[0]?.because).toBe("why it moved");
  });

  it("turns a hostile message into nothing but a refusal", () => {
    for (const [message] of rows.filter(([text]) => /지시|Ignore|승인했|DROP/.test(text))) {
      const meant = interpret(message, {}, setting);

      expect(callsFor(meant)).toEqual([{ tool: "decline", input: { reason: expect.any(String) } }]);
    }
  });
});
