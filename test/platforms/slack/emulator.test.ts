// The whole surface against a Web API that others wrote (`emulate`), with our own validator before it, as that takes any block: a
// person writes there, what they wrote is told to our door, and the answer is read back from there.

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createEmulator, type Emulator } from "emulate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bindRoom } from "../../../src/capabilities/workspace/workspace.ts";
import type { Db } from "../../../src/db/db.ts";
import { messageProblems } from "../../../src/platforms/slack/blocks/message.ts";
import { longCard, weekCard } from "../../core/card/made-cards.ts";
import { endOf, makeAnswerer, textCard } from "../../chat/made-answerer.ts";
import { nameOnSlack, soon } from "../../chat/posting.ts";
import { personOf } from "../../chat/support.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import type { SlackApi } from "../../support/slack-api.ts";
import type { SlackDriver } from "../../support/slack-driver.ts";
import { makeWorkspace } from "../../support/workspace.ts";
import { forgetSlack } from "./door/support.ts";
import { envelope as made, message } from "./inbound/made-payloads.ts";
import { openReplica } from "./support.ts";

const BOT = "xoxb-1234567890";
const JIA = "xoxp-jia-1234567890";

type Json = Record<string, unknown>;
type Post = {
  ts: string;
  user: string;
  text: string;
  blocks?: { type: string; elements?: { action_id: string; value: string }[] }[];
  files?: { name: string }[];
};

let emulator: Emulator;
let front: { url: string; refused: string[]; close: () => Promise<void> };
let db: Db;
let team: { id: string; bot: string; jia: string; room: string };

beforeAll(async () => {
  emulator = await createEmulator({
    service: "slack",
    port: 0,
    seed: {
      slack: {
        users: [{ name: "jia", real_name: "신지안" }],
        channels: [{ name: "marketing" }],
        bots: [{ name: "co9ma" }],
        oauth_apps: [
          {
            app_id: "A1",
            client_id: "1.1",
            client_secret: "client-secret",
            name: "co9ma",
            redirect_uris: ["http://localhost/installed"],
            bot_name: "co9ma",
            scopes: ["chat:write", "files:write", "im:write", "reactions:write"],
          },
        ],
        tokens: [
          { token: JIA, user: "jia", type: "user" },
          { token: BOT, user: "co9ma", type: "bot", app_id: "A1" },
        ],
      },
    },
  });
  front = await openFront(emulator.url);
  db = await openTestDb();
  await forgetSlack(db);
  const [bot, jia] = [await call(BOT, "auth.test"), await call(JIA, "auth.test")];
  const { channels } = (await call(BOT, "conversations.list")) as {
    channels: { id: string; name: string }[];
  };
  const room = channels.find(({ name }) => name === "marketing")?.id ?? "";
  await call(BOT, "conversations.join", { channel: room });
  team = { id: String(bot["team_id"]), bot: String(bot["user_id"]), jia: String(jia["user_id"]), room };
  const ctx = await makeWorkspace(db);
  await nameOnSlack(db, personOf(ctx), `${team.id}/${team.jia}`);
  await bindRoom(ctx, { platform: "slack", roomRef: team.id });
});
afterAll(async () => {
  await front.close();
  await emulator.close();
  await closeTestDb(db);
});

/** Refuses what Slack refuses; everything else goes on to the emulator and its answer back. */
async function openFront(behind: string): Promise<typeof front> {
  const refused: string[] = [];
  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    const body = Buffer.concat(parts);
    const fields = new URLSearchParams(body.toString());
    const problems = request.url?.endsWith("/chat.postMessage") ? problemsOf(fields) : [];
    refused.push(...problems);
    const headers = { "content-type": "application/json" };
    if (problems.length > 0) {
      response.writeHead(200, headers).end(JSON.stringify({ ok: false, error: "invalid_blocks" }));
      return;
    }
    const { authorization = "", "content-type": type = "" } = request.headers;
    const answer = await fetch(`${behind}${request.url}`, {
      method: "POST",
      headers: { authorization, "content-type": type },
      body,
    });
    response.writeHead(answer.status, headers).end(await answer.text());
  };
  const server = createServer((request, response) => void pass(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}/api/`, refused, close };
}

function problemsOf(fields: URLSearchParams): string[] {
  const blocks = fields.get("blocks");
  const posted = {
    text: fields.get("text") ?? "",
    ...(blocks !== null && { blocks: JSON.parse(blocks) as unknown[] }),
    unfurl_links: fields.get("unfurl_links") !== "false",
    unfurl_media: fields.get("unfurl_media") !== "false",
  };
  return messageProblems(posted).map(({ path, rule }) => `${path}: ${rule}`);
}

async function call(token: string, method: string, fields: Record<string, string> = {}): Promise<Json> {
  const answer = await fetch(`${emulator.url}/api/${method}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    body: new URLSearchParams(fields),
  });
  return (await answer.json()) as Json;
}

