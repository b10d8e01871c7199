// Nights in which what runs or waits is reviewed again: each thing once, its owner told of the difference and of nothing else.

import { Resvg } from "@resvg/resvg-js";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { act } from "../../src/agent/act.ts";
import { buildAnswerer } from "../../src/app.ts";
import { makeNightsDue, NIGHTS } from "../../src/capabilities/compliance/compliance.ts";
import {
  homeFolder,
  loadLists,
  type Packs,
  packsOf,
  policiesOf,
  policyFiles,
} from "../../src/capabilities/compliance/packs.ts";
import { Policy } from "../../src/capabilities/compliance/policy.ts";
import { type CreativeBrief, draftCreatives } from "../../src/capabilities/creatives/creatives.ts";
import { draftReviewParts } from "../../src/capabilities/creatives/review.ts";
import type { Ctx } from "../../src/capabilities/context.ts";
import { tools } from "../../src/capabilities/registry.ts";
import { verifyLedger } from "../../src/capabilities/write.ts";
import { type Chat, openChat, type Place } from "../../src/chat/chat.ts";
import type { Card } from "../../src/core/card/card.ts";
import { cardText } from "../../src/core/card/plain/plain.ts";
import { newId, WorkspaceId } from "../../src/core/ids.ts";
import { openClaimLoop } from "../../src/db/claim-loop.ts";
import { type Db, withSystemTx } from "../../src/db/db.ts";
import { nightWork } from "../../src/jobs/review-nights.ts";
import { makePlace, until } from "../chat/support.ts";
import { asOwner, closeTestDb, openTestDb, silentLog } from "../support/database.ts";
import { joinWorkspace, makeWorkspace } from "../support/workspace.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

const seoul = (text: string) => Temporal.Instant.from(`${text}+09:00`);
/** Tuesday. */
const start = seoul("2026-11-24T10:00");

const lists = loadLists();
const home = policyFiles(homeFolder).flatMap((file) => policiesOf(homeFolder, file));

/** The product's own rules with one more that objects to the product's name. */
function packsWith(
  more: { from: string; to?: string; severity?: string; evidence?: object },
  version = "0.2.0",
): Packs {
  const policy = Policy.parse({
    id: "kr.fla.sandal-test",
    effective_from: more.from,
    effective_to: more.to ?? null,
    jurisdiction: ["KR"],
    severity: more.severity ?? "fix",
    citation: { act: "시험법", article: "1", mark: "u" },
    check: { existence: { terms: ["샌들"] } },
    ...(more.evidence && { evidence: more.evidence }),
    message: { ko: "샌들을 말해요.", en: "It speaks of sandals." },
    fix: { ko: "빼 주세요.", en: "Leave it out." },
    tests: { hit: [], miss: [] },
  });
  const facts = { "kr.fla": { version, owner: null, checked_on: null } };
  return packsOf([...home, { file: "", pack: "kr.fla", policy }], lists, facts);
}

type Desk = { chat: Chat; at: (now: Temporal.Instant) => Promise<void>; use: (packs: Packs) => void };

/** The whole product with a clock and rules that the test moves; `at` moves the clock, ticks and waits until all is done. */
async function openDesk(packs: Packs): Promise<Desk> {
  let now = start;
  const desk = { db, log: silentLog, now: () => now, packs };
  const chat = await openChat({
    db,
    log: silentLog,
    now: () => now,
    answerer: buildAnswerer(silentLog),
    works: [nightWork(desk)],
  });
  onTestFinished(() => chat.close(0));
  return {
    chat,
    at: async (moment) => {
      now = moment;
      await makeNightsDue(db, moment);
      await quiet();
    },
    use: (other) => {
      desk.packs = other;
    },
  };
}

async function quiet(): Promise<void> {
  await until(async () => {
    const open = await asOwner(
      db,
      `select 1 from review_night where state in ('waiting', 'working')
       union all select 1 from inbound where state in ('waiting', 'working')`,
    );
    return open.length === 0 ? true : undefined;
  });
}

async function call(ctx: Ctx, tool: string, input: object): Promise<Card> {
  return (await act(ctx, tools, { tool, input }, () => undefined)).card;
}

