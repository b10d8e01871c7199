// Texts as they can be drawn: small pictures go, letters that the font does not have are refused by name.

import { Failure } from "../../core/failure.ts";
import { words } from "../../core/locale.ts";
import type { Design } from "./design.ts";
import { missingLetters } from "./font.ts";
import type { Format } from "./formats.ts";

/** Emoji and the signs that join them; digits and ©, ™ are letters of the font and stay. */
const pictures =
  /\p{Emoji_Presentation}|\p{Emoji_Modifier}|[\u{1f000}-\u{1faff}]|\u{fe0f}|\u{200d}|\u{20e3}/gu;
const steering = /[\p{Cc}\p{Cf}\p{Cs}]/gu;

/** @throws Failure "invalid" for letters that would come out as empty boxes */
function drawable(text: string): string {
  const kept = text
    .normalize("NFC")
    .replace(/\s*\n\s*/g, "\n")
    .replace(pictures, "");
  const clean = kept
    .split("\n")
    .map((line) =>
      line
        .replaceAll(/[\t\u3000]/g, " ")
        .replace(steering, "")
        .replaceAll(/ {2,}/g, " ")
        .trim(),
    )
    .filter((line) => line !== "")
    .join("\n");
  const missing = missingLetters(clean.replaceAll("\n", ""));
  if (missing.length === 0) return clean;
  const shown = missing.slice(0, 5).join(" ");
  throw new Failure("invalid", "letters that the font does not have", {
    say: words(
      `이미지 글꼴에 없는 글자가 있어요: ${shown}`,
      `The picture's font lacks these letters: ${shown}`,
    ),
    next: words("그 글자를 한글이나 영문으로 바꿔 주세요.", "Write them in Hangul or Latin letters."),
  });
}

/** Without what the format does not carry, and without texts of nothing but small pictures. */
export function textsOf(design: Design, format: Format): Design {
  const { brand, sub, cta, legal, offer, ...rest } = design;
  const kept: Partial<Design> = {};
  for (const [role, text] of Object.entries({ brand, sub, cta, legal }) as ["sub", string | undefined][]) {
    const clean = text === undefined || isLeft(format, role) ? "" : drawable(text);
    if (clean !== "") kept[role] = clean;
  }
  if (offer) {
    const texts = Object.entries(offer).map(([key, text]) => [key, drawable(text)]);
    kept.offer = Object.fromEntries(texts.filter(([, text]) => text !== "")) as Design["offer"] & object;
  }
  return { ...rest, ...kept, headline: drawable(design.headline), mark: drawable(design.mark) };
}

function isLeft({ without }: Format, role: string): boolean {
  return without.some((one) => one === role);
}

/** Whether the font has every letter of a text that is not dropped anyway, and something is left to draw. */
export function isDrawn(text: string): boolean {
  try {
    return drawable(text) !== "";
  } catch {
    return false;
  }
}
