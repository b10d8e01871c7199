import { describe, expect, it } from "vitest";
import { readConfig } from "../src/config.ts";
import { Failure, failureText } from "../src/core/failure.ts";

function failureOf(run: () => unknown): Failure {
  try {
    run();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("configuration", () => {
  it("needs no variable at all", () => {
    const config = readConfig({});

    expect(config.port).toBe(3000);
    expect(config.host).toBe("127.0.0.1");
    expect(config.dataDir).toBe(".data");
    expect(config.databaseUrl).toBeUndefined();
  });

  it("reads a fixed clock with its zone", () => {
    const config = readConfig({ CO9MA_NOW: "2026-11-21T10:00:00+09:00" });

    expect(config.now).toEqual(Temporal.Instant.from("2026-11-21T01:00:00Z"));
  });

  it("takes the address people open the page at", () => {
    const config = readConfig({ PUBLIC_URL: "https://co9ma.example.com" });

    expect(config.publicUrl).toEqual(new URL("https://co9ma.example.com"));
    expect(readConfig({}).publicUrl).toBeUndefined();
  });

  it.each([
    ["PORT", "80000"],
    ["DATABASE_URL", "mysql://root@localhost/x"],
    ["PUBLIC_URL", "my-host.test"],
    ["PUBLIC_URL", "ftp://co9ma.example.com"],
    ["CO9MA_NOW", "tomorrow"],
    ["LOG_LEVEL", "loud"],
  ])("stops on a wrong %s with its name and what was expected, never its value", (name, value) => {
    const failure = failureOf(() => readConfig({ [name]: value }));

    const text = failureText(failure, "en");
    expect(text.say).toContain(name);
    expect(text.next).toContain("Expected");
    expect(`${text.say} ${text.next}`).not.toContain(value);
  });
});
