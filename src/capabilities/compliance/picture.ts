// A review as a picture to forward: judged as its card was, drawn in the worker, kept as a document. Nothing else is recorded: it is the
// same review once more.

import type { Card } from "../../core/card/card.ts";
import { Failure } from "../../core/failure.ts";
import { type Lang, say, words } from "../../core/locale.ts";
import { dayIn } from "../../core/time.ts";
import { sheetLayout } from "../../drawing/sheet/layout.ts";
import type { Sheet, SheetText } from "../../drawing/sheet/sheet.ts";
import { concealed, noContacts } from "../../language/contacts.ts";
import type { Ctx } from "../context.ts";
import { keepMade } from "../documents/documents.ts";
import { studio } from "../studio.ts";
import { defineTool, type Tool, type ToolResult } from "../tool.ts";
import { judgedNow } from "./judged-now.ts";
import type { Judged } from "./judging.ts";
import type { Packs } from "./packs.ts";
import { cardFinding, findingsOnce, groundOf, lawName } from "./review-card.ts";
import { askFor, onlyBrand, ReviewCompliance, type ReviewGround } from "./tools.ts";

const MOST_BYTES = 3_000_000;
const MOST_TEXTS = 3;
const ORDER = { block: 0, fix: 1, pass: 2 } as const;

export function pictureTools(ground: ReviewGround): readonly Tool[] {
  return [
    defineTool({
      name: "review_picture",
      about:
        "The review of a text, creative or campaign as a picture to forward. Give the same arguments as the review it is of; without any, the latest draft.",
      effect: "read",
      input: ReviewCompliance,
      run: (ctx, input) => drawnReview(ctx, input, ground),
    }),
  ];
}

async function drawnReview(ctx: Ctx, input: ReviewCompliance, ground: ReviewGround): Promise<ToolResult> {
  if (input.text !== undefined && isMasked(input.text)) throw onlyByButton();
  const asked = await askFor(ctx, input, ground);
  if (!asked) throw nothingReviewed();
  const { ask, assumed } = asked;
  const { kept, packs } = await judgedNow(ctx, ask);
  const judged = input.scope === "brand" ? onlyBrand(kept.judged) : kept.judged;
  const about = groundOf(judged, { trade: ask.trade, assumed, asks: false }, ctx.lang);
  const day = dayIn(ctx.zone, ctx.now).toString();
  const sheet = concealed(sheetOf(judged, { lang: ctx.lang, about, day, packs }), ctx.contacts ?? noContacts);
  const layout = sheetLayout(sheet);
  const png = await studio(ctx).paint({ layout, mostBytes: MOST_BYTES, note: say(ctx.lang, aiMark) });
  if (!png) throw notDrawn();
  const document = await keepMade(ctx, { name: `${say(ctx.lang, fileWord)}-${day}.png`, content: png });
  const findings = sheet.texts.reduce((sum, { findings: all }) => sum + all.length, 0);
  const alt = `${say(ctx.lang, verdicts[sheet.verdict])} · ${say(ctx.lang, words(`지적 ${findings}건`, `${findings} findings`))} · ${say(ctx.lang, aiMark)}`;
  const card: Card = {
    lang: ctx.lang,
    parts: [
      { kind: "text", tone: "lead", runs: [say(ctx.lang, made)] },
      {
        kind: "file",
        documentId: document.id,
        name: document.name,
        mediaType: "image/png",
        bytes: document.bytes,
        picture: { width: layout.width, height: layout.height, alt },
      },
      { kind: "text", tone: "note", runs: [say(ctx.lang, rulesOnly)] },
    ],
  };
  return { card, facts: { verdict: sheet.verdict, findings }, outside: true };
}

const aiMark = words("AI가 만든 검토 의견", "Review opinion made by AI");
const fileWord = words("검토-의견", "review-opinion");
const made = words("검토 결과를 그림으로 만들었어요.", "Here is the review as a picture.");
const rulesOnly = words(
  "규칙으로 본 의견만 그려요. 모델 의견은 카드에만 있어요.",
  "It shows what the rules found; a model's opinion stands on the card alone.",
);
const verdicts = {
  pass: words("검토 의견: 걸리는 곳 없음", "Review opinion: nothing found"),
  fix: words("검토 의견: 수정 필요", "Review opinion: changes needed"),
  block: words("검토 의견: 보류", "Review opinion: on hold"),
} as const;

