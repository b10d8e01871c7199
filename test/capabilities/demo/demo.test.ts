import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { demoQuestions, ensureMarket, HISTORY_DAYS } from "../../../src/capabilities/demo/demo.ts";
import { mediumOf, type OpenMedium, storedName } from "../../../src/capabilities/catalog/catalog.ts";
import type { AdAccountId } from "../../../src/core/ids.ts";
import { openDemo, scopeFor } from "../../../src/capabilities/workspace/workspace.ts";
import type { Db } from "../../../src/db/db.ts";
import { marketReport } from "../../../src/media/market/market.ts";
import { asOwner, closeTestDb, openTestDb, silentLog } from "../../support/database.ts";
import { fixedNow, makeWorkspace } from "../../support/workspace.ts";
import { activate, day, launch, sandals } from "../../media/market-account.ts";
import { sum } from "../../media/market/sums.ts";
import { ask as askQuery, partOf } from "../performance/asked.ts";
import { atBest, spentMs } from "../../support/time.ts";

let db: Db;

async function demo(now = fixedNow): Promise<Ctx> {
  const { people } = await openDemo(db, { now, zone: "Asia/Seoul" });
  return { ...(await scopeFor(db, { personId: people.member, now })), db, log: silentLog };
}

type Days = { first: string; last: string; days: number };

/** Days that point to a live market import, per medium and view. */
function covered(): Promise<(Days & { medium: string; view: string })[]> {
  return asOwner(
    db,
    `select a.medium, m.view, min(m.day)::text as first, max(m.day)::text as last, count(*)::int as days
     from metric_day m join ad_account a on a.id = m.account_id
     join import i on i.id = m.import_id and i.state = 'live' and i.source = 'market'
     group by 1, 2 order by 1, 2`,
  );
}

/** Facts that count on one day: those of the import its pointer names. */
async function factsOn(day: string, view: string): Promise<{ spend: number; clicks: number; rows: number }> {
  const [row] = await asOwner<{ spend: number; clicks: number; rows: number }>(
    db,
    `select (sum(f.spend_micros) / 1000000)::float8 as spend, sum(f.clicks)::float8 as clicks, count(*)::int as rows
     from daily_fact f join metric_day m
       on m.account_id = f.account_id and m.view = f.view and m.day = f.day and m.import_id = f.import_id
     where f.day = '${day}' and f.view = '${view}'`,
  );
  if (!row) throw new Error("no sum");
  return row;
}

