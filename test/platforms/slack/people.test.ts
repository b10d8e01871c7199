// People come and go in Slack: a code pressed in a room is for its presser's eyes, sent alone with us it lets in, and who was removed is
// a stranger with the next message.

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { act } from "../../../src/agent/act.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { workspaceTools } from "../../../src/capabilities/workspace/tools.ts";
import type { Db } from "../../../src/db/db.ts";
import { endOf, makeAnswerer, textCard } from "../../chat/made-answerer.ts";
import { soon } from "../../chat/posting.ts";
import { asOwner, closeTestDb, openTestDb } from "../../support/database.ts";
import { openSlackApi, type SlackApi } from "../../support/slack-api.ts";
import { direct, self } from "./inbound/made-payloads.ts";
import { makeTeam, openReplica, pressButton, write } from "./support.ts";

let db: Db;
let api: SlackApi;
let admin: Ctx;
beforeAll(async () => {
  db = await openTestDb();
});
beforeEach(async () => {
  admin = await makeTeam(db);
  api = await openSlackApi(self);
});
afterEach(() => api.close());
afterAll(() => closeTestDb(db));

const call = (ctx: Ctx, tool: string, input: unknown) => act(ctx, workspaceTools, { tool, input }, () => {});

/** Shows the card of the words' tool; everything else is repeated with the role it was asked in. */
const answerer = makeAnswerer(async function* (ctx, { said }) {
  const [verb, person] = said.split(" ");
  if (verb === "초대")
    yield { kind: "card", card: (await call(ctx, "set_role", { action: "invite", role: "viewer" })).card };
  else if (verb === "내보내")
    yield { kind: "card", card: (await call(ctx, "set_role", { action: "remove", person })).card };
  else if (verb === "누가") yield { kind: "card", card: (await call(ctx, "show_roles", {})).card };
  else yield { kind: "card", card: textCard(`${ctx.role} asked: ${said}`, ctx.lang) };
  yield endOf();
}, call);

let seconds = 0;
const alone = (user: string, text: string) =>
  direct({ user, text, ts: `1763805000.${String(++seconds).padStart(6, "0")}` });
const lastTo = (channel: string) => api.sent.findLast((post) => post.channel === channel)?.text ?? "";

test("invited, let in, removed", async () => {
  api.people.set("U7", { real_name: "Eunji" });
  const { slack } = await openReplica(db, api, answerer);
  await write(api, slack, { text: "<@UBOT> 초대" });
  await expect.poll(() => api.sent.length, soon).toBe(1);
  await pressButton(api, slack, "뷰어로 초대");
  await expect.poll(() => api.whispered.length, soon).toBe(1);
  const code = /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(api.whispered[0]?.text ?? "")?.[0] ?? "";
  expect(api.whispered[0]).toMatchObject({ channel: "C1", user: "U1" });
  expect(api.sent.filter(({ text }) => text.includes(code))).toEqual([]);

  await write(api, slack, alone("U7", code));
  await expect.poll(() => lastTo("D-U7"), soon).toContain("뷰어 역할로 들어왔어요");
  await write(api, slack, alone("U7", "지난주?"));
  await expect.poll(() => lastTo("D-U7"), soon).toContain("viewer asked: 지난주?");

  const [row] = await asOwner<{ id: string }>(
    db,
    `select person_id as id from membership where workspace_id = '${admin.workspaceId}' and role = 'viewer'`,
  );
  await write(api, slack, { text: `<@UBOT> 내보내 ${row?.id ?? ""}` });
  await expect.poll(() => api.sent.some(({ text }) => text.includes("내보낼까요?")), soon).toBe(true);
  await pressButton(api, slack, "내보내기");
  await expect.poll(() => lastTo("C1"), soon).toContain("내보냈어요");
  await write(api, slack, { user: "U7", text: "<@UBOT> 지난주?" });
  await expect.poll(() => api.whispered.at(-1)?.text, soon).toContain("멤버가 아니라서");
});

test("who knocked while no admin was on Slack stands on the card of roles, with the choice", async () => {
  await asOwner(db, "delete from identity where platform = 'slack'");
  api.people.set("U8", { real_name: "Noah" });
  const { slack } = await openReplica(db, api, answerer);
  await write(api, slack, { user: "U8", user_profile: { display_name: "Noah" } });
  await expect.poll(() => api.whispered.length, soon).toBe(1);

  const { card } = await call(admin, "show_roles", {});
  const shown = JSON.stringify(card);
  const viewer = JSON.stringify((await call({ ...admin, role: "viewer" }, "show_roles", {})).card);

  expect(shown).toContain("Noah 님이 들어오고 싶어 해요");
  expect(shown).toContain("admit_person");
  expect(viewer).not.toContain("Noah");
});
