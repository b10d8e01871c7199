import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { neutralise } from "../../../src/capabilities/documents/documents.ts";

describe("a text cell on its way into a spreadsheet", () => {
  it.each(["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\tx", "\r=1", " =1", "\u200b=1", "＝1+1"])(
    "is made plain text: %j",
    (text) => {
      expect(neutralise(text)).toBe(`'${text}`);
    },
  );

  it.each(["여름 세일", "a=b", "50% 할인", "", "'=1"])(
    "stays as it is when no program would run it: %j",
    (text) => {
      expect(neutralise(text)).toBe(text);
    },
  );

  it("never starts with a formula sign, whatever it was", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(neutralise(text)).not.toMatch(/^\s*[=+\-@\t]/);
      }),
    );
  });
});
