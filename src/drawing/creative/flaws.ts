// What is wrong with a layout, computed from it alone: text out of its place, too faint, too small, or over other text.

import { contrast, LEAST_CONTRAST } from "./color.ts";
import type { Box, Layout, TextMark } from "./design.ts";
import { missingLetters } from "./font.ts";
import type { Format } from "./formats.ts";
import { widthOfLine } from "./lines.ts";

/** Empty for a layout that may be drawn; otherwise one line per flaw, in English, for tests and logs. */
export function flawsOf({ marks }: Layout, { safe, width, height, leastLegalPx }: Format): string[] {
  const texts = marks.filter((mark) => mark.kind === "text");
  const room = {
    x: safe.left,
    y: safe.top,
    width: width - safe.left - safe.right,
    height: height - safe.top - safe.bottom,
  };
  const flaws = texts.flatMap((mark) => [
    ...(isInside(mark.box, room) ? [] : [`${mark.role} leaves the safe zone`]),
    ...(contrast(mark.color, mark.ground) < LEAST_CONTRAST ? [`${mark.role} is too faint`] : []),
    ...(mark.lines.some((line) => missingLetters(line).length > 0)
      ? [`${mark.role} has unknown letters`]
      : []),
    ...(mark.lines.some(
      (line) => widthOfLine(line, { ...mark, tight: mark.tight === true }) > mark.box.width + 1,
    )
      ? [`${mark.role} is wider than its box`]
      : []),
  ]);
  if (texts.some(({ role, px }) => role === "legal" && px < leastLegalPx))
    flaws.push("the notice is too small");
  if (!texts.some(({ role }) => role === "mark")) flaws.push("the AI mark is missing");
  for (const [at, one] of texts.entries())
    for (const other of texts.slice(at + 1))
      if (overlap(one.box, other.box)) flaws.push(`${one.role} lies over ${other.role}`);
  return [...flaws, ...besidesPhoto(texts, marks)];
}

/** No letter but the mark's, on its plate, lies on a photo. */
function besidesPhoto(texts: readonly TextMark[], marks: Layout["marks"]): string[] {
  const photos = marks.filter((mark) => mark.kind === "photo");
  return texts
    .filter(({ role, box }) => role !== "mark" && photos.some((photo) => overlap(box, photo.box)))
    .map(({ role }) => `${role} lies on the photo`);
}

function isInside(box: Box, room: Box): boolean {
  const slack = 0.5;
  return (
    box.x >= room.x - slack &&
    box.y >= room.y - slack &&
    box.x + box.width <= room.x + room.width + slack &&
    box.y + box.height <= room.y + room.height + slack
  );
}

function overlap(a: Box, b: Box): boolean {
  return (
    a.x + a.width > b.x + 1 && b.x + b.width > a.x + 1 && a.y + a.height > b.y + 1 && b.y + b.height > a.y + 1
  );
}
