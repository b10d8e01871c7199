// A dropped file as a source of lines, whatever it turns out to be.

import { detect } from "./detect.ts";
import type { Source } from "./source.ts";
import { openText } from "./text/text-source.ts";
import { openWorkbook } from "./xlsx/workbook.ts";

/** @throws Failure with the reason when the file is no readable table */
export async function openSource(path: string): Promise<Source> {
  const { kind, bytes, head } = await detect(path);
  return kind === "workbook" ? openWorkbook(path, bytes) : openText(path, bytes, head);
}
