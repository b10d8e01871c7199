// `npm run decide`: the local operator's click. It approves or rejects one waiting request as one person and tells what came of it.

import { parseArgs } from "node:util";
import { z } from "zod";
import { Lang } from "../core/locale.ts";
import { collect, failureAnswer, print, runCommand } from "./asking.ts";

const usage = `사용법 · usage: npm run decide -- --as PERSON approve|reject ID
  --as PERSON    누가 결정하는지 · who decides: a name, a role or an id
  --reason TEXT  이유 · the reason, told to the requester
  --json         결과를 JSON 한 개로 · one JSON object on standard output
  --data DIR     데이터 폴더 (기본 .data) · data folder
  --now ISO      기준 시각 · the clock for approvals
  --lang ko|en   답의 언어 · language of the answer (ko)`;

const DONE = 0;
const FAILED = 1;
const WRONG_USE = 2;

const Deciding = z.object({
  decision: z.enum(["approve", "reject"]),
  id: z.uuid(),
  as: z.string().min(1),
  reason: z.string().max(500).optional(),
  json: z.boolean(),
  dataDir: z.string().optional(),
  now: z
    .string()
    .optional()
    .transform((text) => (text === undefined ? undefined : Temporal.Instant.from(text))),
  lang: Lang,
});
type Deciding = z.output<typeof Deciding>;

async function main(argv: readonly string[]): Promise<number> {
  const startedMs = performance.now();
  const asked = parse(argv);
  if (!asked) {
    process.stderr.write(`${usage}\n`);
    return WRONG_USE;
  }
  const { id, decision, reason, as, lang, dataDir, now } = asked;
  const input = { id, decision, ...(reason !== undefined && { reason }) };
  const act = { action: "decide_approval" as const, input, said: said(asked) };
  const answer = await collect({ question: "", files: [], as, lang, act }, { dataDir, now }).catch(
    (error: unknown) => failureAnswer(error, lang),
  );
  print(asked, answer, performance.now() - startedMs);
  return answer.failed ? FAILED : DONE;
}

function said({ decision, lang }: Deciding): string {
  const ko = { approve: "승인", reject: "반려" }[decision];
  return lang === "ko" ? ko : decision;
}

function parse(argv: readonly string[]): Deciding | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        as: { type: "string" },
        reason: { type: "string" },
        json: { type: "boolean", default: false },
        data: { type: "string" },
        now: { type: "string" },
        lang: { type: "string", default: "ko" },
      },
    });
    const [decision, id, ...more] = positionals;
    if (more.length > 0) return undefined;
    return Deciding.parse({ ...values, dataDir: values.data, decision, id });
  } catch {
    return undefined;
  }
}

await runCommand(main);
