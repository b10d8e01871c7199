// `/co9ma` with a word of its own: answered at once, to its writer alone, in their language.

import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { act } from "../../../src/agent/act.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { tools } from "../../../src/capabilities/registry.ts";
import { bindRoom } from "../../../src/capabilities/workspace/workspace.ts";
import { signIn } from "../../../src/chat/sign-in.ts";
import type { Db } from "../../../src/db/db.ts";
import { importMade } from "../../capabilities/imports/made-import.ts";
import { madeDays } from "../../capabilities/imports/made-report.ts";
import { echo, endOf, makeAnswerer, textCard } from "../../chat/made-answerer.ts";
import { nameOnSlack } from "../../chat/posting.ts";
import { personOf } from "../../chat/support.ts";
import { asOwner, closeTestDb, openTestDb, silentLog } from "../../support/database.ts";
import { openSlackApi, type SlackApi } from "../../support/slack-api.ts";
import type { SlackDriver } from "../../support/slack-driver.ts";
import { fixedNow, joinWorkspace } from "../../support/workspace.ts";
import { command, self } from "./inbound/made-payloads.ts";
import { makeTeam, openReplica, write } from "./support.ts";

let db: Db;
let api: SlackApi;
beforeAll(async () => {
  db = await openTestDb();
});
beforeEach(async () => {
  api = await openSlackApi(self);
});
afterEach(() => api.close());
afterAll(() => closeTestDb(db));

/** Begins to answer "forever" and comes to no end by itself. */
const answerer = makeAnswerer(async function* (ctx, input) {
  if (!input.said.includes("forever")) return yield* echo(ctx, input);
  yield { kind: "card", card: textCard("the first half") };
  await sleep(600_000, undefined, { signal: ctx.signal! });
  yield endOf();
});

let typed = 0;
/** @returns what is shown to who typed it */
async function type(slack: SlackDriver, text: string, over: Record<string, string> = {}): Promise<string> {
  const fields = { ...command({ text, trigger_id: `${++typed}.2.3` }), ...over } as Record<string, string>;
  const answer = await slack.command(fields);
  const shown = (await answer.json()) as { response_type: string; text: string };
  expect([answer.status, shown.response_type]).toEqual([200, "ephemeral"]);
  return shown.text;
}

async function open(ctx?: Ctx): Promise<SlackDriver> {
  const { slack } = await openReplica(db, api, answerer);
  if (ctx) await importMade(ctx, { rows: madeDays("2026-11-01", 19, "여름 세일") });
  return slack;
}

function openRows(): Promise<{ rows: number }[]> {
  return asOwner(
    db,
    "select count(*)::int as rows from inbound where platform = 'slack' and state in ('waiting', 'working')",
  );
}

/** Asked by a person of the team, and being answered. */
async function asking(slack: SlackDriver, over: Record<string, unknown> = {}): Promise<void> {
  const before = api.sent.length;
  await write(api, slack, { text: "<@UBOT> forever 지난주", ...over });
  await expect.poll(() => api.sent.length + api.signs.size).toBeGreaterThan(before);
}

describe("help", () => {
  test("lists what can be asked, where, and the commands, in the language of the word or the person", async () => {
    const ctx = await makeTeam(db);
    const slack = await open(ctx);

    const korean = await type(slack, "도움말");
    const byPerson = await type(slack, "help");
    const english = await type(slack, "help", { user_id: await englishPerson(ctx) });

    expect(korean).toContain("• 지난주 캠페인 어땠어?");
    expect(korean).toContain("`/co9ma 중지`");
    expect(korean).toContain("`/co9ma 취소`");
    expect(byPerson).toBe(korean);
    expect(english).toContain("• How did the campaigns do last week?");
    expect(english).toContain("`/co9ma stop`");
    expect(await type(slack, "")).toBe(korean);
    expect(await openRows()).toEqual([{ rows: 0 }]);
  });

  test("and everything else show a stranger nothing but the way in", async () => {
    const ctx = await makeTeam(db);
    const slack = await open(ctx);

    for (const word of ["도움말", "상태"])
      expect(await type(slack, word, { user_id: "U9" })).toBe(
        "아직 이 워크스페이스의 멤버가 아니에요. 저에게 DM을 보내면 관리자에게 물어볼게요. 서버를 시작했다면 그때 출력된 관리자 코드를 DM으로 보내 주세요.",
      );
    expect(await type(slack, "취소", { user_id: "U9" })).toBe("지금 준비 중인 답이 없어요.");
  });
});

