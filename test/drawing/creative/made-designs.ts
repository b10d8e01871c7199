// Designs for tests: one with every part in both languages, and brand colours that are hard to read on.

import type { Design, Template } from "../../../src/drawing/creative/design.ts";
import type { Lang } from "../../../src/core/locale.ts";

export const palettes = {
  quiet: { primary: "#1f4b43", accent: "#ff7a45", paper: "#fbf7f0" },
  yellow: { primary: "#ffe04a", accent: "#ff5fa2", paper: "#ffffff" },
  middling: { primary: "#777777", accent: "#7a7a7a", paper: "#808080" },
  night: { primary: "#050505", accent: "#101010", paper: "#000000" },
};

const texts = {
  ko: {
    brand: "바다살롱",
    headline: "발이 먼저 아는 여름 샌들",
    sub: "가볍게 신고 오래 걷는 날을 위해 만들었어요",
    offer: { big: "30%", note: "할인", was: "56,000원", price: "39,000원", until: "11월 30일까지" },
    cta: "지금 보러 가기",
    legal: "행사 상품에 한함",
    mark: "AI로 만든 이미지",
  },
  en: {
    brand: "Bada Salon",
    headline: "Summer sandals made for long walks",
    sub: "Light on your feet from the first step to the last",
    offer: { big: "30%", note: "OFF", was: "₩56,000", price: "₩39,000", until: "Until Nov 30" },
    cta: "See the sandals",
    legal: "On selected items",
    mark: "Made with AI",
  },
} as const;

export function makeDesign(lang: Lang, template: Template, palette: keyof typeof palettes = "quiet"): Design {
  const photo = template === "photo" && { photo: { width: 900, height: 900 } };
  return { lang, template, palette: palettes[palette], ...texts[lang], ...photo };
}
