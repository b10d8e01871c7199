// The self-check says in words what is wrong, with the next step, and never repeats a token or a secret.

import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { readFileSync } from "node:fs";
import express from "express";
import { describe, expect, onTestFinished, test } from "vitest";
import { openSlackSocket } from "../../../support/slack-socket.ts";
import { load } from "js-yaml";
import { pino } from "pino";
import { addressFindings } from "../../../../src/platforms/slack/check/address.ts";
import { checkSlack, type Finding } from "../../../../src/platforms/slack/check/check.ts";
import { scopes } from "../../../../src/platforms/slack/check/scopes.ts";
import { addBolt } from "../../../../src/platforms/slack/door/bolt.ts";
import { buildGate } from "../../../../src/platforms/slack/door/gate.ts";
import { buildSlackDriver, type SlackDriver, wallSeconds } from "../../../support/slack-driver.ts";
import { envelope, message, self } from "../inbound/made-payloads.ts";

const token = "xoxb-1234567890-abcdef";
const secret = "0123456789abcdef0123456789abcdef";
const others = "fedcba9876543210fedcba9876543210";

async function serve(listener: RequestListener): Promise<URL> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

/** Slack's word on a token, and the scopes it has. */
async function openAuth(answer: Record<string, unknown>, granted?: readonly string[]): Promise<string> {
  const { href } = await serve((_req, res) => {
    const headers = granted && { "x-oauth-scopes": granted.join(",") };
    res.writeHead(200, { "content-type": "application/json", ...headers }).end(JSON.stringify(answer));
  });
  return `${href}api/`;
}

const known = { ok: true, team_id: self.team, user_id: self.botUser };

/** A server with Slack's door, the driver that knocks as Slack, and what its log says in words. */
async function openDoor(): Promise<{ base: URL; slack: SlackDriver; warnings: string[] }> {
  const lines: string[] = [];
  const log = pino(
    {},
    { write: (line: string) => void lines.push((JSON.parse(line) as { msg: string }).msg) },
  );
  const app = express();
  const findSelf = () => Promise.resolve(self);
  app.post("/slack/events", buildGate({ signingSecret: secret, findSelf, log, nowS: wallSeconds }));
  addBolt(app, { signingSecret: secret, keep: () => Promise.resolve(undefined), log });
  const base = await serve(app);
  return {
    base,
    slack: buildSlackDriver(new URL("/slack/events", base).href, secret),
    get warnings() {
      return lines.filter((line) => line.includes("·"));
    },
  };
}

const local = new URL("http://127.0.0.1:9");

function check(given: Partial<Parameters<typeof checkSlack>[0]>): Promise<Finding[]> {
  const usual = { botToken: token, signingSecret: secret, apiUrl: undefined, publicAddress: undefined };
  return checkSlack({ ...usual, localAddress: local, ...given }, wallSeconds());
}

const said = (findings: readonly Finding[]): string[] => findings.map(({ say }) => say.en);

describe("the socket", () => {
  test("is opened for an app-level token that Slack takes, and the address does not matter", async () => {
    const slack = await openSlackSocket();
    onTestFinished(() => slack.close());
    const given = { botToken: "", signingSecret: "", apiUrl: slack.url };

    const fine = await check({ ...given, appToken: "xapp-1-A0-CANARY12" });
    slack.refuse("missing_scope");
    const refused = await check({ ...given, appToken: "xapp-1-A0-CANARY12" });
    const wrong = await check({ ...given, appToken: "xoxb-CANARY-1234" });

    expect(said(fine).at(-1)).toBe("Slack opens a socket for the app.");
    expect(said(refused).at(-1)).toContain("it lacks connections:write (missing_scope)");
    expect(said(wrong).at(-1)).toContain("not shaped like an app-level token");
    expect(JSON.stringify([fine, refused, wrong])).not.toContain("CANARY");
  });
});

describe("the token", () => {
  test.each([
    ["", "is not set"],
    ["xapp-1-A0-abc", "app-level token"],
    ["xoxp-1234567890", "a person's token"],
    ["xoxe.xoxb-1-abc", "token rotation"],
    [others, "looks like a secret"],
    ["hello", "not shaped like a bot token"],
  ])("of another kind is told apart without asking Slack: %s", async (botToken, words) => {
    const [first] = await check({ botToken });

    expect(first).toMatchObject({ weight: "stops" });
    expect(first?.say.en).toContain(words);
    expect(first?.next?.en).toContain("OAuth & Permissions");
  });

  test.each([
    ["token_revoked", "취소된 토큰", "Reinstall to Workspace"],
    ["account_inactive", "앱이 제거됐거나", "Reinstall to Workspace"],
    ["invalid_auth", "그런 토큰이 없어요", "다시 복사해"],
  ])("that Slack does not take is told with Slack's word: %s", async (error, why, next) => {
    const [first] = await check({ apiUrl: await openAuth({ ok: false, error }) });

    expect(first?.weight).toBe("stops");
    expect(first?.say.ko).toContain(why);
    expect(first?.next?.ko).toContain(next);
  });

  test("cannot be judged while Slack does not answer, which is said and stops nothing", async () => {
    const [first] = await check({ apiUrl: "http://127.0.0.1:9/api/" });

    expect(first).toMatchObject({ weight: "note", say: { en: "Slack cannot be asked now." } });
  });
});

