import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  forgetAccounts,
  forgetCampaigns,
  lockCatalog,
  makeAccount,
  mergeCampaigns,
  resolveAdGroups,
  resolveAds,
  resolveCampaigns,
  storedName,
  unmergeCampaigns,
} from "../../../src/capabilities/catalog/catalog.ts";
import { alias, campaign } from "../../../src/capabilities/catalog/tables.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import type { AdAccountId, CampaignId } from "../../../src/core/ids.ts";
import { type Db, withTx } from "../../../src/db/db.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { joinWorkspace, makeWorkspace } from "../../support/workspace.ts";
import { countRows } from "../imports/made-import.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

async function account(ctx: Ctx): Promise<AdAccountId> {
  const made = {
    medium: "meta",
    connection: "file",
    name: "메타",
    externalRef: "",
    currency: "KRW",
  } as const;
  return withTx(ctx, (tx) => makeAccount(tx, ctx, made));
}

async function campaigns(
  ctx: Ctx,
  accountId: AdAccountId,
  names: string[],
  ref?: string,
): Promise<CampaignId[]> {
  return withTx(ctx, async (tx) => {
    await lockCatalog(tx, ctx);
    return resolveCampaigns(
      tx,
      ctx,
      names.map((name) => ({ accountId, name, ref })),
    );
  });
}

async function roots(ctx: Ctx): Promise<Record<string, string | null>> {
  const rows = await withTx(ctx, (tx) => tx.select().from(campaign));
  return Object.fromEntries(rows.map(({ id, mergedInto }) => [id, mergedInto]));
}

describe("names in the catalog", () => {
  it("are made once and found afterwards, also within one batch and by two loads at once", async () => {
    const ctx = await makeWorkspace(db);
    const id = await account(ctx);

    const [first, second] = await Promise.all([
      campaigns(ctx, id, ["a", "b", "a"]),
      campaigns(ctx, id, ["b", "a"]),
    ]);

    expect(first[0]).toBe(first[2]);
    expect(second).toEqual([first[1], first[0]]);
    expect(await countRows(ctx, "campaign")).toBe(2);
  });

  it("are apart per account and per spelling", async () => {
    const ctx = await makeWorkspace(db);
    const [one, two] = [await account(ctx), await account(ctx)];

    const ids = [
      ...(await campaigns(ctx, one, ["Summer", "summer"])),
      ...(await campaigns(ctx, two, ["Summer"])),
    ];

    expect(new Set(ids).size).toBe(3);
  });

  it("of a campaign renamed on the medium lead to the same campaign by its own id, and become an alias", async () => {
    const ctx = await makeWorkspace(db);
    const id = await account(ctx);

    const [old] = await campaigns(ctx, id, ["옛 이름"], "77");
    const [renamed] = await campaigns(ctx, id, ["새 이름"], "77");

    expect(renamed).toBe(old);
    const aliases = await withTx(ctx, (tx) => tx.select().from(alias));
    expect(aliases).toMatchObject([{ nameKey: "새이름", campaignId: old }]);
  });

  it("of ads are their campaign, their group and their name", async () => {
    const ctx = await makeWorkspace(db);
    const [campaignId] = await campaigns(ctx, await account(ctx), ["a"]);
    if (!campaignId) throw new Error("no campaign");

    const ids = await withTx(ctx, async (tx) => {
      const [adGroupId] = await resolveAdGroups(tx, ctx, [{ campaignId, name: "g" }]);
      const wanted = [
        { campaignId, adGroupId, name: "x" },
        { campaignId, adGroupId: undefined, name: "x" },
      ];
      return [...(await resolveAds(tx, ctx, wanted)), ...(await resolveAds(tx, ctx, wanted))];
    });

    expect(new Set(ids).size).toBe(2);
    expect(ids.slice(0, 2)).toEqual(ids.slice(2));
  });

  it("keep the file's spelling, safe to index, two long ones apart", () => {
    expect(storedName("  Summer_SALE ")).toBe("Summer_SALE");
    const [one, two] = [storedName(`${"가".repeat(900)}1`), storedName(`${"가".repeat(900)}2`)];
    expect(one.length).toBeLessThanOrEqual(300);
    expect(one).not.toBe(two);
    expect(storedName("a\u0000\ud800b")).toBe("a b");
  });

  it("are forgotten with all below them, but not while another spelling points to them", async () => {
    const ctx = await makeWorkspace(db);
    const id = await account(ctx);
    const [kept, merged, gone] = (await campaigns(ctx, id, ["a", "A.", "z"])) as [
      CampaignId,
      CampaignId,
      CampaignId,
    ];
    await mergeCampaigns(ctx, [{ keep: kept, others: [merged] }]);

    await withTx(ctx, async (tx) => {
      await resolveAdGroups(tx, ctx, [{ campaignId: gone, name: "g" }]);
      await forgetCampaigns(tx, ctx, [kept, gone]);
      await forgetAccounts(tx, ctx, [id]);
    });

    expect(await roots(ctx)).toEqual({ [kept]: null, [merged]: kept });
    expect(await countRows(ctx, "ad_account")).toBe(1);
  });
});

