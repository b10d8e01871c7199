// The review of a card as a picture: by its button and by words, drawn by the worker, kept as a document that says what made it.

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { act } from "../../../src/agent/act.ts";
import { buildAnswerer } from "../../../src/app.ts";
import { policiesOf } from "../../../src/capabilities/compliance/brand/asked.ts";
import { addBrandRules } from "../../../src/capabilities/compliance/brand/rules.ts";
import { homePacks } from "../../../src/capabilities/compliance/judging.ts";
import { warmUp } from "../../../src/capabilities/compliance/warm.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { readDocument } from "../../../src/capabilities/documents/documents.ts";
import { tools } from "../../../src/capabilities/registry.ts";
import { type Chat, openChat, type Place } from "../../../src/chat/chat.ts";
import type { Card } from "../../../src/core/card/card.ts";
import { cardText } from "../../../src/core/card/plain/plain.ts";
import type { Db } from "../../../src/db/db.ts";
import { newSecret } from "../../../src/db/secret.ts";
import { sourceOf } from "../../../src/drawing/creative/ai-mark.ts";
import { makePlace, until } from "../../chat/support.ts";
import { asOwner, closeTestDb, openTestDb, silentLog } from "../../support/database.ts";
import { makeWorkspace } from "../../support/workspace.ts";

let bare: Db;
let db: Db;
beforeAll(async () => {
  bare = await openTestDb();
  db = { ...bare, secret: newSecret() };
  // Read and warmed as at a start: nobody waits for the rules in the middle of an answer.
  warmUp(homePacks());
}, 120_000);
afterAll(() => closeTestDb(bare));

async function open(): Promise<Chat> {
  const chat = await openChat({
    db,
    log: silentLog,
    now: () => Temporal.Instant.from("2026-11-24T12:00:00+09:00"),
    answerer: buildAnswerer(silentLog),
  });
  onTestFinished(() => chat.close(0));
  return chat;
}

async function say(chat: Chat, place: Place, text: string): Promise<Card[]> {
  const { inboundId } = await chat.send(place, { key: randomUUID(), text, lang: "ko" });
  return (await until(() => chat.answerTo(place, inboundId))).cards.map(({ card }) => card);
}

async function pressPicture(chat: Chat, place: Place, cards: readonly Card[]): Promise<Card[]> {
  const found = cards
    .flatMap(({ parts }) => parts.flatMap((part) => (part.kind === "proposal" ? part.choices : [])))
    .find(({ label }) => label === "그림으로 받기" || label === "As a picture");
  if (!found || !("token" in found.press)) throw new Error("no button for a picture");
  const { inboundId } = await chat.press(place, { key: randomUUID(), token: found.press.token });
  return (await until(() => chat.answerTo(place, inboundId))).cards.map(({ card }) => card);
}

const fileOn = (cards: readonly Card[]) => {
  const file = cards.flatMap(({ parts }) => parts).find((part) => part.kind === "file");
  if (!file) throw new Error("no file");
  return file;
};
const reviewsIn = ({ workspaceId }: Ctx) =>
  asOwner(bare, `select 1 from review where workspace_id = '${workspaceId}'`);

it("a press gives a PNG that says AI made it, and records no second review", async () => {
  const ctx = await makeWorkspace(db);
  const chat = await open();
  const place = makePlace(ctx);
  const cards = await say(chat, place, "이 문구 검수해줘: 업계 1위 수분 세럼, 최저가로 만나 보세요");

  const drawn = await pressPicture(chat, place, cards);

  const file = fileOn(drawn);
  expect(file).toMatchObject({
    mediaType: "image/png",
    name: "검토-의견-2026-11-24.png",
    picture: { width: 1000 },
  });
  expect(file.picture?.alt).toBe("검토 의견: 수정 필요 · 지적 2건 · AI가 만든 검토 의견");
  const png = await readDocument(ctx, file.documentId, 3_000_000);
  expect(Buffer.from(png.subarray(1, 4)).toString()).toBe("PNG");
  expect(Buffer.from(png).includes(Buffer.from("AI가 만든 검토 의견"))).toBe(true);
  expect(sourceOf(Buffer.from(png)) ?? "trainedAlgorithmicMedia").toBe("trainedAlgorithmicMedia");
  expect(await reviewsIn(ctx)).toHaveLength(1);
});

it("words in the thread give the picture of the review just made", async () => {
  const ctx = await makeWorkspace(db);
  const chat = await open();
  const place = makePlace(ctx);
  await say(chat, place, "이 문구 검수해줘: 아토피가 완치되는 크림");

  const drawn = await say(chat, place, "검토 결과 그림으로 줘");

  expect(fileOn(drawn).picture?.alt).toContain("검토 의견: 보류");
});

it("shows what the workspace's own rules find", async () => {
  const ctx = await makeWorkspace(db);
  await addBrandRules(
    ctx,
    policiesOf({ avoid: ["꿀템"] }).map((policy) => ({ policy })),
  );
  const chat = await open();
  const place = makePlace(ctx);
  const cards = await say(chat, place, "이 문구 검수해줘: 여름 꿀템 모음");

  const drawn = await pressPicture(chat, place, cards);

  expect(fileOn(drawn).picture?.alt).toBe("검토 의견: 수정 필요 · 지적 1건 · AI가 만든 검토 의견");
});

it("a text with a contact is drawn from its card as it was written, with the contact masked", async () => {
  const ctx = await makeWorkspace(db);
  const chat = await open();
  const place = makePlace(ctx);
  const cards = await say(chat, place, "이 문구 검수해줘: 당첨자 김하나 010-2345-6789 축하드려요");

  const byWords = await say(chat, place, "검토 결과 그림으로 줘");
  const drawn = await pressPicture(chat, place, cards);

  expect(byWords.map((card) => cardText(card)).join()).toContain("그림으로 받기");
  expect(fileOn(drawn).picture?.alt).toContain("지적 1건");
  const [kept] = await asOwner<{ n: number }>(
    bare,
    `select count(*)::int n from turn where workspace_id = '${ctx.workspaceId}' and (calls::text || cards::text) ~ '2345-?6789'`,
  );
  expect(kept?.n).toBe(0);
});

it("with nothing reviewed says what to send", async () => {
  const ctx = await makeWorkspace(db);

  await expect(act(ctx, tools, { tool: "review_picture", input: {} }, () => {})).rejects.toMatchObject({
    code: "not_found",
  });
});