const brief = {
  product: "여름 샌들 세일",
  media: ["naver"],
  budget: { amount: 700_000 },
  start: "2026-11-26",
  durationDays: 14,
  url: "https://shop.example.com/sandals",
};

const drafted = (ctx: Ctx) => call(ctx, "generate_copy", { product: "가죽 샌들" });
const noticed = (member: Ctx): Place => ({ ...makePlace(member), threadRef: "reviews" });
const textsIn = async (chat: Chat, place: Place): Promise<string[]> =>
  (await chat.answers(place)).map(({ cards }) =>
    cards.map(({ card }) => cardText(card).replaceAll(/\s+/g, " ")).join(" "),
  );

async function visit(chat: Chat, ctx: Ctx): Promise<void> {
  const place = makePlace(ctx);
  const { inboundId } = await chat.send(place, {
    key: crypto.randomUUID(),
    text: "뭐 할 수 있어?",
    lang: "ko",
  });
  await until(() => chat.answerTo(place, inboundId));
}

const nights = (ctx: Ctx) =>
  asOwner<{ kind: string; reviewed: number | null; changed: number | null; state: string }>(
    db,
    `select kind, reviewed, changed, state from review_night where workspace_id = '${ctx.workspaceId}' order by created_at, id`,
  );

const reviewsOf = async (ctx: Ctx): Promise<number> =>
  Number(
    (
      await asOwner<{ n: string }>(
        db,
        `select count(*) as n from review where workspace_id = '${ctx.workspaceId}'`,
      )
    )[0]?.n,
  );

