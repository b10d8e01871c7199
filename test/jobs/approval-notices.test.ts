// Reminders and ends of requests: told once, to the right people, in their own rooms, whatever happens to who tells them.

import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from "vitest";
import { buildAnswerer } from "../../src/app.ts";
import {
  decide,
  findApproval,
  makeDue,
  NOTICES,
  propose,
} from "../../src/capabilities/approvals/approvals.ts";
import { approvedActions } from "../../src/capabilities/campaigns/actions.ts";
import type { Ctx } from "../../src/capabilities/context.ts";
import { type Chat, openChat, type Place } from "../../src/chat/chat.ts";
import { openConversation } from "../../src/chat/inbox.ts";
import { noteAsked } from "../../src/chat/tell.ts";
import { requestCards } from "../../src/chat/request-cards.ts";
import type { Item } from "../../src/chat/item.ts";
import type { Card } from "../../src/core/card/card.ts";
import { cardText } from "../../src/core/card/plain/plain.ts";
import { words } from "../../src/core/locale.ts";
import { openClaimLoop } from "../../src/db/claim-loop.ts";
import { type Db, withTx } from "../../src/db/db.ts";
import { noticeWork } from "../../src/jobs/approval-notices.ts";
import { nameOnSlack } from "../chat/posting.ts";
import { makePlace, personOf, until } from "../chat/support.ts";
import { asOwner, closeTestDb, onPostgres, openTestDb, silentLog } from "../support/database.ts";
import { joinWorkspace, makeWorkspace } from "../support/workspace.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

/** Tuesday, 10:00 in Seoul. */
const tuesday = Temporal.Instant.from("2026-11-24T10:00:00+09:00");
const seoul = (text: string) => Temporal.Instant.from(`${text}+09:00`);

type Desk = { chat: Chat; at: (now: Temporal.Instant) => Promise<number>; clock: () => Temporal.Instant };

/** The whole product with a clock that the test moves; `at` moves it and ticks. */
async function openDesk(): Promise<Desk> {
  let now = tuesday;
  const clock = (): Temporal.Instant => now;
  const chat = await openChat({
    db,
    log: silentLog,
    now: clock,
    answerer: buildAnswerer(silentLog),
    works: [noticeWork({ db, log: silentLog, now: clock })],
  });
  onTestFinished(() => chat.close(0));
  const at = (moment: Temporal.Instant): Promise<number> => {
    now = moment;
    return makeDue(db, moment);
  };
  return { chat, at, clock };
}

async function firm(): Promise<{ admin: Ctx; manager: Ctx; member: Ctx }> {
  const admin = await makeWorkspace(db, { now: tuesday });
  return {
    admin,
    manager: await joinWorkspace(admin, "project_manager"),
    member: await joinWorkspace(admin, "member"),
  };
}

async function say(chat: Chat, place: Place, text: string): Promise<Card[]> {
  const { inboundId } = await chat.send(place, { key: randomUUID(), text, lang: "ko" });
  return (await until(() => chat.answerTo(place, inboundId))).cards.map(({ card }) => card);
}

/** Presses the first button with this label that stands there. */
async function press(chat: Chat, place: Place, label: string): Promise<string> {
  const token = await until(async () => {
    const cards = (await chat.answers(place)).flatMap((one) => one.cards);
    const choices = cards.flatMap(({ card }) =>
      card.parts.flatMap((part) => (part.kind === "proposal" ? part.choices : [])),
    );
    const found = choices.findLast((choice) => choice.label === label)?.press;
    return found && "token" in found ? found.token : undefined;
  });
  const { inboundId } = await chat.press(place, { key: randomUUID(), token });
  const answer = await until(() => chat.answerTo(place, inboundId));
  return answer.cards.map(({ card }) => cardText(card)).join("\n");
}

const textsIn = async (chat: Chat, place: Place): Promise<string[]> =>
  (await chat.answers(place)).map(({ cards }) => cards.map(({ card }) => cardText(card)).join("\n"));

