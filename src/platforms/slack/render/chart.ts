// A chart in letters of a fixed width, every point with its figure; a chart too long for that goes along as a file.

import type { ChartPart } from "../../../core/card/chart.ts";
import { chartLines, tableBehind } from "../../../core/card/plain/chart.ts";
import { pageOf } from "../../../core/card/plain/page.ts";
import { words as inBoth } from "../../../core/locale.ts";
import { csvFile, type Filing } from "./csv.ts";
import { fixedWidth, LONGEST, richTexts, smallPrint, words } from "./piece.ts";
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
  return {
    pieces: [
      {
        blocks: [
          ...richTexts(title.flatMap((text) => words(text, { bold: true }))),
          ...fixedWidth(shown),
          ...smallPrint(told),
        ],
        lines: [...title, ...shown, ...told],
        aligned: true,
      },
    ],
    files: file ? [file] : [],
  };
}

function trimmed(part: ChartPart): ChartPart {
  return {
    ...part,
    title: shortened(part.title, 300),
    labels: part.labels.map((label) => shortened(label, LONGEST_LABEL)),
    series: part.series.map((one) => ({ ...one, name: shortened(one.name, LONGEST_LABEL) })),
  };
}
