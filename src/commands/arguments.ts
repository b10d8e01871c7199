// Command line of `ask`: strict, with the usage text as the answer to a wrong call.

import { parseArgs } from "node:util";

export type AskArguments = {
  question: string;
  files: string[];
  json: boolean;
  dataDir: string | undefined;
  now: Temporal.Instant | undefined;
  as: string | undefined;
  why: boolean;
};

export const usage = `사용법 · usage: npm run ask -- [options] "지난주 캠페인 어땠어?"
  --file PATH   읽을 보고서, 여러 번 가능 · a report to read first, may be repeated
  --json        결과를 JSON 한 개로 · one JSON object on standard output
  --data DIR    데이터 폴더 (기본 .data) · data folder
  --now ISO     기준 시각 · the clock for periods, for example 2026-11-21T10:00+09:00
  --as PERSON   누구로 물어볼지 · who asks: a name, a role or an id
  --why         답 대신 내장 해석기가 읽은 것과 이유 · how the built-in interpreter reads it, instead of an answer`;

/** The reason a call is wrong, in words; `undefined` arguments mean: print the usage and leave with 2. */
export type Parsed = { ok: true; arguments: AskArguments } | { ok: false; reason: string };

export function parseAskArguments(argv: readonly string[]): Parsed {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        file: { type: "string", multiple: true },
        json: { type: "boolean", default: false },
        data: { type: "string" },
        now: { type: "string" },
        as: { type: "string" },
        why: { type: "boolean", default: false },
      },
    });
    const question = positionals.join(" ");
    if (question.trim() === "" && !values.file)
      return { ok: false, reason: "질문이 없어요. · There is no question." };
    if (values.file && values.file.length > 20)
      return { ok: false, reason: "파일은 20개까지예요. · At most 20 files." };
    return {
      ok: true,
      arguments: {
        question,
        files: values.file ?? [],
        json: values.json,
        dataDir: values.data,
        now: values.now === undefined ? undefined : Temporal.Instant.from(values.now),
        as: values.as,
        why: values.why,
      },
    };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}
