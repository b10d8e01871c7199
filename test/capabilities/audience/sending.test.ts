// "May I send this?": the send gate's answer with the exact instant, for whoever is to get it, beside the review of the words.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { act } from "../../../src/agent/act.ts";
import { storeDocument } from "../../../src/capabilities/documents/documents.ts";
import { awaitedOn } from "../../../src/capabilities/compliance/compliance.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { tools } from "../../../src/capabilities/registry.ts";
import type { ToolResult } from "../../../src/capabilities/tool.ts";
import { Card } from "../../../src/core/card/card.ts";
import { cardText } from "../../../src/core/card/plain/plain.ts";
import type { Db } from "../../../src/db/db.ts";
import { newSecret } from "../../../src/db/secret.ts";
import { asOwner, closeTestDb, openTestDb } from "../../support/database.ts";
import { makeWorkspace } from "../../support/workspace.ts";

let bare: Db;
let db: Db;
let folder: string;
beforeAll(async () => {
  bare = await openTestDb();
  db = { ...bare, secret: newSecret() };
  folder = await mkdtemp(join(tmpdir(), "co9ma-sending-"));
});
afterAll(async () => {
  await closeTestDb(bare);
  await rm(folder, { recursive: true, force: true });
});

const now = Temporal.Instant.from("2026-11-23T10:00:00+09:00");
const whole = "(광고)[하루상회] 가을 신상 20% 할인 haru.kr 무료수신거부 080-123-4567";
const night = { channel: "sms", day: "2026-11-24", time: "22:00" };

async function check(ctx: Ctx, input: object): Promise<ToolResult & { text: string }> {
  const result = await act(ctx, tools, { tool: "check_send", input }, () => undefined);
  return { ...result, card: Card.parse(result.card), text: cardText(result.card).replace(/\s+/g, " ") };
}

describe("the review of the words", () => {
  it("is looked at by a model where one is configured, and its row names no model that is not asked", async () => {
    const asked: string[] = [];
    const by = { model: "made/model", prompt: "review-judge@1 sha256:0" };
    const judge = { ...by, later: ({ reviewId }: { reviewId: string }) => void asked.push(reviewId) };
    const ctx = { ...(await makeWorkspace(db, { now })), judge };

    const { card, facts } = await check(ctx, { ...night, text: whole });

    const { reviewId } = facts as { reviewId: string };
    expect(awaitedOn(card)).toEqual([reviewId]);
    expect(asked).toEqual([reviewId]);
    expect(await asOwner(bare, `select model from review where workspace_id = '${ctx.workspaceId}'`)).toEqual(
      [{ model: by.model }],
    );
  });
});

const decisions = (result: ToolResult): unknown => (result.facts as { decisions: unknown }).decisions;

describe("a message at 22:00", () => {
  it("may go to people with night consent, and to the others from 08:00", async () => {
    const ctx = await makeWorkspace(db, { now });

    const result = await check(ctx, { ...night, text: whole });

    const wait = { kind: "defer", rules: ["kr.nw.night"], until: "2026-11-25T08:00:00+09:00" };
    expect(result.facts).toMatchObject({ at: "2026-11-24T22:00:00+09:00", verdict: "pass" });
    expect(decisions(result)).toEqual([
      { consent: "optin_night", kind: "allow", rules: [] },
      { consent: "optin", ...wait },
      { consent: "existing_customer", ...wait },
      { consent: "none", kind: "block", rules: ["kr.nw.consent"] },
      { consent: "withdrawn", kind: "block", rules: ["kr.nw.withdrawn"] },
    ]);
    expect(result.text).toContain("2026-11-25 08:00부터");
    expect(result.text).toContain("50③, 시행령 61②");
    expect(result.text).not.toContain("적법");
  });

  it("is answered for the stated consent alone", async () => {
    const ctx = await makeWorkspace(db, { now });

    const result = await check(ctx, { ...night, text: whole, consent: "optin_night" });

    expect(decisions(result)).toEqual([{ consent: "optin_night", kind: "allow", rules: [] }]);
    expect(result.text).toContain("검토 의견으로는 보낼 수 있어요");
  });

  it("that lacks label and opt-out must be changed first, and waits even then", async () => {
    const ctx = await makeWorkspace(db, { now, lang: "en" });

    const result = await check(ctx, { ...night, text: "Autumn sale at Haru, 20% off", consent: "optin" });

    expect(decisions(result)).toEqual([
      { consent: "optin", kind: "block", rules: ["kr.nw.ad-label", "kr.nw.sender-id", "kr.nw.optout-free"] },
    ]);
    expect(result.facts).toMatchObject({ verdict: "fix" });
    expect(result.text).toContain("may go from 2026-11-25 08:00 even then");
  });

  it("by e-mail knows no night", async () => {
    const ctx = await makeWorkspace(db, { now });
    const mail = {
      subject: "(광고) 가을 신상",
      text: `${whole}\nhelp@haru.kr 02-123-4567 서울 강남구 테헤란로 1`,
    };

    const result = await check(ctx, { ...night, channel: "email", ...mail, consent: "optin" });

    expect(decisions(result)).toEqual([{ consent: "optin", kind: "allow", rules: [] }]);
  });

  it("that only serves an order is no advertising", async () => {
    const ctx = await makeWorkspace(db, { now });

    const result = await check(ctx, { ...night, text: "[하루상회] 주문하신 상품이 오늘 출고되었습니다." });

    expect(result.text).toContain("거래 안내로 보여요");
    expect(result.text).not.toContain("받는 사람별");
  });

  it("as AlimTalk carries no advertising whatever was agreed to", async () => {
    const ctx = await makeWorkspace(db, { now });

    const result = await check(ctx, { ...night, channel: "alimtalk", text: whole, consent: "optin_night" });

    expect(decisions(result)).toEqual([
      { consent: "optin_night", kind: "block", rules: ["pf.kakao.alimtalk-ad"] },
    ]);
  });
});

