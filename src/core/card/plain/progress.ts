// Progress in plain text: one line, with the share done when it is known.

import { formatQuantity } from "../../format.ts";
import type { ProgressPart } from "../progress.ts";
import type { Page } from "./page.ts";
import { runLines } from "./text.ts";

export function progressLines({ runs, doneRatio }: ProgressPart, page: Page): string[] {
  const lines = runLines(runs, page, "… ");
  if (doneRatio === undefined) return lines;
  const share = formatQuantity({ value: doneRatio, unit: "ratio", metric: "share", scope: {} }, page.lang);
  return [...lines.slice(0, -1), `${lines.at(-1)} (${share})`];
}
