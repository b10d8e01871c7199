// Lines of one kind, as a person asks for them: five headlines, a slogan of at most 15 letters, a text made gentler.

import type { Card, Part } from "../../core/card/card.ts";
import { countedRuns } from "../../core/card/counted.ts";
import type { Run } from "../../core/card/text.ts";
import { type Lang, type Words, words } from "../../core/locale.ts";
import {
  findingsParts,
  type Judged,
  judgeLines,
  jurisdictionOf,
  placeOf,
  tradeIn,
} from "../compliance/compliance.ts";
import type { Ctx } from "../context.ts";
import type { ToolResult } from "../tool.ts";
import { findWorkspace } from "../workspace/workspace.ts";
import { getBrandGuide } from "./brand.ts";
import { CreativeBrief } from "./brief.ts";
import { withoutForbidden } from "./copy/forbidden.ts";
import { lettersIn } from "./copy/measure.ts";
import { linesFor } from "./copy/write-copy.ts";
import type { GenerateCopy } from "./inputs.ts";
import { brandFacts } from "./review.ts";
import { prepared } from "./texts.ts";
import { copyBriefs } from "./wishes.ts";

const USUAL = 5;
const LONGEST = { head: 40, say: 120 };

/** Whether single lines are wished for, or a text is to be rewritten, rather than copy for each medium. */
export function wantsLines({ part, maxChars, lines, action }: GenerateCopy): boolean {
  return part !== undefined || maxChars !== undefined || lines !== undefined || action === "rewrite";
}

/** One written line, with what the review said of it. */
type Line = { text: string; judged: Judged };

export async function linesCard(ctx: Ctx, input: GenerateCopy): Promise<ToolResult> {
  const guide = await getBrandGuide(ctx);
  const currency = (await findWorkspace(ctx.db, ctx.workspaceId))?.currency ?? "KRW";
  const kind = input.part === "body" || (input.lines ?? 1) > 1 ? "say" : "head";
  const limit = input.maxChars ?? LONGEST[kind] * (input.lines ?? 1);
  const about = input.product ?? input.text ?? "";
  const lines: Line[] = [];
  for (const given of copyBriefs({ ...input, product: about.slice(0, 200) || input.product }, ctx.lang)) {
    const brief = CreativeBrief.parse({ ...given, product: given.product || about.slice(0, 200) });
    const { copy } = prepared(brief, guide, currency);
    const own = input.action === "rewrite" && input.text ? gentler(input.text, limit) : [];
    const written = input.action === "rewrite" ? own : linesFor(copy, kind, { limit, by: "letters" });
    lines.push(...(await offered(ctx, { brief, kind, written, most: input.count ?? USUAL })));
  }
  const shown = lines.filter(({ judged }) => judged.review.verdict !== "block");
  const facts = { took: input, made: shown.length, held: lines.length - shown.length };
  return { card: cardOf(lines, input, ctx.lang), facts, outside: true };
}

type Written = { brief: CreativeBrief; kind: "head" | "say"; written: readonly string[]; most: number };

/** As many as were wished for that may be shown, and those before them that the review holds. */
async function offered(ctx: Ctx, { brief, kind, written, most }: Written): Promise<Line[]> {
  const { product, media } = brief;
  const facts = await brandFacts(ctx);
  const lines: Line[] = [];
  for (const text of written) {
    if (lines.filter(({ judged }) => judged.review.verdict !== "block").length === most) break;
    const [judged] = await judgeLines(ctx, {
      kind: "text",
      label: product,
      texts: [{ label: text, text, runsOn: placeOf(media[0]), field: kind === "head" ? "headline" : "body" }],
      trade: tradeIn(product) ?? tradeIn(text) ?? "other",
      jurisdictions: [jurisdictionOf(ctx.zone)],
      lang: brief.lang ?? ctx.lang,
      facts,
      product,
    });
    if (judged) lines.push({ text, judged });
  }
  return lines;
}

function lengthOf(text: string, most: number | undefined): string {
  return most === undefined ? String(lettersIn(text)) : `${lettersIn(text)}/${most}`;
}

