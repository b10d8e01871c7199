import { describe, expect, it } from "vitest";
import { addMoney, mainUnits, microsWithoutVat, moneyFromMicros } from "../../src/core/money.ts";

describe("money", () => {
  it("rounds a sum of micros once, to whole won or cents, half away from zero", () => {
    expect(moneyFromMicros(1_234_500_000n, "KRW", "excluded").minor).toBe(1235n);
    expect(moneyFromMicros(-1_500_000n, "KRW", "excluded").minor).toBe(-2n);
    expect(moneyFromMicros(58_705_229_958n, "XXX", "unknown").minor).toBe(5_870_523n);
  });

  it("gives main units back", () => {
    expect(mainUnits({ minor: 11_706n, currency: "USD", vat: "excluded" })).toBe(117.06);
    expect(mainUnits({ minor: 3_000_000n, currency: "KRW", vat: "included" })).toBe(3_000_000);
  });

  it("takes VAT off as 10/11, rounded once", () => {
    expect(microsWithoutVat(1_100_000_000n)).toBe(1_000_000_000n);
    expect(microsWithoutVat(100n)).toBe(91n);
  });

  it("refuses to add two currencies or two VAT bases", () => {
    const won = moneyFromMicros(1_000_000n, "KRW", "excluded");

    expect(() => addMoney(won, moneyFromMicros(1_000_000n, "USD", "excluded"))).toThrow("cannot add");
    expect(() => addMoney(won, moneyFromMicros(1_000_000n, "KRW", "included"))).toThrow("cannot add");
    expect(addMoney(won, won).minor).toBe(2n);
  });
});
