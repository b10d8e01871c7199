// What goes wrong at Slack's door and on the way back leaves its traces in the log, and none of them is a secret or what somebody said.

import { PassThrough } from "node:stream";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Db } from "../../../src/db/db.ts";
import { makeAnswerer } from "../../chat/made-answerer.ts";
import { soon } from "../../chat/posting.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { openSlackApi } from "../../support/slack-api.ts";
import { envelope, message, press, self } from "./inbound/made-payloads.ts";
import { makeTeam, openReplica, write } from "./support.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

const canaries = ["xoxb-1234567890", "test-signing-secret", "CANARY-WORDS", "CANARY-FILE", "CANARY-NAME"];

test("no token, secret, word, name or file of anybody's stands in a log line, whatever fails", async () => {
  await makeTeam(db);
  const api = await openSlackApi(self);
  const lines: string[] = [];
  const sink = new PassThrough().on("data", (line: Buffer) => lines.push(line.toString()));
  let away = false;
  const failing: Db = {
    ...db,
    run: (...call) => (away ? Promise.reject(new Error("xoxb-1234567890 CANARY-WORDS")) : db.run(...call)),
  };
  const breaking = makeAnswerer(() => {
    throw Object.assign(new Error("no luck"), { code: "BROKEN" });
  });
  const { slack } = await openReplica(failing, api, breaking, pino({ level: "trace" }, sink));
  const text = "<@UBOT> CANARY-WORDS";
  const user_profile = { display_name: "CANARY-NAME" };

  await slack.event(envelope(message({ text })), { secret: "another-secret" });
  await slack.raw(`{"token":"CANARY-WORDS`, "application/json");
  api.refuse("reactions.add", "missing_scope");
  const id = "CANARY-FILE";
  const files = [{ id, name: "CANARY-FILE.csv", url_private: `${api.url}CANARY-FILE`, mimetype: "text/csv" }];
  await write(api, slack, { text, user_profile, files, subtype: "file_share" });
  await write(api, slack, { text, user_profile });
  await expect.poll(() => api.sent.length, soon).toBeGreaterThan(1);
  api.refuse("chat.postMessage", "invalid_auth");
  await write(api, slack, { text, user_profile });
  await slack.interaction(press({}, { value: "CANARY-WORDS" }));
  await expect.poll(() => lines.join(""), soon).toContain("a press came to nothing");
  away = true;
  expect((await slack.event(envelope(message({ text, ts: "1763801999.000009" })))).status).toBe(500);
  away = false;
  await api.close();

  expect(lines.join("")).toContain("Bolt failed on a request");
  expect(canaries.filter((canary) => lines.join("").includes(canary))).toEqual([]);
});