const idOn = (cards: readonly Card[]): string => {
  const parts = cards.flatMap((card) => card.parts);
  const id = parts.flatMap((part) =>
    part.kind === "proposal" && part.approval ? [part.approval.id] : [],
  )[0];
  if (id === undefined) throw new Error("no request on these cards");
  return id;
};

const brief =
  "여름 샌들 세일 캠페인 만들어줘, 300만원, 다음 달 1일부터 2주, 20대 여성, 인스타랑 네이버, url은 https://shop.co.kr/sandals";

/** All notices that are due are carried out, and what they say is answered. */
async function quiet(): Promise<void> {
  await until(async () => {
    const open = await asOwner(
      db,
      `select 1 from approval_notice where state in ('waiting', 'working')
       union all select 1 from inbound where state in ('waiting', 'working')`,
    );
    return open.length === 0 ? true : undefined;
  });
}

describe("on the page", () => {
  test("a decider is reminded where they saw it, its requester is told of its end and asks anew under another hash", async () => {
    const { chat, at, clock } = await openDesk();
    const { manager, member } = await firm();
    const [asking, deciding] = [makePlace(member), makePlace(manager)];
    const id = idOn(await say(chat, asking, brief));
    await say(chat, deciding, "승인할 것 보여줘");
    const before = await textsIn(chat, asking);

    await at(seoul("2026-11-25T11:59"));
    await quiet();
    expect(await textsIn(chat, deciding)).toHaveLength(1);
    await at(seoul("2026-11-25T12:00"));
    const reminded = await until(async () => (await textsIn(chat, deciding))[1]);
    expect(reminded).toContain("승인을 기다리는 요청이 있어요. 2026-11-26 14:00까지");
    expect(await textsIn(chat, asking)).toEqual(before);

    await at(seoul("2026-11-27T09:00"));
    const told = await until(async () => (await textsIn(chat, asking))[1]);
    expect(told).toContain("승인 기한(2026-11-26 14:00)이 지났어요");
    expect((await findApproval(member, id))?.state).toBe("expired");
    await quiet();
    expect(
      (await textsIn(chat, deciding)).filter((one) => one.includes("기다리는 요청이 있어요. 2026")),
    ).toHaveLength(1);
    expect((await textsIn(chat, deciding))[0]).toContain("승인 기한이 지났어요");

    expect(await press(chat, asking, "다시 요청")).toContain("여름 샌들 세일: 총예산 3,000,000원");
    const rows = await asOwner<{ state: string; plan_hash: string }>(
      db,
      `select state, plan_hash from approval where workspace_id = '${member.workspaceId}' order by created_at`,
    );
    expect(rows.map(({ state }) => state)).toEqual(["expired", "waiting"]);
    expect(new Set(rows.map(({ plan_hash: hash }) => hash)).size).toBe(2);
    expect(clock().equals(seoul("2026-11-27T09:00"))).toBe(true);
  });

  test("who was on the page before and never saw it hears of it in a conversation of their own", async () => {
    const { chat, at } = await openDesk();
    const { admin, member } = await firm();
    await say(chat, makePlace(admin), "뭐 할 수 있어?");
    await say(chat, makePlace(member), brief);

    await at(seoul("2026-11-25T12:00"));

    const own = { ...makePlace(admin), threadRef: "approvals" };
    expect(await until(async () => (await textsIn(chat, own))[0])).toContain("승인을 기다리는 요청이 있어요");
    expect((await chat.threads(own)).find(({ thread }) => thread === "approvals")?.title).toBe("승인 요청");
  });

  test.each([
    ["the earlier", ""],
    ["the later", "-"],
  ])("after an outage people are told once, in working hours, %s reminder done first", async (_, sign) => {
    const { chat, at } = await openDesk();
    const { manager, member } = await firm();
    const deciding = makePlace(manager);
    await say(
      chat,
      makePlace(member),
      "여름 모자 캠페인 만들어줘, 100만원, 다음 달 1일부터 2주, 네이버, url은 https://shop.co.kr/hats",
    );
    await say(chat, deciding, "승인할 것 보여줘");
    // Work on a request goes by when its rows were made.
    await asOwner(
      db,
      `update approval_notice set created_at = now() + ${sign}(due_at - timestamptz '2026-11-24')
       where workspace_id = '${member.workspaceId}' and kind = 'reminder'`,
    );

    // Both reminders were missed; it is Thursday, before work, and it ends at 14:00.
    await at(seoul("2026-11-26T13:30"));
    await quiet();
    expect(await textsIn(chat, deciding)).toHaveLength(2);
    expect(await at(seoul("2026-11-26T13:40"))).toBe(0);
  });

  test("at night nobody is woken: the reminder waits for the morning", async () => {
    const { chat, at } = await openDesk();
    const { manager, member } = await firm();
    const deciding = makePlace(manager);
    await say(
      chat,
      makePlace(member),
      "여름 모자 캠페인 만들어줘, 100만원, 다음 달 1일부터 2주, 네이버, url은 https://shop.co.kr/hats",
    );
    await say(chat, deciding, "승인할 것 보여줘");

    await at(seoul("2026-11-25T22:00"));
    await quiet();
    expect(await textsIn(chat, deciding)).toHaveLength(1);
    await at(seoul("2026-11-26T09:00"));
    await quiet();
    expect(await textsIn(chat, deciding)).toHaveLength(2);
  });

  test("a decision elsewhere takes the buttons off an open page at once, and says whose page is to be drawn anew", async () => {
    const { chat } = await openDesk();
    const { admin, manager, member } = await firm();
    const [asking, deciding] = [makePlace(member), makePlace(manager)];
    const id = idOn(await say(chat, asking, brief));
    await say(chat, deciding, "승인할 것 보여줘");
    const heard: string[] = [];
    for (const [name, place] of [
      ["requester", asking],
      ["decider", deciding],
    ] as const)
      chat.redrawn(place, () => heard.push(name));

    await decide(admin, { id, decision: "reject" }, approvedActions);

    await until(async () => (heard.length >= 2 ? heard : undefined));
    expect(heard.toSorted()).toEqual(["decider", "requester"]);
    expect((await textsIn(chat, deciding))[0]).toContain("반려됐어요");
  });
});

