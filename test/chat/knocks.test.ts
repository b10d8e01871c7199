// People who use no surface that takes posts are told first by a paid knock, once, and elsewhere where that does not reach them.

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { buildAnswerer } from "../../src/app.ts";
import { reachableMembers } from "../../src/capabilities/approvals/approvals.ts";
import type { Ctx } from "../../src/capabilities/context.ts";
import { countKnocks, setOrder, setPush } from "../../src/capabilities/digests/reaching/reaching.ts";
import { keptId } from "../../src/capabilities/workspace/workspace.ts";
import { type Chat, openChat } from "../../src/chat/chat.ts";
import type { KnockAt, Knocker, Knockers } from "../../src/chat/knocks/work.ts";
import { placeToTell } from "../../src/chat/reach.ts";
import { tellThere } from "../../src/chat/tell.ts";
import { Failure } from "../../src/core/failure.ts";
import { words } from "../../src/core/locale.ts";
import { type Db, withTx } from "../../src/db/db.ts";
import { newSecret } from "../../src/db/secret.ts";
import { asOwner, closeTestDb, openTestDb, silentLog } from "../support/database.ts";
import { makeWorkspace } from "../support/workspace.ts";
import { makePlace, personOf, until } from "./support.ts";

let bare: Db;
let db: Db;
beforeAll(async () => {
  bare = await openTestDb();
  db = { ...bare, secret: newSecret() };
});
afterAll(() => closeTestDb(bare));

const line = { ref: "notes", title: words("알림", "Notes") };

type Scripted = Knocker & { sent: KnockAt[]; looks: number };

/** Accepts every knock, unless it is to fail, and says at each look what it is told to. */
function scripted(given: {
  send?: () => never;
  looks?: ("going" | "done" | { failed: string })[];
}): Scripted {
  const looks = [...(given.looks ?? ["done" as const])];
  const knocker: Scripted = {
    sent: [],
    looks: 0,
    async send(at) {
      given.send?.();
      knocker.sent.push(at);
      return `task-${knocker.sent.length}`;
    },
    async look() {
      knocker.looks += 1;
      return looks.length > 1 ? (looks.shift() ?? "done") : (looks[0] ?? "done");
    },
  };
  return knocker;
}

async function openDesk(knockers: Knockers): Promise<{ chat: Chat; ctx: Ctx }> {
  const ctx = await makeWorkspace(db);
  const chat = await openChat({
    db,
    log: silentLog,
    now: () => ctx.now,
    answerer: buildAnswerer(silentLog),
    knockers,
  });
  onTestFinished(() => chat.close(0));
  return { chat, ctx };
}

const known = async (ctx: Ctx, platform: "kakao" | "slack"): Promise<string> => {
  const id = `${platform === "kakao" ? "bot:" : "T1:"}${randomUUID()}`;
  const kept = keptId(platform, id, ctx.workspaceId);
  await asOwner(
    bare,
    `insert into identity (platform, platform_id, person_id) values ('${platform}', '${kept}', '${personOf(ctx)}')`,
  );
  return id;
};

/** Tells them to look at their notifications, as a reminder would. */
async function tell(ctx: Ctx): Promise<void> {
  const [member] = await reachableMembers(ctx);
  if (!member) throw new Error("nobody here");
  await withTx(ctx, async (tx) => {
    const conversationId = await placeToTell(tx, ctx, { ...member, lang: "ko" }, line);
    if (!conversationId) throw new Error("no place");
    await tellThere(tx, ctx, {
      conversationId,
      action: "show_reach_order",
      input: {},
      key: randomUUID(),
    });
  });
}

type Row = { platform: string; state: string };
const deliveries = (ctx: Ctx): Promise<Row[]> =>
  asOwner<Row>(
    bare,
    `select platform, state from delivery where workspace_id = '${ctx.workspaceId}' order by created_at`,
  );

type KnockRow = { path: string; state: string; receipt: string | null; trouble: string | null };
const knocks = (ctx: Ctx): Promise<KnockRow[]> =>
  asOwner<KnockRow>(
    bare,
    `select path, state, receipt, trouble from knock where workspace_id = '${ctx.workspaceId}' order by created_at`,
  );

const ended = (ctx: Ctx): Promise<KnockRow[]> =>
  until(async () => {
    const rows = await knocks(ctx);
    return rows.length > 0 && rows.every(({ state }) => state === "done" || state === "dead")
      ? rows
      : undefined;
  });

