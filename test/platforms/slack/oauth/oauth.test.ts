// Many teams by OAuth: who comes in how, whose data a team's rooms speak of, and what is left of a team that goes.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { bindRoom, openSession } from "../../../../src/capabilities/workspace/workspace.ts";
import type { Db } from "../../../../src/db/db.ts";
import { newSecret } from "../../../../src/db/secret.ts";
import { soon } from "../../../chat/posting.ts";
import { personOf } from "../../../chat/support.ts";
import { asOwner, closeTestDb, openTestDb } from "../../../support/database.ts";
import { wallSeconds } from "../../../support/slack-driver.ts";
import { makeWorkspace } from "../../../support/workspace.ts";
import { forgetSlack } from "../door/support.ts";
import { direct, envelope, message } from "../inbound/made-payloads.ts";
import { grant, install, openServer } from "./support.ts";

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
function heard(team: string, text: string, over: Record<string, unknown> = {}): Record<string, unknown> {
  events += 1;
  const ts = `1763801000.${String(events).padStart(6, "0")}`;
  return envelope(message({ team, ts, text: `<@UBOT${team}> ${text}` }), {
    event_id: `Ev-oauth-${events}`,
    team_id: team,
    context_team_id: team,
    authorizations: [{ team_id: team, user_id: `UBOT${team}`, is_bot: true }],
    ...over,
  });
}

const installations = () =>
  asOwner<{ team: string; token: string | null; via: string | null }>(
    db,
    "select team_ref as team, token_sealed as token, via_ref as via from installation order by team_ref",
  );

const workspacesAsked = async () =>
  (
    await asOwner<{ team: string; id: string }>(
      db,
      `select split_part(c.room_ref, '/', 1) as team, i.workspace_id as id from inbound i
         join conversation c on c.id = i.conversation_id where i.platform = 'slack' order by i.created_at`,
    )
  ).map(({ team, id }) => [team, id]);

describe("the way in", () => {
  test("stands open in two languages, and says that it is the demo without a signed-in admin", async () => {
    const { browser } = await openServer(db);

    const ko = await browser().get("/slack/install?lang=ko");
    const en = await browser().get("/slack/install?lang=en");

    expect([ko.status, en.status]).toEqual([200, 200]);
    expect(ko.html).toContain("로그인한 관리자나 설치 링크 없이 설치하면 데모");
    expect(en.html).toContain("answers from the demo (simulated data)");
  });

  test("leads to Slack with our rights and a state, and back with a token that is sealed", async () => {
    const { api, browser } = await openServer(db);
    const one = browser();

    const { status, location } = await one.post("/slack/install", {});
    const asked = new URL(location);
    const back = await one.get(
      `/slack/oauth?code=${grant(api, "T1")}&state=${asked.searchParams.get("state")}`,
    );

    expect([status, asked.origin + asked.pathname]).toEqual([303, "https://slack.com/oauth/v2/authorize"]);
    expect(asked.searchParams.get("client_id")).toBe("1.2");
    expect(asked.searchParams.get("redirect_uri")).toBe("https://co9ma.example.com/slack/oauth");
    expect(asked.searchParams.get("scope")?.split(",")).toContain("chat:write");
    expect(back.status).toBe(200);
    expect(back.html).toContain("팀 T1");
    const [row] = await installations();
    expect(row?.team).toBe("T1");
    expect(row?.token).not.toContain("xoxb");
    expect(Buffer.from(row?.token ?? "", "base64").toString()).not.toContain("xoxb");
  });

  test.each<[string, (state: string) => string, boolean]>([
    ["without a state", () => "", false],
    ["with another state", () => "A".repeat(43), false],
    ["in another browser", (state) => state, true],
  ])("installs nothing %s", async (_, asked, elsewhere) => {
    const { api, browser } = await openServer(db);
    const one = browser();
    const { location } = await one.post("/slack/install", {});
    const state = new URL(location).searchParams.get("state") ?? "";

    const there = elsewhere ? browser() : one;
    const answer = await there.get(`/slack/oauth?code=${grant(api, "T1")}&state=${asked(state)}`);

    expect(answer.status).toBe(400);
    expect(await installations()).toEqual([]);
    expect(api.asked).not.toContain("oauth.v2.access");
  });

  test("takes a state once", async () => {
    const { api, browser } = await openServer(db);
    const one = browser();
    const { location } = await one.post("/slack/install", {});
    const state = new URL(location).searchParams.get("state") ?? "";
    await one.get(`/slack/oauth?code=${grant(api, "T1")}&state=${state}`);

    const again = await one.get(`/slack/oauth?code=${grant(api, "T2")}&state=${state}`);

    expect(again.status).toBe(400);
    expect((await installations()).map(({ team }) => team)).toEqual(["T1"]);
  });

  test("is closed to forms of other pages and to other names", async () => {
    const { browser } = await openServer(db);

    const answer = await browser().post("/slack/install", {}, "https://evil.example");

    expect(answer.status).toBe(403);
  });

  test("says so when somebody did not allow it, or Slack does not take the code", async () => {
    const { browser } = await openServer(db);
    const one = browser();
    const { location } = await one.post("/slack/install?lang=en", {});
    const state = new URL(location).searchParams.get("state") ?? "";

    const denied = await one.get(`/slack/oauth?error=access_denied&state=${state}&lang=en`);
    const wrong = await install(one, "code-nobody-made");

    expect([denied.status, wrong.status]).toEqual([400, 400]);
    expect(denied.html).toContain("You did not allow it");
    expect(wrong.html).toContain("invalid_code");
    expect(await installations()).toEqual([]);
  });
});

