// Wishes that nobody in their right mind has: amounts, days, names, addresses as a broken or a hostile model might write them.

import { callsFor } from "../../../src/agent/interpreter/calls.ts";
import { interpret } from "../../../src/agent/interpreter/interpret.ts";
import { guardrailLabels } from "../../../src/capabilities/limits/limits.ts";
import { seeded } from "./made-plan.ts";

/** A campaign that is there. */
export const RUNNING = "겨울 부츠";

let random = seeded(0);
const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
const often = (share: number): boolean => random() < share;

/** Wishes in their order, the same for the same seed. One at a time: they share their dice. */
export function hostileWishes(seed: number): { wish: typeof wish; pick: typeof pick } {
  random = seeded(seed);
  return { wish, pick };
}

/** 10 kB of letters of all kinds. */
export const long = "여름👩‍👩‍👧𝕊\u0301﷽가".repeat(700);
const amounts: readonly unknown[] = [
  300_000,
  1_000_000,
  2_500_000,
  3_000_000,
  7_000_000,
  40_000_000,
  9_999_999_999,
  Number.NaN,
  Infinity,
  -Infinity,
  Number("1e309"),
  -1,
  -3_000_000,
  0,
  -0,
  0.1,
  5e-324,
  2 ** 53,
  1e21,
  null,
  "300만원",
  "3M",
  "３００만원",
  "３백만원",
  "-300만원",
  "1e309",
  "NaN",
  "$300",
  "300만원과 $5",
  "0원",
  "৩০০",
  "💸",
  "",
];
const products: readonly unknown[] = [
  "여름 샌들",
  "카페 오픈",
  "",
  long,
  "<!channel> ' OR 1=1",

  7,
  null,
  { a: 1 },
];
const days: readonly unknown[] = [
  "2026-11-22",
  "2026-12-01",
  "2026-12-31",
  "0001-01-01",
  "9999-12-31",
  "2026-02-30",
  "+275760-09-13",
  "어제",
  20_261_201,
  null,
];
const urls: readonly unknown[] = [
  "https://shop.co9.kr/sale",
  "http://127.0.0.1/",
  "http://169.254.169.254/latest",
  "https://[::1]/",
  "http://0x7f.1",
  "javascript:alert(1)",
  "data:text/html,x",
  "file:///etc/passwd",
  "https://a:b@c.kr",
  long.slice(0, 3_000),
];
const mediaLists: readonly unknown[] = [
  ["meta"],
  ["naver"],
  ["meta", "naver"],
  ["kakao", "meta", "google_ads"],
  ["meta", "meta", "meta"],
  [],
  ["없는 매체"],
  ["__proto__"],
  Array.from({ length: 500 }, () => "naver"),
  "meta",
  null,
];
const sentences = [
  "여름 샌들 캠페인 만들어줘, 2주, 300만원, 메타랑 네이버",
  "여름 샌들 캠페인 만들어줘 2주 ３００만원 메타",
  "make a campaign for boots, 3M won, two weeks, meta",
  "샌들 캠페인 만들어줘 2주 -300만원",
  "샌들 캠페인 만들어줘 2주 1e309원",
  "샌들 캠페인 NaN원으로 만들어줘",
  "샌들 캠페인 만들어줘 300만원이랑 $500, 1000000일 동안",
  `${RUNNING} 예산 하루 900만원으로 올려줘`,
  `${RUNNING} 예산 20% 올려`,
  `${RUNNING} 예산 -100% 로`,
  "하루 한도 0원으로 해줘",
  "하루 한도 99999999999999999999원으로 해줘",
];

type Call = { tool: string; input: unknown };

function wish(planIds: readonly string[]): Call[] {
  const kind = random();
  if (kind < 0.15) {
    const said = pick(sentences);
    const today = Temporal.PlainDate.from("2026-11-21");
    return callsFor(interpret(said, {}, { today, lang: "ko" }));
  }
  if (kind < 0.3) return [{ tool: "edit_campaign", input: change() }];
  if (kind < 0.4) return [{ tool: pick(["set_limit", "apply_limit"]), input: limit() }];
  if (kind < 0.5 && planIds.length > 0)
    return [{ tool: "create_campaign", input: { planId: pick(planIds), ...part(0.4), ...more() } }];
  return [{ tool: "create_campaign", input: brief() }];
}

/** Half of them might be meant: a refusal at the first look would prove little. */
function brief(): object {
  if (often(0.5))
    return {
      product: "여름 샌들",
      media: pick([["meta"], ["naver"], ["meta", "naver"], ["kakao", "meta", "google_ads"]]),
      budget: { amount: Math.round(200_000 + random() ** 2 * 8_000_000), period: pick(["total", undefined]) },
      durationDays: 1 + Math.floor(random() * 40),
      ...part(0.08),
    };
  return { product: "여름 샌들", budget: { amount: 1_000_000 }, ...part(0.5) };
}

function part(share: number): object {
  const all: Record<string, () => unknown> = {
    product: () => pick(products),
    name: () => pick([long, "이름", "", 3]),
    media: () => pick(mediaLists),
    budget: () => ({
      amount: pick(amounts),
      currency: pick([undefined, "KRW", "USD", "XXX", 7]),
      period: pick([undefined, "daily", "total", "yearly"]),
      settled: pick([undefined, true]),
    }),
    start: () => pick(days),
    end: () => pick(days),
    durationDays: () => pick([1, 14, 365, 1_000, 0, -3, 1e9, 2.5, Number.NaN]),
    url: () => pick(urls),
    keywords: () =>
      Array.from({ length: pick([1, 1_000]) }, (_, at) => pick([`샌들 ${at}`, long.slice(0, 100)])),
    targeting: () => pick([{ age: [{ min: 90, max: 10 }] }, { region: [long] }, "모두"]),
    split: () => "even",
  };
  return Object.fromEntries(
    Object.entries(all).flatMap(([key, make]) => (often(share) ? [[key, make()]] : [])),
  );
}

function more(): object {
  return {
    more: [{ medium: pick(["meta", "naver", "zzz"]), amount: pick([500_000, -1e9, 1e15, Number.NaN]) }],
    longerDays: pick([undefined, 7, -400, 1e6]),
    addMedia: pick([[], ["kakao"], ["zzz"]]),
    dropMedia: pick([[], ["meta", "naver", "kakao", "google_ads"]]),
  };
}

function change(): object {
  return {
    filters: [{ field: "campaign", op: "in", values: [pick([RUNNING, RUNNING, RUNNING, "없는 것"])] }],
    ...pick<object>([
      { budget: { amount: pick(amounts), period: "daily" } },
      { budget: { amount: 60_000 + Math.floor(random() * 400_000) } },
      { changePct: pick([20, -50, -100, -101, 1e9, 1e300, Number.NaN, 0]) },
      { end: pick(days) },
      { endShiftDays: pick([10, -400, 1e9]) },
    ]),
  };
}

function limit(): object {
  const kind = pick([...Object.keys(guardrailLabels), "no_limit"]);
  const minor = pick(["1e309", "-5", "0", "", "９９", "1.5", 7, null]);
  return {
    kind,
    amount: { amount: pick(amounts), currency: pick([undefined, "USD"]) },
    count: pick([0, 5_000, 1.5]),
    percent: pick([-1, 1e9, Number.NaN]),
    value: pick<unknown>([
      { minor, currency: "KRW" },
      { count: -1 },
      { ratio: 1e308 },
      { media: [] },
      "x",
      [],
    ]),
  };
}