/** A request as a member makes it in a Slack channel: its card there, a copy for each decider. */
async function askedOnSlack(member: Ctx, subject: string, tainted = false): Promise<string> {
  const asked = await propose(
    { ...member, tainted },
    {
      kind: "campaign.launch",
      subject,
      exact: { subject },
      title: words("몰래 심은 이름", "A planted name"),
      diff: [{ entity: "몰래 심은 이름", medium: "naver", field: "기간", before: null, after: "2주" }],
      total: { minor: 1_000_000n, currency: "KRW", vat: "excluded" },
      byMedium: [{ medium: "naver", money: { minor: 1_000_000n, currency: "KRW", vat: "excluded" } }],
    },
  );
  const card = requestCard(asked.id, asked.planHash);
  const place = { workspaceId: member.workspaceId, personId: personOf(member), platform: "slack" };
  const item = { ...place, roomRef: "T1/C1", threadRef: randomUUID() } as Item;
  const push = await requestCards(member, item, [card]);
  await withTx(member, async (tx) => {
    const conversationId = await openConversation(tx, item);
    await push(tx);
    await noteAsked(tx, member, conversationId, [card]);
  });
  return asked.id;
}

function requestCard(id: string, planHash: string): Card {
  const approval = {
    id,
    kind: "campaign.launch",
    planHash,
    state: "waiting" as const,
    diff: [],
    needs: { roles: [], people: 1, other: false, reason: false },
    total: null,
    byMedium: [],
    expiresAt: tuesday.toString(),
  };
  return { lang: "ko", parts: [{ kind: "proposal", title: "요청", lines: [], choices: [], approval }] };
}

