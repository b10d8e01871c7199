import { describe, expect, it } from "vitest";
import { afterEffect, call, type Dialect } from "../../src/media/call.ts";
import { MediumError, type MediumName } from "../../src/media/medium.ts";
import { budgetFromWire, budgetToWire, microsOfMain } from "../../src/media/money-on-wire.ts";
import { naverSignature } from "../../src/media/naver-sign.ts";
import { openMeta } from "../../src/media/meta.ts";
import type { WireReply, WireRequest } from "../../src/media/transport.ts";
import { mediumFeatures } from "../../src/media/features.ts";
import { z } from "zod";
import { marketDay } from "../../src/media/market/market.ts";
import { day, LANDING, openAccount, sandals } from "./market-account.ts";

const money = (minor: bigint, currency: string) => ({ minor, currency, vat: "excluded" as const });
const names: readonly MediumName[] = ["meta", "google_ads", "naver", "kakao"];

describe("money at a medium's door", () => {
  it.each([
    ["meta", "KRW", 50_000n, 50_000n],
    ["meta", "JPY", 5_000n, 5_000n],
    ["meta", "USD", 1_050n, 1_050n],
    ["meta", "TWD", 10_000n, 100n],
    ["google_ads", "KRW", 50_000n, 50_000_000_000n],
    ["google_ads", "USD", 1_050n, 10_500_000n],
    ["naver", "KRW", 50_000n, 50_000n],
    ["kakao", "KRW", 50_000n, 50_000n],
  ] as const)("of %s in %s: %s minor units are %s out there, and back", (medium, currency, minor, wire) => {
    const mode = mediumFeatures[medium].currencyMode;

    expect(budgetToWire(medium, mode, money(minor, currency), currency)).toBe(wire);
    expect(budgetFromWire(medium, mode, wire.toString(), currency)).toEqual(money(minor, currency));
  });

  it.each(names)("of %s keeps the largest plausible budget to the won", (medium) => {
    const mode = mediumFeatures[medium].currencyMode;
    const largest = money(9_000_000_000_000n, "KRW");

    const wire = budgetToWire(medium, mode, largest, "KRW");

    expect(budgetFromWire(medium, mode, wire.toString(), "KRW")).toEqual(largest);
  });

  it.each(names)(
    "of %s raises for a currency nobody knows, and for one that is not the account's",
    (medium) => {
      const mode = mediumFeatures[medium].currencyMode;

      expect(() => budgetToWire(medium, mode, money(100n, "ABC"), "ABC")).toThrow(MediumError);
      expect(() => budgetToWire(medium, mode, money(100n, "USD"), "KRW")).toThrow(MediumError);
      expect(() => budgetFromWire(medium, mode, "100", "XXX")).toThrow(MediumError);
    },
  );

  it("refuses what does not come out whole: a hundredth of a Taiwan dollar, more than int64, digits that are none", () => {
    expect(() => budgetToWire("meta", "offset", money(12_345n, "TWD"), "TWD")).toThrow(/not whole/);
    expect(() => budgetToWire("google_ads", "micros", money(10_000_000_000_000n, "KRW"), "KRW")).toThrow(
      /beyond/,
    );
    expect(() => budgetFromWire("naver", "main", 50_000.5, "KRW")).toThrow(/none/);
    expect(() => budgetFromWire("naver", "main", "1e5", "KRW")).toThrow(/none/);
    expect(() => microsOfMain("meta", "-5")).toThrow(/none/);
  });

  it("reads decimal text without a float between", () => {
    expect(microsOfMain("meta", "12345.67")).toBe(12_345_670_000n);
    expect(microsOfMain("meta", "0.1")).toBe(100_000n);
    expect(microsOfMain("meta", "999999999999.99")).toBe(999_999_999_999_990_000n);
  });
});

describe("Naver's signature", () => {
  it.each([
    ["GET", "/ncc/campaigns", "A/p80qDseg/sKFbcHDmts9QrzNULzGrIzdg8Pa4X3V4="],
    ["POST", "/stat-reports", "4Ie/tIcWgeJMThQWxv2LqHpHs4ggAM8qBz9WXEp8LGU="],
  ])("of %s %s is the documented one", (method, path, signature) => {
    expect(naverSignature("test-secret", "1700000000000", method, path)).toBe(signature);
  });
});

const dialect: Dialect = {
  medium: "meta",
  refusalIn: ({ json }) =>
    (json as { bad?: true })?.bad ? { code: "7", message: "no".repeat(400) } : undefined,
};
const ask = (reply: Partial<WireReply> | Error, effect: boolean): Promise<unknown> =>
  call(
    {
      transport: async () =>
        reply instanceof Error ? Promise.reject(reply) : { status: 200, headers: {}, body: "{}", ...reply },
    },
    dialect,
    { method: "POST", path: "/x", headers: {}, effect, shape: z.object({ ok: z.literal(true) }) },
  );

