// From one sentence to a plan with copy and pictures on a card, as a person waits for it without a language model; and pictures alone, as the
// worker draws them.

import type { Card } from "../../core/card/card.ts";
import type { Design } from "../../drawing/creative/design.ts";
import { formats } from "../../drawing/creative/formats.ts";
import { isTooLong, layoutOf } from "../../drawing/creative/layout.ts";
import { openDrawer } from "../../drawing/drawer.ts";
import { openLog } from "../../log.ts";
import { type Figure, percentile } from "./measure.ts";
import { answerOf, withFreshServer } from "./start.ts";

/** Of three media, each with four formats; another product each time, so that nothing is found made. */
const products = ["여름 샌들", "겨울 부츠", "러닝화", "가죽 로퍼", "방수 운동화"];
const brief = (product: string) =>
  `${product} 세일 캠페인 만들어줘, 2주, 300만원, 20대 여성, 메타랑 네이버랑 카카오`;
const ROUNDS = 5;

export async function planFigures(_server: unknown, say: (text: string) => void): Promise<Figure[]> {
  say("plans of a fresh app");
  const tookMs: number[] = [];
  await withFreshServer(async (socket) => {
    for (const product of products) {
      const start = performance.now();
      const cards = await answerOf(socket, brief(product));
      if (!hasPictures(cards)) throw new Error(`a plan without pictures: ${product}`);
      tookMs.push(performance.now() - start);
    }
  });
  say("pictures alone");
  const paintMs = await paintTimes();
  const note = `${products.length} briefs of three media in four formats each, demo on the embedded database`;
  return [
    { name: "plan_first", unit: "s", value: (tookMs[0] ?? 0) / 1000, note: "of a fresh app" },
    { name: "plan_slowest", unit: "s", value: Math.max(...tookMs) / 1000, note },
    { name: "picture_p50", unit: "ms", value: percentile(paintMs, 0.5), note: `${formats.length} formats` },
    { name: "picture_p95", unit: "ms", value: percentile(paintMs, 0.95) },
    { name: "picture_slowest", unit: "ms", value: Math.max(...paintMs) },
  ];
}

function hasPictures(cards: readonly Card[]): boolean {
  return cards.some(({ parts }) => parts.some((part) => part.kind === "file" && part.name.endsWith(".png")));
}

const design: Design = {
  lang: "ko",
  template: "offer",
  palette: { primary: "#1f4b43", accent: "#ff7a45", paper: "#fbf7f0" },
  brand: "바다살롱",
  headline: "발이 먼저 아는 여름 샌들",
  sub: "가볍게 신고 오래 걷는 날을 위해 만들었어요",
  offer: { big: "30%", note: "할인", was: "56,000원", price: "39,000원", until: "11월 30일까지" },
  cta: "지금 보러 가기",
  legal: "행사 상품에 한함",
  mark: "AI로 만든 이미지",
};

/** One picture after another, in milliseconds; the first of all warms the worker and does not count. */
async function paintTimes(): Promise<number[]> {
  const drawer = openDrawer(openLog("silent"));
  const times: number[] = [];
  try {
    for (let round = 0; round < ROUNDS; round += 1)
      for (const format of formats) {
        const layout = layoutOf(design, format);
        if (isTooLong(layout)) throw new Error(`${format.id} has no room for ${layout.role}`);
        const start = performance.now();
        const png = await drawer.paint({ layout, mostBytes: format.mostBytes, note: design.mark });
        if (!png) throw new Error(`${format.id} was not drawn`);
        times.push(performance.now() - start);
      }
  } finally {
    await drawer.close();
  }
  return times.slice(1);
}