/** The gravest texts first, each once; a review that found nothing shows the first text. */
function sheetOf(
  judged: readonly Judged[],
  { lang, about, day, packs }: { lang: Lang; about: string; day: string; packs: Packs },
): Sheet {
  const sorted = judged.toSorted((a, b) => ORDER[a.review.verdict] - ORDER[b.review.verdict]);
  const flagged = sorted.filter(({ review: { findings } }) => findings.length > 0);
  const distinct = [...new Map(flagged.map((one) => [keyOf(one), one])).values()];
  const shown = distinct.length > 0 ? distinct.slice(0, MOST_TEXTS) : sorted.slice(0, 1);
  const rules = new Set(distinct.flatMap(({ review: { findings } }) => findings.map(({ rule }) => rule)));
  const laws = new Set(judged.map(({ jurisdiction }) => jurisdiction));
  const cited = packs.packs.filter(({ slugs }) => slugs.some((slug) => rules.has(slug)));
  const acts = packs.rules.filter(({ policy }) => !policy.id.startsWith("brand."));
  return {
    lang,
    verdict: sorted[0]?.review.verdict ?? "pass",
    about,
    texts: shown.map((one) => textOf(one, lang, laws.size > 1)),
    moreTexts: Math.max(0, distinct.length - shown.length),
    packs: packNames(cited, packs),
    day,
    unconfirmed: acts.every(({ policy }) => policy.citation.confirmed_by === null),
  };
}

function keyOf({ text, review: { findings } }: Judged): string {
  return JSON.stringify([text, findings.map(({ rule, start }) => [rule, start])]);
}

/** @param byLaw whether texts are judged under several laws, each for itself */
function textOf(one: Judged, lang: Lang, byLaw: boolean): SheetText {
  const { findings, rewrite } = one.review;
  const label = [one.label, byLaw ? lawName(one.jurisdiction, lang) : ""].filter((part) => part !== "");
  return {
    label: label.join(" · "),
    text: one.text,
    marks: findings.map(({ start, end, severity }) => ({ start, end, severity })),
    findings: findingsOnce(one, findings).map((found) => cardFinding(one, found, lang)),
    rewrite,
  };
}

/** Of the rules that found something; where none did, how many packs looked. */
function packNames(cited: Packs["packs"], { packs }: Packs): string[] {
  const named = cited.slice(0, 6).map(({ id, version }) => `${id} ${version}`);
  if (named.length > 0) return cited.length > 6 ? [...named, `+${cited.length - 6}`] : named;
  const versions = [...new Set(packs.map(({ version }) => version))].toSorted();
  return [`${versions.join("–")} (${packs.length})`];
}

/** What an earlier message said of a contact is known by its mask alone: reviewed so, its finding would be missing. */
function isMasked(text: string): boolean {
  return /\d[-. ]?\*{2,}\d?[-. ]?\d{4}|[\w*]\*+\d?@[a-z\d-]+\./iu.test(text);
}

function onlyByButton(): Failure {
  return new Failure("invalid", "a text whose contacts are known by their masks alone", {
    say: words(
      "연락처가 든 문구라 지난 메시지에는 가려서 남아 있어요. 그대로 그리면 검토 결과가 달라져요.",
      "The text holds a contact, which is kept masked: drawn from here the review would come out otherwise.",
    ),
    next: words(
      "검토 카드의 ‘그림으로 받기’를 누르거나 문구를 다시 붙여 검토해 주세요.",
      "Press “As a picture” on the review's card, or paste the text and have it reviewed again.",
    ),
  });
}

function nothingReviewed(): Failure {
  return new Failure("not_found", "no review to draw", {
    say: words("그림으로 만들 검토가 없어요.", "There is no review to draw."),
    next: words(
      "먼저 “이 문구 검수해줘: …”처럼 문구를 보내 주세요.",
      "Send the copy first: “review this copy: …”.",
    ),
  });
}

function notDrawn(): Failure {
  return new Failure("unavailable", "the picture of a review was not drawn", {
    say: words("지금은 그리지 못했어요.", "It could not be drawn now."),
    next: words("잠시 뒤 다시 요청해 주세요.", "Please ask again in a moment."),
  });
}
