// `npm run eval`: the labelled rows through the configured language model, with a report. Costs money, so it asks first.

import { createInterface } from "node:readline/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { buildAnswerer } from "../app.ts";
import { type Config, readConfig } from "../config.ts";
import { evalWorkspace } from "../config/development.ts";
import { dayIn } from "../core/time.ts";
import { openDb } from "../db/open.ts";
import { openLog } from "../log.ts";
import { estimateOf } from "./eval/estimate.ts";
import { type Fixture, readFixture } from "./eval/fixture.ts";
import { openTally, type Ran, runRows } from "./eval/model-run.ts";
import { dollars, reportOf } from "./eval/report.ts";
import { type GoldRow, readRows } from "./eval/score/gold.ts";
import { openWorld } from "./eval/world.ts";

const DONE = 0;
const HARD_FAILS = 1;
const NOT_RUN = 2;

const evals = new URL("../../test/evals/", import.meta.url);
const ownFiles = ["questions.ko.tsv", "questions.en.tsv"].map((name) => fileURLToPath(new URL(name, evals)));
const ownFixture = fileURLToPath(new URL("workspace.json", evals));

const usage = `사용법 · usage: npm run eval -- [options] [rows.tsv ...]
  --yes       비용을 묻지 않고 시작 · start without asking about the cost
  --limit N   고르게 N개만 · N rows only, spread over the file`;

const noModel = `모델이 설정되어 있지 않아요. OPENAI_API_KEY를 넣거나, 호환 서버라면 OPENAI_BASE_URL과 OPENAI_MODEL을 넣고 다시 실행해 주세요.
No model is configured. Set OPENAI_API_KEY, or OPENAI_BASE_URL and OPENAI_MODEL for a compatible server, and run this again.
npm run eval:interpret 로 내장 해석기를 잴 수 있어요. · npm run eval:interpret measures the built-in interpreter.`;

async function main(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { yes: { type: "boolean", default: false }, limit: { type: "string" } },
  });
  const config = readConfig();
  if (config.model.kind === "interpreter") return tell(noModel);
  const files = positionals.length > 0 ? positionals : ownFiles;
  const all = (await Promise.all(files.map(readRows))).flat();
  const rows = spread(all, values.limit === undefined ? all.length : Number(values.limit));
  if (rows.length === 0) return tell(usage);
  const fixture = await readFixture(evalWorkspace() ?? ownFixture);
  if (!(await agreed(config, fixture, rows, values.yes))) return NOT_RUN;
  const ran = await run(config, fixture, rows);
  process.stdout.write(`${reportOf(modelName(config), ran)}\n`);
  return ran.some(({ scored }) => scored.hard.length > 0) ? HARD_FAILS : DONE;
}

function tell(text: string): number {
  process.stderr.write(`${text}\n`);
  return NOT_RUN;
}

/** Every kind of row stays in: the files are sorted by intent. */
function spread(rows: readonly GoldRow[], count: number): GoldRow[] {
  const step = Math.max(1, rows.length / Math.max(0, count));
  return rows
    .filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step))
    .slice(0, count);
}

/** As it stands in the records of its calls, which is where prices are looked up. */
function modelName({ model }: Config): string {
  if (model.kind === "interpreter") return "built-in/interpreter";
  if (model.baseUrl !== undefined) return `compatible/${model.model}`;
  return `openai.${model.kind === "openai" ? "responses" : "chat"}/${model.model}`;
}

async function agreed(
  config: Config,
  fixture: Fixture,
  rows: readonly GoldRow[],
  yes: boolean,
): Promise<boolean> {
  const { clock: now, timezone: zone } = fixture;
  const { inputTokens, outputTokens, costMicros } = estimateOf(modelName(config), rows.length, {
    now,
    zone,
    lang: "ko",
  });
  const cost = costMicros === null ? "cost not known for this model" : `about ${dollars(costMicros)}`;
  const tokens = `${inputTokens.toLocaleString("en")} tokens in, ${outputTokens.toLocaleString("en")} out`;
  process.stderr.write(`${rows.length} rows, ${modelName(config)}: ${cost} (${tokens}, before caching)\n`);
  if (yes) return true;
  if (!process.stdin.isTTY) {
    tell(
      "확인할 수 없어 시작하지 않았어요: --yes 를 붙여 주세요. · Nobody to ask, so not started: add --yes.",
    );
    return false;
  }
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await asking.question("시작할까요? · Start? [y/N] ");
  asking.close();
  return /^(y|yes|네|예|ㅇ)$/i.test(answer.trim());
}

async function run(config: Config, fixture: Fixture, rows: readonly GoldRow[]): Promise<Ran[]> {
  const tally = openTally();
  const db = await openDb({ kind: "memory" }, { log: openLog("error") });
  try {
    const world = await openWorld(
      { db, log: tally.log, answerer: buildAnswerer(tally.log, config.model) },
      fixture,
    );
    const onRow = (done: number): void => {
      if (done % 20 === 0 || done === rows.length) process.stderr.write(`${done}/${rows.length}\n`);
    };
    return await runRows(world, rows, { tally, today: dayIn(fixture.timezone, fixture.clock), onRow });
  } finally {
    await db.close();
  }
}

// Whatever the work waits for, a timer of its own keeps the process until the report is there.
const alive = setInterval(() => {}, 60_000);
process.exitCode = await main(process.argv.slice(2));
clearInterval(alive);