describe("status", () => {
  test("says the workspace, what binds the room to it, how fresh the data are and what runs", async () => {
    const ctx = await makeTeam(db);
    await asOwner(db, `update workspace set name = '<!here> 상점' where id = '${ctx.workspaceId}'`);
    const slack = await open(ctx);

    const quiet = await type(slack, "상태");
    await bindRoom(ctx, { platform: "slack", roomRef: "T1/C1" });
    await asking(slack);
    const busy = await type(slack, "status");

    expect(quiet).toContain("상점, 내 역할: 관리자");
    expect(quiet).not.toContain("<!here>");
    expect(quiet).toContain("팀 전체가 이 워크스페이스에 연결");
    expect(quiet).toContain("데이터: 2026-11-19까지(2일 전)");
    expect(quiet).toContain("준비 중인 답이 없어요");
    expect(busy).toContain("이 방은 이 워크스페이스에 연결");
    expect(busy).toContain("답을 준비하고 있어요: “forever 지난주”");
    expect(await type(slack, "취소")).toContain("답 1개");
  });

  test("of a room that nobody bound says so, and that the data are made up", async () => {
    const ctx = await makeTeam(db);
    await asOwner(db, "delete from room where platform = 'slack'");
    const slack = await open();
    await asOwner(
      db,
      `insert into membership select id, '${personOf(ctx)}', 'member', now() from workspace where kind = 'demo'`,
    );

    const shown = await type(slack, "상태");

    expect(shown).toContain("(데모, 시뮬레이션 데이터), 내 역할: 멤버");
    expect(shown).toContain("이 방은 아직 연결되지 않아서 데모로 답해요");
  });
});

describe("cancel", () => {
  test("ends what its writer waits for in that room or alone with us, and nobody else's", async () => {
    const ctx = await makeTeam(db);
    const colleague = await joinWorkspace(ctx, "member");
    await nameOnSlack(db, personOf(colleague), "T1/U5");
    const slack = await open();
    await asking(slack);
    await asking(slack, { user: "U5" });
    await type(slack, "forever 비공개");
    await expect.poll(openRows).toEqual([{ rows: 3 }]);

    expect(await type(slack, "cancel", { channel_id: "C7" })).toBe(
      "답 1개를 멈춰 달라고 전했어요. 지금까지 찾은 것은 그대로 남아요.",
    );
    await expect.poll(openRows).toEqual([{ rows: 2 }]);
    expect(await type(slack, "취소")).toContain("답 1개");
    await expect.poll(openRows).toEqual([{ rows: 1 }]);
    expect(await type(slack, "취소")).toBe("지금 준비 중인 답이 없어요.");
    expect(await type(slack, "취소", { user_id: "U5" })).toContain("답 1개");
    await expect.poll(openRows).toEqual([{ rows: 0 }]);
  });
});

describe("stop", () => {
  test.each(["stop", "중지"])(
    "%s halts everything automatic of the room's workspace, whoever types it",
    async (word) => {
      const ctx = await makeTeam(db);
      const viewer = await joinWorkspace(ctx, "viewer");
      await nameOnSlack(db, personOf(viewer), "T1/U6");
      const slack = await open();

      const first = await type(slack, word, { user_id: "U6" });

      expect(first).toMatch(/^(?:모든 자동 실행을 멈췄어요|Everything automatic is halted)/);
      expect(first).toMatch(/계속 돈을 써요|go on spending/);
      expect(await type(slack, word, { user_id: "U6" })).toMatch(/이미 멈춰|halted already/);
    },
  );
});

test("while the database is out of order a command is told so in words: Slack sends none twice", async () => {
  await makeTeam(db);
  const out = { ...db, run: () => Promise.reject(new Error("the database is away")) };
  let away = false;
  const failing: Db = { ...db, run: (...call) => (away ? out.run() : db.run(...call)) };
  const { slack } = await openReplica(failing, api, answerer);
  away = true;

  for (const text of ["상태", "지난주 캠페인 어땠어?"])
    expect(await type(slack, text)).toMatch(/지금.*|잠시/);
  expect(await type(slack, "how was last week?")).toMatch(/moment|again|later/i);
  away = false;
});

async function englishPerson(ctx: Ctx): Promise<string> {
  const person = personOf(await joinWorkspace({ ...ctx, lang: "en" }, "viewer"));
  await nameOnSlack(db, person, "T1/U6");
  return "U6";
}

describe("people", () => {
  test("are listed with their roles to whoever belongs here, and to nobody else", async () => {
    const admin = await makeTeam(db);
    const slack = await openWith(admin);

    expect(await type(slack, "멤버")).toMatch(/관리자/);
    expect(await type(slack, "people")).toContain("김마케터");
    expect(await type(slack, "people", { user_id: "U9" })).not.toContain("김마케터");
  });

  test("get a way into the page as themselves, once", async () => {
    const admin = await makeTeam(db);
    const slack = await openWith(admin);

    const [, code = ""] = /`\/#sign-in=([^`]+)`/.exec(await type(slack, "연결")) ?? [];
    const { token } = await signIn(
      { db, log: silentLog, now: () => fixedNow },
      { code, lang: "ko", zone: "Asia/Seoul" },
    );

    expect(token).not.toBe("");
    expect(await type(slack, "link", { user_id: "U9" })).not.toContain("sign-in");
    const again = signIn(
      { db, log: silentLog, now: () => fixedNow },
      { code, lang: "ko", zone: "Asia/Seoul" },
    );
    await expect(again).rejects.toMatchObject({ code: "forbidden" });
  });
});

/** With the tools there really are. */
async function openWith(ctx: Ctx): Promise<SlackDriver> {
  const real = makeAnswerer(echo, (asker, tool, input) => act(asker, tools, { tool, input }, () => {}));
  const { slack } = await openReplica(db, api, real);
  await importMade(ctx, { rows: madeDays("2026-11-01", 19, "여름 세일") });
  return slack;
}