/** The text without words that press or need proof; nothing when that is all it could do. */
function gentler(text: string, limit: number): string[] {
  const { text: left, taken } = withoutForbidden(text.replaceAll(/!+/g, "."));
  return left !== "" && (taken.length > 0 || left !== text) && lettersIn(left) <= limit ? [left] : [];
}

const columns = { ko: ["문구", "글자 수", "심의"], en: ["Text", "Letters", "Review"] };
const verdicts: Readonly<Record<"pass" | "fix", Words>> = {
  pass: words("걸리는 곳 없음", "nothing found"),
  fix: words("고칠 곳 있음", "to be changed"),
};
const draft = words(
  "기본 문구 작성기가 규칙으로 쓴 초안이고, 법과 매체 정책은 규칙으로 검토했어요. 검토 의견이니 사실인지는 확인해 주세요.",
  "A first draft by the built-in writer, reviewed by rules of law and medium policy. It is an opinion; please check the facts.",
);
const nothing = words(
  "기본 문구 작성기로는 이 조건에 맞게 쓰지 못했어요. 글자 수를 늘리거나, 무엇을 알리는지 알려 주시면 새로 써 볼게요.",
  "The built-in writer found no words for that. Allow more letters, or tell me what it is for and I will write it anew.",
);
const allHeld = words(
  "쓴 문구가 심의에서 보류돼서 보여 드리지 않아요. 아래 이유를 보고, 그 말을 뺀 문구나 다른 표현을 알려 주세요.",
  "The review holds what was written, so none of it is offered. See why below, and give me other words.",
);

function cardOf(lines: readonly Line[], input: GenerateCopy, lang: Lang): Card {
  const shown = lines.filter(({ judged }) => judged.review.verdict !== "block");
  const held = lines.filter(({ judged }) => judged.review.verdict === "block").map(({ judged }) => judged);
  const flagged = shown.map(({ judged }) => judged).filter(({ review }) => review.findings.length > 0);
  if (shown.length === 0) {
    const why = held.length > 0 ? allHeld : nothing;
    const findings = held.length > 0 ? findingsParts(held, lang) : [];
    return { lang, parts: [{ kind: "text", tone: "lead", runs: [why[lang]] }, ...findings] };
  }
  return {
    lang,
    parts: [
      { kind: "text", tone: "lead", runs: leadOf(shown.length, input, lang) },
      tableOf(shown, input, lang),
      ...(flagged.length > 0 ? findingsParts(flagged, lang) : []),
      ...(held.length > 0 ? heldParts(held, lang) : []),
      { kind: "text", tone: "note", runs: [draft[lang]] },
    ],
  };
}

function leadOf(made: number, { count }: GenerateCopy, lang: Lang): Run[] {
  const english = made === 1 ? "Here is {n} draft." : "Here are {n} drafts.";
  const lead = countedRuns(lang === "ko" ? "문구 {n}개를 써 봤어요." : english, made);
  if (count === undefined || made >= count) return lead;
  const more =
    lang === "ko" ? " 이 조건으로는 여기까지예요." : " That is all the built-in writer has for this.";
  return [...lead, more];
}

function tableOf(shown: readonly Line[], { maxChars }: GenerateCopy, lang: Lang): Part {
  return {
    kind: "table",
    columns: columns[lang].map((label, at) => ({
      key: `c${at}`,
      label,
      align: at === 1 ? "right" : "left",
    })),
    rows: shown.map(({ text, judged }) => [
      text,
      lengthOf(text, maxChars),
      verdicts[judged.review.verdict === "pass" ? "pass" : "fix"][lang],
    ]),
  };
}

/** Lines that are not offered, counted, with the reasons and not with the words. */
function heldParts(held: readonly Judged[], lang: Lang): Part[] {
  const why = held.flatMap(({ review }) =>
    review.findings.filter(({ severity }) => severity === "block").map(({ message }) => message[lang]),
  );
  const text = words(
    `심의에서 보류될 문구 {n}개는 뺐어요: ${[...new Set(why)].slice(0, 3).join(" ")}`,
    `{n} more were left out, as the review would hold them: ${[...new Set(why)].slice(0, 3).join(" ")}`,
  );
  return [{ kind: "text", tone: "note", runs: countedRuns(text[lang], held.length) }];
}
