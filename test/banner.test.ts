import { describe, expect, it } from "vitest";
import { banner } from "../src/banner.ts";
import { readConfig } from "../src/config.ts";

const facts = { url: "http://localhost:3000", adminCode: "ABCD-EFGH" };

describe("what the start prints", () => {
  it("names the chat, the database, how to switch to Postgres, and the admin code", () => {
    const text = banner(readConfig({}), facts);

    expect(text).toContain("http://localhost:3000");
    expect(text).toContain("embedded");
    expect(text).toContain("DATABASE_URL=postgres://");
    expect(text).toContain("ABCD-EFGH");
  });

  it("says when it listens for others without letting anybody in", () => {
    expect(banner(readConfig({ HOST: "0.0.0.0" }), facts)).toContain("set PUBLIC_URL");
    expect(banner(readConfig({ HOST: "0.0.0.0", PUBLIC_URL: "https://co9ma.example" }), facts)).toContain(
      "https://co9ma.example",
    );
  });
});
