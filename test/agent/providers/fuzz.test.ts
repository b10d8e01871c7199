// Answers of a model server with letters flipped, lines lost, doubled and swapped, ends cut: from a printed seed.

import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { openModel } from "../../../src/agent/model.ts";
import { agentWith, hear, queryTool } from "../support.ts";
import { wireText } from "../../support/scripted-model.ts";
import { asks, KEY, quick } from "./support.ts";

const protocols = ["responses", "chat"] as const;

const Damage = fc.oneof(
  fc.record({
    kind: fc.constant("flip" as const),
    at: fc.nat(),
    by: fc.string({ minLength: 1, maxLength: 3 }),
  }),
  fc.record({ kind: fc.constant("lose" as const), at: fc.nat() }),
  fc.record({ kind: fc.constant("double" as const), at: fc.nat() }),
  fc.record({ kind: fc.constant("swap" as const), at: fc.nat(), with: fc.nat() }),
  fc.record({ kind: fc.constant("cut" as const), at: fc.nat() }),
);
type Damage = typeof Damage extends fc.Arbitrary<infer One> ? One : never;

function damaged(text: string, damage: Damage): string {
  const lines = text.split("\n\n");
  const at = damage.at % lines.length;
  const line = lines[at] ?? "";
  switch (damage.kind) {
    case "flip": {
      const place = damage.at % text.length;
      return text.slice(0, place) + damage.by + text.slice(place + damage.by.length);
    }
    case "lose":
      return lines.toSpliced(at, 1).join("\n\n");
    case "double":
      return lines.toSpliced(at, 0, line).join("\n\n");
    case "swap": {
      const other = damage.with % lines.length;
      return lines
        .with(at, lines[other] ?? "")
        .with(other, line)
        .join("\n\n");
    }
    case "cut":
      return text.slice(0, damage.at % text.length);
  }
}

describe("a damaged answer", () => {
  afterEach(() => vi.unstubAllGlobals());

  it.each(protocols)(
    "%s: every turn ends with words or a card and tells no figure of its own",
    async (protocol) => {
      const first = wireText(protocol, asks());
      const second = wireText(protocol, { words: ["지난주 광고비는 ", "1,234,567원이에요."] });
      const model = openModel({
        kind: protocol === "responses" ? "openai" : "compatible",
        model: "scripted",
        apiKey: KEY,
        baseUrl: "http://models.test/v1",
      });

      await fc.assert(
        fc.asyncProperty(
          fc.array(Damage, { minLength: 1, maxLength: 4 }),
          fc.boolean(),
          async (damages, early) => {
            let call = 0;
            vi.stubGlobal("fetch", () => {
              const whole = call++ === 0 ? first : second;
              const text = (call === 1) === early ? damages.reduce(damaged, whole) : whole;
              const headers = { "content-type": "text/event-stream" };
              return Promise.resolve(new Response(text, { headers }));
            });

            const heard = await hear(agentWith(model, [queryTool()], quick), "지난주 광고비 얼마야?");

            expect(heard.end.outcome).toBe("answered");
            expect(heard.cards.length + heard.words.trim().length).toBeGreaterThan(0);
            const figures = heard.words.match(/\d[\d,.]*\d/g) ?? [];
            expect(figures.filter((figure) => figure !== "1,234,567")).toEqual([]);
          },
        ),
        { numRuns: 150, verbose: 1 },
      );
    },
    60_000,
  );
});
