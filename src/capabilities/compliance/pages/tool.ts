// A landing page dropped as a file: taken in by its kind, and reviewed when somebody says so, by its visible words; hidden ones apart.

import { z } from "zod";
import { Failure } from "../../../core/failure.ts";
import { DocumentId } from "../../../core/ids.ts";
import { dayIn } from "../../../core/time.ts";
import type { Ctx } from "../../context.ts";
import {
  forgetDocument,
  getDocument,
  type Page,
  pageKind,
  readPage,
  withDocumentFile,
} from "../../documents/documents.ts";
import { findRefusal } from "../../imports/imports.ts";
import { defineTool, type Tool, type ToolResult } from "../../tool.ts";
import { judgedNow } from "../judged-now.ts";
import { homePacks, type Judged, type ReviewAsk } from "../judging.ts";
import { jurisdictionOf, langOf, placeOf } from "../places.ts";
import { byRulesAlone, reviewAndKeep } from "../reviews.ts";
import type { ReviewGround } from "../tools.ts";
import { Trade, tradeIn } from "../trades.ts";
import { askPageCard, pageCard, takenCard } from "./card.ts";
import { type JudgedLine, linesJudged } from "./lines.ts";

/** Lines with findings on one card; the rest is a press away. */
const SHOWN = 5;
/** A rewrite of a longer line would be read by nobody on a card. */
const MOST_REWRITTEN = 400;

const ReviewPage = z.object({
  documentId: DocumentId.optional().describe("From the result of import_report for the dropped page."),
  trade: Trade.optional().describe("What is advertised, where it was said."),
  jurisdiction: z.enum(["KR", "US", "EU", "JP"]).optional().describe("Whose law, where it was said."),
  from: z.number().int().min(0).max(2_000).default(0).describe("The first finding line shown; 0 at first."),
  reviewId: z.uuid().optional().describe("From the result for the first lines, to see the rest of them."),
});
type ReviewPage = z.output<typeof ReviewPage>;

export function pageTool(ground: ReviewGround): Tool {
  return defineTool({
    name: "review_page",
    about:
      "Review the words of a landing page that was dropped as a file (.html, .txt, .md). Pages behind an address are not fetched.",
    effect: "read",
    input: ReviewPage,
    run: async (ctx, input) =>
      input.documentId === undefined
        ? { card: askPageCard(ctx.lang), facts: { asked: ["page"] }, outside: false }
        : reviewed(ctx, { ...input, documentId: input.documentId }, ground),
  });
}

const Dropped = z.object({ documentId: DocumentId });

/** Pages take another way than reports: they are kept and read, and nothing is judged before somebody asks. */
export function withPages(tool: Tool): Tool {
  if (tool.name !== "import_report") return tool;
  return {
    ...tool,
    run: async (ctx, input: unknown, progress) => {
      const { documentId } = Dropped.parse(input);
      return (await taken(ctx, documentId)) ?? tool.run(ctx, input, progress);
    },
  };
}

/** `undefined` for whatever is no page; a page that cannot be read is forgotten. */
async function taken(ctx: Ctx, id: DocumentId): Promise<ToolResult | undefined> {
  const { name } = await getDocument(ctx, id);
  if (!pageKind(name) || !isPage(name, await refusalOf(ctx, id, name))) return undefined;
  try {
    const page = await pageIn(ctx, id, name);
    const letters = lettersOf(page.visible);
    return {
      card: takenCard(ctx.lang, {
        id,
        name,
        letters,
        lines: page.visible.length,
        hidden: lettersOf(page.hidden),
      }),
      facts: { page: true, documentId: id, letters },
      outside: true,
    };
  } catch (error) {
    if (error instanceof Failure) await forgetDocument(ctx, id);
    throw error;
  }
}

/** What the reader of reports says of prose, and of a web page. */
const prose: readonly string[] = ["report: one_column", "report: no_header"];
const markup = "report: web_page";

/**
 * Whether a file is a page, by its name and by what the reader of reports says of it: reports, lists of contacts or of orders and empty
 * files are none, however they are named.
 */
export function isPage(name: string, refused: { message: string } | undefined): boolean {
  const kind = pageKind(name);
  if (kind === undefined || refused === undefined) return false;
  return prose.includes(refused.message) || (kind === "html" && refused.message === markup);
}

