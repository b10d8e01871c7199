import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Ctx } from "../../../src/capabilities/context.ts";
import type { DigestForm } from "../../../src/capabilities/digests/compose/ask.ts";
import { composeDigest } from "../../../src/capabilities/digests/compose/compose.ts";
import { comparedWith, periodOfForm } from "../../../src/capabilities/digests/compose/period.ts";
import { composePortfolio } from "../../../src/capabilities/digests/portfolio/portfolio.ts";
import { openDemo, scopeFor } from "../../../src/capabilities/workspace/workspace.ts";
import type { Card, Part } from "../../../src/core/card/card.ts";
import { cardText } from "../../../src/core/card/plain/plain.ts";
import type { Lang } from "../../../src/core/locale.ts";
import type { Quantity } from "../../../src/core/quantity.ts";
import { PersonId } from "../../../src/core/ids.ts";
import type { Role } from "../../../src/core/roles.ts";
import type { Db } from "../../../src/db/db.ts";
import { asOwner, closeTestDb, openTestDb, silentLog } from "../../support/database.ts";
import { kakaoReply, viewOf as kakaoView } from "../../support/kakao-view.ts";
import { quantitiesIn } from "../../support/random-cards.ts";
import { plainMessages } from "../../support/slack-view.ts";
import { fixedNow, makeWorkspace } from "../../support/workspace.ts";
import { loadReport } from "../performance/made-facts.ts";

let db: Db;
let demo: Ctx;

beforeAll(async () => {
  db = await openTestDb();
  const { people } = await openDemo(db, { now: fixedNow, zone: "Asia/Seoul" });
  demo = { ...(await scopeFor(db, { personId: people.member, now: fixedNow })), db, log: silentLog };
});
afterAll(() => closeTestDb(db));

function compose(ctx: Ctx, form: DigestForm = "daily", readers: Role = "company_admin") {
  return composeDigest(ctx, { form, readers, toRoom: false });
}

function part<K extends Part["kind"]>(card: Card, kind: K): Extract<Part, { kind: K }> {
  const found = card.parts.find((one): one is Extract<Part, { kind: K }> => one.kind === kind);
  if (!found) throw new Error(`no ${kind}`);
  return found;
}

const valueOf = (cell: string | Quantity | undefined): number =>
  typeof cell === "object" ? (cell.value ?? 0) : 0;

describe("a digest of the demo", () => {
  it("says what changed, splits it so that it adds up, and proves each figure", async () => {
    const { card, state, period } = await compose(demo);

    expect(state).toBe("told");
    expect(period).toEqual({ from: "2026-11-20", to: "2026-11-20" });
    const movers = part(card, "table");
    const shares = movers.rows.map((row) => valueOf(row[2]));
    expect(shares.reduce((all, one) => all + one, 0)).toBeCloseTo(valueOf(movers.total?.[2]), 4);
    const figures = quantitiesIn(card.parts).filter(({ metric }) => metric !== "items");
    expect(figures.every(({ queryId }) => queryId !== undefined)).toBe(true);
    const kept = await asOwner<{ id: string }>(db, "select id from stored_query");
    const ids = new Set(kept.map(({ id }) => id));
    expect(figures.every(({ queryId }) => ids.has(String(queryId)))).toBe(true);
    expect(part(card, "sources").demo).toBe(true);
    expect(part(card, "sources").compared).toEqual({ from: "2026-11-13", to: "2026-11-13" });
  });

  it.each(["ko", "en"] as Lang[])("is read on every surface (%s)", async (lang) => {
    const { card } = await compose({ ...demo, lang }, "weekly");
    const [text, kakao] = [cardText(card), kakaoView(kakaoReply([card], "kakao_person"))];
    const slack = JSON.stringify(plainMessages(card));

    for (const shown of [text, kakao, slack]) {
      expect(shown).toMatch(lang === "ko" ? /지난주/ : /[Ll]ast week/);
      expect(shown).toContain("ROAS");
    }
    expect(text).toMatch(lang === "ko" ? /양\(광고비\)/ : /Volume \(spend\)/);
    expect(card.parts.map(({ kind }) => kind)).toContain("chart");
  });

  it("tells a viewer nothing of what was done, or of requests", async () => {
    const { card } = await compose(demo, "daily", "viewer");

    expect(cardText(card)).not.toMatch(/한 일:|승인을 기다리는/);
  });
});

