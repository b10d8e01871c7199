// The whole app in Slack: a person writes, the answer stands in their thread; real HTTP on both sides, a strict Web API.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type App, openApp, openSurfaces, type Surfaces } from "../../../src/app.ts";
import { readConfig } from "../../../src/config.ts";
import { Failure } from "../../../src/core/failure.ts";
import { openSlack } from "../../../src/platforms/slack/slack.ts";
import { until } from "../../chat/support.ts";
import { silentLog } from "../../support/database.ts";
import { openSlackApi, type SlackApi } from "../../support/slack-api.ts";
import { buildSlackDriver, type SlackDriver } from "../../support/slack-driver.ts";
import { direct, envelope, mention, message, self } from "./inbound/made-payloads.ts";

const secret = "0123456789abcdef0123456789abcdef";
let dataDir: string;
let api: SlackApi;
let app: App;
let surfaces: Surfaces;
let slack: SlackDriver;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "co9ma-slack-"));
  api = await openSlackApi(self);
  const config = readConfig({
    CO9MA_DATA_DIR: dataDir,
    PORT: "0",
    SLACK_BOT_TOKEN: "xoxb-1234567890",
    SLACK_SIGNING_SECRET: secret,
    SLACK_API_URL: api.url,
    CO9MA_NOW: "2026-11-21T10:00:00+09:00",
  });
  app = await openApp(config, silentLog);
  surfaces = await openSurfaces(config, app, silentLog);
  slack = buildSlackDriver(`${surfaces.url}/slack/events`, secret);
}, 60_000);
afterAll(async () => {
  await surfaces.close();
  await app.close();
  await api.close();
  await rm(dataDir, { recursive: true, force: true });
});

function answersIn(thread: string | undefined, count: number): Promise<SlackApi["sent"]> {
  return until(() => {
    const found = api.sent.filter(({ thread_ts }) => thread_ts === thread);
    return Promise.resolve(found.length >= count ? found : undefined);
  });
}

test("a stranger who mentions us is told one line that nobody else sees, whatever is delivered twice", async () => {
  const first = await slack.event(envelope(message()));
  const twin = await slack.event(envelope(mention(), { event_id: "Ev2" }));
  const retry = await slack.event(envelope(message()), {
    offsetS: 60,
    retry: { num: 1, reason: "http_timeout" },
  });
  const [line] = await until(() => Promise.resolve(api.whispered.length > 0 ? api.whispered : undefined));

  expect([first.status, twin.status, retry.status]).toEqual([200, 200, 200]);
  expect(line).toMatchObject({ channel: "C1", user: "U1" });
  expect([api.whispered.length, api.sent.length]).toEqual([1, 0]);
  expect(api.refused).toEqual([]);
});

test("a stranger alone with us is answered in the main line", async () => {
  await slack.event(envelope(direct({ user: "U2", ts: "1763800100.000100" })));
  const [answer] = await answersIn(undefined, 1);

  expect(answer).toMatchObject({ channel: "D-U2" });
  expect(api.refused).toEqual([]);
});

test("whoever sends the code of the start is let in, and asks and is answered with figures", async () => {
  const said = (text: string, ts: string): Promise<Response> =>
    slack.event(envelope(direct({ user: "U3", channel: "D3", text, ts })));
  const answered = (count: number): Promise<SlackApi["sent"]> =>
    until(() => {
      const found = api.sent.filter(({ channel }) => channel === "D-U3");
      return Promise.resolve(found.length >= count ? found : undefined);
    });

  await said(surfaces.adminCode, "1763800200.000100");
  await answered(1);
  await said("지난주 캠페인 어땠어?", "1763800201.000100");
  const answer = (await answered(2)).at(-1);

  expect(JSON.stringify(answer?.blocks)).toContain('"type":"data_table"');
  expect(answer?.text).toContain("[데모] 시뮬레이션 데이터");
  expect(api.refused).toEqual([]);
});

test("a chart is drawn by Slack itself, with its figures in words below", async () => {
  await slack.event(
    envelope(direct({ user: "U3", channel: "D3", text: "지난주 일별 광고비 추이", ts: "1763800202.000100" })),
  );
  const answer = await until(() =>
    Promise.resolve(
      api.sent.find(({ channel, blocks }) => channel === "D-U3" && holds(blocks, "data_visualization")),
    ),
  );

  expect(answer.text).toContain("일별 광고비");
  expect(answer.text).toContain("[데모] 시뮬레이션 데이터");
  expect(api.refused).toEqual([]);
});

function holds(blocks: unknown, type: string): boolean {
  return JSON.stringify(blocks ?? []).includes(`"type":"${type}"`);
}

test("the page is served beside it, and still by its own name only", async () => {
  expect((await fetch(`${surfaces.url}/health`)).status).toBe(200);
  expect((await fetch(surfaces.url, { headers: { "x-forwarded-for": "203.0.113.7" } })).status).toBe(403);
});

test("after a sleep of the machine, in which its running time stood still, requests of now are taken", async () => {
  const running = performance.now.bind(performance);
  const slept = vi.spyOn(performance, "now").mockImplementation(() => running() - 600_000);
  const answer = await slack.verify("awake").finally(() => slept.mockRestore());

  expect(answer.status).toBe(200);
});

test("a token that Slack does not take stops the start with what to do; silence does not", async () => {
  const setting = { botToken: "xoxb-1234567890", signingSecret: secret };
  api.fail("invalid_auth");
  const refused = await openSlack({ ...setting, apiUrl: api.url }, silentLog)
    .isKnown()
    .catch((error: unknown) => error);
  api.fail("internal_error");
  const down = await openSlack({ ...setting, apiUrl: api.url }, silentLog).isKnown();
  api.fail(undefined);

  expect(refused).toBeInstanceOf(Failure);
  expect(refused).toMatchObject({ code: "invalid" });
  expect(down).toBe(false);
  expect(await openSlack({ ...setting, apiUrl: "http://127.0.0.1:9/" }, silentLog).isKnown()).toBe(false);
  expect(await openSlack({ ...setting, apiUrl: api.url }, silentLog).isKnown()).toBe(true);
});
