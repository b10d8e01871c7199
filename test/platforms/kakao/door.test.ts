// Kakao's door: who comes in by which key, what comes of a body that is none, and who is let speak.

import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { act } from "../../../src/agent/act.ts";
import { issueAdminCode } from "../../../src/capabilities/workspace/workspace.ts";
import { workspaceTools } from "../../../src/capabilities/workspace/tools.ts";
import type { Door } from "../../../src/commands/kakao/engine.ts";
import { skillRequest } from "../../../src/commands/kakao/request.ts";
import type { Db } from "../../../src/db/db.ts";
import { keyOf } from "../../../src/platforms/kakao/door/key.ts";
import { skillProblems } from "../../../src/platforms/kakao/skill/response.ts";
import { makeAnswerer } from "../../chat/made-answerer.ts";
import { asOwner, closeTestDb, openTestDb } from "../../support/database.ts";
import { nameOnKakao, openEngine, openKakaoReplica, patientTimes } from "../../support/kakao-engine.ts";
import { makeWorkspace } from "../../support/workspace.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

const soon = { timeout: 60_000 };

async function openDoor() {
  const ctx = await makeWorkspace(db);
  const engine = await openEngine();
  const answerer = makeAnswerer(undefined, (turn, tool, input) =>
    act(turn, workspaceTools, { tool, input }, () => {}),
  );
  const wall = { s: 1_763_900_000 };
  const over = { times: patientTimes, nowS: () => wall.s };
  const { door } = await openKakaoReplica(db, ctx, engine, answerer, over);
  const user = randomUUID();
  await nameOnKakao(db, ctx, user);
  return { wall, engine, door, user };
}

const inboundOf = (workspace: string) =>
  asOwner(db, `select id from inbound where workspace_id = '${workspace}' and platform = 'kakao'`);

