// The parts of a review's picture, each put below the one before.

import { type CardFinding, citationText, severityLabels } from "../../core/card/findings.ts";
import { type Lang, words as said, type Words } from "../../core/locale.ts";
import { lineWidth, missingLetters } from "../creative/font.ts";
import { ink, paper, rule, soft } from "../look.ts";
import { area, type Column, LINE_RATIO, type Line, linesOf, placeLines } from "./column.ts";
import type { DrawnText } from "./drawn-text.ts";
import type { Sheet } from "./sheet.ts";

const PAD = 56;
const BOX = 24;
const size = { title: 46, head: 27, text: 25, small: 21 } as const;

const verdicts: Readonly<Record<Sheet["verdict"], Words>> = {
  pass: said("검토 의견: 걸리는 곳 없음", "Review opinion: nothing found"),
  fix: said("검토 의견: 수정 필요", "Review opinion: changes needed"),
  block: said("검토 의견: 보류", "Review opinion: on hold"),
};
const verdictColors: Readonly<Record<Sheet["verdict"], string>> = {
  pass: "#0b6356",
  fix: "#8a4b00",
  block: "#a3201a",
};
/** Letters on, and areas behind, words concerned. */
const tones: Readonly<Record<CardFinding["severity"], { strong: string; faint: string }>> = {
  note: { strong: soft, faint: "#ececea" },
  fix: { strong: "#8a4b00", faint: "#ffe9c7" },
  block: { strong: "#a3201a", faint: "#ffdcd8" },
};
const copyGround = "#f6f4f0";
const rewriteGround = "#e6f3f0";
const aiMark = said("AI가 만든 검토 의견", "Review opinion made by AI");

/** The background of the whole picture is the first mark: its height is set last, by `footer`. */
export function header(column: Column, { lang, verdict, about }: Sheet): void {
  const ground = verdictColors[verdict];
  const title = linesOf(verdicts[verdict][lang], { px: size.title, weight: "Bold" }, column.width - 2 * PAD);
  const below = linesOf(about, { px: size.small, weight: "Regular" }, column.width - 2 * PAD);
  column.y = 44;
  const from = column.marks.length;
  const look = { x: PAD, color: paper, ground };
  placeLines(column, [aiMark[lang]], { ...look, px: size.small, weight: "Bold", role: "mark" });
  column.y += 6;
  placeLines(column, textsOf(title), { ...look, px: size.title, weight: "Bold", role: "headline" });
  placeLines(column, textsOf(below), { ...look, px: size.small, weight: "Regular" });
  column.y += 32;
  area(column, from, { x: 0, y: 0, width: column.width, height: column.y }, ground, 0);
  column.y += 28;
}

export function subjectLine(column: Column, label: string): void {
  const look = { px: size.head, weight: "Bold" as const };
  placeLines(column, textsOf(linesOf(label, look, column.width - 2 * PAD)), {
    ...look,
    x: PAD,
    color: ink,
    ground: paper,
  });
  column.y += 4;
}

const titles = {
  copy: { words: said("검토한 문구", "The copy"), ground: copyGround },
  rewrite: { words: said("이렇게 바꿀 수 있어요", "It could read"), ground: rewriteGround },
} as const;