describe("a team speaks of", () => {
  test("the demo, where nobody said otherwise", async () => {
    const server = await openServer(db);
    await install(server.browser(), grant(server.api, "T1"));

    await server.slack.event(heard("T1", "지난주 어땠어?"));

    const [[, asked] = []] = await workspacesAsked();
    const [demo] = await asOwner<{ id: string }>(db, "select id from workspace where kind = 'demo'");
    expect(asked).toBe(demo?.id);
  });

  test("the workspace of the admin who installed it, and another team never does", async () => {
    const server = await openServer(db);
    const ctx = await makeWorkspace(db);
    const session = await openSession(db, { personId: personOf(ctx) });
    const admin = server.browser(session);

    const page = await admin.get("/slack/install");
    const done = await install(admin, grant(server.api, "T1"), { workspace: ctx.workspaceId });
    await install(server.browser(), grant(server.api, "T2"));
    await server.slack.event(heard("T1", "지난주 어땠어?"));
    await server.slack.event(heard("T2", "지난주 어땠어?"));

    expect(page.html).toContain(`value="${ctx.workspaceId}"`);
    expect(done.html).toMatch(/<code>[A-Z2-9]{4}-[A-Z2-9]{4}<\/code>/);
    const asked = new Map((await workspacesAsked()) as [string, string][]);
    expect(asked.get("T1")).toBe(ctx.workspaceId);
    expect(asked.get("T2")).not.toBe(ctx.workspaceId);
  });

  test("the workspace of a link, once, and of nobody who is not its admin", async () => {
    const server = await openServer(db);
    const ctx = await makeWorkspace(db);
    const admin = server.browser(await openSession(db, { personId: personOf(ctx) }));
    const made = await admin.post("/slack/install", { workspace: ctx.workspaceId, hand: "1" });
    const link = /\/slack\/install\/([\w-]{43})/.exec(made.html)?.[1] ?? "";
    const guest = server.browser();

    const page = await guest.get(`/slack/install/${link}`);
    await install(guest, grant(server.api, "T1"), { link });
    const again = await server.browser().get(`/slack/install/${link}`);
    const refused = await server.browser().post("/slack/install", { workspace: ctx.workspaceId });

    expect(page.status).toBe(200);
    expect(again.status).toBe(400);
    expect(refused.status).toBe(400);
    const rooms = await asOwner(
      db,
      "select room_ref as at, workspace_id as id from room where platform = 'slack'",
    );
    expect(rooms).toEqual([{ at: "T1", id: ctx.workspaceId }]);
  });

  test("the workspace it was bound to before, whoever installs it again", async () => {
    const server = await openServer(db);
    const [first, second] = [await makeWorkspace(db), await makeWorkspace(db)];
    await bindRoom(first, { platform: "slack", roomRef: "T1" });
    const other = server.browser(await openSession(db, { personId: personOf(second) }));

    const done = await install(other, grant(server.api, "T1"), { workspace: second.workspaceId });

    expect(done.html).toContain("이미 워크스페이스에 연결되어");
    const rooms = await asOwner(db, "select workspace_id as id from room where room_ref = 'T1'");
    expect(rooms).toEqual([{ id: first.workspaceId }]);
  });
});

