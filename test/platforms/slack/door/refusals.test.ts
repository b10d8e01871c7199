// Attacks on the door, all of them crossed with all that can be asked there: each is refused, and leaves nothing behind.

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Db } from "../../../../src/db/db.ts";
import { self } from "../inbound/made-payloads.ts";
import { asOwner, closeTestDb, openTestDb } from "../../../support/database.ts";
import type { Manner, SlackDriver } from "../../../support/slack-driver.ts";
import { command, direct, envelope, mention, message, press } from "../inbound/made-payloads.ts";
import { type Door, forgetSlack, openDoor } from "./support.ts";

let db: Db;
let door: Door;
beforeAll(async () => {
  db = await openTestDb();
});
beforeEach(async () => {
  await forgetSlack(db);
  door = await openDoor(db, undefined, ({ teams }) =>
    Promise.resolve(teams.includes("T1") ? self : undefined),
  );
});
afterEach(() => door.close());
afterAll(() => closeTestDb(db));

let counted = 0;
type Send = (slack: SlackDriver, manner: Manner) => Promise<Response>;

/** No two alike: the same bytes in the same second would be a replay. */
const asked: Readonly<Record<string, Send>> = {
  message: (slack, manner) => slack.event(envelope(message(), { event_id: `Ev-r${++counted}` }), manner),
  mention: (slack, manner) => slack.event(envelope(mention(), { event_id: `Ev-r${++counted}` }), manner),
  "direct message": (slack, manner) =>
    slack.event(envelope(direct(), { event_id: `Ev-r${++counted}` }), manner),
  press: (slack, manner) => slack.interaction(press({ trigger_id: `${++counted}.1` }), manner),
  command: (slack, manner) =>
    slack.command(command({ trigger_id: `${++counted}.2` }) as Record<string, string>, manner),
  uninstallation: (slack, manner) =>
    slack.event(envelope({ type: "app_uninstalled" }, { event_id: `Ev-r${++counted}` }), manner),
};

const attacks: Readonly<Record<string, Manner>> = {
  "signed with another secret": { secret: "another-secret-of-16" },
  "signed with no secret": { secret: "" },
  "five minutes and a second old": { offsetS: -301 },
  "a day old": { offsetS: -86_400 },
  "five minutes and a second ahead": { offsetS: 302 },
  "a year ahead": { offsetS: 31_536_000 },
  "without a signature": { headers: { "x-slack-signature": "" } },
  "with half a signature": { headers: { "x-slack-signature": `v0=${"a".repeat(32)}` } },
  "with a signature of another making": { headers: { "x-slack-signature": `v1=${"a".repeat(64)}` } },
  "with a signature in capitals": { headers: { "x-slack-signature": `v0=${"A".repeat(64)}` } },
  "with a signature of zeros": { headers: { "x-slack-signature": `v0=${"0".repeat(64)}` } },
  "without a time": { headers: { "x-slack-request-timestamp": "" } },
  "with a time in words": { headers: { "x-slack-request-timestamp": "now" } },
  "with a negative time": { headers: { "x-slack-request-timestamp": "-1" } },
  "with a time in thousands": { headers: { "x-slack-request-timestamp": "1e9" } },
  "with a time of another time zone": { headers: { "x-slack-request-timestamp": "99999999999999" } },
  "encoded anew": { sent: (raw) => `${raw} ` },
  "with a letter changed": { sent: (raw) => raw.replace("T1", "T2") },
  "cut off": { sent: (raw) => raw.slice(0, -1) },
  "with nothing in it": { sent: () => "" },
};

const tables = ["inbound", "conversation", "identity", "outside_room", "outside_notice"];
async function traces(): Promise<number> {
  const counts = tables.map((table) => `(select count(*) from ${table} where platform = 'slack')`);
  const [row] = await asOwner<{ n: number }>(db, `select (${counts.join("+")})::int as n`);
  return row?.n ?? -1;
}

test.each(Object.keys(asked))("every attack on a %s is refused, and leaves nothing behind", async (kind) => {
  const refused: string[] = [];
  for (const [name, manner] of Object.entries(attacks)) {
    const { status } = (await asked[kind]?.(door.slack, manner)) ?? { status: 0 };
    if (status === 401) refused.push(name);
  }

  expect(refused).toEqual(Object.keys(attacks));
  expect(await traces()).toBe(0);
});

test.each(Object.keys(asked))("a %s that was taken is refused when it is sent once more", async (kind) => {
  await asked[kind]?.(door.slack, {});
  const before = await traces();

  const again = await Promise.all([door.slack.replay(), door.slack.replay(), door.slack.replay()]);

  expect(again.map(({ status }) => status)).toEqual([401, 401, 401]);
  expect(await traces()).toBe(before);
});

test.each([
  [
    "message",
    () =>
      door.slack.event(
        envelope(message(), { team_id: "T2", context_team_id: "T2", authorizations: [{ team_id: "T2" }] }),
      ),
  ],
  ["press", () => door.slack.interaction(press({ team: { id: "T2" } }))],
  ["command", () => door.slack.command(command({ team_id: "T2" }) as Record<string, string>)],
  ["message of another app", () => door.slack.event(envelope(message(), { api_app_id: "A2" }))],
  [
    "team that is no text",
    () =>
      door.slack.event(
        envelope(message(), { team_id: "T1' or 1=1", context_team_id: null, authorizations: [] }),
      ),
  ],
])("a %s for another team is refused, rightly signed as it is", async (_, send) => {
  const { status } = await send();

  expect([status, await traces()]).toEqual([403, 0]);
});