describe("a merge", () => {
  it("is one step long, also when merged campaigns are merged on", async () => {
    const ctx = await makeWorkspace(db);
    const [a, b, c] = (await campaigns(ctx, await account(ctx), ["a", "b", "c"])) as [
      CampaignId,
      CampaignId,
      CampaignId,
    ];

    await mergeCampaigns(ctx, [{ keep: b, others: [a] }]);
    await mergeCampaigns(ctx, [{ keep: c, others: [b] }]);

    expect(await roots(ctx)).toEqual({ [a]: c, [b]: c, [c]: null });
  });

  it("can turn around: what was merged becomes what is kept", async () => {
    const ctx = await makeWorkspace(db);
    const [a, b] = (await campaigns(ctx, await account(ctx), ["a", "b"])) as [CampaignId, CampaignId];

    await mergeCampaigns(ctx, [{ keep: b, others: [a] }]);
    await mergeCampaigns(ctx, [{ keep: a, others: [b] }]);

    expect(await roots(ctx)).toEqual({ [a]: null, [b]: a });
  });

  it("is taken back by unmerge; a second time says so", async () => {
    const ctx = await makeWorkspace(db);
    const [a, b] = (await campaigns(ctx, await account(ctx), ["a", "b"])) as [CampaignId, CampaignId];
    const { campaigns: moved } = await mergeCampaigns(ctx, [{ keep: b, others: [a] }]);

    await unmergeCampaigns(ctx, moved);

    expect(await roots(ctx)).toEqual({ [a]: null, [b]: null });
    await expect(unmergeCampaigns(ctx, moved)).rejects.toMatchObject({ code: "conflict" });
    expect(await countRows(ctx, "ledger")).toBe(2);
  });

  it("stays within one account, within the workspace, and within what a role may do", async () => {
    const ctx = await makeWorkspace(db);
    const other = await makeWorkspace(db);
    const [a] = (await campaigns(ctx, await account(ctx), ["a"])) as [CampaignId];
    const [b] = (await campaigns(ctx, await account(ctx), ["b"])) as [CampaignId];
    const [foreign] = (await campaigns(other, await account(other), ["c"])) as [CampaignId];
    const viewer = await joinWorkspace(ctx, "viewer");

    await expect(mergeCampaigns(ctx, [{ keep: a, others: [b] }])).rejects.toMatchObject({ code: "invalid" });
    await expect(mergeCampaigns(ctx, [{ keep: a, others: [foreign] }])).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(mergeCampaigns(viewer, [{ keep: a, others: [b] }])).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await countRows(ctx, "ledger")).toBe(0);
  });
});
