// Teams side by side: a pause of one costs no other anything, tokens that end are made new once, and none is ever told to anybody.

import { PassThrough } from "node:stream";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  findInstallation,
  saveInstallation,
  takeRefresh,
} from "../../../../src/capabilities/workspace/workspace.ts";
import type { Db } from "../../../../src/db/db.ts";
import { newSecret } from "../../../../src/db/secret.ts";
import { buildStore } from "../../../../src/platforms/slack/oauth/store.ts";
import { soon } from "../../../chat/posting.ts";
import { asOwner, closeTestDb, openTestDb, silentLog } from "../../../support/database.ts";
import { openSlackApi } from "../../../support/slack-api.ts";
import { forgetSlack } from "../door/support.ts";
import { direct, envelope } from "../inbound/made-payloads.ts";
import { app, grant, install, openServer } from "./support.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
  db.secret = newSecret();
});
beforeEach(async () => {
  await forgetSlack(db);
  for (const table of ["installation", "room", "delivery"])
    await asOwner(db, `delete from ${table} where platform = 'slack'`);
});
afterAll(() => closeTestDb(db));

let events = 0;
const heard = (team: string, user: string) => {
  events += 1;
  const ts = `1763809000.${String(events).padStart(6, "0")}`;
  return envelope(direct({ team, user, channel: `D${user}`, ts, text: "지난주 어땠어?" }), {
    event_id: `Ev-teams-${events}`,
    team_id: team,
    context_team_id: team,
    authorizations: [{ team_id: team, user_id: `UBOT${team}` }],
  });
};

test("a team that Slack slows down waits alone, and is asked no more while it waits", async () => {
  const { api, browser, slack } = await openServer(db);
  await install(browser(), grant(api, "T1"));
  await install(browser(), grant(api, "T2"));
  api.tokenWords.set("xoxb-CANARY-T1", 60);

  for (let user = 0; user < 20; user += 1) await slack.event(heard("T1", `UA${user}`));
  await expect
    .poll(() => api.tokens.filter(({ token }) => token === "xoxb-CANARY-T1").length, soon)
    .toBeGreaterThan(0);
  const began = performance.now();
  for (let user = 0; user < 5; user += 1) await slack.event(heard("T2", `UB${user}`));
  await expect.poll(() => api.sent.filter(({ channel }) => channel.startsWith("D-UB")).length, soon).toBe(5);
  const tookMs = performance.now() - began;
  const asked = api.tokens.filter(
    ({ method, token }) => token === "xoxb-CANARY-T1" && method === "conversations.open",
  );

  expect(api.sent.filter(({ channel }) => channel.startsWith("D-UA"))).toEqual([]);
  expect(asked.length).toBeLessThanOrEqual(10);
  expect(tookMs).toBeLessThan(15_000);
});

const at = { platform: "slack", teamRef: "T7" };
const ending = (lastsS: number) =>
  saveInstallation(db, {
    ...at,
    token: "xoxe.xoxb-CANARY-old",
    refresh: "xoxe-1-CANARY-r1",
    lastsS,
    botRef: "UBOT",
    appRef: "A1",
    scopes: "",
    whose: undefined,
  });

test("a token about to end is made new once over three replicas, and all of them go on", async () => {
  await ending(3_600);
  const api = await openSlackApi({ team: "T7", botUser: "UBOT" });
  api.grants.set("xoxe-1-CANARY-r1", {
    access_token: "xoxe.xoxb-CANARY-new",
    refresh_token: "xoxe-1-CANARY-r2",
    expires_in: 43_200,
  });
  const stores = [1, 2, 3].map(() => buildStore(db, { ...app, apiUrl: api.url }, silentLog));

  const found = await Promise.all(stores.flatMap((store) => [store.find("T7"), store.find("T7")]));
  const later = await stores[0]?.find("T7");
  await api.close();

  expect(api.asked.filter((method) => method === "oauth.v2.access")).toHaveLength(1);
  expect(found.every((one) => one?.token.startsWith("xoxe.xoxb-CANARY-"))).toBe(true);
  expect(later?.token).toBe("xoxe.xoxb-CANARY-new");
  const [row] = await asOwner<{ hours: number }>(
    db,
    "select round(extract(epoch from expires_at - now()) / 3600)::int as hours from installation where team_ref = 'T7'",
  );
  expect(row?.hours).toBe(12);
});

test("a token with time left is left alone, and one that Slack does not make new is used to its end", async () => {
  await ending(40_000);
  const untouched = await takeRefresh(db, at, 7_200);
  await ending(3_600);
  const api = await openSlackApi({ team: "T7", botUser: "UBOT" });

  const found = await buildStore(db, { ...app, apiUrl: api.url }, silentLog).find("T7");
  await api.close();

  expect(untouched).toBeUndefined();
  expect(found?.token).toBe("xoxe.xoxb-CANARY-old");
});

test("a token opens in its own team's row only, and with this server's secret only", async () => {
  await ending(40_000);
  await asOwner(
    db,
    `insert into installation (platform, team_ref, bot_ref, token_sealed, created_at, updated_at)
     select platform, 'T8', bot_ref, token_sealed, now(), now() from installation where team_ref = 'T7'`,
  );

  await expect(findInstallation(db, { ...at, teamRef: "T8" })).rejects.toThrow("unable to authenticate");
  await expect(findInstallation({ ...db, secret: newSecret() }, at)).rejects.toThrow(
    "unable to authenticate",
  );
});

test("no token, secret, code or state stands in a log line, a page or a table, whatever fails", async () => {
  const lines: string[] = [];
  const sink = new PassThrough().on("data", (line: Buffer) => lines.push(line.toString()));
  const { api, browser, slack } = await openServer(db, pino({ level: "trace" }, sink));
  const one = browser();

  const pages = [
    await install(one, grant(api, "T1")),
    await install(one, "code-CANARY-wrong"),
    await one.get("/slack/oauth?code=code-CANARY&state=CANARY"),
  ];
  api.tokenWords.set("xoxb-CANARY-T1", "token_revoked");
  await slack.event(heard("T1", "UC1"));
  await expect.poll(() => api.tokens.some(({ token }) => token === "xoxb-CANARY-T1"), soon).toBe(true);
  const rows = await asOwner<{ row: string }>(
    db,
    `select (select coalesce(json_agg(i), '[]') from installation i)::text || (select coalesce(json_agg(d), '[]') from delivery d)::text
       || (select coalesce(json_agg(n), '[]') from inbound n)::text || (select coalesce(json_agg(c), '[]') from link_code c)::text as row`,
  );

  const everything = [...lines, ...pages.map(({ html }) => html), ...rows.map(({ row }) => row)].join("\n");
  expect(everything).not.toContain("CANARY");
  expect(everything).not.toContain(app.clientSecret);
});
