// Progress in plain text: one line, with the share done when it is known.

import type { Quantity } from "../../quantity.ts";
import type { ProgressPart } from "../progress.ts";
import type { Page } from "./page.ts";
import { runLines } from "./text.ts";

export function progressLines({ runs, doneRatio }: ProgressPart, page: Page): string[] {
  if (doneRatio === undefined) return runLines(runs, page, "… ");
  const share: Quantity = { value: doneRatio, unit: "ratio", metric: "share", scope: {} };
  return runLines([...runs, " (", share, ")"], page, "… ");
}