describe("the demo market in the database", () => {
  beforeAll(async () => {
    db = await openTestDb();
    await ensureMarket(await demo());
  });
  afterAll(() => closeTestDb(db));

  it("covers 400 days up to yesterday in every view, with the market's own figures", async () => {
    const days = await covered();
    expect(days.length).toBeGreaterThanOrEqual(16);
    for (const { first, last, days: count } of days) {
      expect({ first, last, count }).toEqual({
        first: "2025-10-17",
        last: "2026-11-20",
        count: HISTORY_DAYS,
      });
    }
    const rows = marketReport(20_261, Temporal.PlainDate.from("2026-11-12"));
    for (const view of ["ad", "campaign", "campaign+device"] as const) {
      const ofView = rows.filter((row) => row.view === view);
      const { spendWon, clicks } = sum(ofView);
      expect(await factsOn("2026-11-12", view)).toEqual({ spend: spendWon, clicks, rows: ofView.length });
    }
  });

  it("knows which campaigns run today", async () => {
    const states = await asOwner(
      db,
      "select status, count(*)::int as campaigns from campaign group by 1 order by 1",
    );
    expect(states).toEqual([
      { status: "active", campaigns: 12 },
      { status: "ended", campaigns: 1 },
      { status: "paused", campaigns: 1 },
    ]);
  });

  it("keeps the change notes of its days, each once, at the campaigns they speak of", async () => {
    const notes = await asOwner(
      db,
      `select e.day::text as day, a.medium, c.name, e.text->>'ko' as ko from change_event e
       left join ad_account a on a.id = e.account_id left join campaign c on c.id = e.campaign_id
       where e.day between '2026-11-09' and '2026-11-15' order by e.day, ko`,
    );
    expect(notes).toEqual([
      { day: "2026-11-09", medium: null, name: null, ko: "주말 특가 종료" },
      { day: "2026-11-10", medium: "google_ads", name: null, ko: "쇼핑몰 결제 페이지 개편 배포" },
      { day: "2026-11-12", medium: "google_ads", name: null, ko: "구글 전환 태그 복구" },
    ]);
  });

  it("ends yesterday by the workspace's own zone: half an hour after midnight in Seoul nothing is missing", async () => {
    await ensureMarket(await demo(Temporal.Instant.from("2026-11-20T15:30:00Z")));

    expect(await asOwner(db, "select count(*)::int as rows from import")).toEqual([{ rows: 1 }]);
    expect((await covered())[0]).toMatchObject({ first: "2025-10-17", last: "2026-11-20" });
  });

  it("never enters a workspace of one's own", async () => {
    const own = await makeWorkspace(db, { kind: "own" });

    await ensureMarket(own);

    const rows = await asOwner(db, `select from daily_fact where workspace_id = '${own.workspaceId}'`);
    expect(rows).toEqual([]);
  });

  it("is loaded once, and costs next to nothing when nothing is missing", async () => {
    const ctx = await demo();
    const facts = await asOwner(db, "select count(*)::int as rows from daily_fact");

    const spent = async (): Promise<number> => {
      const began = spentMs();
      for (let again = 0; again < 10; again++) await ensureMarket(ctx);
      return (spentMs() - began) / 10;
    };

    expect(await atBest(25, spent)).toBeLessThan(25);
    expect(await asOwner(db, "select count(*)::int as rows from daily_fact")).toEqual(facts);
    expect(await asOwner(db, "select count(*)::int as rows from import")).toEqual([{ rows: 1 }]);
  });

  it("shows what was changed in the market from that day on, and what was made in it under its own name", async () => {
    const at = (text: string): Temporal.Instant => Temporal.Instant.from(text);
    const friday = await demo(at("2026-11-20T15:00:00Z"));
    const media = await asOwner<{ id: AdAccountId; medium: string }>(db, "select id, medium from ad_account");
    const opened = async (ctx: Ctx, name: string): Promise<OpenMedium> => {
      const found = await mediumOf(
        ctx,
        media.find(({ medium }) => medium === name)?.id ?? ("" as AdAccountId),
      );
      if (!found) throw new Error("no medium");
      return found;
    };
    const kakao = await opened(friday, "kakao");
    const [row] = await asOwner<{ ref: string }>(
      db,
      `select external_ref as ref from campaign where name = '재구매 비즈보드'`,
    );
    await kakao.medium.setStatus(kakao.at, "campaign", row?.ref ?? "", "paused");
    const meta = await opened(friday, "meta");
    await activate(meta, await launch(meta));

    const tuesday = await demo(at("2026-11-24T00:00:00Z"));
    await ensureMarket(tuesday);

    const spent = await asOwner(
      db,
      `select c.name, f.day::text as day, c.status, (sum(f.spend_micros) > 0) as spent from daily_fact f
       join metric_day m on m.account_id = f.account_id and m.view = f.view and m.day = f.day and m.import_id = f.import_id
       join campaign c on c.id = f.campaign_id
       where f.view = 'campaign' and f.day > '2026-11-19' and (c.name = '재구매 비즈보드' or c.name like '여름 샌들%')
       group by 1, 2, 3 order by 1, 2`,
    );
    expect(spent).toEqual([
      ...["21", "22", "23"].map((one) => ({
        name: storedName(sandals.name),
        day: `2026-11-${one}`,
        status: "active",
        spent: true,
      })),
      { name: "재구매 비즈보드", day: "2026-11-20", status: "paused", spent: true },
    ]);
    const later = await opened(tuesday, "meta");
    const pulled = await later.medium.pullMetrics(later.at, {
      from: day("2026-11-21"),
      to: day("2026-11-23"),
    });
    const own = pulled.rows.filter(({ campaign }) => campaign === sandals.name);
    const facts = await asOwner<{ micros: string; clicks: string }>(
      db,
      `select sum(f.spend_micros)::text as micros, sum(f.clicks)::text as clicks from daily_fact f join campaign c on c.id = f.campaign_id
       where f.view = 'ad' and c.name like '여름 샌들%'`,
    );
    expect(facts).toEqual([
      {
        micros: own.reduce((sum, one) => sum + one.spendMicros, 0n).toString(),
        clicks: `${own.reduce((sum, one) => sum + one.clicks, 0)}`,
      },
    ]);
  });

  it("does not load a day again on which nothing of a medium ran", async () => {
    const at = Temporal.Instant.from("2026-11-24T00:00:00Z");
    const ctx = await demo(at);
    for (const { id } of await asOwner<{ id: AdAccountId }>(db, "select id from ad_account")) {
      const found = await mediumOf(ctx, id);
      for (const one of (await found?.medium.list(found.at, "campaign")) ?? [])
        if (one.status === "active") await found?.medium.setStatus(found.at, "campaign", one.id, "paused");
    }

    const tomorrow = await demo(at.add({ hours: 48 }));
    await ensureMarket(tomorrow);
    const imports = await asOwner(db, "select count(*)::int as rows from import");
    await ensureMarket(tomorrow);

    expect(await asOwner(db, "select count(*)::int as rows from import")).toEqual(imports);
    expect((await covered()).find(({ view }) => view === "campaign")).toMatchObject({ last: "2026-11-25" });
  });
});