describe("a digest of files", () => {
  it("compares with the same weekday, names what is late, and offers a place for the file", async () => {
    const ctx = await makeWorkspace(db, {});
    const row = (day: string, spend: number) => ({
      day,
      campaign: "올리브 오일",
      spend,
      clicks: 100,
      impressions: 9000,
    });
    await loadReport(ctx, { medium: "meta", rows: [row("2026-11-13", 1000), row("2026-11-20", 2000)] });
    await loadReport(ctx, { medium: "naver", rows: [row("2026-11-13", 1000)] });

    const { card, state } = await compose(ctx);

    expect(state).toBe("told");
    const text = cardText(card);
    expect(text).toContain("지난주 같은 요일");
    expect(text).toContain("네이버(11월 13일까지 있음");
    expect(part(card, "suggestions").texts).toContain("파일 올릴게");
  });

  it("says in one line that nothing new came, and shows no old figure", async () => {
    const ctx = await makeWorkspace(db, {});
    await loadReport(ctx, { medium: "meta", rows: [{ day: "2026-11-18", campaign: "가", spend: 123456 }] });

    const { card, state } = await compose(ctx);

    expect(state).toBe("lacking");
    expect(card.parts.map(({ kind }) => kind)).toEqual(["text", "suggestions"]);
    expect(quantitiesIn(card.parts)).toEqual([]);
    expect(cardText(card)).toContain("11월 20일 데이터가 아직 없어요");
    expect(cardText(card)).toContain("메타(11월 18일까지 있음");
  });

  it("asks an empty workspace for its first report", async () => {
    const { card } = await compose(await makeWorkspace(db, { lang: "en" }));

    expect(cardText(card)).toContain("There are no figures for 2026-11-20");
  });
});

describe("the days of a digest", () => {
  const seoul = (text: string) => Temporal.Instant.from(`${text}+09:00`);

  it("are the last whole day, week and month before it is due", () => {
    const of = (form: DigestForm, at: string) => {
      const { from, to } = periodOfForm(form, seoul(at), "Asia/Seoul");
      return `${from}..${to}`;
    };

    expect(of("daily", "2026-03-01T00:05")).toBe("2026-02-28..2026-02-28");
    expect(of("weekly", "2026-11-23T09:00")).toBe("2026-11-16..2026-11-22");
    expect(of("monthly", "2028-03-31T09:00")).toBe("2028-02-01..2028-02-29");
  });

  it("are compared with days like them", () => {
    expect(
      comparedWith("daily", { from: "2026-11-20", to: "2026-11-20" }).map(({ days }) => days.from),
    ).toEqual(["2026-11-13", "2026-11-19"]);
    expect(comparedWith("monthly", { from: "2026-03-01", to: "2026-03-31" })[0]?.days).toEqual({
      from: "2026-02-01",
      to: "2026-02-28",
    });
  });
});

describe("a portfolio", () => {
  it("has a row for each of one's own workspaces, and none of another's", async () => {
    const personId = PersonId.parse(demo.actor.kind === "person" ? demo.actor.personId : "");
    const other = await makeWorkspace(db, {});
    await loadReport(other, {
      medium: "meta",
      rows: [{ day: "2026-11-20", campaign: "남의 것", spend: 987654 }],
    });

    const card = await composePortfolio(demo, { personId, form: "daily" });

    const table = part(card, "table");
    expect(table.rows).toHaveLength(1);
    expect(cardText(card)).toContain("데모");
    expect(cardText(card)).not.toContain("987,654");
  });
});
