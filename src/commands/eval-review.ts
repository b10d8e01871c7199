// `npm run -s eval:review`: labelled copies in, the verdict of the rules out; both as JSON lines. No network, no database, no key.

import { createInterface } from "node:readline/promises";
import { z } from "zod";
import { Copy, loadPacks, type Packs, reviewText } from "../capabilities/compliance/compliance.ts";

const Line = z.object({
  id: z.string(),
  lang: z.string(),
  industry: z.string(),
  channel: z.string(),
  jurisdiction: z.string(),
  text: z.string(),
  context: z.looseObject({ date: z.string(), field: z.string().default("body") }),
  flight: z.object({ from: z.string(), to: z.string() }).optional(),
});

/** The eval's words as the product's: its channel is where the copy runs, its context the facts. */
function copyOf(line: z.output<typeof Line>): Copy {
  const { date, field, ...facts } = line.context;
  const { lang, industry, channel: runsOn, jurisdiction, text, flight } = line;
  return Copy.parse({ text, lang, industry, runsOn, jurisdiction, field, date, facts, flight });
}

function answer(packs: Packs, text: string): unknown {
  const line = Line.parse(JSON.parse(text));
  const started = performance.now();
  const { verdict, findings, rewrite } = reviewText(packs, copyOf(line));
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
for await (const text of createInterface({ input: process.stdin }))
  if (text.trim() !== "") process.stdout.write(`${JSON.stringify(answer(packs, text))}\n`);