// Each loads 400 days anew: seconds, on a busy machine many.
describe("the loading of the demo market", { timeout: 60_000 }, () => {
  beforeEach(async () => {
    db = await openTestDb();
  });
  afterEach(() => closeTestDb(db));

  it("is loaded once also when several ask at the same time", async () => {
    const ctx = await demo();

    await Promise.all([ensureMarket(ctx), ensureMarket(ctx), ensureMarket(ctx)]);

    expect(await asOwner(db, "select count(*)::int as rows from import")).toEqual([{ rows: 1 }]);
    const doubled = await asOwner(
      db,
      "select day, campaign_id from daily_fact where view = 'campaign' group by 1, 2 having count(*) > 1",
    );
    expect(doubled).toEqual([]);
  });

  it("grows by the days that passed, and ends at yesterday when the clock is set back", async () => {
    await ensureMarket(await demo());

    await ensureMarket(await demo(fixedNow.add({ hours: 48 })));
    expect((await covered())[0]).toMatchObject({ first: "2025-10-17", last: "2026-11-22", days: 402 });
    const notes = await asOwner(db, "select day, text from change_event group by 1, 2 having count(*) > 1");
    expect(notes).toEqual([]);

    await ensureMarket(await demo(fixedNow.subtract({ hours: 240 })));
    for (const view of await covered())
      expect(view).toMatchObject({ first: "2025-10-07", last: "2026-11-10", days: HISTORY_DAYS });
    expect(await asOwner(db, "select from change_event where day > '2026-11-10'")).toEqual([]);
    expect(await asOwner(db, "select from daily_fact where day > '2026-11-10'")).toEqual([]);
  });
});

describe("a clock that was ahead", { timeout: 60_000 }, () => {
  beforeAll(async () => {
    db = await openTestDb();
    await ensureMarket(await demo(fixedNow.add({ hours: 34 * 24 })));
    await ensureMarket(await demo());
  });
  afterAll(() => closeTestDb(db));

  it("leaves no day, fact, note or campaign state of the future behind", async () => {
    for (const { last } of await covered()) expect(last).toBe("2026-11-20");
    expect(await asOwner(db, "select from daily_fact where day > '2026-11-20'")).toEqual([]);
    expect(await asOwner(db, "select from change_event where day > '2026-11-20'")).toEqual([]);
    expect(
      await asOwner(db, "select status, count(*)::int as campaigns from campaign group by 1 order by 1"),
    ).toEqual([
      { status: "active", campaigns: 12 },
      { status: "ended", campaigns: 1 },
      { status: "paused", campaigns: 1 },
    ]);
  });

  it("gives no figures for today, and never a state of data that is yet to come", async () => {
    const ctx = await demo();

    const today = await askQuery(ctx, { kind: "total", time: "today", metrics: ["spend"] });
    const week = await askQuery(ctx, { kind: "total", time: "last_week", metrics: ["spend"] });

    expect(today.quantities).toEqual([]);
    expect(partOf(week, "sources").asOf).toBe(fixedNow.toString());
  });

  it("goes ahead and back again with each day once, as the market has it", async () => {
    const before = await factsOn("2026-11-12", "campaign");

    await ensureMarket(await demo(fixedNow.add({ hours: 48 })));
    expect((await covered())[0]).toMatchObject({ last: "2026-11-22" });
    await ensureMarket(await demo());

    expect((await covered())[0]).toMatchObject({ last: "2026-11-20" });
    expect(await factsOn("2026-11-12", "campaign")).toEqual(before);
    const doubled = await asOwner(
      db,
      "select day, campaign_id from daily_fact where view = 'campaign' group by 1, 2 having count(*) > 1",
    );
    expect(doubled).toEqual([]);
  });

  it("is put right also when another process moved it", async () => {
    const ctx = await demo();
    await ensureMarket(ctx);
    await asOwner(
      db,
      "insert into metric_day select workspace_id, account_id, view, '2026-11-21', import_id from metric_day where day = '2026-11-20'",
    );

    await ensureMarket(ctx);

    for (const { last } of await covered()) expect(last).toBe("2026-11-20");
  });
});

describe("the demo's questions", () => {
  it("are one per story, in the asker's language, last week's first", () => {
    const at = { zone: "Asia/Seoul", now: fixedNow };

    expect(demoQuestions({ ...at, lang: "ko" })).toHaveLength(5);
    expect(demoQuestions({ ...at, lang: "ko" })[0]).toBe("지난주 구글 전환 일별로 보여줘");
    expect(demoQuestions({ ...at, lang: "en" })[0]).toBe("Show Google conversions by day last week");
  });
});
