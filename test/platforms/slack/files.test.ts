// A report shared in Slack, as people share them: in a thread, in direct messages, with words and without, twice, in the wrong form.

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import iconv from "iconv-lite";
import { buildAnswerer } from "../../../src/app.ts";
import { bindRoom, openDemo } from "../../../src/capabilities/workspace/workspace.ts";
import type { Answerer } from "../../../src/chat/chat.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import type { Db } from "../../../src/db/db.ts";
import { makeWorkbook } from "../../capabilities/documents/read/make-workbook.ts";
import { makeGate } from "../../chat/made-answerer.ts";
import { nameOnSlack } from "../../chat/posting.ts";
import { personOf, until } from "../../chat/support.ts";
import { asOwner, closeTestDb, openTestDb, silentLog } from "../../support/database.ts";
import { openSlackApi, type SlackApi } from "../../support/slack-api.ts";
import type { SlackDriver } from "../../support/slack-driver.ts";
import { fixedNow, makeWorkspace } from "../../support/workspace.ts";
import { forgetSlack } from "./door/support.ts";
import { envelope, mention, message, self } from "./inbound/made-payloads.ts";
import { readText } from "../../support/slack-view.ts";
import { makeTeam, openReplica, pressButton, write } from "./support.ts";

let db: Db;
let api: SlackApi;
const answerer: Answerer = buildAnswerer(silentLog);
beforeAll(async () => {
  db = await openTestDb();
});
beforeEach(async () => {
  api = await openSlackApi(self);
});
afterEach(async () => {
  if (api.refused.length > 0) throw new Error(`Slack refused a post: ${api.refused.join(", ")}`);
  await api.close();
});
afterAll(() => closeTestDb(db));

/** Two campaigns of Naver in the week before the clock of the tests; 30,000 won in all. */
const rows = [
  ["날짜", "캠페인", "광고비(원)", "노출수", "클릭수"],
  ["2026-11-10", "여름 세일", "10000", "500", "25"],
  ["2026-11-12", "브랜드 검색", "20000", "900", "60"],
];
const report = `${rows.map((row) => row.join(",")).join("\n")}\n`;
const cp949 = iconv.encode(report, "cp949");
const workbook = makeWorkbook({ sheets: [{ name: "리포트", rows }] });

type Shared = Record<string, unknown> & { thread_ts?: string };

let posts = 0;
/** A post with files. @returns the thread it is answered in */
async function share(slack: SlackDriver, files: Shared[], over: Shared = {}): Promise<string> {
  const ts = `1763803000.${String(++posts).padStart(6, "0")}`;
  const event = message({ subtype: "file_share", ts, files, text: "<@UBOT>", ...over });
  api.wrote(String(event["channel"]), ts);
  expect((await slack.event(envelope(event, { event_id: `Ev-file-${posts}` }))).status).toBe(200);
  return over.thread_ts ?? ts;
}

const alone = { channel: "D1", channel_type: "im" };

/** What stands in a thread, or in the main line of direct messages, once there is enough of it. */
async function standsIn(thread: string | undefined, enough: RegExp): Promise<string> {
  return until(async () => {
    const text = api.sent
      .filter(({ thread_ts }) => thread_ts === thread)
      .map((sent) => readText(sent.text))
      .join("\n");
    return enough.test(text) ? text : undefined;
  });
}

/** Of people's files: the demo's market comes by imports of its own. */
async function imports(): Promise<number> {
  const [row] = await asOwner<{ n: number }>(
    db,
    `select count(*)::int as n from import i join workspace w on w.id = i.workspace_id
      where i.state = 'live' and w.kind = 'own'`,
  );
  return row?.n ?? 0;
}

async function forgetImports(): Promise<void> {
  await asOwner(
    db,
    "update import set state = 'undone' where workspace_id in (select id from workspace where kind = 'own')",
  );
}

/** Posts but for the line that somebody is at it, which a slow machine may bring. */
function postsSeen(): number {
  return api.sent.filter(({ text }) => !text.includes("읽고 있어요")).length;
}

