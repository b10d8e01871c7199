// Slack's door for a test: the app beside the web chat on a port of its own, a driver that knocks, and what was kept.

import { tmpdir } from "node:os";
import { openDemo } from "../../../../src/capabilities/workspace/workspace.ts";
import { type Chat, openChat } from "../../../../src/chat/chat.ts";
import type { Db } from "../../../../src/db/db.ts";
import { buildKeep } from "../../../../src/platforms/slack/door/keep.ts";
import type { Teams } from "../../../../src/platforms/slack/teams.ts";
import { besideWeb } from "../../../../src/platforms/slack/slack.ts";
import { buildWeb, listenWeb } from "../../../../src/platforms/web/web.ts";
import { makeAnswerer } from "../../../chat/made-answerer.ts";
import { asOwner, silentLog } from "../../../support/database.ts";
import { buildSlackDriver, type SlackDriver, wallSeconds } from "../../../support/slack-driver.ts";
import { fixedNow } from "../../../support/workspace.ts";
import { self } from "../inbound/made-payloads.ts";

const signingSecret = "test-signing-secret";
const zone = "Asia/Seoul";

export type Door = { url: string; chat: Chat; slack: SlackDriver; close: () => Promise<void> };

/** @param around puts something between the door and the chat */
export async function openDoor(
  db: Db,
  around: (chat: Chat) => Chat = (chat) => chat,
  findSelf: Teams["findSelf"] = () => Promise.resolve(self),
): Promise<Door> {
  await openDemo(db, { now: fixedNow, zone });
  const chat = await openChat({ db, log: silentLog, now: () => fixedNow, answerer: makeAnswerer() });
  const shared = { log: silentLog, zone };
  const page = buildWeb({ ...shared, chat, uploadDir: tmpdir(), maxFileBytes: 1_000 });
  const keep = buildKeep({ ...shared, chat: around(chat) });
  const app = besideWeb(page, { door: { ...shared, keep, signingSecret, findSelf, nowS: wallSeconds } });
  const server = await listenWeb(app, { host: "127.0.0.1", port: 0 });
  const url = server.url.replace("localhost", "127.0.0.1");
  return {
    url,
    chat,
    slack: buildSlackDriver(`${url}/slack/events`, signingSecret),
    close: async () => {
      await server.close();
      await chat.close();
    },
  };
}

type Kept = { kind: string; said: string; room: string; thread: string };

/** Every inbound row of Slack's, the first first. */
export function keptIn(db: Db): Promise<Kept[]> {
  return asOwner<Kept>(
    db,
    `select i.kind, i.body->>'text' as said, c.room_ref as room, c.thread_ref as thread
       from inbound i join conversation c on c.id = i.conversation_id
      where i.platform = 'slack' order by i.created_at, i.id`,
  );
}

export async function peopleIn(db: Db): Promise<string[]> {
  const rows = await asOwner<{ id: string }>(
    db,
    "select platform_id as id from identity where platform = 'slack' order by platform_id",
  );
  return rows.map(({ id }) => id);
}

/** As if nobody of Slack had ever come. */
export async function forgetSlack(db: Db): Promise<void> {
  for (const table of ["inbound", "conversation", "identity", "outside_room", "outside_notice"])
    await asOwner(db, `delete from ${table} where platform = 'slack'`);
}
