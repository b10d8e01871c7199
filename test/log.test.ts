import { describe, expect, it } from "vitest";
import { errorFields } from "../src/log.ts";

describe("the log", () => {
  it("keeps kind, code and place of a database error, never the statement or its values", () => {
    const error = Object.assign(new Error("Failed query: insert … params: 010-1234-5678"), {
      query: "insert",
      params: ["010-1234-5678"],
      cause: Object.assign(new Error("duplicate"), { code: "23505" }),
    });

    const fields = errorFields(error);

    expect(fields["code"]).toBe("23505");
    expect(JSON.stringify(fields)).not.toContain("010-1234");
  });

  it("keeps the message of a bug", () => {
    expect(errorFields(new TypeError("x is not a function"))).toMatchObject({
      type: "TypeError",
      message: "x is not a function",
    });
  });
});
