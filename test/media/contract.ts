// What every ad medium must keep, whatever its dialect: run by each medium's own test against the simulated market.

import { describe, expect, it } from "vitest";
import type { Level, MediumError, MediumName } from "../../src/media/medium.ts";
import { activate, copy, day, LANDING, launch, openAccount, sandals, won } from "./market-account.ts";

const levels: readonly Level[] = ["campaign", "adGroup", "ad"];

export function describeMedium(name: MediumName): void {
  describe(`${name} keeps the contract of a medium`, () => {
    it("creates paused, and reads back what was asked for", async () => {
      const account = openAccount(name);
      const { medium, at } = account;

      const ids = await launch(account);

      expect(await medium.read(at, "campaign", ids.campaign)).toEqual({
        id: ids.campaign,
        name: sandals.name,
        status: "paused",
        dailyBudget: won(50_000),
        end: sandals.flight.to,
      });
      expect(await medium.read(at, "adGroup", ids.adGroup)).toMatchObject({
        status: "paused",
        parentId: ids.campaign,
      });
      expect(await medium.read(at, "ad", ids.ad)).toMatchObject({ status: "paused", parentId: ids.adGroup });
    });

    it("finds each object by its tag, over all pages, and nothing by another's", async () => {
      const account = openAccount(name);
      const { medium, at } = account;
      for (let index = 0; index < 3; index++) {
        await medium.createCampaign(at, { ...sandals, name: `전 캠페인 ${index} [co9-000000f${index}]` });
      }
      const ids = await launch(account);

      expect(await medium.find(at, "campaign", "[co9-1a2b3c4d]")).toMatchObject({ id: ids.campaign });
      expect(await medium.find(at, "adGroup", "co9-00000002")).toMatchObject({ id: ids.adGroup });
      expect(await medium.find(at, "ad", "[co9-00000003]")).toMatchObject({ id: ids.ad });
      expect(await medium.find(at, "campaign", "[co9-ffffffff]")).toBeUndefined();
      expect(await medium.list(at, "campaign")).toHaveLength(4);
    });

    it("looks below one parent alone, however much the account holds", async () => {
      const account = openAccount(name);
      const { medium, at } = account;
      const ids = await launch(account);
      const others: string[] = [];
      for (let index = 0; index < 5; index++) {
        const tags = { name: `다른 캠페인 ${index}` };
        const { id: campaignId } = await medium.createCampaign(at, { ...sandals, ...tags });
        const group = { name: `다른 그룹 ${index}`, campaignId, audience: {}, landingUrl: LANDING };
        others.push((await medium.createAdGroup(at, group)).id);
      }
      await account.faults({});
      const { position } = await account.state();

      expect(await medium.find(at, "adGroup", "co9-00000002", ids.campaign)).toMatchObject({
        id: ids.adGroup,
      });
      expect(await medium.find(at, "ad", "co9-00000003", ids.adGroup)).toMatchObject({ id: ids.ad });
      expect(await medium.find(at, "ad", "co9-ffffffff", others[0])).toBeUndefined();
      expect((await account.state()).position - position).toBeLessThanOrEqual(3);
    });

    it.each([
      "\"'; drop table campaign; -- [co9-1a2b3c4d]",
      "<!channel> \\ {} & = % + ? # [co9-1a2b3c4d]",
      "여름👡\n세일\t' OR 1=1 [co9-1a2b3c4d]",
      "[co9-00000001] [co9-1a2b3c4d]",
    ])("keeps the name %j letter by letter", async (text) => {
      const { medium, at } = openAccount(name);

      const { id } = await medium.createCampaign(at, { ...sandals, name: text });

      expect(await medium.read(at, "campaign", id)).toMatchObject({ name: text });
      expect(await medium.find(at, "campaign", "[co9-1a2b3c4d]")).toMatchObject({ id, name: text });
      expect(await medium.find(at, "campaign", "[co9-00000001]")).toBeUndefined();
    });

    it("lists more than one page holds", async () => {
      const { medium, at, store, account } = openAccount(name);
      await medium.createCampaign(at, sandals);
      await store.change(account, (state) => {
        const [first] = Object.values(state.objects);
        for (let index = 0; index < 230; index++) {
          const id = String(first?.id).replace(/\d{6}(0?)$/, `${500_000 + index}$1`);
          if (first)
            state.objects[id] = {
              ...first,
              id,
              name: `복제 ${index} [co9-${(0xa0000000 + index).toString(16)}]`,
            };
        }
      });

      expect(await medium.list(at, "campaign")).toHaveLength(231);
      expect(await medium.find(at, "campaign", `[co9-${(0xa0000000 + 229).toString(16)}]`)).toBeDefined();
    });

    it("sets absolute values that may be set again", async () => {
      const account = openAccount(name);
      const { medium, at } = account;
      const { campaign } = await launch(account);

      for (let again = 0; again < 2; again++) {
        await medium.setDailyBudget(at, campaign, won(60_000));
        await medium.setEnd(at, campaign, day("2026-12-11"));
        await medium.rename(at, "campaign", campaign, "겨울 샌들 [co9-1a2b3c4d]");
        await medium.setStatus(at, "campaign", campaign, "active");
      }

      expect(await medium.read(at, "campaign", campaign)).toEqual({
        id: campaign,
        name: "겨울 샌들 [co9-1a2b3c4d]",
        status: "active",
        dailyBudget: won(60_000),
        end: day("2026-12-11"),
      });
    });

    it("tells what an ad shows, without the tag in its address, so that another can show the same", async () => {
      const account = openAccount(name);
      const { medium, at } = account;
      const ids = await launch(account);
      const shown = (await medium.read(at, "ad", ids.ad))?.content;
      if (!shown) throw new Error("nothing is told");

      const { texts, landingUrl } = shown;
      const { id } = await medium.createAd(at, {
        name: "소재 B [co9-0000000b]",
        adGroupId: ids.adGroup,
        texts,
        images: shown.images ?? [],
        landingUrl,
      });

      expect(landingUrl).toBe(LANDING);
      expect((await medium.read(at, "ad", id))?.content).toEqual(shown);
      expect((await medium.list(at, "ad", ids.adGroup)).map((one) => one.id).toSorted()).toEqual(
        [ids.ad, id].toSorted(),
      );
      expect((await medium.list(at, "adGroup", ids.campaign)).map((one) => one.id)).toEqual([ids.adGroup]);
    });

    it("changes of a running audience what it says it can, and refuses the rest", async () => {
      const account = openAccount(name);
      const { medium, at } = account;
      const { adGroup } = await launch(account);
      const can = medium.features.audience;
      const wanted = {
        ...(can.includes("ages") && { ages: { from: 30, to: 39 } }),
        ...(can.includes("genders") && { genders: ["female"] as const }),
        ...(can.includes("regions") && { regions: ["서울", "강남구"] }),
      };

      const before = (await medium.read(at, "adGroup", adGroup))?.audience;
      const set = async (audience: typeof wanted & { regions?: string[] }) =>
        medium.setAudience(at, adGroup, audience).then(
          () => "done",
          (error: unknown) => (error as MediumError).kind,
        );

      expect(await set({ ...wanted, regions: ["서울", "강남구"] })).toBe(
        can.includes("regions") ? "done" : "refused",
      );
      for (let again = 0; again < 2; again++)
        expect(await set(wanted)).toBe(can.length > 0 ? "done" : "refused");

      expect((await medium.read(at, "adGroup", adGroup))?.audience).toEqual(can.length > 0 ? wanted : before);
    });

    it("keeps the keywords of a new ad group when its reply was lost", async () => {
      const account = openAccount(name);
      const { medium, at } = account;
      const { adGroup } = await launch(account);

      for (let again = 0; again < 2; again++) await medium.ensureKeywords(at, adGroup, ["여름 샌들", "샌들"]);

      const { kept } = await account.state();
      const words = Object.keys(kept).filter((key) => key.startsWith(`${adGroup}/`));
      expect(words).toHaveLength({ meta: 0, google_ads: 1, naver: 2, kakao: 0 }[name]);
    });

    it("leaves a lost reply unknown, and the look by tag finds the one effect", async () => {
      const { medium, at, faults } = openAccount(name);
      await faults({ queue: [{ fault: "lost_reply", on: "create" }] });

      await expect(medium.createCampaign(at, sandals)).rejects.toMatchObject({
        kind: "unknown",
        code: "connection",
      });

      expect(await medium.find(at, "campaign", "[co9-1a2b3c4d]")).toMatchObject({ name: sandals.name });
      expect(await medium.list(at, "campaign")).toHaveLength(1);
    });

    it("leaves a late effect unknown: not there at once, there later", async () => {
      const { medium, at, faults } = openAccount(name);
      await faults({ queue: [{ fault: "late_effect", on: "create" }] });

      await expect(medium.createCampaign(at, sandals)).rejects.toMatchObject({ kind: "unknown" });

      expect(await medium.find(at, "campaign", "[co9-1a2b3c4d]")).toBeUndefined();
      for (let look = 0; look < 4; look++) await medium.list(at, "campaign");
      expect(await medium.find(at, "campaign", "[co9-1a2b3c4d]")).toBeDefined();
    });

    it.each([
      ["throttled", "throttled"],
      ["ok_with_error", "refused"],
    ] as const)("has surely no effect when it is %s", async (fault, kind) => {
      const { medium, at, faults } = openAccount(name);
      await faults({ queue: [{ fault, on: "create" }] });

      await expect(medium.createCampaign(at, sandals)).rejects.toMatchObject({ kind });

      expect(await medium.list(at, "campaign")).toEqual([]);
    });

    it("says when to come again when it is throttled", async () => {
      const { medium, at, faults } = openAccount(name);
      await faults({ queue: [{ fault: "throttled", on: "create" }] });

      const told = await medium.createCampaign(at, sandals).catch((error: unknown) => error);

      expect((told as MediumError).retryAfterMs).toBeGreaterThan(0);
    });

    it("does not know what a 5xx did, and says that a read did nothing", async () => {
      const { medium, at, faults } = openAccount(name);
      await faults({
        queue: [
          { fault: "unavailable", on: "create" },
          { fault: "unavailable", on: "read" },
        ],
      });

      await expect(medium.createCampaign(at, sandals)).rejects.toMatchObject({
        kind: "unknown",
        code: "503",
      });
      await expect(medium.list(at, "campaign")).rejects.toMatchObject({ kind: "unavailable" });
    });

    it("switches off what the medium starts all the same, and reads it back", async () => {
      const { medium, at, faults, state } = openAccount(name);
      await faults({ queue: [{ fault: "born_on", on: "create" }] });

      const { id } = await medium.createCampaign(at, sandals);

      expect(await medium.read(at, "campaign", id)).toMatchObject({ status: "paused" });
      expect((await state()).changes.filter(({ field }) => field === "on").map(({ value }) => value)).toEqual(
        [true, false],
      );
    });

    it.each([
      ["nothing", won(0)],
      ["less than nothing", won(-5_000)],
      ["a slip of digits", won(50_000_000_000_000)],
      ["less than the least", won(1)],
      ["another currency", { ...won(50_000), currency: "USD" }],
      ["a currency nobody knows", { ...won(50_000), currency: "XXX" }],
      ["VAT in it", { ...won(50_000), vat: "included" as const }],
    ])("refuses a budget of %s", async (_, dailyBudget) => {
      const { medium, at } = openAccount(name);

      await expect(medium.createCampaign(at, { ...sandals, dailyBudget })).rejects.toMatchObject({
        kind: "refused",
      });

      expect(await medium.list(at, "campaign")).toEqual([]);
    });

    it("gives back the largest plausible budget to the won", async () => {
      const { medium, at } = openAccount(name);

      const { id } = await medium.createCampaign(at, { ...sandals, dailyBudget: won(9_999_999_999) });

      expect((await medium.read(at, "campaign", id))?.dailyBudget).toEqual(won(9_999_999_999));
    });

    it("refuses an end before the start, a campaign that is not there, an address that is none, and foreign ids", async () => {
      const account = openAccount(name);
      const { medium, at } = account;
      const { adGroup } = await launch(account);
      const flight = { from: day("2026-12-04"), to: day("2026-11-30") };

      const ad = {
        name: "b [co9-0000000b]",
        adGroupId: adGroup,
        texts: copy,
        images: [],
        landingUrl: "javascript:alert(1)",
      };

      await expect(
        medium.createCampaign(at, { ...sandals, name: "b [co9-0000000c]", flight }),
      ).rejects.toMatchObject({ kind: "refused" });
      await expect(medium.createAd(at, ad)).rejects.toMatchObject({ kind: "refused", code: "url" });
      await expect(medium.setDailyBudget(at, "1' OR 1=1", won(50_000))).rejects.toMatchObject({
        kind: "refused",
        code: "id",
      });
      await expect(medium.find(at, "campaign", "")).rejects.toMatchObject({ kind: "refused", code: "tag" });
    });

    it("refuses an account that is not its own", async () => {
      const { medium } = openAccount(name);

      await expect(medium.list({ ref: "9999999999", currency: "KRW" }, "campaign")).rejects.toMatchObject({
        kind: "refused",
      });
    });

    it("tells an ad that its review turned down", async () => {
      const account = openAccount(name);
      const { medium, at } = account;
      const { adGroup } = await launch(account);
      await account.faults({
        queue: [
          { fault: "rejected", on: "create" },
          { fault: "rejected", on: "create" },
        ],
      });

      const { id } = await medium.createAd(at, {
        name: "소재 B [co9-0000000b]",
        adGroupId: adGroup,
        texts: { ...copy, headline1: "다른 제목" },
        images: [],
        landingUrl: LANDING,
      });

      expect(await medium.read(at, "ad", id)).toMatchObject({ status: "rejected" });
    });

    it("tells an ad that is still under review, which costs nothing before it is over", async () => {
      const account = openAccount(name, { now: "2026-11-21T00:00:00+09:00" });
      const { medium, at } = account;
      await account.faults({ reviewMinutes: 2 * 24 * 60 });
      const ids = await launch(account, {
        ...sandals,
        flight: { from: day("2026-11-21"), to: day("2026-11-27") },
      });
      await activate(account, ids);

      expect(await medium.read(at, "ad", ids.ad)).toMatchObject({ status: "in_review" });
      account.set("2026-12-05T09:00:00+09:00");
      expect(await medium.read(at, "ad", ids.ad)).toMatchObject({ status: "active" });
      const { rows } = await medium.pullMetrics(at, { from: day("2026-11-21"), to: day("2026-11-27") });
      expect(rows[0]?.day.toString()).toBe("2026-11-23");
    });

    it("pulls figures that add up, from the day it was started on and not after its end", async () => {
      const account = openAccount(name, { now: "2026-11-21T00:00:00+09:00" });
      const { medium, at } = account;
      const ids = await launch(account, {
        ...sandals,
        flight: { from: day("2026-11-21"), to: day("2026-11-27") },
      });
      await activate(account, ids);
      account.set("2026-12-05T09:00:00+09:00");

      const whole = await medium.pullMetrics(at, { from: day("2026-11-10"), to: day("2026-12-04") });
      const parts = [
        await medium.pullMetrics(at, { from: day("2026-11-10"), to: day("2026-11-23") }),
        await medium.pullMetrics(at, { from: day("2026-11-24"), to: day("2026-12-04") }),
      ];

      const spent = whole.rows.filter(({ spendMicros }) => spendMicros > 0n);
      expect(spent.map((row) => row.day.toString())).toEqual(
        ["21", "22", "23", "24", "25", "26", "27"].map((one) => `2026-11-${one}`),
      );
      expect(new Set(whole.rows.map(({ campaignId, campaign }) => `${campaignId}/${campaign}`))).toEqual(
        new Set([`${ids.campaign}/${sandals.name}`]),
      );
      expect(parts.flatMap(({ rows }) => rows)).toEqual(whole.rows);
      const vat = name === "naver" ? 1.1 : 1;
      for (const row of spent) {
        expect(Number(row.spendMicros) / 1e6).toBeLessThanOrEqual(
          Math.round(50_000 * medium.features.overdelivery.dayFactor * vat),
        );
        expect(row.vat).toBe(medium.features.vatBasis(row.day));
        expect(row.clicks).toBeLessThanOrEqual(row.impressions);
      }
    });

    it("lists the demo shop's campaigns with ids that stay", async () => {
      const one = openAccount(name, { demo: true });
      const two = openAccount(name, { demo: true });

      const listed = await one.medium.list(one.at, "campaign");

      expect(listed.length).toBeGreaterThanOrEqual(2);
      expect(await two.medium.list(two.at, "campaign")).toEqual(listed);
      for (const level of levels) expect(await one.medium.list(one.at, level)).not.toEqual([]);
      for (const { id, dailyBudget } of listed) {
        expect(dailyBudget?.minor).toBeGreaterThan(0n);
        expect(await one.medium.read(one.at, "campaign", id)).toBeDefined();
      }
    });
  });
}
