// A chart drawn by Slack where it can, with its figures in letters of a fixed width below; else in such letters alone. What is too long for
// that goes along as a file.

import type { ChartPart } from "../../../core/card/chart.ts";
import { chartLines, tableBehind } from "../../../core/card/plain/chart.ts";
import { tableLines } from "../../../core/card/plain/table.ts";
import { pageOf } from "../../../core/card/plain/page.ts";
import { type Lang, words as inBoth } from "../../../core/locale.ts";
import { csvFile, type Filing } from "./csv.ts";
import { fixedWidth, LONGEST, richTexts, smallPrint, words } from "./piece.ts";
import { nativeChart } from "./native-chart.ts";
import type { Drawn } from "./table.ts";
import { shortened } from "./words.ts";

/** Columns of a fixed-width block that a desktop shows without breaking lines. */
const WIDTH = 64;
const LONGEST_LABEL = 60;

const whole = inBoth("모든 값은 첨부 파일에 있어요", "Every value is in the attached file");

export function chartPieces(given: ChartPart, of: Filing): Drawn {
  const part = trimmed(given);
  const linesOf = (all: boolean): string[] =>
    chartLines({ ...part, title: "" }, pageOf(of.lang, { width: WIDTH, whole: all })).filter(
      (line) => line !== "",
    );
  const everything = linesOf(true);
  const cut = everything.join("\n").length > LONGEST;
  const file = cut ? csvFile(tableBehind(given), given.title, of) : undefined;
  const told = file ? [`${whole[of.lang]}: ${file.name}`] : [];
  const shown = cut ? linesOf(false) : everything;
  const title = part.title === "" ? [] : [part.title];
  const inLetters = [
    ...richTexts(title.flatMap((text) => words(text, { bold: true }))),
    ...fixedWidth(shown),
    ...smallPrint(told),
  ];
  const native = nativeChart(given, of);
  const figures = cut ? shown : figureLines(part, of.lang);
  const piece = { lines: [...title, ...shown, ...told], aligned: true };
  return {
    pieces: [
      native
        ? {
            ...piece,
            blocks: [native.block, ...fixedWidth(figures), ...smallPrint([...native.told, ...told])],
            native: { kind: "chart", instead: inLetters, chart: given },
          }
        : { ...piece, blocks: inLetters },
    ],
    files: file ? [file] : [],
  };
}

/** Below a drawing its figures need no bars. */
function figureLines(part: ChartPart, lang: Lang): string[] {
  return tableLines(tableBehind(part), pageOf(lang, { width: WIDTH, whole: true }));
}

function trimmed(part: ChartPart): ChartPart {
  return {
    ...part,
    title: shortened(part.title, 300),
    labels: part.labels.map((label) => shortened(label, LONGEST_LABEL)),
    series: part.series.map((one) => ({ ...one, name: shortened(one.name, LONGEST_LABEL) })),
  };
}
