// `npm run -s eval:review`: labelled copies in, the verdict of the rules out; both as JSON lines. No network, no database, no key.

import { createInterface } from "node:readline/promises";
import { loadPacks, type Packs } from "../capabilities/compliance/packs.ts";
import { reviewText } from "../capabilities/compliance/review.ts";
import { warmUp } from "../capabilities/compliance/warm.ts";
import { copyOfLine, ReviewLine } from "./eval/review-line.ts";

function answer(packs: Packs, text: string): unknown {
  const line = ReviewLine.parse(JSON.parse(text));
  const copy = copyOfLine(line);
  const started = performance.now();
  const { verdict, findings, rewrite } = reviewText(packs, copy);
  const ms = performance.now() - started;
  return {
    id: line.id,
    verdict,
    findings: findings.map(
      ({ rule, version, severity, provisional, act, article, start, end, message, fix }) => {
        return { rule, version, severity, provisional, act, article, start, end, message, fix };
      },
    ),
    rewrite,
    ms: Math.round(ms * 1000) / 1000,
  };
}

const packs = loadPacks();
warmUp(packs);
for await (const text of createInterface({ input: process.stdin }))
  if (text.trim() !== "") process.stdout.write(`${JSON.stringify(answer(packs, text))}\n`);
