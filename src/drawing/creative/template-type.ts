// Type alone on the brand's colour: a short bar, the headline as large as it comes, one large round shape behind.

import { areaOn, contrast, inkOn, LEAST_CONTRAST, mix } from "./color.ts";
import type { Design, Mark, TooLong } from "./design.ts";
import { bodyItems, type Frame, whole, withHeader, withLegal } from "./frame.ts";
import { stacked } from "./stack.ts";

export function typeMarks(design: Design, frame: Frame): Mark[] | TooLong {
  const { primary, accent } = design.palette;
  const { unit, shape, safe } = frame;
  const round = mix(primary, inkOn(primary), 0.07);
  const ground = contrast(inkOn(primary), round) < contrast(inkOn(primary), primary) ? round : primary;
  const header = withHeader(safe, design, ground, frame);
  const foot = withLegal(header.rest, design.legal, ground, frame);
  if ("role" in foot) return foot;
  const bar = shape === "strip" ? 0 : unit * 3.4;
  const box = { ...foot.rest, y: foot.rest.y + bar, height: foot.rest.height - bar };
  const items = bodyItems(design, frame, { ground, accent, button: accent });
  const body = stacked(items, { box, align: "left", valign: "middle" });
  if ("role" in body) return body;
  return [
    { kind: "fill", box: whole(frame), color: primary },
    ...(contrast(inkOn(primary), round) < LEAST_CONTRAST ? [] : shapes(frame, round)),
    ...(bar > 0 ? [barAbove(body.marks, unit, areaOn(primary, accent))] : []),
    ...header.marks,
    ...body.marks,
    ...foot.marks,
  ];
}

/** A disc that leaves the picture at its lower right, and the ring around it. */
function shapes({ width, height, shape }: Frame, color: string): Mark[] {
  const across = shape === "strip" ? height * 2.1 : Math.min(width, height) * 0.92;
  const x = width - across * 0.66;
  const y = shape === "strip" ? -across * 0.3 : height - across * 0.7;
  return [{ kind: "fill", box: { x, y, width: across, height: across }, color, radius: across / 2 }];
}

function barAbove(marks: readonly Mark[], unit: number, color: string): Mark {
  const first = marks[0]!.box;
  const height = Math.max(3, Math.round(unit * 0.8));
  return {
    kind: "fill",
    box: { x: first.x, y: first.y - unit * 2.4, width: unit * 7, height },
    color,
    radius: height / 2,
  };
}
