// How a person is told of what they did not ask for, in words, and what a workspace pays for it.

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { buildAnswerer } from "../../../src/app.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import {
  findOrder,
  findPushes,
  openPhone,
  orderOf,
} from "../../../src/capabilities/digests/reaching/reaching.ts";
import { type Chat, openChat, type Place } from "../../../src/chat/chat.ts";
import type { Knocker } from "../../../src/chat/knocks/work.ts";
import type { Card } from "../../../src/core/card/card.ts";
import { cardText } from "../../../src/core/card/plain/plain.ts";
import { type Db, withTx } from "../../../src/db/db.ts";
import { newSecret } from "../../../src/db/secret.ts";
import { makePlace, personOf, until } from "../../chat/support.ts";
import { asOwner, closeTestDb, openTestDb, silentLog } from "../../support/database.ts";
import { makeWorkspace } from "../../support/workspace.ts";

let bare: Db;
let db: Db;
beforeAll(async () => {
  bare = await openTestDb();
  db = { ...bare, secret: newSecret() };
});
afterAll(() => closeTestDb(bare));

const silent: Knocker = { send: async () => "task", look: async () => "done" };

async function openDesk(
  knockers: Record<string, Knocker> = { kakao: silent },
): Promise<{ chat: Chat; ctx: Ctx; place: Place }> {
  const ctx = await makeWorkspace(db);
  const answerer = buildAnswerer(silentLog);
  const chat = await openChat({ db, log: silentLog, now: () => ctx.now, answerer, knockers });
  onTestFinished(() => chat.close(0));
  return { chat, ctx, place: makePlace(ctx) };
}

async function say(chat: Chat, place: Place, text: string, lang: "ko" | "en" = "ko") {
  const { inboundId } = await chat.send(place, { key: randomUUID(), text, lang });
  const { cards } = await until(() => chat.answerTo(place, inboundId));
  return cards.map(({ card }) => card);
}

function tokenOf(cards: readonly Card[], label: string): string {
  const choices = cards.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.kind === "proposal" ? part.choices : [])),
  );
  const press = choices.find((choice) => choice.label === label)?.press;
  if (!press || !("token" in press)) throw new Error(`no button ${label}`);
  return press.token;
}

test("the cost is shown before an admin's press switches KakaoTalk on", async () => {
  const { chat, ctx, place } = await openDesk();

  const cards = await say(chat, place, "카카오톡 알림 켜줘");

  const text = cards.map((card) => cardText(card)).join("\n");
  expect(text).toContain("비용: 1건 15원(VAT 별도)");
  expect(text).toContain("1명에게 평일마다 한 건이면 한 달(22일)에 330원(VAT 별도)");
  expect((await findPushes(ctx)).size).toBe(0);

  const token = tokenOf(cards, "켜기");
  const pressed = await chat.press(place, { key: randomUUID(), token });
  await until(() => chat.answerTo(place, pressed.inboundId));
  expect([...(await findPushes(ctx))]).toEqual(["kakao"]);
});

test("without keys it is said what is missing, and nothing is switched on", async () => {
  const { chat, ctx, place } = await openDesk({});

  const [card] = await say(chat, place, "turn on KakaoTalk notifications", "en");

  expect(card && cardText(card)).toContain("KAKAO_REST_API_KEY");
  expect((await findPushes(ctx)).size).toBe(0);
});

test("a person's own order is theirs alone", async () => {
  const { chat, ctx, place } = await openDesk();

  const [card] = await say(chat, place, "알림은 카톡 먼저, 안 되면 슬랙으로 보내줘");

  expect(card && cardText(card)).toContain("알림 순서: 카카오톡 → Slack");
  expect(await findOrder(ctx, personOf(ctx))).toEqual({
    paths: ["kakao", "slack"],
    own: true,
    hasPhone: false,
  });
});

test("a number for 알림톡 is sealed, and stands in no answer, history or ledger", async () => {
  const { chat, ctx, place } = await openDesk();

  const cards = await say(chat, place, "내 알림톡 번호는 010-1234-5678이야");

  expect(cards.map((card) => cardText(card)).join()).toContain("Slack → 카카오톡 → 알림톡 → 웹 화면");
  const { sealedPhone } = await withTx(ctx, (tx) => orderOf(tx, ctx, personOf(ctx)));
  expect(openPhone(ctx, sealedPhone)).toBe("01012345678");
  for (const table of ["inbound", "turn", "delivery", "ledger", "reach_order"]) {
    const rows = await asOwner(bare, `select * from ${table} where workspace_id = '${ctx.workspaceId}'`);
    expect(JSON.stringify(rows).replaceAll(/\D/g, "")).not.toContain("01012345678");
  }
});

test("알림톡 without a number is not taken", async () => {
  const { chat, ctx, place } = await openDesk();

  const [card] = await say(chat, place, "알림은 알림톡으로만 받을래");

  expect(card && cardText(card)).toContain("휴대폰 번호를 아직 몰라요");
  expect((await findOrder(ctx, personOf(ctx))).own).toBe(false);
});