function refusalOf(ctx: Ctx, id: DocumentId, name: string): ReturnType<typeof findRefusal> {
  const today = dayIn(ctx.zone, ctx.now).toString();
  return withDocumentFile(ctx, id, (path) => findRefusal({ name, path, today, currency: "KRW" }));
}

function pageIn(ctx: Ctx, id: DocumentId, name: string): Promise<Page> {
  return withDocumentFile(ctx, id, (path) => readPage(path, pageKind(name) ?? "text"));
}

async function reviewed(
  ctx: Ctx,
  input: ReviewPage & { documentId: DocumentId },
  ground: ReviewGround,
): Promise<ToolResult> {
  const { documentId, trade: told, from, reviewId } = input;
  const { name } = await getDocument(ctx, documentId);
  const page = await pageIn(ctx, documentId, name);
  const facts = await ground.brandFacts(ctx);
  const ask = { ...askOf(ctx, name, page, input), facts, ...(reviewId && { shownOf: reviewId }) };
  // A model's opinion on the page stands on its first card.
  const kept = await reviewAndKeep(reviewId === undefined ? ctx : byRulesAlone(ctx), ask);
  const lines = kept.judged.flatMap((one) => linesJudged(one, (line) => lineName(ctx, one, line)));
  const sorted = lines.toSorted((a, b) => order(a) - order(b));
  const shown = await withRewrites(ctx, ask, sorted.slice(from, from + SHOWN));
  const rest = Math.max(0, sorted.length - from - SHOWN);
  const about = { trade: ask.trade, assumed: told === undefined, packs: homePacks(), shown };
  const findings = kept.judged.flatMap(({ review }) => review.findings.map(({ rule }) => rule));
  return {
    card: pageCard(ctx.lang, kept, about, {
      name,
      page,
      from,
      lines: sorted.length,
      next: rest > 0 ? { ...input, from: from + SHOWN, reviewId: kept.id } : undefined,
    }),
    facts: {
      reviewId: kept.id,
      verdict: kept.verdict,
      findings: [...new Set(findings)].slice(0, 20),
      documentId,
    },
    outside: true,
  };
}

const HIDDEN = "hidden";

function askOf(ctx: Ctx, name: string, { visible, hidden }: Page, input: ReviewPage): ReviewAsk {
  const text = visible.join("\n");
  const place = { runsOn: placeOf(undefined), field: "body", isPage: true as const };
  return {
    kind: "text",
    label: name,
    texts: [
      { ...place, label: "", text },
      ...(hidden.length > 0 ? [{ ...place, label: HIDDEN, text: hidden.join("\n") }] : []),
    ],
    trade: input.trade ?? tradeIn(text) ?? "other",
    jurisdictions: [input.jurisdiction ?? jurisdictionOf(ctx.zone)],
    lang: langOf(text),
  };
}

function lineName({ lang }: Ctx, { label }: Judged, line: number): string {
  const isHidden = label === HIDDEN;
  if (line === 0) return isHidden ? "" : { ko: "페이지 전체", en: "the page as a whole" }[lang];
  if (lang === "ko") return `${isHidden ? "안 보이는 글 " : ""}${line}번째 줄`;
  return `${isHidden ? "hidden text, " : ""}line ${line}`;
}

/** What the page lacks is the page's, not also that of its hidden words. */
function order({ review: { verdict }, line, label }: JudgedLine): number {
  return { block: 0, fix: 10, pass: 20 }[verdict] + (line === 0 ? 1 : 0) + (label === "" ? 5 : 0);
}

/** Each line alone made to pass, where that can be done honestly and is short enough to be read. */
async function withRewrites(ctx: Ctx, ask: ReviewAsk, lines: readonly JudgedLine[]): Promise<JudgedLine[]> {
  const short = lines.filter(
    ({ line, text, review }) => line > 0 && text.length <= MOST_REWRITTEN && review.verdict !== "pass",
  );
  const texts = short.map(({ text, runsOn, field }) => ({ label: "", text, runsOn, field }));
  const { kept } = await judgedNow(ctx, { ...ask, texts });
  const rewrites = new Map(short.map((one, at) => [one, kept.judged[at]?.review.rewrite ?? null]));
  return lines.map((one) => ({ ...one, review: { ...one.review, rewrite: rewrites.get(one) ?? null } }));
}

function lettersOf(lines: readonly string[]): number {
  return lines.reduce((all, line) => all + line.length, 0);
}
