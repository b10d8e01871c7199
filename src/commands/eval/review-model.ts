// The rows of the review eval with the configured language model behind the rules. It costs money, so it says what it would ask and starts
// with `--yes` only: the rows come over standard input, nobody can be asked there.

import { buildAgent } from "../../agent/agent.ts";
import { askOpinion, judgeName } from "../../agent/judging.ts";
import { openModel } from "../../agent/model.ts";
import { openAiCost } from "../../agent/providers/price.ts";
import { askingOf } from "../../capabilities/compliance/judge/asking.ts";
import { ruledBy } from "../../capabilities/compliance/judge/keep.ts";
import type {
  OpinionAsked,
  OpinionGiven,
  OpinionRequest,
} from "../../capabilities/compliance/judge/opinion.ts";
import type { Packs } from "../../capabilities/compliance/packs.ts";
import { type Review, reviewText } from "../../capabilities/compliance/review.ts";
import { Trade } from "../../capabilities/compliance/trades.ts";
import { readConfig } from "../../config.ts";
import { openLog } from "../../log.ts";
import type { Answering, Ruled } from "../eval-review.ts";
import { dollars } from "./report.ts";
import { copyOfLine, type ReviewLine } from "./review-line.ts";

const NOT_RUN = 2;
/** Rough: the data of a request is English and Korean mixed. */
const LETTERS_A_TOKEN = 3;
/** The instructions, and an answer. */
const TOKENS_BESIDE = 600;
const OUTPUT_TOKENS = 150;

const noModel = `모델이 설정되어 있지 않아요. OPENAI_API_KEY를 넣거나, 호환 서버라면 OPENAI_BASE_URL과 OPENAI_MODEL을 넣고 다시 실행해 주세요.
No model is configured. Set OPENAI_API_KEY, or OPENAI_BASE_URL and OPENAI_MODEL for a compatible server, and run this again.`;
const addYes = "시작하려면 --yes 를 붙여 주세요. · To start, add --yes.";

type Rows = {
  packs: Packs;
  lines: AsyncIterable<ReviewLine>;
  yes: boolean;
  write: (line: object) => void;
};

/** @param answer what one line becomes, in the way of its last argument */
export async function withModel(
  { packs, lines, yes, write }: Rows,
  byRules: (review: Review) => Ruled,
  answer: (packs: Packs, line: ReviewLine, answering: Answering) => Promise<object>,
): Promise<number> {
  const choice = readConfig().model;
  if (choice.kind === "interpreter") return tell(noModel);
  const log = openLog("error");
  const agent = buildAgent({ model: openModel(choice), tools: [], log });
  const { model } = judgeName(agent);
  const rows: ReviewLine[] = [];
  for await (const line of lines) rows.push(line);
  process.stderr.write(`${await estimate(model, packs, rows)}\n`);
  if (!yes) return tell(addYes);
  const answering: Answering = async (line, review) => {
    const rules = byRules(review);
    const { request, read } = await askingOf(packs, askedOf(line, review));
    if (request.texts.length === 0) return { ...rules, model: "not_asked" };
    const judged = await askOpinion({ log }, agent, request);
    if ("trouble" in judged) return { ...rules, model: judged.trouble };
    const given = await read(judged.value);
    return given ? { ...raised(rules, review, given), model } : { ...rules, model: "failed" };
  };
  for (const line of rows) write(await answer(packs, line, answering));
  return 0;
}

function tell(text: string): number {
  process.stderr.write(`${text}\n`);
  return NOT_RUN;
}

function askedOf(line: ReviewLine, review: Review): OpinionAsked {
  const { text, runsOn, field, jurisdiction, lang, facts, date, flight, industry } = copyOfLine(line);
  return {
    reviewId: line.id,
    about: { label: "", product: "" },
    texts: [{ label: "", text, runsOn, field, jurisdiction, ruled: ruledBy(review) }],
    trade: Trade.catch("other").parse(industry),
    lang,
    facts,
    date,
    ...(flight && { flight }),
  };
}

/** What the model adds: never less than the rules said, and a fix at most. */
function raised(rules: Ruled, { verdict }: Review, given: OpinionGiven): object {
  const added = given.findings.map(({ rule, version, severity, provisional, act, article, ...rest }) => {
    const { start, end, message, fix } = rest;
    return { rule, version, severity, provisional, act, article, start, end, message, fix, by: "model" };
  });
  const objects = added.some(({ severity }) => severity === "fix");
  return {
    verdict: verdict === "pass" && objects ? "fix" : verdict,
    findings: [...rules.findings, ...added],
    rewrite: given.rewrites[0]?.to ?? rules.rewrite,
  };
}

async function estimate(model: string, packs: Packs, rows: readonly ReviewLine[]): Promise<string> {
  const requests: OpinionRequest[] = [];
  for (const line of rows) {
    const { request } = await askingOf(packs, askedOf(line, reviewText(packs, copyOfLine(line))));
    if (request.texts.length > 0) requests.push(request);
  }
  const letters = requests.reduce((sum, request) => sum + JSON.stringify(request).length, 0);
  const input = Math.ceil(letters / LETTERS_A_TOKEN) + requests.length * TOKENS_BESIDE;
  const output = requests.length * OUTPUT_TOKENS;
  const cost = openAiCost(model, {
    inputTokens: { total: input, noCache: input, cacheRead: 0, cacheWrite: 0 },
    outputTokens: { total: output, text: output, reasoning: 0 },
  });
  const told = cost === null ? "cost not known for this model" : `about ${dollars(cost)}`;
  const tokens = `${input.toLocaleString("en")} tokens in, ${output.toLocaleString("en")} out`;
  return `${requests.length} of ${rows.length} rows, ${model}: ${told} (${tokens})`;
}
