// A file in plain text: its name, what it is, and what a picture shows.

import { formatBytes } from "../../format.ts";
import type { FilePart } from "../file.ts";
import type { Page } from "./page.ts";
import { clean, wrap } from "./width.ts";

export function fileLines({ name, bytes, picture }: FilePart, { width }: Page): string[] {
  const size = picture ? [`${picture.width}×${picture.height}`] : [];
  const told = [...size, formatBytes(bytes)].join(" · ");
  const first = wrap(`▣ ${clean(name)} (${told})`, width, "  ");
  return picture ? [...first, ...wrap(`  ${clean(picture.alt)}`, width, "  ")] : first;
}