const answerer = makeAnswerer(async function* (ctx, { said }) {
  if (said === "표") yield { kind: "card", card: longCard("ko", 150) };
  else if (said === "지난주 어땠어?") yield { kind: "card", card: weekCard("ko") };
  else yield { kind: "card", card: textCard(`answer to: ${said}`, ctx.lang) };
  yield endOf();
});

/** Every test has a process of its own. */
const open = async (): Promise<SlackDriver> =>
  (await openReplica(db, { url: front.url } as SlackApi, answerer)).slack;

let events = 0;
/** As the person, and then as Slack tells us of it: the emulator tells nobody. @returns the message's `ts` */
async function write(slack: SlackDriver, channel: string, text: string, over: Json = {}): Promise<string> {
  const { ts } = await call(JIA, "chat.postMessage", { channel, text });
  const event = message({ channel, user: team.jia, team: team.id, ts, text, ...over });
  await tell(slack, event);
  return String(ts);
}

async function tell(slack: SlackDriver, event: Json): Promise<void> {
  const ids = { team_id: team.id, context_team_id: team.id, authorizations: [], event_id: `Ev${++events}` };
  expect((await slack.event(made(event, ids))).status).toBe(200);
}

/** What the bot said in a thread. */
async function answersIn(ts: string): Promise<Post[]> {
  const { messages } = await call(BOT, "conversations.replies", { channel: team.room, ts });
  return (messages as Post[]).filter(({ user }) => user === team.bot);
}

test("a mention is answered in its thread, once, with blocks that Slack takes", async () => {
  const slack = await open();
  const ts = await write(slack, team.room, `<@${team.bot}> 지난주 어땠어?`);
  const twin = {
    channel: team.room,
    user: team.jia,
    team: team.id,
    ts,
    text: `<@${team.bot}> 지난주 어땠어?`,
  };
  await tell(slack, { ...twin, type: "app_mention" });

  await expect.poll(async () => (await answersIn(ts)).length, soon).toBe(1);
  const [answer] = await answersIn(ts);

  expect(answer?.text).toContain("11,715,450");
  expect(answer?.blocks?.length).toBeGreaterThan(1);
  expect(front.refused).toEqual([]);
});

test("a direct message is answered in its own line", async () => {
  const { channel } = (await call(BOT, "conversations.open", { users: team.jia })) as {
    channel: { id: string };
  };
  const slack = await open();
  await write(slack, channel.id, "안녕", { channel_type: "im" });
  const line = async (): Promise<string[]> => {
    const { messages } = await call(BOT, "conversations.history", { channel: channel.id });
    return (messages as Post[]).filter(({ user }) => user === team.bot).map(({ text }) => text);
  };

  await expect.poll(line, soon).toEqual(["answer to: 안녕"]);
});

test("a press on a next question asks it in the same thread", async () => {
  const slack = await open();
  const ts = await write(slack, team.room, `<@${team.bot}> 지난주 어땠어?`);
  await expect.poll(async () => (await answersIn(ts)).length, soon).toBe(1);
  const [answer] = await answersIn(ts);
  const buttons = answer?.blocks?.flatMap(({ type, elements = [] }) => (type === "actions" ? elements : []));
  const next = buttons?.find(({ action_id }) => action_id.startsWith("ask:"));

  const { status } = await slack.interaction({
    type: "block_actions",
    api_app_id: "A1",
    team: { id: team.id },
    user: { id: team.jia, team_id: team.id },
    channel: { id: team.room },
    container: { message_ts: answer?.ts, channel_id: team.room, thread_ts: ts },
    actions: [{ type: "button", ...next, action_ts: "1763802000.000100" }],
  });

  expect(status).toBe(200);
  await expect
    .poll(async () => (await answersIn(ts)).map(({ text }) => text), soon)
    .toContain(`answer to: ${next?.value}`);
});

test("a table too long for a message stands whole in a file beside it", async () => {
  const slack = await open();
  await write(slack, team.room, `<@${team.bot}> 표`);
  const files = async (): Promise<string[]> => {
    const { files: all } = await call(BOT, "files.list", { channel: team.room });
    return (all as { name: string }[]).map(({ name }) => name.split(".").at(-1) ?? "");
  };

  await expect.poll(files, soon).toContain("csv");
});

test("what the emulator would take and Slack would not is refused before it", async () => {
  const blocks = [{ type: "section", text: { type: "mrkdwn", text: "가".repeat(3_001) } }];
  const fields = {
    channel: team.room,
    text: "x",
    blocks: JSON.stringify(blocks),
    unfurl_links: "false",
    unfurl_media: "false",
  };
  const before = front.refused.length;
  const answer = await fetch(`${front.url}chat.postMessage`, {
    method: "POST",
    headers: { authorization: `Bearer ${BOT}` },
    body: new URLSearchParams(fields),
  });

  expect(await answer.json()).toEqual({ ok: false, error: "invalid_blocks" });
  expect(front.refused.length).toBeGreaterThan(before);
  expect((await call(BOT, "chat.postMessage", fields))["ok"]).toBe(true);
});