/** A text in a box of its own with the words concerned on a tone; what is beyond `mostLines` is counted. */
export function textBox(
  column: Column,
  { text, placeOf }: DrawnText,
  about: {
    lang: Lang;
    title: keyof typeof titles;
    marks: readonly { start: number; end: number; severity: CardFinding["severity"] }[];
    mostLines: number;
  },
): void {
  const { lang, title, mostLines } = about;
  const { words: head, ground } = titles[title];
  const look = { px: size.text, weight: "Regular" as const, color: ink, ground };
  const lines = linesOf(text, look, column.width - 2 * PAD - 2 * BOX);
  const shown = lines.slice(0, mostLines);
  const from = column.marks.length;
  const top = column.y;
  column.y += BOX - 6;
  placeLines(column, [head[lang]], { px: size.small, weight: "Bold", color: soft, ground, x: PAD + BOX });
  column.y += 4;
  const marks = about.marks.map(({ start, end, severity }) => ({
    start: placeOf(start),
    end: placeOf(end),
    severity,
  }));
  for (const line of shown) {
    for (const mark of marks) underlined(column, line, mark, look);
    placeLines(column, [line.text], { ...look, x: PAD + BOX });
  }
  const left = lines.slice(mostLines).reduce((sum, { text: one }) => sum + lettersIn(one).length, 0);
  if (left > 0)
    placeLines(column, [lang === "ko" ? `… 외 ${left}자` : `… and ${left} more letters`], {
      px: size.small,
      weight: "Regular",
      color: soft,
      ground,
      x: PAD + BOX,
    });
  column.y += BOX - 4;
  area(column, from, { x: PAD, y: top, width: column.width - 2 * PAD, height: column.y - top }, ground);
  column.y += 28;
}

function underlined(
  column: Column,
  line: Line,
  { start, end, severity }: { start: number; end: number; severity: CardFinding["severity"] },
  { px, weight }: { px: number; weight: "Regular" },
): void {
  const from = Math.max(start, line.start);
  const to = from + line.text.slice(from - line.start, Math.max(0, end - line.start)).trimEnd().length;
  if (from >= to) return;
  const x = PAD + BOX + lineWidth(line.text.slice(0, from - line.start), px, weight);
  const width = lineWidth(line.text.slice(from - line.start, to - line.start), px, weight);
  const height = Math.round(px * LINE_RATIO);
  const { strong, faint } = tones[severity];
  column.marks.push({
    kind: "fill",
    box: { x: x - 2, y: column.y + 2, width: width + 4, height: height - 5 },
    color: faint,
    radius: 5,
  });
  column.marks.push({
    kind: "fill",
    box: { x: x - 2, y: column.y + height - 5, width: width + 4, height: 3 },
    color: strong,
  });
}

const MOST_WORDS_LINES = 2;
const MOST_WHY_LINES = 5;

/** One finding: how grave, the words, why, how to mend it, and by which rule and article. */
export function findingBlock(
  column: Column,
  found: CardFinding,
  lang: Lang,
  drawn: (text: string) => string,
): void {
  const { strong, faint } = tones[found.severity];
  const width = column.width - 2 * PAD - BOX;
  const x = PAD + BOX;
  const top = column.y;
  const from = column.marks.length;
  const chip = severityLabels[found.severity][lang];
  const chipWidth = Math.ceil(lineWidth(chip, size.small, "Bold")) + 24;
  const chipHeight = Math.round(size.small * LINE_RATIO);
  column.marks.push({
    kind: "fill",
    box: { x, y: column.y + 3, width: chipWidth, height: chipHeight },
    color: faint,
    radius: 8,
  });
  const words = drawn(found.words).replaceAll("\n", " ").trim();
  const quoted = words === "" ? missing[lang] : lang === "ko" ? `‘${words}’` : `“${words}”`;
  const head = { px: size.head, weight: "Bold" as const };
  const lines = fewLines(quoted, head, width - chipWidth - 14, MOST_WORDS_LINES);
  const start = column.y;
  column.y += 3;
  placeLines(column, [chip], { px: size.small, weight: "Bold", color: strong, ground: faint, x: x + 12 });
  column.y = start;
  placeLines(column, lines, { ...head, color: ink, ground: paper, x: x + chipWidth + 14 });
  column.y += 4;
  const text = { px: size.text, weight: "Regular" as const };
  placeLines(column, fewLines(drawn(found.why), text, width, MOST_WHY_LINES), {
    ...text,
    color: ink,
    ground: paper,
    x,
  });
  if (found.fix.trim() !== "")
    placeLines(column, fewLines(`→ ${drawn(found.fix)}`, text, width, MOST_WHY_LINES), {
      ...text,
      color: "#0b6356",
      ground: paper,
      x,
    });
  const small = { px: size.small, weight: "Regular" as const };
  placeLines(column, fewLines(citationOf(found, lang), small, width, 3), {
    ...small,
    color: soft,
    ground: paper,
    x,
  });
  area(column, from, { x: PAD, y: top + 3, width: 6, height: column.y - top - 4 }, strong, 3);
  column.y += 26;
}