const editsIn = (ctx: Ctx) =>
  asOwner<{ at: string; line: string }>(
    db,
    `select target->'edits'->>'delivery' as at, content->>'line' as line from delivery
     where workspace_id = '${ctx.workspaceId}' and kind = 'edit'`,
  );

describe("in Slack", () => {
  test("text from outside does not travel: its request goes to deciders without its words, and opens whole where they press", async () => {
    const { member, manager } = await firm();
    await nameOnSlack(db, personOf(manager), `T1/${randomUUID()}`);
    await askedOnSlack(member, "plan-clean");
    await askedOnSlack(member, "plan-tainted", true);

    const sent = await asOwner<{ card: string; buttons: string }>(
      db,
      `select content::text as card, (select string_agg(b.label, ',' order by b.label) from button b where b.delivery_id = d.id) as buttons
       from delivery d where workspace_id = '${member.workspaceId}' and kind = 'push' order by created_at`,
    );
    expect(sent.map(({ buttons }) => buttons)).toEqual(["반려,수정,승인", "내용 보고 결정하기"]);
    expect(sent[0]?.card).toContain("몰래 심은 이름");
    expect(sent[1]?.card).not.toContain("몰래 심은 이름");
    expect(sent[1]?.card).toMatch(/밖에서 온 글/);
    expect(sent[1]?.card).toContain("1000000");
  });

  test("replicas that tick at once and lose their connections tell each end, each reminder and each edit once", async () => {
    const { admin, manager, member } = await firm();
    for (const one of [admin, manager]) await nameOnSlack(db, personOf(one), `T1/${randomUUID()}`);
    const ids = await Promise.all(Array.from({ length: 12 }, (_, at) => askedOnSlack(member, `plan-${at}`)));
    let now = seoul("2026-11-25T12:00");
    const desk = { db, log: silentLog, now: () => now };
    const open = () => openClaimLoop(db, [noticeWork(desk)], { log: silentLog, sweepMs: 100 });
    const loops = [await open(), await open(), await open()];
    onTestFinished(async () => void (await Promise.all(loops.map((loop) => loop.close(0)))));
    const tickAll = () => Promise.all(Array.from({ length: 3 }, () => makeDue(db, now).catch(() => 0)));
    const done = () =>
      until(async () => {
        const open = await asOwner(
          db,
          `select 1 from approval_notice where workspace_id = '${member.workspaceId}' and state in ('waiting', 'working')`,
        ).catch(() => [{}]);
        return open.length === 0 ? true : undefined;
      });

    await tickAll();
    await trouble(loops, open);
    await done();
    now = seoul("2026-11-27T09:00");
    await tickAll();
    await trouble(loops, open);
    await tickAll();
    await done();

    const told = await asOwner<{ action: string; count: string }>(
      db,
      `select body->>'action' as action, count(*)::text as count from inbound
       where workspace_id = '${member.workspaceId}' group by 1 order by 1`,
    );
    expect(told).toEqual([
      { action: "remind_decider", count: String(ids.length * 2) },
      { action: "tell_expired", count: String(ids.length) },
    ]);
    const edits = await editsIn(member);
    expect(edits).toHaveLength(ids.length * 2);
    expect(new Set(edits.map(({ at }) => at)).size).toBe(ids.length * 2);
    expect(edits[0]?.line).toContain("승인 기한이 지났어요");
  });
});

