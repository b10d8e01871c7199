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

  const oauth = {
    SLACK_CLIENT_ID: "12.34",
    SLACK_CLIENT_SECRET: "secret-1234567890-of-slack",
    SLACK_SIGNING_SECRET: "0123456789abcdef",
    PUBLIC_URL: "https://co9ma.example.com",
  };

  it("is in many teams of Slack with a client id, or over a socket with an app token", () => {
    const socket = { SLACK_BOT_TOKEN: "xoxb-1234567890", SLACK_APP_TOKEN: "xapp-1-1234567890" };

    expect(readConfig(oauth).slack?.oauth?.clientId).toBe("12.34");
    expect(readConfig(oauth).slack?.botToken).toBeUndefined();
    expect(readConfig(socket).slack).toMatchObject({ appToken: "xapp-1-1234567890" });
  });

  it("is in Slack with a token and a secret, and with neither not", () => {
    const secret = "0123456789abcdef0123456789abcdef";
    const env = { SLACK_BOT_TOKEN: "xoxb-1234567890", SLACK_SIGNING_SECRET: secret };

    expect(readConfig({}).slack).toBeUndefined();
    expect(readConfig(env).slack).toEqual({
      botToken: "xoxb-1234567890",
      signingSecret: secret,
      apiUrl: undefined,
    });
    expect(readConfig({ ...env, SLACK_API_URL: "http://127.0.0.1:4003/api" }).slack?.apiUrl).toBe(
      "http://127.0.0.1:4003/api/",
    );
  });

  it.each([
    [{ SLACK_BOT_TOKEN: "xoxb-1234567890" }, "SLACK_SIGNING_SECRET"],
    [{ SLACK_SIGNING_SECRET: "0123456789abcdef" }, "SLACK_BOT_TOKEN"],
    [{ SLACK_BOT_TOKEN: "xoxp-1234567890", SLACK_SIGNING_SECRET: "0123456789abcdef" }, "SLACK_BOT_TOKEN"],
    [{ SLACK_BOT_TOKEN: "xoxb-1234567890", SLACK_SIGNING_SECRET: "short" }, "SLACK_SIGNING_SECRET"],
    [{ SLACK_APP_TOKEN: "xapp-1-1234567890" }, "SLACK_BOT_TOKEN"],
    [{ SLACK_APP_TOKEN: "xoxb-1234567890", SLACK_BOT_TOKEN: "xoxb-1234567890" }, "SLACK_APP_TOKEN"],
    [{ ...oauth, SLACK_CLIENT_SECRET: undefined }, "SLACK_CLIENT_SECRET"],
    [{ ...oauth, SLACK_CLIENT_ID: undefined }, "SLACK_CLIENT_ID"],
    [{ ...oauth, PUBLIC_URL: undefined }, "PUBLIC_URL"],
    [{ ...oauth, SLACK_SIGNING_SECRET: undefined }, "SLACK_SIGNING_SECRET"],
    [
      { ...oauth, DATABASE_URL: "postgres://me@db/co9ma", CO9MA_SIGN_IN_SECRET: "s".repeat(32) },
      "CO9MA_ENCRYPTION_KEY",
    ],
  ])("says which half of Slack is missing or wrong, and repeats no secret: %o", (env, name) => {
    const { say, next } = failureText(
      failureOf(() => readConfig(env)),
      "ko",
    );

    expect(say).toContain(name);
    expect(`${say} ${next}`).not.toContain("1234567890");
  });

  it("is in KakaoTalk with a long secret; a short one stops the start and is not repeated", () => {
    const secret = "0123456789abcdef0123456789abcdef";
    const { say, next } = failureText(
      failureOf(() => readConfig({ KAKAO_SKILL_SECRET: "short-secret" })),
      "ko",
    );

    expect(readConfig({}).kakao).toBeUndefined();
    expect(readConfig({ KAKAO_SKILL_SECRET: secret }).kakao).toEqual({
      skillSecret: secret,
      apiUrl: undefined,
      push: { event: undefined, alimtalk: undefined },
    });
    expect(say).toContain("KAKAO_SKILL_SECRET");
    expect(`${say} ${next}`).not.toContain("short-secret");
  });

  it("speaks first in KakaoTalk with a bot and its key, and alimtalk with all four of its values", () => {
    const base = { KAKAO_SKILL_SECRET: "0123456789abcdef0123456789abcdef" };
    const bot = { KAKAO_BOT_ID: "667e5382f2b2f84cb555091c!", KAKAO_REST_API_KEY: "0123456789abcdef" };
    const missing = (env: Record<string, string>): string =>
      failureText(
        failureOf(() => readConfig(env)),
        "en",
      ).say;

    expect(readConfig({ ...base, ...bot }).kakao?.push.event).toEqual({
      bot: "667e5382f2b2f84cb555091c!",
      key: "0123456789abcdef",
      event: "co9ma",
      apiUrl: undefined,
    });
    expect(missing({ ...base, KAKAO_BOT_ID: "667e5382f2b2f84cb555091c" })).toContain("KAKAO_REST_API_KEY");
    expect(missing(bot)).toContain("KAKAO_SKILL_SECRET");
    expect(missing({ ...base, SOLAPI_API_KEY: "NCSAAAAAAAAA" })).toContain("SOLAPI_API_SECRET");
  });

  it("signs links by a secret that is asked for where replicas must share it", () => {
    const secret = "0123456789abcdef0123456789abcdef";
    const shared = { DATABASE_URL: "postgres://a@127.0.0.1:5432/b", PUBLIC_URL: "https://co9ma.example.com" };

    expect(readConfig({ CO9MA_SIGN_IN_SECRET: secret }).signInSecret).toEqual(Buffer.from(secret));
    expect(readConfig({ ...shared, CO9MA_SIGN_IN_SECRET: secret }).signInSecret).toEqual(Buffer.from(secret));
    expect(readConfig({ PUBLIC_URL: shared.PUBLIC_URL }).signInSecret).toBeUndefined();
    expect(readConfig({ DATABASE_URL: shared.DATABASE_URL }).signInSecret).toBeUndefined();
    const { say, next } = failureText(
      failureOf(() => readConfig(shared)),
      "en",
    );
    expect(say).toContain("CO9MA_SIGN_IN_SECRET");
    expect(next).toContain("openssl rand -base64 32");
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
    ["CO9MA_SIGN_IN_SECRET", "too short"],
    ["PUBLIC_URL", "my-host.test"],
    ["PUBLIC_URL", "ftp://co9ma.example.com"],
    ["OPENAI_API_KEY", "two words"],
    ["OPENAI_API_KEY", "kurz"],
    ["OPENAI_MODEL", "gpt 6"],
    ["OPENAI_BASE_URL", "models.test:8080"],
    ["OPENAI_BASE_URL", "https://me:secret@models.test/v1"],
    ["OPENAI_BASE_URL", "https://models.test/v1?key=secret"],
    ["OPENAI_API", "completions"],
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

describe("the language model of the configuration", () => {
  const key = "sk-test-0123456789";

  it("is the built-in interpreter when nothing is set", () => {
    expect(readConfig({}).model).toEqual({ kind: "interpreter" });
  });

  it("is OpenAI's with a key alone", () => {
    expect(readConfig({ OPENAI_API_KEY: key }).model).toEqual({
      kind: "openai",
      model: "gpt-6-luna",
      apiKey: key,
      baseUrl: undefined,
      images: "gpt-image-1-mini",
    });
  });

  it("is a compatible server's with an address, which may need no key", () => {
    const env = { OPENAI_BASE_URL: "http://localhost:11434/v1/", OPENAI_MODEL: "qwen3:8b" };

    expect(readConfig(env).model).toEqual({
      kind: "compatible",
      model: "qwen3:8b",
      apiKey: undefined,
      baseUrl: "http://localhost:11434/v1",
      images: undefined,
    });
  });

  it("makes pictures where a compatible server has a model for them, and nowhere when none is wished", () => {
    const env = { OPENAI_BASE_URL: "http://localhost:11434/v1", OPENAI_MODEL: "qwen3:8b" };

    expect(readConfig({ ...env, OPENAI_IMAGE_MODEL: "flux" }).model).toMatchObject({ images: "flux" });
    expect(readConfig({ OPENAI_API_KEY: key, OPENAI_IMAGE_MODEL: "none" }).model).toMatchObject({
      images: undefined,
    });
  });

  it.each(["ollama", "EMPTY", "x"])("takes whatever a server of one's own calls a key: %s", (apiKey) => {
    const env = { OPENAI_BASE_URL: "http://localhost:11434/v1", OPENAI_MODEL: "qwen3:8b" };

    expect(readConfig({ ...env, OPENAI_API_KEY: apiKey }).model).toMatchObject({ apiKey });
    const failure = failureOf(() => readConfig({ OPENAI_API_KEY: apiKey }));
    expect(failureText(failure, "en").next).toContain("8 letters or more where OPENAI_BASE_URL is not set");
  });

  it.each(["/v1/chat/completions", "/v1/chat/completions/", "/v1/responses", "/v1/completions"])(
    "wants the address without what the protocol adds: %s",
    (path) => {
      const failure = failureOf(() =>
        readConfig({ OPENAI_BASE_URL: `http://models.test${path}`, OPENAI_MODEL: "m" }),
      );

      expect(failureText(failure, "ko").say).toContain("OPENAI_BASE_URL");
      expect(failureText(failure, "en").next).toContain("without /chat/completions or /responses behind it");
    },
  );

  it.each([
    ["responses", "openai"],
    ["chat", "compatible"],
  ])("speaks %s where that is asked for", (api, kind) => {
    const env = { OPENAI_API_KEY: key, OPENAI_MODEL: "m", OPENAI_API: api };

    expect(readConfig(env).model).toMatchObject({ kind });
    expect(readConfig({ ...env, OPENAI_BASE_URL: "https://models.test/v1" }).model).toMatchObject({ kind });
  });

  it.each([
    ["OPENAI_API_KEY", { OPENAI_MODEL: "gpt-6-luna" }],
    ["OPENAI_API_KEY", { OPENAI_API: "chat" }],
    ["OPENAI_API_KEY", { OPENAI_IMAGE_MODEL: "flux" }],
    ["OPENAI_MODEL", { OPENAI_BASE_URL: "http://localhost:11434/v1" }],
  ])("stops the start when %s is missing beside others", (name, env) => {
    const failure = failureOf(() => readConfig(env));

    expect(failureText(failure, "ko").say).toContain(name);
    expect(failureText(failure, "en").next).toContain("Expected");
  });
});
