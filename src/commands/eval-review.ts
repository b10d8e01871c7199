// `npm run -s eval:review`: labelled copies in, the verdict of the rules out; both as JSON lines. No network, no database, no key.
// With `-- --model --yes` the configured language model gives its opinion behind the rules, and the lines say what is left of it.

import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { loadPacks, type Packs } from "../capabilities/compliance/packs.ts";
import { type Finding, type Review, reviewText } from "../capabilities/compliance/review.ts";
import { warmUp } from "../capabilities/compliance/warm.ts";
import { copyOfLine, ReviewLine } from "./eval/review-line.ts";

/** What one line becomes: the rules' answer, or more. */
export type Answering = (line: ReviewLine, review: Review) => Promise<object>;

export type Ruled = { verdict: string; findings: object[]; rewrite: string | null };

function byRules({ verdict, findings, rewrite }: Review): Ruled {
  return { verdict, findings: findings.map(told), rewrite };
}

function told(found: Finding): object {
  const { rule, version, severity, provisional, act, article, start, end, message, fix } = found;
  return { rule, version, severity, provisional, act, article, start, end, message, fix };
}

async function answer(packs: Packs, line: ReviewLine, answering: Answering): Promise<object> {
  const copy = copyOfLine(line);
  const started = performance.now();
  const review = reviewText(packs, copy);
  const ms = performance.now() - started;
  const said = await answering(line, review);
  return { id: line.id, ...said, ms: Math.round(ms * 1000) / 1000 };
}

async function* linesIn(): AsyncGenerator<ReviewLine> {
  for await (const text of createInterface({ input: process.stdin }))
    if (text.trim() !== "") yield ReviewLine.parse(JSON.parse(text));
}

async function run(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: { model: { type: "boolean", default: false }, yes: { type: "boolean", default: false } },
  });
  const packs = loadPacks();
  warmUp(packs);
  if (values.model) {
    const { withModel } = await import("./eval/review-model.ts");
    return withModel({ packs, lines: linesIn(), yes: values.yes, write }, byRules, answer);
  }
  const plainly: Answering = (_, review) => Promise.resolve(byRules(review));
  for await (const line of linesIn()) write(await answer(packs, line, plainly));
  return 0;
}

function write(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

process.exitCode = await run(process.argv.slice(2));
