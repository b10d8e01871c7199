// "How was this figure made?": the typed query in words, the days, the files behind it, the arithmetic and the sums.

import type { Card, Part } from "../../core/card/card.ts";
import type { QueryId } from "../../core/ids.ts";
import { type Lang, words } from "../../core/locale.ts";
import { dayIn } from "../../core/time.ts";
import type { Ctx } from "../context.ts";
import { queryLines } from "./explain-query.ts";
import { type Explained, readExplained } from "./explain-read.ts";
import { arithmetic, sumsTable } from "./explain-sums.ts";

/** @throws Failure "not_found" for a query of another workspace or none */
export async function explainQuery(ctx: Ctx, queryId: QueryId): Promise<Card> {
  const explained = await readExplained(ctx, queryId);
  const { lang } = ctx;
  const page = { lang, thisYear: dayIn(ctx.zone, ctx.now).year };
  const lines = queryLines(explained, page).map(({ label, text }) => [label[lang], text]);
  return {
    lang,
    parts: [
      {
        kind: "text",
        runs: [words("이 숫자는 이렇게 나왔어요.", "This is how the figures were made.")[lang]],
        tone: "lead",
      },
      {
        kind: "table",
        columns: [
          { key: "what", label: words("항목", "Item")[lang], align: "left" },
          { key: "value", label: words("내용", "Content")[lang], align: "left" },
        ],
        rows: lines,
      },
      ...arithmetic(explained.resolved, lang),
      ...sumsTable(explained.resolved, page),
      ...originParts(explained, lang),
    ],
  };
}

function originParts({ files, simulated }: Explained, lang: Lang): Part[] {
  const parts: Part[] = [];
  if (files.length > 0) parts.push(filesTable(files, lang));
  if (simulated) parts.push({ kind: "text", tone: "note", runs: [noFile[lang]] });
  return parts;
}

const noFile = words(
  "원천: 데모 시장의 시뮬레이션이라 파일이 없어요.",
  "Source: the simulated market of the demo, so there is no file.",
);

function filesTable(files: Explained["files"], lang: Lang): Part {
  return {
    kind: "table",
    title: words("원천 파일", "Source files")[lang],
    columns: [
      { key: "file", label: words("파일", "File")[lang], align: "left" },
      { key: "rows", label: words("행", "Rows")[lang], align: "right" },
    ],
    rows: files.map(({ name, rows }) => [name, { value: rows, unit: "count", metric: "rows", scope: {} }]),
  };
}
