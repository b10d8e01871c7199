// What a person sees of a reply in KakaoTalk, as text: one line or more for each bubble, buttons in brackets, quick replies in angles.

import type { Card } from "../../src/core/card/card.ts";
import { roomFeatures } from "../../src/core/room-features.ts";
import { linksWanted } from "../../src/platforms/kakao/render/links.ts";
import { type KakaoReply, renderKakao } from "../../src/platforms/kakao/render/render.ts";
import type { Output, SkillTemplate } from "../../src/platforms/kakao/skill/response.ts";

type Surface = "kakao_person" | "kakao_team";

/** @param linked whether addresses could be made */
export function kakaoReply(cards: readonly Card[], surface: Surface, linked = true): KakaoReply {
  const wanted = linked ? linksWanted(cards) : [];
  const links = new Map(wanted.map(({ key, purpose }) => [key, `https://bot.example/l/${purpose}`]));
  return renderKakao(cards, { features: roomFeatures(surface), rest: "REST", links });
}

export function viewOf({ pages }: KakaoReply): string {
  return pages.map((page, at) => [`--- ${at + 1}/${pages.length}`, pageView(page)].join("\n")).join("\n");
}

function pageView({ outputs, quickReplies = [] }: SkillTemplate): string {
  const replies = quickReplies.map(({ label }) => `<${label}>`).join(" ");
  return [...outputs.map(outputView), ...(replies === "" ? [] : [replies])].join("\n\n");
}

/** Without what only keeps links and mentions apart. */
export function readable(text: string): string {
  return text.replaceAll("\u2060", "");
}

type Pressable = { buttons?: { label: string; action: string }[] | undefined };

function outputView(output: Output): string {
  if ("simpleText" in output) {
    const { text, extra } = output.simpleText;
    return extra?.markdown ? `(md)\n${text}` : text;
  }
  if ("carousel" in output) {
    const { type, items } = output.carousel;
    return [
      `(${items.length} beside each other)`,
      ...items.map((item) => outputView({ [type]: item } as Output).replaceAll(/^/gm, "  ")),
    ].join("\n");
  }
  if ("textCard" in output) {
    const { title, description } = output.textCard;
    return lines(title && `*${title}*`, description, ...buttonsOf(output.textCard));
  }
  if ("basicCard" in output) {
    const { title, description, thumbnail } = output.basicCard;
    const shape = thumbnail.fixedRatio ? "1:1" : "2:1";
    return lines(
      `(picture ${shape}: ${thumbnail.altText ?? ""})`,
      title && `*${title}*`,
      description,
      ...buttonsOf(output.basicCard),
    );
  }
  if ("listCard" in output) {
    const { header, items, listLayout } = output.listCard;
    return lines(
      `*${header.title}*${listLayout ? " (ranking)" : ""}`,
      ...items.map(({ title, description = "" }) => `· ${title} | ${description}`),
      ...buttonsOf(output.listCard),
    );
  }
  if ("itemCard" in output) {
    const { head, title, description, itemList, itemListSummary } = output.itemCard;
    return lines(
      head && `[ ${head.title} ]`,
      title && `*${title}*`,
      description,
      ...itemList.map((row) => `${row.title} | ${row.description}`),
      itemListSummary && `= ${itemListSummary.title} | ${itemListSummary.description}`,
      ...buttonsOf(output.itemCard),
    );
  }
  return JSON.stringify(output);
}

function buttonsOf({ buttons = [] }: Pressable): string[] {
  return buttons.map(({ label, action }) => `[${label}]${action === "webLink" ? " ↗" : ""}`);
}

function lines(...all: (string | undefined)[]): string {
  return all.filter((one) => one !== undefined && one !== "").join("\n");
}
