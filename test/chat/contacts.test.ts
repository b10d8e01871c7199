// A telephone number typed in chat: the tool gets it for that turn, also after a take-over, and no row, prompt or card keeps it.

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { TurnEvent } from "../../src/agent/turn.ts";
import { buildAnswerer } from "../../src/app.ts";
import { homePacks } from "../../src/capabilities/compliance/judging.ts";
import { warmUp } from "../../src/capabilities/compliance/warm.ts";
import type { Ctx } from "../../src/capabilities/context.ts";
import { whoMayReceive } from "../../src/capabilities/audience/audience.ts";
import { type Chat, openChat, type Place } from "../../src/chat/chat.ts";
import { keepMessage } from "../../src/chat/message.ts";
import type { Card } from "../../src/core/card/card.ts";
import { cardText } from "../../src/core/card/plain/plain.ts";
import { InboundId } from "../../src/core/ids.ts";
import type { Db } from "../../src/db/db.ts";
import { newSecret } from "../../src/db/secret.ts";
import { asOwner, closeTestDb, openTestDb, silentLog } from "../support/database.ts";
import { joinWorkspace, makeWorkspace } from "../support/workspace.ts";
import { makeAnswerer, makeGate, endOf, textCard } from "./made-answerer.ts";
import { makePlace, openTestChat, until } from "./support.ts";

let bare: Db;
let db: Db;
beforeAll(async () => {
  bare = await openTestDb();
  db = { ...bare, secret: newSecret() };
  // Read and warmed as at a start: nobody waits for the rules in the middle of an answer.
  warmUp(homePacks());
}, 120_000);
afterAll(() => closeTestDb(bare));

async function open(on: Db = db): Promise<Chat> {
  const chat = await openChat({
    db: on,
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

async function press(chat: Chat, place: Place, cards: readonly Card[], label: string): Promise<Card[]> {
  const choices = cards.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.kind === "proposal" ? part.choices : [])),
  );
  const found = choices.find((choice) => choice.label === label);
  if (!found || !("token" in found.press)) throw new Error(`no button ${label}`);
  const { inboundId } = await chat.press(place, { key: randomUUID(), token: found.press.token });
  return (await until(() => chat.answerTo(place, inboundId))).cards.map(({ card }) => card);
}

/** What stands above the buttons. */
function linesOf(cards: readonly Card[]): string[] {
  return cards.flatMap(({ parts }) =>
    parts.flatMap((part) =>
      part.kind === "proposal"
        ? part.lines.map((line) => line.map((run) => (typeof run === "string" ? run : "")).join(""))
        : [],
    ),
  );
}

/** All that is stored of a workspace's conversations, as text. */
async function stored({ workspaceId }: Ctx): Promise<string> {
  const tables = [
    "inbound",
    "turn",
    "delivery",
    "button",
    "model_call",
    "ledger",
    "conversation",
    "access_record",
    "contact",
    "consent",
    "stored_query",
    "review",
    "finding",
    "finding_answer",
    "approval",
    "approval_decision",
    "opinion_call",
    "review_opinion",
  ];
  const rows = await Promise.all(
    tables.map((table) =>
      asOwner(
        bare,
        `select '${table}' as kept, to_jsonb(t)::text as row from ${table} t where workspace_id = '${workspaceId}'`,
      ),
    ),
  );
  return JSON.stringify(rows);
}

const bodies = ({ workspaceId }: Ctx) =>
  asOwner<{ body: { text?: string; contacts?: unknown } }>(
    bare,
    `select body from inbound where workspace_id = '${workspaceId}' order by created_at`,
  );
const contactCalls = ({ workspaceId }: Ctx) =>
  asOwner(
    bare,
    `select c->>'tool' as tool, c->'input'->>'contact' as contact from turn, jsonb_array_elements(calls) c
      where workspace_id = '${workspaceId}' and c->'input' ? 'contact' order by created_at`,
  );
const smsNever = async (ctx: Ctx) =>
  (await whoMayReceive(ctx)).reach.find(({ channel }) => channel === "sms")?.never;