describe("who is known in KakaoTalk alone", () => {
  test("is knocked at once, and what they are told lies held until it is fetched", async () => {
    const kakao = scripted({ looks: ["going", "done"] });
    const { ctx } = await openDesk({ kakao });
    const id = await known(ctx, "kakao");
    await setPush(ctx, { path: "kakao", isOn: true });

    await tell(ctx);

    expect(await ended(ctx)).toEqual([{ path: "kakao", state: "done", receipt: "task-1", trouble: null }]);
    expect(kakao.sent.map(({ roomRef, phone }) => ({ roomRef, phone }))).toEqual([
      { roomRef: `@${id}`, phone: undefined },
    ]);
    expect(kakao.looks).toBe(2);
    expect(await deliveries(ctx)).toEqual([{ platform: "kakao", state: "held" }]);
  });

  test("costs nothing while no admin has switched it on", async () => {
    const kakao = scripted({});
    const { ctx } = await openDesk({ kakao });
    await known(ctx, "kakao");

    await tell(ctx);

    await until(async () => ((await deliveries(ctx)).length === 1 ? true : undefined));
    expect(await knocks(ctx)).toEqual([]);
    expect(kakao.sent).toEqual([]);
  });

  test("gets 알림톡 where the event does not reach them, at the number they gave", async () => {
    const kakao = scripted({ looks: [{ failed: "301" }] });
    const alimtalk = scripted({});
    const { ctx } = await openDesk({ kakao, alimtalk });
    await known(ctx, "kakao");
    await setPush(ctx, { path: "kakao", isOn: true });
    await setPush(ctx, { path: "alimtalk", isOn: true });
    await setOrder(ctx, { paths: ["kakao", "alimtalk"], phone: "010-1234-5678" });

    await tell(ctx);

    const rows = await until(async () => {
      const all = await knocks(ctx);
      return all.length === 2 && all.every(({ state }) => state === "done") ? all : undefined;
    });
    expect(rows).toMatchObject([
      { path: "kakao", trouble: "301" },
      { path: "alimtalk", receipt: "task-1", trouble: null },
    ]);
    expect(alimtalk.sent.map(({ phone }) => phone)).toEqual(["01012345678"]);
    expect(JSON.stringify(rows)).not.toContain("1234");
  });
});

describe("who uses Slack as well", () => {
  test("is told there at no cost, unless they want KakaoTalk first", async () => {
    const kakao = scripted({});
    const { ctx } = await openDesk({ kakao });
    await known(ctx, "kakao");
    await known(ctx, "slack");
    await setPush(ctx, { path: "kakao", isOn: true });

    await tell(ctx);
    await until(async () => ((await deliveries(ctx)).length === 1 ? true : undefined));
    expect(await deliveries(ctx)).toMatchObject([{ platform: "slack" }]);

    await setOrder(ctx, { paths: ["kakao", "slack"] });
    await tell(ctx);

    await ended(ctx);
    expect(kakao.sent).toHaveLength(1);
  });

  test("hears of it there once the event is refused, and no more in KakaoTalk", async () => {
    const refusing = (): never => {
      throw new Failure("forbidden", "refused");
    };
    const { ctx } = await openDesk({ kakao: scripted({ send: refusing }) });
    await known(ctx, "kakao");
    await known(ctx, "slack");
    await setPush(ctx, { path: "kakao", isOn: true });
    await setOrder(ctx, { paths: ["kakao", "slack"] });

    await tell(ctx);

    expect(await ended(ctx)).toMatchObject([{ trouble: "refused", receipt: null }]);
    expect(await countKnocks(ctx)).toEqual([{ path: "kakao", reached: 0, failed: 1, reasons: ["refused"] }]);
    const rows = await until(async () => {
      const all = await deliveries(ctx);
      return all.length === 2 ? all : undefined;
    });
    expect(rows).toMatchObject([{ platform: "kakao", state: "done" }, { platform: "slack" }]);
  });
});

test("what may have got through is sent no second time: it is told elsewhere in the end", async () => {
  let tries = 0;
  const silent = (): never => {
    tries += 1;
    throw new Failure("unavailable", "no answer");
  };
  const { ctx } = await openDesk({ kakao: scripted({ send: silent }) });
  await known(ctx, "kakao");
  await known(ctx, "slack");
  await setPush(ctx, { path: "kakao", isOn: true });
  await setOrder(ctx, { paths: ["kakao", "slack"] });

  await tell(ctx);
  await until(async () => ((await knocks(ctx))[0]?.trouble === "unclear" && tries > 0 ? true : undefined));
  await asOwner(
    bare,
    `update knock set created_at = created_at - interval '11 minutes' where workspace_id = '${ctx.workspaceId}'`,
  );

  expect(await ended(ctx)).toMatchObject([{ trouble: "late", receipt: null }]);
  expect(tries).toBe(1);
  await until(async () =>
    (await deliveries(ctx)).some(({ platform }) => platform === "slack") ? true : undefined,
  );
});

test("what never left for want of a connection is sent again", async () => {
  let tries = 0;
  const unplugged = (): never => {
    tries += 1;
    const cause = Object.assign(new TypeError("fetch failed"), { cause: { code: "ECONNREFUSED" } });
    throw new Failure("unavailable", "no answer from Kakao", { cause });
  };
  const { ctx } = await openDesk({ kakao: scripted({ send: unplugged }) });
  await known(ctx, "kakao");
  await setPush(ctx, { path: "kakao", isOn: true });

  await tell(ctx);

  await until(async () => (tries > 1 ? true : undefined));
  expect(tries).toBeGreaterThan(1);
});

test("a knock whose keys were taken away is told on the page", async () => {
  const { chat, ctx } = await openDesk({});
  const place = makePlace(ctx);
  const { inboundId } = await chat.send(place, { key: randomUUID(), text: "안녕", lang: "ko" });
  await until(() => chat.answerTo(place, inboundId));
  await known(ctx, "kakao");
  await setPush(ctx, { path: "kakao", isOn: true });

  await tell(ctx);

  expect(await ended(ctx)).toMatchObject([{ trouble: "not_configured" }]);
  const told = await until(async () => {
    const page = (await deliveries(ctx)).filter(({ platform }) => platform === "web");
    return page.length === 2 ? page : undefined;
  });
  expect(told).toHaveLength(2);
});

test("a member has no say in what the workspace pays for", async () => {
  const { ctx } = await openDesk({});

  await expect(setPush({ ...ctx, role: "member" }, { path: "kakao", isOn: true })).rejects.toMatchObject({
    code: "forbidden",
  });
});