function post(
  { url, workspace, key }: Door,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${url}/kakao/${workspace}/skill`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Co9ma-Key": key, ...headers },
    body,
  });
}

test(
  "a key of another workspace, of another secret, cut, in capitals or none at all opens nothing",
  soon,
  async () => {
    const { door, user } = await openDoor();
    const other = await makeWorkspace(db);
    const body = JSON.stringify(skillRequest({ user, text: "질문" }));
    const wrong = [
      keyOf("a-secret-of-the-tests-of-thirty-two-letters", other.workspaceId),
      keyOf("another-secret-of-thirty-two-letters-or-so", door.workspace),
      door.key.slice(0, -1),
      `${door.key}0`,
      door.key.toUpperCase(),
      "",
    ];

    for (const key of wrong) {
      const refused = await post({ ...door, key }, body);
      expect([refused.status, await refused.text()]).toEqual([401, ""]);
    }
    const room = await fetch(`${door.url}/kakao/${door.workspace}/room`, { method: "POST", body });
    expect(room.status).toBe(401);
    const elsewhere = await post({ ...door, workspace: other.workspaceId }, body);
    expect(elsewhere.status).toBe(401);
    expect(await inboundOf(door.workspace)).toEqual([]);
    expect(await inboundOf(other.workspaceId)).toEqual([]);
  },
);

test("a foreign Host reaches Kakao's paths and no others", soon, async () => {
  const { door } = await openDoor();
  const headers = { "X-Forwarded-For": "203.0.113.7" };

  const page = await fetch(`${door.url}/`, { headers });
  const skill = await post(door, "{}", headers);

  expect(page.status).toBe(403);
  expect(skill.status).toBe(200);
});

describe("a body that is no request", () => {
  const nothing: [string, (user: string) => [string | Uint8Array<ArrayBuffer>, Record<string, string>?]][] = [
    ["no JSON", () => ["{"]],
    ["nothing", () => [""]],
    ["a list", () => ["[]"]],
    ["null everywhere", () => [JSON.stringify({ userRequest: null, bot: null, action: null, flow: null })]],
    ["fields of other types", () => [JSON.stringify({ userRequest: { user: { id: 7 }, utterance: {} } })]],
    [
      "more than 256 kB",
      (user) => [JSON.stringify({ ...skillRequest({ user, text: "질문" }), x: "a".repeat(300_000) })],
    ],
    [
      "compressed",
      (user) => [
        new Uint8Array(gzipSync(JSON.stringify(skillRequest({ user, text: "질문" })))),
        { "Content-Encoding": "gzip" },
      ],
    ],
    [
      "in UTF-16",
      (user) => [
        new Uint8Array(Buffer.from(JSON.stringify(skillRequest({ user, text: "질문" })), "utf16le")),
      ],
    ],
  ];

  test.each(nothing)(
    "%s gets a valid reply under status 200, and nothing is kept",
    soon,
    async (_what, made) => {
      const { door, user } = await openDoor();

      const response = await post(door, ...made(user));

      expect(response.status).toBe(200);
      expect(skillProblems(await response.json(), "person")).toEqual([]);
      expect(await inboundOf(door.workspace)).toEqual([]);
    },
  );
});

test("a workspace that is none gets a valid reply", soon, async () => {
  const { door, user } = await openDoor();
  const workspace = "no-workspace";
  const key = keyOf("a-secret-of-the-tests-of-thirty-two-letters", workspace);

  const response = await post(
    { ...door, workspace, key },
    JSON.stringify(skillRequest({ user, text: "질문" })),
  );

  expect(response.status).toBe(200);
  expect(await response.text()).toContain("워크스페이스를 찾지 못했어요");
});

test(
  "somebody unknown is told how to be let in and nothing else; an admin on Kakao gets a card with their next word, once",
  soon,
  async () => {
    const { door, engine, user } = await openDoor();
    const stranger = randomUUID();

    const met = await engine.say(door, { user: stranger, text: "지난주 광고비 얼마야?" });
    const admin = await engine.say(door, { user, text: "안녕" });
    const again = await engine.say(door, { user, text: "또 안녕" });

    expect(met.seen?.text).toContain("아직 이 워크스페이스의 멤버가 아니라서");
    expect(met.seen?.text).toContain("연결 코드");
    expect(met.seen?.text).not.toContain("answer to");
    expect(admin.seen?.text).toMatch(/처음 말을 걸었어요[^]*answer to: 안녕/);
    expect(again.seen?.text).not.toContain("처음 말을 걸었어요");
  },
);

test("an admin's press lets the stranger in; on the old card it is done already", soon, async () => {
  const { door, engine, user, wall } = await openDoor();
  const stranger = randomUUID();
  await engine.say(door, { user: stranger, text: "안녕하세요" });
  await engine.say(door, { user, text: "안녕" });

  await engine.press(door, user, "멤버로 추가");
  const asked = await engine.say(door, { user: stranger, text: "질문" });
  wall.s += 60;
  const pressedAgain = await engine.press(door, user, "멤버로 추가");

  expect(asked.seen?.text).toContain("answer to: 질문");
  expect(pressedAgain.seen?.text).toContain("이미 눌러서 처리한 버튼");
});

test("a label that is typed presses nothing, and a token beside typed words neither", soon, async () => {
  const { door, engine, user } = await openDoor();
  const stranger = randomUUID();
  await engine.say(door, { user: stranger, text: "안녕하세요" });
  const { seen } = await engine.say(door, { user, text: "안녕" });
  const button = seen?.buttons.find(({ label }) => label === "멤버로 추가");

  const typed = await engine.say(door, { user, text: "멤버로 추가" });
  const body = skillRequest({
    user,
    text: "멤버로 추가합니다",
    pressed: { extra: button?.extra, trigger: "TEXT_INPUT" },
  });
  const carried = await post(door, JSON.stringify(body));

  expect(button?.extra).toHaveProperty("token");
  expect(typed.seen?.text).toContain("answer to: 멤버로 추가");
  expect(await carried.text()).toContain("answer to: 멤버로 추가합니다");
  expect((await engine.say(door, { user: stranger, text: "질문" })).seen?.text).toContain("멤버가 아니라서");
});

test(
  "nobody else's button can be pressed, and a press that is replayed changes nothing more",
  soon,
  async () => {
    const { door, engine, user } = await openDoor();
    const stranger = randomUUID();
    await engine.say(door, { user: stranger, text: "안녕하세요" });
    const { seen } = await engine.say(door, { user, text: "안녕" });
    const button = seen?.buttons.find(({ label }) => label === "뷰어로 추가");
    const press = (who: string) =>
      post(
        door,
        JSON.stringify(
          skillRequest({
            user: who,
            text: "뷰어로 추가",
            pressed: { extra: button?.extra, trigger: "CARD_BUTTON_MESSAGE" },
          }),
        ),
      );

    const foreign = await (await press(stranger)).text();
    const [first, replayed] = [await (await press(user)).text(), await (await press(user)).text()];

    expect(foreign).toContain("이 버튼은 누를 수 없어요");
    expect(replayed).toBe(first);
    const rows = await asOwner<{ count: number }>(
      db,
      `select count(*)::int as count from ledger where workspace_id = '${door.workspace}' and action = 'person.admit'`,
    );
    expect(rows).toEqual([{ count: 1 }]);
  },
);

test("the code of the start makes its first sender an admin of the path's workspace", soon, async () => {
  const { door, engine } = await openDoor();
  const code = await issueAdminCode(db);
  const owner = randomUUID();

  const entered = await engine.say(door, { user: owner, text: code });
  const asked = await engine.say(door, { user: owner, text: "질문" });

  expect(entered.seen?.text).toContain("이제 이 워크스페이스의 관리자예요");
  expect(asked.seen?.text).toContain("answer to: 질문");
});

test(
  "a try in Kakao's console by nobody we know tells that we are reached, and meets nobody",
  soon,
  async () => {
    const { door, engine } = await openDoor();
    const user = randomUUID();

    const tried = await engine.say(door, { user, text: "테스트", console: true, callback: true });

    expect(tried.waits).toBe(false);
    expect(tried.seen?.text).toContain("스킬 서버에 잘 연결됐어요");
    expect(await inboundOf(door.workspace)).toEqual([]);
    expect(await asOwner(db, `select 1 from identity where platform_id like '%bot1:${user}'`)).toEqual([]);
  },
);

test("a room that asks us in is greeted, and nothing is said as people come and we go", soon, async () => {
  const { door, engine } = await openDoor();

  const [entered, invited, left] = [
    await engine.event(door, "entrance", "room-1"),
    await engine.event(door, "inviteMember", "room-1"),
    await engine.event(door, "leave", "room-1"),
  ];

  expect(entered.seen?.text).toContain("저를 멘션하고 물어봐 주세요");
  expect([invited, left].map(({ status, reply }) => [status, reply])).toEqual([
    [200, { version: "2.0", template: { outputs: [] } }],
    [200, { version: "2.0", template: { outputs: [] } }],
  ]);
  expect(engine.refused).toEqual([]);
});

test("in a team chat each member is answered for themselves, whoever else is waited for", soon, async () => {
  const { door, engine, user } = await openDoor();
  const other = randomUUID();

  const mine = await engine.say(door, { user, room: "room-2", text: "@CO9MA 질문" });
  const theirs = await engine.say(door, { user: other, room: "room-2", text: "@CO9MA 질문" });

  expect(mine.seen?.text).toContain("answer to: 질문");
  expect(theirs.seen?.text).toContain("멤버가 아니라서");
  expect(engine.refused).toEqual([]);
});

test("a database that is away is said in time, under status 200", soon, async () => {
  const { door, user } = await openDoor();
  const { promise, resolve } = Promise.withResolvers<void>();
  const held = db.run({ role: "co9ma_system", job: "test.hold" }, () => promise, { deadlineMs: 20_000 });

  const begunMs = performance.now();
  const response = await post(door, JSON.stringify(skillRequest({ user, text: "질문" })));
  const tookMs = performance.now() - begunMs;
  resolve();
  await held;

  expect(response.status).toBe(200);
  expect(skillProblems(await response.json(), "person")).toEqual([]);
  expect(tookMs).toBeLessThan(9_000);
});
