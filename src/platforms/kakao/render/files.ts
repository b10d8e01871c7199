// A stored file behind an address of ours; without one its name, and where it can be had.

import type { FilePart } from "../../../core/card/file.ts";
import { formatBytes } from "../../../core/format.ts";
import { words } from "../../../core/locale.ts";
import { limits } from "../skill/limits.ts";
import { type Drawn, ranks, textBubbles } from "./bubble.ts";
import { addressOf, type PartPlace, titleOf } from "./place.ts";
import { linkButton } from "./press.ts";
import { harmless, isLonger, shortened } from "./words.ts";

const unnamed = words("파일", "File");
const open = words("파일 열기", "Open the file");
const onPage = words("웹 채팅에서 열 수 있어요.", "It can be opened in the web chat.");

export function drawFile(part: FilePart, place: PartPlace): Drawn {
  const { lang } = place;
  const { name, picture } = part;
  const told = toldOf(part);
  const [image, address] = [addressOf("picture", place), addressOf("file", place)];
  if (address === undefined)
    return {
      bubbles: textBubbles(ranks.figures, [{ title: name, lines: [told, onPage[lang]] }], lang),
      offers: [],
    };
  const buttons = [linkButton(open[lang], address)];
  const { textCard, basicCard } = limits;
  const title = titleOf(name, Math.min(textCard.title, basicCard.title), place) || unnamed[lang];
  const cut = isLonger(name, textCard.title - 8) || told.length > basicCard.description;
  const whole = cut ? textBubbles(ranks.explanation, [{ title: name, lines: [told] }], lang) : [];
  const description = cut ? sizeOf(part) : told;
  if (!picture || image === undefined)
    return {
      bubbles: [
        { rank: ranks.figures, kind: "card", output: { textCard: { title, description, buttons } } },
        ...whole,
      ],
      offers: [],
    };
  const thumbnail = {
    imageUrl: image,
    // Cut to 2:1 or to a square, whatever is nearer.
    fixedRatio: picture.width / picture.height < 1.5,
    altText: shortened(picture.alt, limits.altText) || unnamed[lang],
    link: { web: address },
  };
  return {
    bubbles: [
      {
        rank: ranks.figures,
        kind: "card",
        output: { basicCard: { title, description, thumbnail, buttons } },
      },
      ...whole,
    ],
    offers: [],
  };
}

function toldOf(part: FilePart): string {
  const alt = harmless(part.picture?.alt ?? "")
    .replaceAll("\n", " ")
    .trim();
  return [sizeOf(part), ...(alt === "" ? [] : [alt])].join(" · ");
}

function sizeOf({ bytes, picture }: FilePart): string {
  return [...(picture ? [`${picture.width}×${picture.height}`] : []), formatBytes(bytes)].join(" · ");
}
