// "How I got this" under one answer, over the real agent and the demo: the answer that is named, not the last one.

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventsUntilEnd } from "../../src/chat/ask.ts";
import type { Answered, Place } from "../../src/chat/chat.ts";
import { firstPersona, personas } from "../../src/chat/people.ts";
import type { Card } from "../../src/core/card/card.ts";
import { cardText } from "../../src/core/card/plain/plain.ts";
import { Failure } from "../../src/core/failure.ts";
import { InboundId, newId } from "../../src/core/ids.ts";
import { openTestApp, type TestApp } from "../support/app.ts";

let app: TestApp;
let place: Place;

beforeAll(async () => {
  app = await openTestApp();
  const personId = firstPersona();
  place = await app.chat.placeOf({ personId, platform: "web", roomRef: personId, threadRef: randomUUID() });
}, 60_000);
afterAll(async () => {
  await app.close();
});

async function ask(text: string, at = place): Promise<Answered> {
  const sent = await app.chat.send(at, { key: randomUUID(), text });
  for await (const event of eventsUntilEnd(app.chat, at, sent.inboundId))
    if (event.kind === "end") return event;
  throw new Error("no answer");
}

const text = (cards: readonly Card[]): string => cards.map((card) => cardText(card)).join("\n");

describe("how an answer was made", () => {
  test("is told of the answer that is named, also further up, in its own language", async () => {
    const first = await ask("지난주 ROAS 어땠어?");
    const second = await ask("How much did we spend on Naver last month?");

    const [korean, english] = [
      await app.chat.explain(place, first.id),
      await app.chat.explain(place, second.id),
    ];

    expect(text(korean)).toMatch(
      /이렇게 나왔어요[^]*11월 9일~15일[^]*ROAS = 매출 합계 [\d,]+원 ÷ 광고비 합계 [\d,]+원 = 284%/,
    );
    expect(text(english)).toMatch(/how the figures were made[^]*Oct 1–31[^]*Naver/);
    expect(text(english)).not.toContain("ROAS =");
  });

  test("has a column for each figure, the days compared with among them", async () => {
    const asked = [
      "지난주 캠페인 어땠어?",
      "지난주 ROAS 왜 떨어졌어?",
      "최근 4주 ROAS 높은 캠페인 3개 알려줘",
    ];
    const cards: Card[] = [];
    for (const question of asked) cards.push(...(await app.chat.explain(place, (await ask(question)).id)));

    const tables = cards.flatMap(({ parts }) => parts.filter((part) => part.kind === "table"));
    for (const { columns, rows } of tables)
      expect(rows.map((row) => row.length)).toEqual(rows.map(() => columns.length));
    expect(text(cards)).toMatch(/지표 +범위 +11월 9일~15일 +11월 2일~8일/);
    expect(text(cards)).toMatch(/ROAS +전체 +284% +350%/);
  });

  test("adds nothing to the conversation", async () => {
    const asked = await ask("이번 달 매체별 CPA 비교해줘");
    const before = await app.chat.answers(place);

    await app.chat.explain(place, asked.id);

    expect(await app.chat.answers(place)).toEqual(before);
  });

  test("names each query of a message with two requests", async () => {
    const asked = await ask("지난주 광고비 알려주고 지난달 캠페인별 ROAS도 보여줘");

    const explained = text(await app.chat.explain(place, asked.id));

    expect(explained).toContain("11월 9일~15일");
    expect(explained).toContain("10월 1일~31일");
  });

  test("names the files whose rows were summed, and how many they hold", async () => {
    const path = new URL("../fixtures/reports/made-meta-day-ko.csv", import.meta.url).pathname;
    const file = { key: randomUUID(), name: "메타 일별.csv", path, oneShot: true };
    const dropped = await app.chat.drop({ ...place, threadRef: randomUUID() }, file);
    const asked = await ask("총 광고비", dropped.place);

    const explained = text(await app.chat.explain(dropped.place, asked.id));

    expect(explained).toMatch(/원천 파일[^]*메타 일별\.csv +\d+/);
    expect(explained).not.toContain("시뮬레이션");
  });

  test("says so where nothing was measured, and of a message that is nobody's", async () => {
    const help = await ask("뭐 할 수 있어?");

    for (const id of [help.id, newId(InboundId)])
      await expect(app.chat.explain(place, id)).rejects.toSatisfy(
        (error) => error instanceof Failure && error.code === "not_found" && error.texts.next !== undefined,
      );
  });

  test("is another person's business only in their own room", async () => {
    const asked = await ask("어제 클릭 몇 회야?");
    const [, other] = personas("ko");
    const theirs = { ...place, personId: other?.id ?? place.personId, roomRef: other?.id ?? "" };

    await expect(app.chat.explain(theirs, asked.id)).rejects.toThrow(Failure);
  });
});
