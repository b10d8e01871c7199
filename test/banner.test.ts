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

  it("names the link by which the first admin comes in, where people sign in", () => {
    const text = banner(readConfig({ PUBLIC_URL: "https://co9ma.example" }), facts);

    expect(text).toContain("https://co9ma.example/#sign-in=ABCD-EFGH");
    expect(banner(readConfig({}), facts)).not.toContain("#sign-in");
  });

  it("says how to come into Slack, or that it is there, and never its secrets", () => {
    const slack = { SLACK_BOT_TOKEN: "xoxb-1234567890", SLACK_SIGNING_SECRET: "0123456789abcdef" };
    const text = banner(readConfig(slack), facts);

    expect(banner(readConfig({}), facts)).toContain("SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET");
    expect(text).toContain("/slack/events");
    expect(text).not.toMatch(/xoxb|0123456789abcdef/);
  });

  it("says what is amiss with Slack in short, and where it is told at length", () => {
    const slack = { SLACK_BOT_TOKEN: "xoxb-1234567890", SLACK_SIGNING_SECRET: "0123456789abcdef" };
    const notes = [{ ko: "권한 하나가 없어요.", en: "A scope is missing." }];
    const config = readConfig({ ...slack, PUBLIC_URL: "https://co9ma.example" });

    const text = banner(config, { ...facts, notes });

    expect(text).toContain("Slack: A scope is missing. · 권한 하나가 없어요.");
    expect(text).toContain("npm run slack:check says what to do");
    expect(text).toContain("Slack posts to https://co9ma.example/slack/events");
    expect(banner(config, facts)).not.toContain("says what to do");
  });

  it("names the model that answers and never its key", () => {
    const key = "sk-test-0123456789";

    const openAi = banner(readConfig({ OPENAI_API_KEY: key }), facts);
    const own = banner(
      readConfig({
        OPENAI_API_KEY: key,
        OPENAI_BASE_URL: "http://localhost:11434/v1",
        OPENAI_MODEL: "qwen3:8b",
      }),
      facts,
    );

    expect(banner(readConfig({}), facts)).toContain("built-in interpreter");
    expect(openAi).toContain("gpt-6-luna, OpenAI (Responses)");
    expect(own).toContain("qwen3:8b, http://localhost:11434/v1 (chat completions)");
    expect(openAi + own).not.toContain(key);
  });
});
