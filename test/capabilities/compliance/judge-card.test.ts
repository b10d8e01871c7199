// A model's opinion on a card says no more than is true of that card: what the model read of it, and which rewrite is its own.

import { describe, expect, test } from "vitest";
import { askingOf } from "../../../src/capabilities/compliance/judge/asking.ts";
import { withGiven, withOpinionOf } from "../../../src/capabilities/compliance/judge/card.ts";
import type {
  OpinionAsked,
  OpinionFinding,
  OpinionGiven,
} from "../../../src/capabilities/compliance/judge/opinion.ts";
import { homePacks } from "../../../src/capabilities/compliance/judging.ts";
import type { Part } from "../../../src/core/card/card.ts";
import { cardText } from "../../../src/core/card/plain/plain.ts";
import type { Lang } from "../../../src/core/locale.ts";

const id = "0190a000-0000-7000-8000-000000000001";
const by = { model: "made/model", prompt: "review-judge@1 sha256:0" };
const clean = { verdict: "pass", found: [], rewrite: null } as const;

/** What is left of an answer that adds nothing, by a model that was asked about these texts. */
async function silentOn(...texts: string[]): Promise<OpinionGiven> {
  const where = { label: "", runsOn: "other", field: "body", jurisdiction: "KR", ruled: clean };
  const about = { label: "", product: "" };
  const asked: OpinionAsked = {
    reviewId: id,
    about,
    texts: texts.map((text) => ({ ...where, text })),
    trade: "other",
    lang: "ko",
    facts: {},
    date: "2026-11-21",
  };
  const { read } = await askingOf(homePacks(), asked);
  return (await read({ findings: [], rewrites: [] }))!;
}

function told(given: OpinionGiven, lang: Lang = "ko", parts: readonly Part[] = []): string {
  const waiting = withOpinionOf(parts, { id, opinion: { state: "waiting" } }, lang);
  return cardText(withGiven({ lang, parts: waiting }, id, given, by)).replace(/\s+/g, " ");
}

const shop = "동네 서점입니다.";
const novel = `${shop} `.repeat(600);
const shelf = Array.from({ length: 30 }, (_, at) => `${shop} ${at}번째 책상이에요.`);

describe("what a model did not read", () => {
  test("is not spoken of where there is nothing of the kind", async () => {
    expect(told(await silentOn(shop, "책상입니다."))).toContain(
      "모델 의견: 더 지적한 곳이 없어요. 모델 의견은",
    );
  });

  test("is the end of a long text", async () => {
    const given = await silentOn(novel);

    expect(given.partly).toEqual({ read: 1, of: 1, cut: 1 });
    expect(told(given)).toContain(
      "모델 의견: 읽은 부분에서는 더 지적한 곳이 없어요. 글이 길어 모델은 앞부분만 읽었어요. 나머지는 규칙으로만 봤어요.",
    );
    expect(told(given, "en")).toContain(
      "nothing to add on what it read. The text is long: the model read its first part. The rest was read by the rules alone.",
    );
  });

  test("are texts behind the twelfth", async () => {
    const given = await silentOn(...shelf);

    expect(given.partly).toEqual({ read: 12, of: 30, cut: 0 });
    expect(told(given)).toContain("모델은 문구 30개 중 12개만 읽었어요. 나머지는");
    expect(told(given, "en")).toContain("Of 30 texts the model read 12. The rest");
  });

  test("are texts that others left no room for", async () => {
    const given = await silentOn(...["a", "b", "c", "d"].map((one) => `${one} ${novel}`));

    expect(given.partly).toEqual({ read: 3, of: 4, cut: 3 });
    expect(told(given)).toContain("문구 4개 중 3개만 읽었어요. 긴 문구 3개는 앞부분만 읽었어요.");
    expect(told(given, "en")).toContain("the model read 3. Of 3 long texts it read the first part.");
  });
});

const ruled = (rewrite: string): Part => ({
  kind: "findings",
  verdict: "fix",
  subject: "",
  findings: [],
  rewrite,
});
const polish = { findings: [], rewrites: [{ label: "", from: "조용한 연필", to: "아주 조용한 연필" }] };

test("the line that waits promises no place that a card of several posts cannot keep", () => {
  const waits = (lang: Lang): string =>
    cardText({ lang, parts: withOpinionOf([], { id, opinion: { state: "waiting" } }, lang) }).replace(
      /\s+/g,
      " ",
    );

  expect(waits("ko")).toContain("이 자리나 바로 아래에");
  expect(waits("en")).toContain("here or right below");
});

describe("a polish", () => {
  test("is told where it stands", () => {
    const card = told(polish, "ko", [ruled("조용한 연필")]);

    expect(card).toContain("아주 조용한 연필");
    expect(card).toContain("언어 모델이 다듬었고");
  });

  test("is not told where the card shows another rewrite, or none", () => {
    expect(told(polish, "ko", [ruled("고요한 연필")])).not.toContain("다듬었고");
    expect(told(polish)).not.toContain("다듬었고");
  });

  test("of a text behind those that are shown is not told", () => {
    const labels = ["가", "나", "다", "라"];
    const found = labels.map((label) => ({ ...objection, label }));
    const behind = { findings: found, rewrites: [{ label: "라", from: null, to: "조용한 연필" }] };
    const shown = { findings: found, rewrites: [{ label: "가", from: null, to: "조용한 연필" }] };

    expect(told(behind)).not.toContain("다듬었고");
    expect(told(shown)).toContain("다듬었고");
  });
});

const objection: OpinionFinding = {
  label: "",
  rule: "kr.made.claims",
  version: 1,
  severity: "fix",
  provisional: true,
  act: "어떤 법",
  article: "1①",
  start: 0,
  end: 2,
  words: "연필",
  message: { ko: "안 돼요.", en: "It will not do." },
  fix: { ko: "빼 주세요.", en: "Leave it out." },
};