describe("what is missing", () => {
  it.each([
    [{}, "channel"],
    [{ channel: "sms" }, "time"],
    [{ channel: "sms", day: "2026-11-24" }, "time"],
    [night, "text"],
  ])("of %j is asked for alone, with buttons that go on from there", async (input, slot) => {
    const ctx = await makeWorkspace(db, { now });

    const { card, facts } = await check(ctx, input);

    expect(facts).toEqual({ asked: [slot] });
    expect(card.parts.map(({ kind }) => kind)).toEqual(["form"]);
    const [form] = card.parts;
    const press = form?.kind === "form" ? form.choices[0]?.press : undefined;
    expect(press).toMatchObject({ action: "check_send", input });
  });

  it("the copy can be left out: then time and consent are answered alone", async () => {
    const ctx = await makeWorkspace(db, { now });

    const { facts, text } = await check(ctx, { ...night, withoutText: true, consent: "optin" });

    expect(decisions({ facts } as ToolResult)).toMatchObject([{ kind: "defer" }]);
    expect(text).toContain("지금은 안 되고 2026-11-25 08:00부터");
  });

  it("of a day is the next such time, and a moment that is past is told", async () => {
    const ctx = await makeWorkspace(db, { now });

    const next = await check(ctx, { channel: "sms", time: "09:00", text: whole, consent: "optin" });
    const past = await check(ctx, { ...night, day: "2026-11-22", text: whole, consent: "optin" });

    expect(next.facts).toMatchObject({ at: "2026-11-24T09:00:00+09:00" });
    expect(next.text).toContain("날짜를 말하지 않아");
    expect(past.text).toContain("이미 지난 시각이에요");
  });
});

describe("a list of consents", () => {
  const list = [
    "이름,휴대폰,마케팅 수신동의,동의일,야간동의,결과통지일",
    "김하나,010-1111-0001,Y,2026-03-02,N,2026-03-05",
    "이두나,010-1111-0002,Y,2026-03-02,Y,2026-03-05",
    "박세나,010-1111-0003,N,,,",
  ].join("\n");

  async function withList(): Promise<Ctx> {
    const ctx = await makeWorkspace(db, { now });
    const path = join(folder, ctx.workspaceId);
    await writeFile(path, list);
    const { id } = await storeDocument(ctx, { name: "VIP 명부.csv", path });
    await act(ctx, tools, { tool: "import_report", input: { documentId: id } }, () => undefined);
    return ctx;
  }

  it("by its name says how many may get it then, wait or never", async () => {
    const ctx = await withList();

    const { text } = await check(ctx, { ...night, text: whole, list: "VIP 명부" });

    expect(text).toMatch(/그 시각에 1명 가능, 1명은 기다려야 하고, 1명은 보낼 수 없어요/);
    expect(text).not.toContain("010-");
  });

  it("that nobody imported is said", async () => {
    const ctx = await withList();

    await expect(check(ctx, { ...night, text: whole, list: "단골 명부" })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

it("the review of the words is kept like any other, and nothing is sent", async () => {
  const ctx = await makeWorkspace(db, { now, role: "viewer" });

  const { facts } = await check(ctx, { ...night, text: whole });

  const rows = await asOwner(bare, `select id, kind from review where workspace_id = '${ctx.workspaceId}'`);
  expect(rows).toEqual([{ id: (facts as { reviewId: string }).reviewId, kind: "text" }]);
});