describe("in a team whose rooms speak of a workspace", () => {
  let team: Ctx;
  beforeEach(async () => {
    await forgetImports();
    team = await makeTeam(db);
  });

  test("a CP949 export in a thread is imported, the words beside it and the next question are answered from it", async () => {
    const { slack } = await openReplica(db, api, answerer);
    const file = api.files.put("네이버_리포트.csv", cp949);

    const thread = await share(slack, [file], { text: "<@UBOT> 이 파일 지난주 광고비 얼마야?" });
    const first = await standsIn(thread, /30,000원[\s\S]*30,000원/);
    await share(slack, [], { text: "캠페인별로 보여줘", thread_ts: thread, subtype: undefined });
    const next = await standsIn(thread, /브랜드 검색[\s\S]*20,000원/);

    expect(first).toContain("네이버_리포트.csv");
    expect(next).toContain("여름 세일");
    expect(next).not.toContain("데모");
    expect(await imports()).toBe(1);
  });

  test("a workbook alone in direct messages is imported and asked about there", async () => {
    const { slack } = await openReplica(db, api, answerer);

    await share(slack, [api.files.put("리포트.xlsx", workbook)], { ...alone, text: "" });
    expect(await standsIn(undefined, /30,000원/)).toContain("리포트.xlsx");
    await share(slack, [], { ...alone, text: "지난주 클릭수 알려줘", subtype: undefined });

    expect(await standsIn(undefined, /85/)).toContain("85");
    expect(api.sent.every(({ channel }) => channel === "D-U1")).toBe(true);
  });

  test("its twin, retries and another replica make one import and one answer", async () => {
    const [one, two] = [await openReplica(db, api, answerer), await openReplica(db, api, answerer)];
    const files = [api.files.put("리포트.csv", report)];
    const event = { ts: "1763804000.000001", files, text: "<@UBOT>" };

    const answers = await Promise.all([
      one.slack.event(envelope(message({ ...event, subtype: "file_share" }), { event_id: "Ev-twin-1" })),
      two.slack.event(envelope(mention(event), { event_id: "Ev-twin-2" })),
      two.slack.event(envelope(message({ ...event, subtype: "file_share" }), { event_id: "Ev-twin-1" }), {
        offsetS: 60,
        retry: { num: 1, reason: "http_timeout" },
      }),
    ]);
    await standsIn("1763804000.000001", /30,000원/);
    await one.close();
    await two.close();

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect([await imports(), api.files.asked.length, postsSeen()]).toEqual([1, 1, 1]);
  });

  test("a mention that comes without the files its twin brings loses none of them", async () => {
    const { slack } = await openReplica(db, api, answerer);
    const files = [api.files.put("리포트.csv", report)];
    const event = { ts: "1763804000.000002", text: "<@UBOT> 안녕" };

    await slack.event(envelope(mention(event), { event_id: "Ev-sparse-1" }));
    await slack.event(
      envelope(message({ ...event, files, subtype: "file_share" }), { event_id: "Ev-sparse-2" }),
    );

    expect(await standsIn("1763804000.000002", /30,000원/)).toContain("리포트.csv");
    expect(await imports()).toBe(1);
  });

  test("a process that dies in the middle of the download leaves it to the next", async () => {
    const gate = makeGate();
    const one = await openReplica(db, api, answerer);
    const thread = await share(one.slack, [api.files.put("리포트.csv", report, { held: gate.passed })]);
    await until(async () => (api.files.asked.length === 1 ? true : undefined));
    await one.close();

    await openReplica(db, api, answerer);
    gate.open();
    await standsIn(thread, /30,000원/);

    expect([await imports(), api.files.asked.length]).toEqual([1, 2]);
  });

  test("one that dies between import and answer leaves one import, and one answer", async () => {
    const imported = makeGate();
    const dying: Answerer = {
      ...answerer,
      act: async (ctx, ...asked) => {
        await answerer.act(ctx, ...asked);
        imported.open();
        return new Promise((_, reject) =>
          ctx.signal?.addEventListener("abort", () => reject(ctx.signal?.reason)),
        );
      },
    };
    const one = await openReplica(db, api, dying);
    const thread = await share(one.slack, [api.files.put("리포트.csv", report)]);
    await imported.passed;
    await one.close();

    const two = await openReplica(db, api, answerer);
    await standsIn(thread, /30,000원|이미/);
    await two.close();

    expect([await imports(), postsSeen()]).toEqual([1, 1]);
  });

  test("what is too large is refused before it is fetched, with what to do, in the language of the words", async () => {
    const { slack } = await openReplica(db, api, answerer);
    const large = api.files.put("huge.csv", Buffer.alloc(21 * 1024 * 1024));

    const thread = await share(slack, [large], { text: "<@UBOT> how was last week?" });

    expect(await standsIn(thread, /without a file/)).toMatch(
      /“huge.csv”: .*larger than 20 MB.*shorter period/,
    );
    expect(api.files.asked).toEqual([]);
  });

  test("without the right to read files people are told who adds it where", async () => {
    const { slack } = await openReplica(db, api, answerer);

    const thread = await share(slack, [api.files.put("리포트.csv", report, { login: "page" })]);

    expect(await standsIn(thread, /files:read/)).toMatch(/‘리포트.csv’.*OAuth & Permissions.*다시 설치/);
    expect(await imports()).toBe(0);
  });

  test("a picture, a PDF, an empty file and a link are told apart, and the report among them is taken", async () => {
    const { slack } = await openReplica(db, api, answerer);
    const link = { ...api.files.put("시트", ""), mode: "external", is_external: true };

    const thread = await share(slack, [
      api.files.put("화면.png", Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])),
      api.files.put("제안서.pdf", "%PDF-1.7 "),
      api.files.put("빈.csv", ""),
      link,
      api.files.put("리포트.csv", report),
    ]);
    const text = await standsIn(thread, /30,000원/);

    expect(text).toMatch(/‘화면.png’: .*그림/);
    expect(text).toMatch(/‘제안서.pdf’: .*PDF/);
    expect(text).toMatch(/‘빈.csv’: .*비어/);
    expect(text).toMatch(/‘시트’: .*직접 올려/);
    expect(await imports()).toBe(1);
  });

  test("words beside a file that was not taken are not answered from other data", async () => {
    const { slack } = await openReplica(db, api, answerer);
    const known = await share(slack, [api.files.put("리포트.csv", report)]);
    await standsIn(known, /30,000원/);

    const thread = await share(slack, [api.files.put("제안서.pdf", "%PDF-1.7 ")], {
      text: "<@UBOT> 지난주 광고비 얼마야?",
    });
    const text = await standsIn(thread, /파일 없이/);

    expect(text).not.toContain("30,000");
  });

  test("more than ten files are ten, and the rest is named", async () => {
    const { slack } = await openReplica(db, api, answerer);
    const empty = Array.from({ length: 12 }, (_, at) => api.files.put(`빈${at}.csv`, ""));

    const thread = await share(slack, empty);

    expect(await standsIn(thread, /10개까지/)).toMatch(/‘빈10.csv, 빈11.csv’: .*새 메시지/);
    expect(api.files.asked).toHaveLength(10);
  });

  test("a download that takes its time is said to be under way, once", async () => {
    const gate = makeGate();
    const { slack } = await openReplica(db, api, answerer);
    const thread = await share(slack, [api.files.put("리포트.csv", report, { held: gate.passed })]);

    const line = await standsIn(thread, /읽고 있어요/);
    gate.open();
    const text = await standsIn(thread, /30,000원/);

    expect(line).toContain("리포트.csv");
    expect(text.match(/읽고 있어요/g)).toHaveLength(1);
  });

  test("whoever may only look is told so, and nothing is fetched", async () => {
    await asOwner(
      db,
      `update membership set role = 'viewer' where workspace_id = '${team.workspaceId}' and person_id = '${personOf(team)}'`,
    );
    const { slack } = await openReplica(db, api, answerer);

    const thread = await share(slack, [api.files.put("리포트.csv", report)]);

    const told = await until(async () => api.whispered.find(({ text }) => text.includes("보기 권한")));
    expect([told.thread_ts ?? thread, told.text]).toEqual([thread, expect.stringContaining("member")]);
    expect(api.files.asked).toEqual([]);
  });

  test("a stranger's file is not fetched", async () => {
    const { slack } = await openReplica(db, api, answerer);

    await share(slack, [api.files.put("리포트.csv", report)], { user: "U9" });

    await until(async () => api.whispered.find(({ text }) => text.includes("멤버가 아니")));
    expect([api.files.asked, await imports()]).toEqual([[], 0]);
  });

  test("files of a room with people from outside, and from outsiders, are not fetched", async () => {
    const { slack, close } = await openReplica(db, api, answerer);
    const files = [api.files.put("리포트.csv", report)];
    const event = message({ subtype: "file_share", files, ts: "1763804000.000009" });

    await slack.event(envelope(event, { event_id: "Ev-ext-1", is_ext_shared_channel: true }));
    await slack.event(envelope({ ...event, user_team: "T9", user: "U8" }, { event_id: "Ev-ext-2" }));
    await close();

    expect([api.files.asked, await imports()]).toEqual([[], 0]);
  });

  test("where an admin lets people from outside ask, their colleagues are told to share elsewhere", async () => {
    const { slack } = await openReplica(db, api, answerer);
    const shared = { is_ext_shared_channel: true };
    await write(api, slack, {}, shared);
    await until(async () => api.sent.find(({ channel }) => channel === "D-U1"));
    await pressButton(api, slack, "이 방에서 답하기");
    await until(async () => api.sent.find(({ text }) => text.includes("승인했어요")));

    const files = [api.files.put("리포트.csv", report)];
    const name = await write(api, slack, { subtype: "file_share", files, text: "<@UBOT>" }, shared);

    expect(await standsIn(name.split(":")[1], /리포트.csv/)).toMatch(/외부 사람.*DM으로/);
    expect([api.files.asked, await imports()]).toEqual([[], 0]);
  });
});