describe("a night", () => {
  test("tells the owner in the morning what a rule that began found, once, and nobody else; then it is silent", async () => {
    const { chat, at } = await openDesk(packsWith({ from: "2026-11-27" }));
    const admin = await makeWorkspace(db, { now: start });
    const member = await joinWorkspace(admin, "member");
    await drafted(member);
    await visit(chat, member);
    await visit(chat, admin);

    await at(seoul("2026-11-25T05:00"));
    expect(await nights(admin)).toEqual([{ kind: "review", reviewed: 1, changed: 0, state: "done" }]);
    await at(seoul("2026-11-27T05:00"));
    expect(await textsIn(chat, noticed(member))).toEqual([]);
    await at(seoul("2026-11-27T09:00"));

    const [told, ...others] = await textsIn(chat, noticed(member));
    expect(others).toEqual([]);
    expect(told).toContain("밤사이 다시 검토했더니 1건의 검토 의견이 달라졌어요.");
    expect(told).toContain("새 의견(수정)");
    expect(told).toContain("이유: 2026-11-27 시행 · kr.fla.sandal-test");
    expect(told).toContain("멈춘 광고는 없어요");
    expect(await textsIn(chat, noticed(admin))).toEqual([]);

    await at(seoul("2026-11-30T09:00"));
    expect(await textsIn(chat, noticed(member))).toHaveLength(1);
    expect(await verifyLedger(admin)).toMatchObject({ state: "whole" });
  });

  test("judges nothing again where nothing has moved", async () => {
    const { at } = await openDesk(packsWith({ from: "2026-01-01" }));
    const ctx = await makeWorkspace(db, { now: start });
    await drafted(ctx);
    await at(seoul("2026-11-25T05:00"));
    const before = await reviewsOf(ctx);

    await at(seoul("2026-11-26T05:00"));

    expect(await reviewsOf(ctx)).toBe(before);
    expect((await nights(ctx)).filter(({ kind }) => kind === "review").at(-1)).toMatchObject({ reviewed: 0 });
  });

  test("of a campaign and a draft makes one message: the pack's versions, the requester, a button to the rewrites", async () => {
    const { chat, at, use } = await openDesk(packsWith({ from: "2030-01-01" }, "0.1.0"));
    const admin = await makeWorkspace(db, { now: start });
    const member = await joinWorkspace(admin, "member");
    await call(member, "create_campaign", brief);
    await drafted(member);
    await visit(chat, member);
    await at(seoul("2026-11-25T05:00"));

    use(packsWith({ from: "2026-01-01" }, "0.2.0"));
    await at(seoul("2026-11-26T05:00"));
    await at(seoul("2026-11-26T09:00"));

    const [told, ...others] = await textsIn(chat, noticed(member));
    expect(others).toEqual([]);
    expect(told).toContain("2건의 검토 의견이 달라졌어요");
    expect(told?.match(/이유: 기준 kr\.fla 0\.1\.0 → 0\.2\.0/g)).toHaveLength(2);
    const pressed = (await chat.answers(noticed(member)))[0]?.cards.flatMap(({ card }) =>
      card.parts.flatMap((part) => (part.kind === "proposal" ? part.choices : [])),
    );
    expect(pressed?.map(({ label }) => label)).toEqual(["고칠 문구 보기", "고칠 문구 보기"]);
    // Nothing is paused or withdrawn by it.
    const states = await asOwner<{ state: string }>(
      db,
      `select state from approval where workspace_id = '${admin.workspaceId}'`,
    );
    expect(states).toEqual([{ state: "waiting" }]);
  });

  test("tells that a rule is gone, and that proof ran out", async () => {
    const evidence = { accept: ["survey"] };
    const { chat, at } = await openDesk(packsWith({ from: "2026-01-01", evidence }));
    const ctx = await makeWorkspace(db, { now: start });
    await drafted(ctx);
    await visit(chat, ctx);
    await call(ctx, "give_evidence", { kind: "survey", reference: "3분기 조사", expiresOn: "2026-11-26" });
    await at(seoul("2026-11-25T09:00"));
    await at(seoul("2026-11-25T09:01"));
    expect(await textsIn(chat, noticed(ctx))).toEqual([]);

    await at(seoul("2026-11-27T05:00"));
    await at(seoul("2026-11-27T09:00"));

    const told = (await textsIn(chat, noticed(ctx))).at(-1);
    expect(told).toContain("참고 → 수정");
    expect(told).toContain("의 유효 기간이 2026-11-26에 끝남");
  });

  test("of Saturday and one of Sunday tell a thing once on Monday", async () => {
    const { chat, at, use } = await openDesk(packsWith({ from: "2026-11-28" }));
    const ctx = await makeWorkspace(db, { now: start });
    await drafted(ctx);
    await visit(chat, ctx);
    await at(seoul("2026-11-27T05:00"));

    await at(seoul("2026-11-28T05:00"));
    use(packsWith({ from: "2026-11-28", severity: "block" }, "0.3.0"));
    await at(seoul("2026-11-29T05:00"));
    await at(seoul("2026-11-30T09:00"));

    const [told, ...others] = await textsIn(chat, noticed(ctx));
    expect(others).toEqual([]);
    expect(told).toContain("1건의 검토 의견이 달라졌어요");
    expect(told).toContain("새 의견(보류)");
    expect(told).not.toContain("새 의견(수정)");
  });

  test("goes to the admins where the owner is gone", async () => {
    const { chat, at } = await openDesk(packsWith({ from: "2026-11-27" }));
    const admin = await makeWorkspace(db, { now: start });
    const member = await joinWorkspace(admin, "member");
    await drafted(member);
    await visit(chat, admin);
    if (member.actor.kind !== "person") throw new Error("nobody");
    await asOwner(db, `delete from membership where person_id = '${member.actor.personId}'`);

    await at(seoul("2026-11-27T05:00"));
    await at(seoul("2026-11-27T09:00"));

    expect(await textsIn(chat, noticed(admin))).toHaveLength(1);
  });
});

test("a picture that a model made stays one, in a night and behind its button", async () => {
  const { at } = await openDesk(packsWith({ from: "2026-11-27" }));
  const bytes = new Resvg(
    `<svg xmlns="http://www.w3.org/2000/svg" width="1536" height="1024"><rect width="100%" height="100%" fill="#3a7bd5"/></svg>`,
  )
    .render()
    .asPng();
  const ctx: Ctx = {
    ...(await makeWorkspace(db, { now: start })),
    askPicture: () => Promise.resolve({ bytes }),
  };
  await call(ctx, "set_brand_guide", { avoid: ["초특가"] });
  const drawn: CreativeBrief = {
    product: "가죽 샌들",
    objective: "sales",
    media: ["naver"],
    formats: ["naver_small"],
    lang: "ko",
  };
  await draftReviewParts(ctx, await draftCreatives(ctx, drawn));
  await call(ctx, "create_campaign", brief);
  const known = () =>
    asOwner<{ kind: string; subject: string; version: number; image: string; banned: string[] }>(
      db,
      `select kind, subject, version, facts->>'ai_image' as image, facts->'brand_banned' as banned
       from review where workspace_id = '${ctx.workspaceId}' order by created_at, id`,
    );
  const asMade = { image: "photoreal", banned: ["초특가"] };
  const first = await known();
  expect(first.map(({ kind }) => kind)).toEqual(["creative", "plan"]);
  expect(first).toMatchObject([asMade, asMade]);

  await at(seoul("2026-11-25T05:00"));
  await at(seoul("2026-11-27T05:00"));
  for (const { subject, version } of first) await call(ctx, "show_review", { subject, version });

  const all = await known();
  expect(all.length).toBeGreaterThan(first.length);
  expect(all).toMatchObject(all.map(() => asMade));
});

