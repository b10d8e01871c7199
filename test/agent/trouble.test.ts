import { APICallError } from "@ai-sdk/provider";
import { describe, expect, it } from "vitest";
import { troubleKinds, troubleNote, troubleOf } from "../../src/agent/trouble.ts";

function refusal(statusCode: number | undefined, headers: Record<string, string> = {}): APICallError {
  const message = "Incorrect API key provided: sk-test-0123456789";
  return new APICallError({
    message,
    url: "https://models.test/v1",
    requestBodyValues: {},
    ...(statusCode !== undefined && { statusCode }),
    responseHeaders: headers,
  });
}

describe("what is said of a model's trouble", () => {
  it.each(troubleKinds)("%s: in both languages, without a figure", (kind) => {
    for (const ending of ["replaced", "resting", "copy", "picture", "midway"] as const) {
      expect(troubleNote(kind, ending, "ko")).toMatch(
        ending === "picture" ? /^이미지 모델.*요\./ : /^언어 모델.*요\./,
      );
      expect(troubleNote(kind, ending, "en")).toMatch(
        ending === "picture" ? /image model.*\.$/i : /language model.*\.$/i,
      );
      expect(troubleNote(kind, ending, "ko") + troubleNote(kind, ending, "en")).not.toMatch(/\d/);
    }
  });
});

describe("the trouble behind an error", () => {
  it.each([
    [400, "rejected"],
    [401, "refused"],
    [402, "limited"],
    [403, "refused"],
    [404, "rejected"],
    [408, "late"],
    [413, "rejected"],
    [429, "limited"],
    [500, "broken"],
    [503, "broken"],
    [504, "late"],
    [200, "cut"],
    [undefined, "unreachable"],
  ])("status %s is %s", (status, kind) => {
    expect(troubleOf(refusal(status))).toMatchObject({ kind, status });
  });

  it("takes how long to wait from the provider, in seconds, and nothing else it says", () => {
    expect(troubleOf(refusal(429, { "retry-after": "20" })).retryAfterMs).toBe(20_000);
    expect(
      troubleOf(refusal(429, { "retry-after": "Wed, 21 Oct 2026 07:28:00 GMT" })).retryAfterMs,
    ).toBeUndefined();
    expect(troubleOf(refusal(429, { "retry-after": "-1" })).retryAfterMs).toBeUndefined();

    const trouble = troubleOf(refusal(401));
    expect(`${trouble.message} ${trouble.stack} ${JSON.stringify(trouble)}`).not.toContain("sk-test");
    expect(trouble.cause).toBeUndefined();
  });

  it("is a failure of its own for anything else", () => {
    expect(troubleOf(new TypeError("x"))).toMatchObject({ kind: "failed" });
    expect(troubleOf("x")).toMatchObject({ kind: "failed" });
  });
});
