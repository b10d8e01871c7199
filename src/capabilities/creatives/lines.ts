// Lines of one kind, as a person asks for them: five headlines, a slogan of at most 15 letters, a text made gentler.

import type { Card } from "../../core/card/card.ts";
import { type Lang, words } from "../../core/locale.ts";
import type { Ctx } from "../context.ts";
import type { ToolResult } from "../tool.ts";
import { findWorkspace } from "../workspace/workspace.ts";
import { getBrandGuide } from "./brand.ts";
import { CreativeBrief } from "./brief.ts";
import { withoutForbidden } from "./copy/forbidden.ts";
import { lettersIn } from "./copy/measure.ts";
import { linesFor } from "./copy/write-copy.ts";
import type { GenerateCopy } from "./inputs.ts";
import { prepared } from "./texts.ts";
import { copyBriefs } from "./wishes.ts";

const USUAL = 5;
const LONGEST = { head: 40, say: 120 };

/** Whether single lines are wished for, or a text is to be rewritten, rather than copy for each medium. */
export function wantsLines({ part, maxChars, lines, action }: GenerateCopy): boolean {
  return part !== undefined || maxChars !== undefined || lines !== undefined || action === "rewrite";
}

export async function linesCard(ctx: Ctx, input: GenerateCopy): Promise<ToolResult> {
  const rows: string[][] = [];
  const guide = await getBrandGuide(ctx);
  const currency = (await findWorkspace(ctx.db, ctx.workspaceId))?.currency ?? "KRW";
  const kind = input.part === "body" || (input.lines ?? 1) > 1 ? "say" : "head";
  const limit = input.maxChars ?? LONGEST[kind] * (input.lines ?? 1);
  const about = input.product ?? input.text ?? "";
  for (const given of copyBriefs({ ...input, product: about.slice(0, 200) || input.product }, ctx.lang)) {
    const brief = CreativeBrief.parse({ ...given, product: given.product || about.slice(0, 200) });
    const { copy } = prepared(brief, guide, currency);
    const own = input.action === "rewrite" && input.text ? gentler(input.text, limit) : [];
    const written = input.action === "rewrite" ? own : linesFor(copy, kind, { limit, by: "letters" });
    for (const text of written.slice(0, input.count ?? USUAL))
      rows.push([text, lengthOf(text, input.maxChars)]);
  }
  return { card: cardOf(rows, input, ctx.lang), facts: { took: input, made: rows.length }, outside: true };
}

function lengthOf(text: string, most: number | undefined): string {
  return most === undefined ? String(lettersIn(text)) : `${lettersIn(text)}/${most}`;
}

/** The text without words that press or need proof; nothing when that is all it could do. */
function gentler(text: string, limit: number): string[] {
  const { text: left, taken } = withoutForbidden(text.replaceAll(/!+/g, "."));
  return left !== "" && (taken.length > 0 || left !== text) && lettersIn(left) <= limit ? [left] : [];
}

const columns = { ko: ["문구", "글자 수"], en: ["Text", "Letters"] };
const draft = words(
  "기본 문구 작성기가 규칙으로 쓴 초안이에요. 게시 전에 사실과 심의를 확인해 주세요.",
  "A first draft by the built-in writer. Check its facts and have it reviewed before it runs.",
);
const nothing = words(
  "기본 문구 작성기로는 이 조건에 맞게 쓰지 못했어요. 글자 수를 늘리거나, 무엇을 알리는지 알려 주시면 새로 써 볼게요.",
  "The built-in writer found no words for that. Allow more letters, or tell me what it is for and I will write it anew.",
);

function cardOf(rows: readonly string[][], { count }: GenerateCopy, lang: Lang): Card {
  if (rows.length === 0) return { lang, parts: [{ kind: "text", tone: "lead", runs: [nothing[lang]] }] };
  const fewer = count !== undefined && rows.length < count;
  const lead = lang === "ko" ? `문구 ${rows.length}개를 써 봤어요.` : `Here are ${rows.length} drafts.`;
  const more =
    lang === "ko" ? " 이 조건으로는 여기까지예요." : " That is all the built-in writer has for this.";
  return {
    lang,
    parts: [
      { kind: "text", tone: "lead", runs: [fewer ? `${lead}${more}` : lead] },
      {
        kind: "table",
        columns: columns[lang].map((label, at) => ({
          key: `c${at}`,
          label,
          align: at === 1 ? "right" : "left",
        })),
        rows: rows.map((row) => [...row]),
      },
      { kind: "text", tone: "note", runs: [draft[lang]] },
    ],
  };
}