describe("each team", () => {
  test("is answered with its own token, and what no team installed is refused", async () => {
    const { api, browser, slack } = await openServer(db);
    await install(browser(), grant(api, "T1"));
    await install(browser(), grant(api, "T2"));

    await slack.event(heard("T1", "하나"));
    await slack.event(heard("T2", "둘"));
    const foreign = await slack.event(heard("T3", "셋"));

    await expect
      .poll(() => new Set(api.tokens.map(({ token }) => token)), soon)
      .toEqual(new Set([undefined, "xoxb-CANARY-T1", "xoxb-CANARY-T2"]));
    expect(foreign.status).toBe(403);
  });

  test("of an organisation is answered with the organisation's", async () => {
    const { api, browser, slack } = await openServer(db);
    const org = { team: null, enterprise: { id: "E1", name: "조직" }, is_enterprise_install: true };
    await install(browser(), grant(api, "E1", { ...org, bot_user_id: "UBOTT5" }));

    const { status } = await slack.event(
      heard("T5", "지난주 어땠어?", {
        enterprise_id: "E1",
        authorizations: [{ team_id: "T5", enterprise_id: "E1", is_enterprise_install: true }],
      }),
    );

    expect(status).toBe(200);
    expect((await installations()).map(({ team, via }) => [team, via])).toEqual([
      ["E1", null],
      ["T5", "E1"],
    ]);
    await expect.poll(() => api.tokens.some(({ token }) => token === "xoxb-CANARY-E1"), soon).toBe(true);
  });
});

describe("a team that goes", () => {
  const uninstalled = (team: string, atS = wallSeconds()) => ({
    ...heard(team, ""),
    event_time: atS,
    event: { type: "app_uninstalled" },
  });

  test("leaves no token, is told to its admins on the page, and nothing more is posted there", async () => {
    const server = await openServer(db);
    const ctx = await makeWorkspace(db);
    const admin = server.browser(await openSession(db, { personId: personOf(ctx) }));
    await install(admin, grant(server.api, "T1"), { workspace: ctx.workspaceId });
    await server.chat.send(
      {
        workspaceId: ctx.workspaceId,
        personId: personOf(ctx),
        platform: "web",
        roomRef: personOf(ctx),
        threadRef: "t1",
      },
      { key: "k1", text: "안녕" },
    );

    const { status } = await server.slack.event(uninstalled("T1"));
    const late = await server.slack.event(heard("T1", "아직 있어?"));

    expect([status, late.status]).toEqual([200, 403]);
    expect(await installations()).toEqual([]);
    const told = await asOwner<{ action: string }>(
      db,
      `select body->>'action' as action from inbound where platform = 'web' and kind = 'action' and workspace_id = '${ctx.workspaceId}'`,
    );
    expect(told).toEqual([{ action: "tell_disconnected" }]);
  });

  test("told late it takes nothing from who was put in again since", async () => {
    const server = await openServer(db);
    await install(server.browser(), grant(server.api, "T1"));

    const { status } = await server.slack.event(uninstalled("T1", wallSeconds() - 60));

    expect([status, (await installations()).length]).toEqual([200, 1]);
  });

  test("by a revoked token of ours, and not by a person's", async () => {
    const server = await openServer(db);
    await install(server.browser(), grant(server.api, "T1"));
    const revoked = (tokens: Record<string, string[]>) => ({
      ...heard("T1", ""),
      event_time: wallSeconds(),
      event: { type: "tokens_revoked", tokens },
    });

    await server.slack.event(revoked({ oauth: ["U1"], bot: [] }));
    const before = await installations();
    await server.slack.event(revoked({ oauth: [], bot: ["UBOTT1"] }));

    expect(before).toHaveLength(1);
    expect(await installations()).toEqual([]);
  });

  test("takes the deliveries that wait for it out of the line", async () => {
    const server = await openServer(db);
    await install(server.browser(), grant(server.api, "T1"));
    const resume = server.api.hold("chat.postMessage");
    server.api.refuse("chat.postMessage", 1);
    await server.slack.event(
      envelope(direct({ team: "T1", ts: "1763801999.000001", text: "안녕" }), {
        event_id: "Ev-wait",
        authorizations: [{ team_id: "T1", user_id: "UBOTT1" }],
      }),
    );

    resume();
    await expect.poll(() => server.api.asked.includes("chat.postMessage"), soon).toBe(true);
    await server.slack.event(uninstalled("T1"));

    await expect
      .poll(
        () => asOwner<{ state: string }>(db, "select distinct state from delivery where platform = 'slack'"),
        {
          timeout: 8_000,
        },
      )
      .toEqual([{ state: "dead" }]);
  });
});