describe("what came back from a medium", () => {
  it.each([
    ["a cut connection", new Error("ECONNRESET"), { kind: "unknown", code: "connection" }],
    ["a 502", { status: 502, body: "<html>" }, { kind: "unknown", code: "502" }],
    ["a 200 with an error", { body: '{"bad":true}' }, { kind: "refused", code: "7" }],
    ["a 404 without words", { status: 404, body: "" }, { kind: "refused", code: "404" }],
    ["a 429", { status: 429, headers: { "retry-after": "7" } }, { kind: "throttled", retryAfterMs: 7_000 }],
    ["a 200 that is no JSON", { body: "<html>" }, { kind: "unknown", code: "shape" }],
    ["a 200 in another shape", { body: '{"ok":false}' }, { kind: "unknown", code: "shape" }],
    [
      "a 200 of ten million letters",
      { body: `"${"x".repeat(10_000_000)}"` },
      { kind: "unknown", code: "shape" },
    ],
  ] as const)("is told for %s", async (_, reply, expected) => {
    await expect(ask(reply, true)).rejects.toMatchObject(expected);
  });

  it("is unavailable, not unknown, where nothing could have changed", async () => {
    await expect(ask(new Error("ECONNRESET"), false)).rejects.toMatchObject({ kind: "unavailable" });
    await expect(ask({ status: 503 }, false)).rejects.toMatchObject({ kind: "unavailable" });
  });

  it("cuts the medium's words short", async () => {
    const error = await ask({ body: '{"bad":true}' }, true).catch((thrown: unknown) => thrown);

    expect((error as Error).message).toHaveLength(300);
  });

  it("is unknown once something was made, whatever went wrong after", async () => {
    const refused = new MediumError("refused", "no", { medium: "meta", code: "1" });

    await expect(afterEffect(() => Promise.reject(refused))).rejects.toMatchObject({
      kind: "unknown",
      code: "1",
    });
  });
});

describe("a medium's own words", () => {
  it("of Meta always declare the special categories, the state and won as they are", async () => {
    const seen: WireRequest[] = [];
    const meta = openMeta({
      now: () => Temporal.Instant.from("2026-11-21T00:00:00Z"),
      pause: async () => {},
      transport: async (request) => {
        seen.push(request);
        const node = { id: "1", name: "x", status: "PAUSED", effective_status: "PAUSED" };
        return { status: 200, headers: {}, body: JSON.stringify(node) };
      },
    });

    await meta.createCampaign({ ref: "42", currency: "KRW" }, sandals);

    expect(seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "POST /v26.0/act_42/campaigns",
      "GET /v26.0/1",
    ]);
    expect(Object.fromEntries(new URLSearchParams(seen[0]?.body))).toMatchObject({
      special_ad_categories: "[]",
      status: "PAUSED",
      daily_budget: "50000",
    });
  });

  it("of Kakao wait out its pace until the new campaign is off", async () => {
    const { medium, at, faults, waited, state } = openAccount("kakao");
    await faults({ writePaceMs: 5_000 });

    const { id } = await medium.createCampaign(at, sandals);

    expect(await medium.read(at, "campaign", id)).toMatchObject({ status: "paused" });
    expect(waited()).toBe(5_000);
    expect((await state()).changes.filter(({ field }) => field === "on").map(({ value }) => value)).toEqual([
      true,
      false,
    ]);
  });

  it("of Naver send once more what it took of the keywords only in part, and say so when it does again", async () => {
    const account = openAccount("naver");
    const { medium, at, faults } = account;
    const { id: campaignId } = await medium.createCampaign(at, sandals);
    const words = { keywords: ["여름 샌들", "여성 샌들", "스트랩 샌들", "통굽 샌들"] };
    const group = (name: string): Promise<{ id: string }> =>
      medium.createAdGroup(at, { name, campaignId, audience: words, landingUrl: LANDING });

    // The first create is the ad group itself.
    await faults({
      queue: [
        { fault: "partial", on: "create" },
        { fault: "partial", on: "create" },
      ],
    });
    const { id } = await group("하나 [co9-00000001]");
    await faults({
      queue: ["partial", "partial", "partial"].map(() => ({ fault: "partial", on: "create" }) as const),
    });
    const again = group("둘 [co9-00000002]");

    await expect(again).rejects.toMatchObject({ kind: "unknown", code: "partial" });
    const kept = Object.keys((await account.state()).kept).filter((key) => key.startsWith(id));
    expect(kept.map((key) => key.split("/")[1])).toEqual(["여름샌들", "여성샌들", "스트랩샌들", "통굽샌들"]);
  });

  it("of Naver tell spend without VAT up to 29 March 2026 and with it from the 30th", async () => {
    const { medium, at } = openAccount("naver", { demo: true });

    const { rows } = await medium.pullMetrics(at, { from: day("2026-03-29"), to: day("2026-03-30") });

    expect(new Set(rows.map((row) => `${row.day} ${row.vat}`))).toEqual(
      new Set(["2026-03-29 excluded", "2026-03-30 included"]),
    );
    const spend = (on: string): number =>
      rows
        .filter((row) => row.day.toString() === on)
        .reduce((sum, row) => sum + Number(row.spendMicros) / 1e6, 0);
    const withVat = (on: string): number =>
      marketDay(7, day(on))
        .filter((row) => row.medium === "naver")
        .reduce((sum, row) => sum + row.spendWon, 0);
    expect(spend("2026-03-30")).toBe(withVat("2026-03-30"));
    expect(Math.abs(spend("2026-03-29") - withVat("2026-03-29") / 1.1)).toBeLessThan(3);
  });
});
