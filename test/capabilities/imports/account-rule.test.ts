import { describe, expect, it } from "vitest";
import { chooseAccount, type KnownAccount } from "../../../src/capabilities/imports/account-rule.ts";
import { AdAccountId, newId } from "../../../src/core/ids.ts";

function account(campaigns: string[], over: Partial<KnownAccount> = {}): KnownAccount {
  return {
    id: newId(AdAccountId),
    medium: "meta",
    name: "메타",
    externalRef: "",
    currency: "KRW",
    campaigns: new Set(campaigns),
    ...over,
  };
}

const group = { medium: "meta", currency: "KRW", ref: undefined } as const;

describe("the account of a report", () => {
  it("is the known one that holds at least half of its campaign names", () => {
    const known = account(["a", "b", "x"]);

    expect(chooseAccount(group, new Set(["a", "b", "c", "d"]), [known])).toEqual({
      kind: "known",
      account: known,
      why: "campaigns",
    });
  });

  it("is a new one when no name is known", () => {
    expect(chooseAccount(group, new Set(["a"]), [account(["b"])])).toEqual({ kind: "new" });
  });

  it("is asked for when some names are known, but fewer than half; the best candidate comes first", () => {
    const one = account(["a"]);
    const two = account(["b", "c"]);

    const choice = chooseAccount(group, new Set(["a", "b", "c", "d", "e"]), [one, two]);

    expect(choice).toEqual({ kind: "ask", candidates: [two, one] });
  });

  it("is the one named in the file, whatever its campaigns are called", () => {
    const known = account([], { externalRef: "act_1" });

    expect(chooseAccount({ ...group, ref: "act_1" }, new Set(["z"]), [account(["z"]), known])).toMatchObject({
      account: known,
      why: "named",
    });
  });

  it("is an account whose earlier reports did not say its name, when the campaigns fit", () => {
    const known = account(["a", "b"]);

    expect(chooseAccount({ ...group, ref: "act_1" }, new Set(["a", "b"]), [known])).toMatchObject({
      account: known,
    });
    expect(
      chooseAccount({ ...group, ref: "act_2" }, new Set(["a"]), [account(["a"], { externalRef: "act_1" })]),
    ).toEqual({ kind: "new" });
  });

  it("is never one of another medium or another currency, but an unknown currency fits both ways", () => {
    const names = new Set(["a"]);

    expect(
      chooseAccount(group, names, [account(["a"], { medium: "naver" }), account(["a"], { currency: "USD" })]),
    ).toEqual({ kind: "new" });
    expect(chooseAccount(group, names, [account(["a"], { currency: "XXX" })]).kind).toBe("known");
    expect(chooseAccount({ ...group, currency: "XXX" }, names, [account(["a"])]).kind).toBe("known");
  });

  it("of a report without campaigns is the only one of its medium, else asked for", () => {
    const one = account(["a"]);

    expect(chooseAccount(group, new Set(), [one])).toEqual({ kind: "known", account: one, why: "only" });
    expect(chooseAccount(group, new Set(), [one, account(["b"])]).kind).toBe("ask");
    expect(chooseAccount(group, new Set(), [])).toEqual({ kind: "new" });
  });

  it("is never a site's own account", () => {
    const site = account([], { medium: "other", externalRef: "analytics:" });

    expect(chooseAccount({ ...group, medium: "other" }, new Set(), [site])).toEqual({ kind: "new" });
    expect(chooseAccount({ ...group, medium: "other", ref: "analytics:" }, new Set(), [site]).kind).toBe(
      "known",
    );
  });
});