/** An act whose name the font cannot write is told by its rule alone. */
function citationOf(found: CardFinding, lang: Lang): string {
  const whole = citationText(found, lang);
  return missingLetters(whole).length === 0 ? whole : `${elsewhere[lang]} · ${found.rule}`;
}

const elsewhere = said(
  "근거: 법령과 조문은 검토 카드에 있어요",
  "Under: act and article stand on the review's card",
);
const missing = said("문구에 빠진 것", "Missing from the copy");

export function moreFindings(column: Column, count: number, lang: Lang): void {
  const text = lang === "ko" ? `외 ${count}건` : `and ${count} more`;
  placeLines(column, [text], { px: size.head, weight: "Bold", color: soft, ground: paper, x: PAD + BOX });
  column.y += 22;
}

export function footer(
  column: Column,
  { lang, packs, day, unconfirmed }: Sheet,
  { moreTexts, pictures, letters }: { moreTexts: number; pictures: number; letters: number },
): void {
  if (moreTexts > 0) {
    const text = lang === "ko" ? `고칠 문구 외 ${moreTexts}개` : `and ${moreTexts} more texts with findings`;
    placeLines(column, [text], { px: size.head, weight: "Bold", color: ink, ground: paper, x: PAD });
    column.y += 16;
  }
  column.marks.push({
    kind: "fill",
    box: { x: PAD, y: column.y, width: column.width - 2 * PAD, height: 2 },
    color: rule,
  });
  column.y += 20;
  const ko = [
    `${aiMark.ko} · ${day} · 규칙 ${packs.join(", ")}`,
    `법률 자문이 아니에요. 사실인지, 연결된 페이지와 그림 속 글자는 보지 않았어요.${unconfirmed ? " 규칙은 아직 변호사가 조문과 대조하기 전이에요." : ""}`,
    ...(pictures > 0 ? [`그림 문자 ${pictures}개는 빼고 그렸어요.`] : []),
    ...(letters > 0 ? [`글꼴에 없는 글자 ${letters}개는 다른 표시로 그렸어요.`] : []),
  ];
  const en = [
    `${aiMark.en} · ${day} · rules ${packs.join(", ")}`,
    `No legal advice. It has not checked whether claims are true, nor linked pages or words in pictures.${unconfirmed ? " No lawyer has compared the rules with the statute yet." : ""}`,
    ...(pictures > 0 ? [`${pictures} emoji left out.`] : []),
    ...(letters > 0 ? [`${letters} letters the font lacks are drawn as another sign.`] : []),
  ];
  const look = { px: size.small, weight: "Regular" as const };
  for (const text of lang === "ko" ? ko : en)
    placeLines(column, fewLines(text, look, column.width - 2 * PAD, 3), {
      ...look,
      color: soft,
      ground: paper,
      x: PAD,
    });
  column.y += 40;
  area(column, 0, { x: 0, y: 0, width: column.width, height: Math.ceil(column.y) }, paper, 0);
}

/** At most so many lines; the last one then ends in an ellipsis at a word or letter. */
function fewLines(
  text: string,
  look: { px: number; weight: "Regular" | "Bold" },
  width: number,
  most: number,
): string[] {
  const lines = linesOf(text, look, width);
  if (lines.length <= most) return textsOf(lines);
  const kept = textsOf(lines.slice(0, most));
  const last = lettersIn(kept.pop() ?? "");
  while (last.length > 0 && lineWidth(`${last.join("")}…`, look.px, look.weight) > width) last.pop();
  return [...kept, `${last.join("").trimEnd()}…`];
}

const graphemes = new Intl.Segmenter("ko", { granularity: "grapheme" });

/** Letters as people count them. */
function lettersIn(text: string): string[] {
  return [...graphemes.segment(text)].map(({ segment }) => segment);
}

function textsOf(lines: readonly Line[]): string[] {
  return lines.map(({ text }) => text);
}