describe("a refusal typed in chat", () => {
  it.each(["010-2345-6789 수신거부 처리해줘", "opt out 010-2345-6789"])(
    "holds, and the number is nowhere: %s",
    async (text) => {
      const ctx = await makeWorkspace(db);
      const chat = await open();

      const cards = await say(chat, makePlace(ctx), text);

      expect(cardText(cards[0] ?? { lang: "ko", parts: [] })).toMatch(
        /수신 거부를 적었어요|The refusal is recorded/,
      );
      expect(await smsNever(ctx)).toEqual([{ rule: "kr.nw.withdrawn", contacts: 1 }]);
      const all = await stored(ctx);
      expect(all).not.toMatch(/2345-?6789|0102345/);
      expect(all).toContain("010-****-6789");
      expect((await bodies(ctx))[0]?.body.contacts).toBeUndefined();
    },
  );

  it("waits for a press where outside text had a say, and the button keeps the number sealed", async () => {
    const ctx = await makeWorkspace(db);
    const chat = await open();
    const place = makePlace(ctx);
    await say(chat, place, "이 문구 검수해줘: 여름 세일 시작했어요");

    const asked = await say(chat, place, "010-2345-6789 수신거부 처리해줘");
    expect(await smsNever(ctx)).toBeUndefined();
    expect(await stored(ctx)).not.toMatch(/2345-?6789/);
    expect(linesOf(asked)).toEqual(["010-****-6789"]);
    await press(chat, place, asked, "수신 거부로 처리");

    expect(await smsNever(ctx)).toEqual([{ rule: "kr.nw.withdrawn", contacts: 1 }]);
    expect(await stored(ctx)).not.toMatch(/2345-?6789/);
    expect(await stored(ctx)).not.toContain("⟦");
    expect(await contactCalls(ctx)).toEqual([
      { tool: "withdraw_consent", contact: "010-****-6789" },
      { tool: "withdraw_consent", contact: "***" },
    ]);
  });

  it("is asked for again where an earlier message named the number: its mask stands for nobody", async () => {
    const ctx = await makeWorkspace(db);
    const chat = await open();

    const cards = await say(chat, makePlace(ctx), "010-****-6789 수신거부 처리해줘");

    expect(cards.map((card) => cardText(card)).join()).toMatch(/번호를\s+가리지 말고/);
    expect(await smsNever(ctx)).toBeUndefined();
  });
});

describe("a contact erased by a press", () => {
  it("goes, and only its mask was ever stored", async () => {
    const ctx = await makeWorkspace(db);
    const chat = await open();
    const place = makePlace(ctx);
    await say(chat, place, "010-2345-6789 수신거부 처리해줘");

    const asked = await say(chat, place, "010-2345-6789 연락처 지워줘");
    expect(linesOf(asked)[0]).toBe("010-****-6789");
    const done = await press(chat, place, asked, "연락처 지우기");

    expect(done.map((card) => cardText(card)).join()).toContain("연락처를 지웠어요");
    const [row] = await asOwner(bare, `select sealed from contact where workspace_id = '${ctx.workspaceId}'`);
    expect(row).toEqual({ sealed: null });
    expect(await stored(ctx)).not.toMatch(/2345-?6789/);
    expect(await stored(ctx)).not.toContain("⟦");
  });

  it("goes from every other button too, however it was written there, and no other contact with it", async () => {
    const ctx = await makeWorkspace(db);
    const chat = await open();
    const place = makePlace(ctx);
    await say(chat, place, "+82 10 2345 6789 연락처 지워줘");
    const other = await say(chat, place, "010-7777-6789 연락처 지워줘");
    const asked = await say(chat, place, "010-2345-6789 연락처 지워줘");
    expect((await stored(ctx)).match(/⟦/g)).toHaveLength(3);

    await press(chat, place, asked, "연락처 지우기");

    expect((await stored(ctx)).match(/⟦/g)).toHaveLength(1);
    const done = await press(chat, place, other, "연락처 지우기");
    expect(done.map((card) => cardText(card)).join()).toMatch(/보관하고 있지 않은 연락처/);
  });

  it("goes from a button that is too old to be pressed with the next contact that is named", async () => {
    const ctx = await makeWorkspace(db);
    const chat = await open();
    const place = makePlace(ctx);
    await say(chat, place, "010-2345-6789 연락처 지워줘");
    await asOwner(
      bare,
      `update button set expires_at = now() - interval '1 day' where workspace_id = '${ctx.workspaceId}'`,
    );

    await say(chat, place, "010-7777-6789 연락처 지워줘");

    expect((await stored(ctx)).match(/⟦/g)).toHaveLength(1);
  });
});

describe("copy with a number in it", () => {
  it("is reviewed as it was written, and shown masked", async () => {
    const ctx = await makeWorkspace(db);
    const chat = await open();

    const cards = await say(chat, makePlace(ctx), "이 문구 검수해줘: 당첨자 김하나 010-2345-6789 축하드려요");

    const text = cards.map((card) => cardText(card)).join("\n");
    expect(text).toContain("common.pii");
    expect(text).toContain("010-****-6789");
    expect(await stored(ctx)).not.toMatch(/2345-?6789/);
  });
});