describe("in the demo", () => {
  /** Somebody of the demo, in a team that nobody bound. */
  beforeEach(async () => {
    await forgetImports();
    await forgetSlack(db);
    await asOwner(db, "delete from room where platform = 'slack'");
    const ctx = await makeWorkspace(db, { kind: "demo" });
    const { workspaceId } = await openDemo(db, { now: fixedNow, zone: "Asia/Seoul" });
    await nameOnSlack(db, personOf(ctx), "T1/U1");
    await asOwner(db, `delete from membership where person_id = '${personOf(ctx)}'`);
    await asOwner(
      db,
      `insert into membership values ('${workspaceId}', '${personOf(ctx)}', 'member', now())`,
    );
  });

  test("a report alone with us opens a workspace of one's own, where the conversation goes on", async () => {
    const { slack } = await openReplica(db, api, answerer);

    await share(slack, [api.files.put("리포트.csv", report)], { ...alone, text: "" });
    const text = await standsIn(undefined, /30,000원/);
    await share(slack, [], { ...alone, text: "지난주 클릭수 알려줘", subtype: undefined });
    const next = await standsIn(undefined, /85/);

    expect(text).toContain("내 워크스페이스");
    expect(next).not.toContain("데모]");
  });

  test("a thread goes on there too, with what was asked while the file was on its way; the room stays", async () => {
    const gate = makeGate();
    const { slack } = await openReplica(db, api, answerer);
    const file = api.files.put("리포트.csv", report, { held: gate.passed });
    const thread = await share(slack, [file], { text: "<@UBOT>" });
    await share(slack, [], { text: "지난주 광고비 얼마야?", thread_ts: thread, subtype: undefined });
    gate.open();

    const text = await standsIn(thread, /30,000원[\s\S]*30,000원/);
    await share(slack, [], { text: "클릭수는?", thread_ts: thread, subtype: undefined });
    const next = await standsIn(thread, /85/);
    const other = await share(slack, [], { text: "<@UBOT> 지난주 광고비 얼마야?", subtype: undefined });

    expect(text).toContain("내 워크스페이스");
    expect(await standsIn(thread, /연결할까요/)).toContain("이 방");
    expect(next).not.toContain("[데모]");
    expect(await standsIn(other, /원/)).toContain("[데모]");
    expect([await imports(), api.files.asked.length]).toEqual([1, 1]);
  });

  test("a contact written while the file was on its way stays in neither workspace, sealed or not", async () => {
    const gate = makeGate();
    const { slack } = await openReplica(db, api, answerer);
    const file = api.files.put("리포트.csv", report, { held: gate.passed });
    const thread = await share(slack, [file], { text: "<@UBOT>" });
    const said = "지난주 광고비 얼마야? 010-2345-6789 손님이 물어봐";
    await share(slack, [], { text: said, thread_ts: thread, subtype: undefined });
    gate.open();

    await standsIn(thread, /30,000원/);
    const rows = (): Promise<{ body: { text: string } }[]> =>
      asOwner(db, "select body from inbound where state = 'done' and body->>'text' like '%손님이 물어봐'");
    await expect.poll(async () => (await rows()).length).toBe(2);

    const texts = (await rows()).map(({ body }) => body.text);
    expect(texts).toEqual([1, 2].map(() => said.replace("2345", "****")));
  });

  test("a file that is no report opens nothing, and is told in its thread", async () => {
    const { slack } = await openReplica(db, api, answerer);
    const before = await asOwner(db, "select id from workspace");

    const thread = await share(slack, [api.files.put("제안서.pdf", "%PDF-1.7 ")]);

    expect(await standsIn(thread, /PDF/)).toContain("‘제안서.pdf’");
    expect(await asOwner(db, "select id from workspace")).toEqual(before);
    expect(await asOwner(db, "select 1 from document where name = '제안서.pdf'")).toEqual([]);
  });

  test("a thread that went on elsewhere is not led back by binding its room", async () => {
    const { slack } = await openReplica(db, api, answerer);
    const thread = await share(slack, [api.files.put("리포트.csv", report)]);
    await standsIn(thread, /30,000원/);
    const other = await makeWorkspace(db);
    await bindRoom(other, { platform: "slack", roomRef: "T1/C1" });

    await share(slack, [], { text: "지난주 클릭수 알려줘", thread_ts: thread, subtype: undefined });

    expect(await standsIn(thread, /85/)).toContain("85");
  });
});