describe("however many there are", () => {
  test("replicas that tick at once make one night of each workspace, none before it was there", async () => {
    const old = await makeWorkspace(db, { now: start });
    const young = await makeWorkspace(db, { now: seoul("2026-11-25T06:00") });
    const early = await makeWorkspace(db, { now: seoul("2026-11-24T20:00"), zone: "America/New_York" });
    const rows = async (ctx: Ctx) => (await nights(ctx)).length;

    await Promise.all([1, 2, 3].map(() => makeNightsDue(db, seoul("2026-11-25T06:30"))));

    expect([await rows(old), await rows(young), await rows(early)]).toEqual([1, 0, 0]);
    await makeNightsDue(db, seoul("2026-11-25T18:30"));
    expect(await rows(early)).toBe(1);
    // Over two hours, each at its own minute.
    const ids = await Promise.all(
      Array.from({ length: 8 }, async () => (await makeWorkspace(db, { now: start })).workspaceId),
    );
    const begun = async () =>
      (
        await asOwner(
          db,
          `select 1 from review_night where workspace_id in (${ids.map((id) => `'${id}'`).join()})`,
        )
      ).length;
    await makeNightsDue(db, seoul("2026-11-26T01:59"));
    expect(await begun()).toBe(0);
    await makeNightsDue(db, seoul("2026-11-26T04:00"));
    expect(await begun()).toBe(8);
  });

  test("a night that is given back and taken over by another process judges each thing once", async () => {
    const packs = packsWith({ from: "2026-01-01" });
    const ctx = await makeWorkspace(db, { now: start });
    for (const product of ["가죽 샌들", "여름 샌들", "통굽 샌들"])
      await call(ctx, "generate_copy", { product });
    const before = await reviewsOf(ctx);
    const now = () => seoul("2026-11-25T05:00");
    const loops = await Promise.all(
      [1, 2, 3].map(() =>
        openClaimLoop(db, [nightWork({ db, log: silentLog, now, packs, mostAtOnce: 1 })], { log: silentLog }),
      ),
    );
    onTestFinished(async () => {
      await Promise.all(loops.map((loop) => loop.close(0)));
    });

    await makeNightsDue(db, now());
    await quiet();

    expect(await reviewsOf(ctx)).toBe(before + 3);
    expect(await nights(ctx)).toEqual([
      { kind: "review", reviewed: 3, changed: 3, state: "done" },
      { kind: "tell", reviewed: null, changed: null, state: "held" },
    ]);
  });

  test("a night whose process lost it keeps nothing of what it judges afterwards", async () => {
    const packs = packsWith({ from: "2026-01-01" });
    const ctx = await makeWorkspace(db, { now: start });
    await drafted(ctx);
    const before = await reviewsOf(ctx);
    const id = newId(WorkspaceId);
    await withSystemTx(db, "test", (tx) =>
      tx.execute(
        `insert into review_night (id, workspace_id, kind, night, created_at)
         values ('${id}', '${ctx.workspaceId}', 'review', '2026-11-25', now())`,
      ),
    );
    const lost = {
      table: NIGHTS,
      id,
      workspaceId: ctx.workspaceId,
      fence: 0,
      attempts: 1,
      crashes: 0,
      alone: false,
    };
    const work = nightWork({ db, log: silentLog, now: () => start, packs });

    await expect(work.run({ ...lost, signal: new AbortController().signal })).rejects.toMatchObject({
      code: "CLAIM_LOST",
    });

    expect(await reviewsOf(ctx)).toBe(before);
  });
});