describe("the scopes", () => {
  test("that are missing are named, each with what does not work without it", async () => {
    const granted = Object.keys(scopes).filter((name) => !["chat:write", "commands"].includes(name));

    const findings = await check({ apiUrl: await openAuth(known, granted) });

    expect(findings.filter(({ say }) => say.en.includes("scope"))).toMatchObject([
      { weight: "stops", say: { ko: "chat:write 권한(scope)이 없어요: 답을 보낼 수 없어요." } },
      { weight: "note", say: { en: "The scope commands is missing: the command /co9ma does not work." } },
    ]);
  });

  test("are all there: nothing is said of them, and neither where Slack says nothing", async () => {
    for (const granted of [Object.keys(scopes), undefined]) {
      const findings = await check({ apiUrl: await openAuth(known, granted) });

      expect(findings[0]).toMatchObject({
        weight: "fine",
        say: { en: `Slack knows the token (team ${self.team}).` },
      });
      expect(said(findings).join(" ")).not.toContain("scope");
    }
  });

  test("of the manifest are all known to the check", () => {
    const manifest = load(readFileSync("src/platforms/slack/manifest.yaml", "utf8")) as {
      oauth_config: { scopes: { bot: string[] } };
    };

    expect(Object.keys(scopes)).toEqual(expect.arrayContaining(manifest.oauth_config.scopes.bot));
  });
});

describe("the secret", () => {
  test.each([
    ["", "stops", "is not set"],
    [token, "stops", "holds a token"],
    ["too-short-to-be-one", "note", "not of the usual shape"],
  ])("of another form is told: %#", async (signingSecret, weight, words) => {
    const findings = await check({ signingSecret, apiUrl: await openAuth(known) });

    const [about] = findings.filter(({ say }) => say.en.includes("SLACK_SIGNING_SECRET"));
    expect(about?.weight).toBe(weight);
    expect(about?.say.en).toContain(words);
    expect(about?.next?.ko).toContain("Basic Information");
  });

  test("of another app is said once on the console, and by the check, when Slack's requests do not fit it", async () => {
    const door = await openDoor();
    for (let index = 0; index < 3; index += 1)
      await door.slack.event(envelope(message()), { secret: others });

    const findings = await addressFindings({ base: door.base, isPublic: false }, secret, wallSeconds());

    expect(door.warnings).toHaveLength(1);
    expect(door.warnings[0]).toContain("it seems to be another app's");
    expect(findings).toMatchObject([{ weight: "fine" }, { weight: "stops" }]);
    expect(findings[1]?.say.ko).toContain("다른 앱의 값 같아요");
  });

  test("is not doubted once Slack was let in, whoever else knocks", async () => {
    const door = await openDoor();
    await door.slack.event(envelope(message()));
    await door.slack.event(envelope(message()), { secret: others });
    await fetch(new URL("/slack/events", door.base), { method: "POST", body: "{}" });

    const findings = await addressFindings({ base: door.base, isPublic: false }, secret, wallSeconds());

    expect(door.warnings).toEqual([]);
    expect(said(findings)[1]).toBe("Slack has sent 1 requests since the server started.");
  });

  test("is right where the clock is wrong: that is what is said", async () => {
    const door = await openDoor();
    await door.slack.event(envelope(message()), { offsetS: -4_000 });

    const findings = await addressFindings({ base: door.base, isPublic: false }, secret, wallSeconds());

    expect(door.warnings[0]).toContain("clock seems to be off");
    expect(said(findings)[1]).toContain("The server's clock is off");
  });
});

describe("the address", () => {
  const knock = (base: URL, isPublic = false): Promise<Finding[]> =>
    addressFindings({ base, isPublic }, secret, wallSeconds());

  test("is open; as nothing has come yet, it says where to look, however often it is checked itself", async () => {
    const { base } = await openDoor();
    await knock(base);

    const findings = await knock(base);

    expect(findings.map(({ weight }) => weight)).toEqual(["fine", "note"]);
    expect(findings[1]?.next?.en).toContain("Request URL in Event Subscriptions");
  });

  test("leads to a server with another secret", async () => {
    const { base } = await openDoor();

    const findings = await addressFindings({ base, isPublic: false }, others, wallSeconds());

    expect(said(findings)).toEqual(["The server uses another SLACK_SIGNING_SECRET than the one set here."]);
  });

  test.each<[string, RequestListener, string]>([
    ["to somebody else", (_req, res) => void res.end("hello"), "is not CO9MA with Slack switched on (200)"],
    ["nowhere", (_req, res) => void res.writeHead(404).end(), "is not CO9MA with Slack switched on (404)"],
    [
      "to a tunnel without a server",
      (_req, res) => void res.writeHead(502).end(),
      "does not reach the server (502)",
    ],
    [
      "elsewhere",
      (_req, res) => void res.writeHead(302, { location: "https://login.example.com/x?y=z" }).end(),
      "another address (https://login.example.com)",
    ],
  ])("leads %s", async (_, listener, words) => {
    const findings = await knock(await serve(listener));

    expect(findings).toMatchObject([{ weight: "stops" }]);
    expect(said(findings)[0]).toContain(words);
    expect(findings[0]?.next?.ko).toMatch(/주세요\.$/);
  });

  test("is nobody's, plain http, or this machine without a server", async () => {
    expect(said(await knock(new URL("https://127.0.0.1:9"), true))[0]).toContain("Cannot connect to");
    expect(said(await knock(new URL("http://co9ma.example.com"), true))[0]).toContain("only posts to https");
    expect(said(await knock(local))[0]).toContain("No server answers on this machine");
  });
});

test("nothing that is said holds the token or the secret", async () => {
  const apiUrl = await openAuth({ ok: false, error: "invalid_auth" });
  const wrong = { botToken: `xoxp-${token}`, signingSecret: `${secret}0` };
  const all = [
    ...(await check({ apiUrl })),
    ...(await check({ ...wrong, publicAddress: new URL(`https://user:${secret}@127.0.0.1:9`) })),
  ];

  const text = JSON.stringify(all);
  expect(text).not.toContain(token);
  expect(text).not.toContain(secret);
});
