// From one sentence to a campaign that runs, in the demo, by the people who may: the whole way through the product's own doors.

import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { campaign } from "../../src/capabilities/catalog/tables.ts";
import { openDemo } from "../../src/capabilities/workspace/workspace.ts";
import { inbound } from "../../src/chat/tables.ts";
import { withTx } from "../../src/db/db.ts";
import { openTestApp, type TestApp } from "../support/app.ts";
import { fixedNow } from "../support/workspace.ts";

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
}, 60_000);
afterAll(() => app.close());

const brief = "여름 샌들 세일 캠페인 만들어줘, 2주, 300만원, 20대 여성, 인스타랑 네이버";

async function place() {
  const { db } = app.chat;
  const { workspaceId } = await openDemo(db, { now: fixedNow, zone: "Asia/Seoul" });
  return { db, workspaceId };
}

async function statusOf(prefix: string): Promise<string[]> {
  const here = await place();
  const rows = await withTx(here, (tx) =>
    tx
      .select({ name: campaign.name, status: campaign.status })
      .from(campaign)
      .where(and(eq(campaign.workspaceId, here.workspaceId))),
  );
  return rows.filter(({ name }) => name.startsWith(prefix)).map(({ status }) => status);
}

/** What a request waits with; the first of an answer. */
function waitingIn({ proposals = [] }: Awaited<ReturnType<TestApp["ask"]>>) {
  const found = proposals.find(({ state }) => state === "waiting");
  if (!found?.id) throw new Error("nothing waits");
  return { ...found, id: found.id };
}

describe("a brief of one sentence", () => {
  test("waits as a plan whose won add up, is made paused by a manager's click and starts by another", async () => {
    const asked = waitingIn(await app.ask(brief, { as: "member" }));
    const byMedium = asked.byMedium ?? [];
    expect(asked).toMatchObject({ kind: "campaign.launch", total: { amount: 3_000_000, currency: "KRW" } });
    expect(byMedium.map(({ medium }) => medium)).toEqual(["meta", "naver"]);
    expect(byMedium.reduce((sum, { amount }) => sum + amount, 0)).toBe(3_000_000);

    const own = await app.decide("member", "approve", asked.id);
    expect(own.text).toContain("지금 역할로 결정할 수 없어요");
    const launched = await app.decide("manager", "approve", asked.id);
    expect(launched.text).toContain("[시뮬레이션]");
    expect(await statusOf("여름 샌들 세일_")).toEqual(["paused", "paused"]);

    const start = waitingIn(launched);
    expect(start.kind).toBe("campaign.activate");
    await app.decide("manager", "approve", start.id);
    expect(await statusOf("여름 샌들 세일_")).toEqual(["active", "active"]);
  });

  test("tells its requester in their own conversation what came of it, once", async () => {
    const here = await place();
    const told = await withTx(here, (tx) =>
      tx.select({ key: inbound.dedupeKey }).from(inbound).where(eq(inbound.kind, "action")),
    );

    expect(told.filter(({ key }) => key.startsWith("outcome:")).length).toBeGreaterThanOrEqual(1);
  });

  test("that is rejected does nothing and says who did", async () => {
    const asked = waitingIn(
      await app.ask("겨울 부츠 캠페인 만들어줘, 일주일, 100만원, 네이버", { as: "member" }),
    );

    const rejected = await app.decide("manager", "reject", asked.id, "예산이 너무 커요");
    const again = await app.decide("admin", "approve", asked.id);

    expect(rejected.text).toContain("반려했어요");
    expect(again.text).toContain("강도현 님이 이미 반려했어요");
    expect(await statusOf("겨울 부츠")).toEqual([]);
  });
});

describe("campaigns that run", () => {
  test("are paused by one approval for a list and started again by undo", async () => {
    const asked = waitingIn(await app.ask("여름 샌들 세일 메타 캠페인 일시정지해줘", { as: "member" }));

    const paused = await app.decide("manager", "approve", asked.id);
    const after = await statusOf("여름 샌들 세일_meta");
    const back = waitingIn(await app.ask("되돌려줘", { as: "manager" }));
    await app.decide("manager", "approve", back.id);

    expect(paused.text).toContain("일시정지했어요");
    expect(after).toEqual(["paused"]);
    expect(await statusOf("여름 샌들 세일_")).toEqual(["active", "active"]);
  });

  test("are not raised while everything is halted, and say so; pausing still works", async () => {
    await app.ask("자동 실행 전부 멈춰줘", { as: "viewer" });
    const raise = waitingIn(await app.ask("여름 샌들 세일 네이버 캠페인 예산 20% 올려줘", { as: "member" }));
    const pause = waitingIn(await app.ask("여름 샌들 세일 메타 캠페인 일시정지해줘", { as: "member" }));

    expect((await app.decide("manager", "approve", raise.id)).text).toContain(
      "멈춰 있어서 승인하지 않았어요",
    );
    expect((await app.decide("manager", "approve", pause.id)).text).toContain("일시정지했어요");
  });
});