describe("words with a number in them that are kept", () => {
  it("are masked in the notice of a medium that a review keeps", async () => {
    const ctx = await makeWorkspace(db);
    const chat = await open();
    const notice =
      "메타에서 광고가 반려됐어: “개인의 특성을 암시하는 콘텐츠는 허용되지 않습니다.” 광고 문구: “당첨자 010-2345-6789 축하드려요”";

    await say(chat, makePlace(ctx), notice);

    const all = await stored(ctx);
    expect(all).toContain("rejectedBy");
    expect(all).not.toMatch(/2345-?6789/);
  });
});

describe("the stored row", () => {
  it("holds the number sealed until it is answered, by whoever takes it over", async () => {
    const ctx = await makeWorkspace(db);
    const place = makePlace(ctx);
    const gate = makeGate();
    const begun = makeGate();
    const dying = await openTestChat(
      {
        ...db,
        run: (as, ...call) =>
          as.role === "co9ma_system" && as.job === "claim.keep" ? new Promise(() => {}) : db.run(as, ...call),
      },
      makeAnswerer(async function* () {
        begun.open();
        await gate.passed;
        yield { kind: "card", card: textCard("from the dead") };
        yield endOf();
      }),
    );
    const { inboundId } = await dying.send(place, {
      key: "once",
      text: "010-2345-6789 수신거부 처리해줘",
      lang: "ko",
    });
    await begun.passed;
    const [waiting] = await bodies(ctx);
    expect(waiting?.body.text).toBe("010-****-6789 수신거부 처리해줘");
    expect(Object.keys(waiting?.body.contacts ?? {})).toEqual(["010-****-6789"]);
    expect(JSON.stringify(waiting)).not.toMatch(/2345-?6789/);

    await asOwner(
      bare,
      `update inbound set lease_until = now() - interval '1 minute', next_at = now() - interval '1 minute' where id = '${inboundId}'`,
    );
    const next = await open();
    await until(() => next.answerTo(place, inboundId));
    gate.open();
    await dying.close();

    expect(await smsNever(ctx)).toEqual([{ rule: "kr.nw.withdrawn", contacts: 1 }]);
    expect((await bodies(ctx))[0]?.body).toEqual({ text: "010-****-6789 수신거부 처리해줘", lang: "ko" });
  });

  it("sealed with a key that is gone is masked once it is answered, and nothing sealed stays", async () => {
    const ctx = await makeWorkspace(db);
    const place = makePlace(ctx);
    await keepMessage(db, place, { key: "old key", text: "010-2345-6789 수신거부 처리해줘", lang: "ko" });
    const [row] = await asOwner<{ id: string }>(
      bare,
      `select id from inbound where workspace_id = '${ctx.workspaceId}'`,
    );

    const chat = await open({ ...bare, secret: newSecret() });
    await until(() => chat.answerTo(place, InboundId.parse(row?.id)));

    expect((await bodies(ctx))[0]?.body).toEqual({ text: "010-****-6789 수신거부 처리해줘", lang: "ko" });
  });

  it("the same event sent twice is one row, masked or not", async () => {
    const ctx = await makeWorkspace(db);
    const place = makePlace(ctx);
    const message = { key: "same", text: "010-2345-6789 수신거부 처리해줘" };

    const [first, second] = [await keepMessage(db, place, message), await keepMessage(db, place, message)];

    expect([first.fresh, second.fresh, second.inboundId]).toEqual([true, false, first.inboundId]);
  });

  it("without a key waits as it was written and is masked once it is answered", async () => {
    const ctx = await makeWorkspace(bare);
    const { secret: _, ...keyless } = bare;
    const chat = await open(keyless as Db);

    const cards = await say(chat, makePlace(ctx), "010-2345-6789 수신거부 처리해줘");

    expect(cards.map((card) => cardText(card)).join()).toContain("CO9MA_ENCRYPTION_KEY");
    expect(await stored(ctx)).not.toMatch(/2345-?6789/);
  });
});

describe("whoever answers", () => {
  it("is told masks alone, in this turn and in later ones", async () => {
    const ctx = await makeWorkspace(db);
    const told: string[] = [];
    const chat = await openTestChat(
      db,
      makeAnswerer(async function* (_, { said, history }): AsyncGenerator<TurnEvent> {
        told.push(JSON.stringify({ said, history }));
        yield { kind: "card", card: textCard("답") };
        yield endOf();
      }),
    );
    onTestFinished(() => chat.close(0));
    const place = makePlace(await joinWorkspace(ctx, "member"));

    await say(chat, place, "김하나 010-2345-6789, hana@example.kr 고객 건");
    await say(chat, place, "고마워");

    expect(told.join()).not.toMatch(/2345-?6789|hana@/);
    expect(told[1]).toContain("010-****-6789");
    expect(told[1]).toContain("h***@example.kr");
  });
});
