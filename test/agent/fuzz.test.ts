// Any text at all is read without an exception, into calls their tools accept, and in time.
// FUZZ_MESSAGES sets how many (`npm run fuzz`: 100,000), FUZZ_SEED repeats a run.

import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explainFigure } from "../../src/agent/explain-figure.ts";
import { callsFor, type ToolCall } from "../../src/agent/interpreter/calls.ts";
import { interpret } from "../../src/agent/interpreter/interpret.ts";
import type { Before } from "../../src/agent/interpreter/interpretation.ts";
import { replyTo } from "../../src/agent/interpreter/replies.ts";
import { talkTools } from "../../src/agent/talk/talk-tools.ts";
import { tools as registered } from "../../src/capabilities/registry.ts";
import { fuzzMessages } from "../support/fuzz-messages.ts";
import { spentMs } from "../support/time.ts";

const MESSAGES = Number(process.env["FUZZ_MESSAGES"] ?? 4_000);
const SEED = Number(process.env["FUZZ_SEED"] ?? 20_261_121);
const MOST_MS = 100;

const setting = { today: Temporal.PlainDate.from("2026-11-21"), lang: "ko" as const };
const tools = new Map([...registered, ...talkTools, explainFigure].map((tool) => [tool.name, tool]));

function column(file: string, at: number): string[] {
  const lines = readFileSync(new URL(file, import.meta.url), "utf8")
    .trim()
    .split("\n")
    .slice(1);
  return lines.map((line) => line.split("\t")[at] ?? "");
}

const phrases = [
  ...column("phrasings.tsv", 0),
  ...column("intents.tsv", 0),
  ...column("../evals/questions.ko.tsv", 2),
  ...column("../evals/questions.en.tsv", 2),
];

type Read = { calls: ToolCall[]; replies: string[]; before: Before };

function readMessage(said: string, before: Before): Read {
  const meant = interpret(said, before, setting);
  const replies = meant.parts.flatMap((part) => replyTo(part, meant.lang) ?? []);
  const query = meant.parts.findLast((part) => part.query)?.query;
  return { calls: callsFor(meant), replies, before: query ? { query } : before };
}

/** A pause of the collector is not the message's: it is slow when it is slow each time. */
function bestMs(said: string, before: Before, firstMs: number): number {
  let best = firstMs;
  for (let again = 0; again < 4 && best > MOST_MS; again += 1) {
    const started = spentMs();
    readMessage(said, before);
    best = Math.min(best, spentMs() - started);
  }
  return best;
}

/** Short enough to read: a message may have thousands of letters. */
function faultOf({
  failed,
  counterexample,
  errorInstance,
  seed,
  counterexamplePath,
}: fc.RunDetails<[string, boolean]>): string | undefined {
  if (!failed) return undefined;
  const [said = "", follows] = counterexample ?? [];
  const why = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  return `${JSON.stringify(said.slice(0, 300))} (${said.length} letters, follow-up ${follows}): ${why.slice(0, 800)} [seed ${seed}, path ${counterexamplePath}]`;
}

function wrongCalls(calls: readonly ToolCall[]): string[] {
  return calls.flatMap(({ tool, input }) => {
    const checked = tools.get(tool)?.input.safeParse(input);
    return checked?.success ? [] : [`${tool}: ${checked ? checked.error.message : "no such tool"}`];
  });
}

describe("any message", () => {
  it("is read without an exception, into calls their tools take, in time", { timeout: 900_000 }, () => {
    for (const said of phrases) readMessage(said, {});
    let slowest = { ms: 0, said: "" };
    let before: Before = {};

    const checked = fc.check(
      fc.property(fuzzMessages(phrases), fc.boolean(), (said, follows) => {
        const known = follows ? before : {};
        const started = spentMs();
        const read = readMessage(said, known);
        const ms = bestMs(said, known, spentMs() - started);
        before = read.before;
        if (ms > slowest.ms) slowest = { ms, said };
        const faults = [
          ...(ms < MOST_MS ? [] : [`${ms.toFixed(0)} ms`]),
          ...wrongCalls(read.calls),
          ...(read.calls.length + read.replies.length > 0 ? [] : ["no answer at all"]),
        ];
        if (faults.length > 0) throw new Error(faults.join("; "));
      }),
      { numRuns: MESSAGES, seed: SEED, endOnFailure: true },
    );

    const shown = JSON.stringify(slowest.said.slice(0, 60));
    process.stdout.write(
      `fuzz: ${checked.numRuns} messages, seed ${SEED}, slowest ${slowest.ms.toFixed(1)} ms (${slowest.said.length} letters) ${shown}\n`,
    );
    expect(faultOf(checked)).toBeUndefined();
  });

  it.each([
    "CPA 1만원 안 넘기면서 남은 예산 400만원 쓰려면 배분을 어케? 구글 예산 일부를 카카오로 돌리면 어떨지",
    "0만원 넘는 변경은 누가 승인할 수 있나요?",
    "raise the bid in ad set 7719 to 850 won, visual for velvet tint in 1029x258",
    "11월 31일 예측",
    "전환 0건 클릭 0건 노출 0건 매출 0원 구매 0건 도달 0건 광고비 0원인 캠페인 꺼줘",
  ])("what once broke the reading is read: %s", (said) => {
    const { calls } = readMessage(said, {});

    expect(calls).not.toEqual([]);
    expect(wrongCalls(calls)).toEqual([]);
  });

  it("takes less than 100 ms, also when it is long or repeats itself", () => {
    const long = [
      "지난주 메타 ".repeat(2_000),
      "a ".repeat(5_000),
      "가".repeat(10_000),
      "12월 ".repeat(3_000),
      "-".repeat(10_000),
      "'".repeat(10_000),
      "1,000,000".repeat(1_100),
      "the week before ".repeat(600),
    ];
    for (const said of [...phrases, ...long]) readMessage(said, {});

    for (const said of long) {
      const started = spentMs();
      readMessage(said, {});
      expect(bestMs(said, {}, spentMs() - started)).toBeLessThan(MOST_MS);
    }
  });
});
