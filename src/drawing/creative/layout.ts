// A design in one format: where each text, area and photo stands. A pure function; a text without room is named, never cut.

import { textsOf } from "./clean.ts";
import type { Design, Layout, TooLong } from "./design.ts";
import type { Format } from "./formats.ts";
import { frameOf } from "./frame.ts";
import { offerMarks } from "./template-offer.ts";
import { photoMarks } from "./template-photo.ts";
import { typeMarks } from "./template-type.ts";

/** @throws Failure "invalid" when a text has letters that the font does not have */
export function layoutOf(given: Design, format: Format): Layout | TooLong {
  const design = textsOf(given, format);
  const frame = frameOf(format);
  const marks = drawingOf(design)(design, frame);
  if (!Array.isArray(marks)) return marks;
  const { id, width, height } = format;
  return {
    format: id,
    width,
    height,
    marks,
    without: format.without.filter((role) => given[role] !== undefined),
  };
}

/** A design without the photo or the offer that its template is about is set in type alone. */
function drawingOf({ template, photo, offer }: Design): typeof typeMarks {
  if (template === "photo" && photo) return photoMarks;
  if (template === "offer" && offer) return offerMarks;
  return typeMarks;
}

export function isTooLong(laid: Layout | TooLong): laid is TooLong {
  return "role" in laid;
}