describe.skipIf(!onPostgres())("a replica that is killed (needs TEST_DATABASE_URL)", () => {
  test("while it tells of reminders and of ends leaves both to the next one, which tells each once", async () => {
    const { admin, manager, member } = await firm();
    for (const one of [admin, manager]) await nameOnSlack(db, personOf(one), `T1/${randomUUID()}`);
    const ids = await Promise.all(Array.from({ length: 6 }, (_, at) => askedOnSlack(member, `plan-${at}`)));

    const told: Record<string, number> = {};
    for (const moment of ["2026-11-25T12:00", "2026-11-27T09:00"]) {
      const now = seoul(moment);
      await makeDue(db, now);
      const held = await holdInbound();
      await killedWhileTelling(now, member.workspaceId);
      await held.release();
      const loop = await openClaimLoop(db, [noticeWork({ db, log: silentLog, now: () => now })], {
        log: silentLog,
        sweepMs: 100,
      });
      onTestFinished(() => loop.close(0));
      await until(async () => ((await openNotices(member.workspaceId)) === 0 ? true : undefined));
      await loop.close(0);
    }
    for (const { action, count } of await asOwner<{ action: string; count: number }>(
      db,
      `select body->>'action' as action, count(*)::int as count from inbound
       where workspace_id = '${member.workspaceId}' group by 1`,
    ))
      told[action] = count;

    expect(told).toEqual({ remind_decider: ids.length * 2, tell_expired: ids.length });
  });
});

async function serverUrl(): Promise<string> {
  const start = inject("testDatabase");
  if (start.kind !== "server") throw new Error("not on a server");
  const [row] = await asOwner<{ name: string }>(db, "select current_database() as name");
  const url = new URL(start.url);
  url.pathname = `/${row?.name}`;
  return url.toString();
}

/** Nothing can be told until it is released: whoever tries waits in the middle of the transaction. */
async function holdInbound(): Promise<{ release: () => Promise<void> }> {
  const sql = postgres(await serverUrl(), { max: 1, onnotice: () => {} });
  const one = await sql.reserve();
  await one`begin`;
  await one`lock table inbound in share row exclusive mode`;
  return {
    release: async () => {
      await one`commit`;
      one.release();
      await sql.end({ timeout: 1 });
    },
  };
}

/** Another process takes the notices that are due, and is killed as soon as it stands before the first thing it would store. */
async function killedWhileTelling(now: Temporal.Instant, workspaceId: string): Promise<void> {
  const at = (path: string): string => JSON.stringify(new URL(`../../src/${path}`, import.meta.url).href);
  const script = `
    import pino from "pino";
    import { openClaimLoop } from ${at("db/claim-loop.ts")};
    import { openPool } from ${at("db/pool.ts")};
    import { noticeWork } from ${at("jobs/approval-notices.ts")};
    const log = pino({ level: "silent" });
    const db = openPool(process.env.URL_HERE, { max: 4, log });
    const now = () => Temporal.Instant.from("${now.toString()}");
    await openClaimLoop(db, [noticeWork({ db, log, now })], { log, sweepMs: 100 });`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", script], {
    env: { PATH: "", URL_HERE: await serverUrl() },
    stdio: ["ignore", "ignore", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const gone = once(child, "exit");
  await until(async () => {
    const waits = await asOwner(
      db,
      `select 1 from pg_locks l join pg_stat_activity a using (pid)
       where a.datname = current_database() and not l.granted and l.relation = 'inbound'::regclass`,
    );
    return waits.length > 0 ? true : undefined;
  });
  child.kill("SIGKILL");
  await gone;
  expect(await openNotices(workspaceId)).toBeGreaterThan(0);
}

async function openNotices(workspaceId: string): Promise<number> {
  const rows = await asOwner(
    db,
    `select 1 from approval_notice where workspace_id = '${workspaceId}' and state in ('waiting', 'working')`,
  );
  return rows.length;
}

/** A replica goes and comes back; on a server every connection is cut in the middle of whatever it does, too. */
async function trouble(
  loops: { close: (ms?: number) => Promise<void> }[],
  open: () => Promise<(typeof loops)[number]>,
) {
  for (let kill = 0; kill < 4; kill++) {
    if (onPostgres())
      await asOwner(
        db,
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid() and query not like 'listen%'`,
      ).catch(() => []);
    await loops.shift()?.close(0);
    loops.push(await until(() => open().catch(() => undefined)));
  }
}

test("what a request has due is work of the claim loop", () => {
  expect(noticeWork({ db, log: silentLog, now: () => tuesday })).toMatchObject({
    table: NOTICES,
    serialBy: "approval_id",
  });
});
