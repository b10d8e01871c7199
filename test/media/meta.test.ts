import { expect, it } from "vitest";
import { describeMedium } from "./contract.ts";
import { copy, LANDING, launch, openAccount } from "./market-account.ts";

describeMedium("meta");

it("says that an ad was surely not made when the reply to its creative is lost", async () => {
  const account = openAccount("meta");
  const { medium, at } = account;
  const { adGroup } = await launch(account);
  const ad = {
    name: "소재 B [co9-00000004]",
    adGroupId: adGroup,
    texts: copy,
    images: [],
    landingUrl: LANDING,
  };
  await account.faults({ queue: [{ fault: "lost_reply", on: "change" }] });

  await expect(medium.createAd(at, ad)).rejects.toMatchObject({ kind: "unavailable" });
  expect(await medium.find(at, "ad", "co9-00000004")).toBeUndefined();
  await medium.createAd(at, ad);
  expect(await medium.list(at, "ad")).toHaveLength(2);
});
