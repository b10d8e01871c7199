// Slack whole, for a test: a strict Web API, the app's surface over a database of the test, and the driver that knocks at its door.

import { tmpdir } from "node:os";
import type { Logger } from "pino";
import { onTestFinished } from "vitest";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { bindRoom, openDemo } from "../../../src/capabilities/workspace/workspace.ts";
import { type Answerer, type Chat, openChat } from "../../../src/chat/chat.ts";
import type { Db } from "../../../src/db/db.ts";
import { openSlack } from "../../../src/platforms/slack/slack.ts";
import { buildWeb, listenWeb } from "../../../src/platforms/web/web.ts";
import { nameOnSlack } from "../../chat/posting.ts";
import { personOf } from "../../chat/support.ts";
import { asOwner, silentLog } from "../../support/database.ts";
import type { SlackApi } from "../../support/slack-api.ts";
import { buildSlackDriver, type SlackDriver, wallSeconds } from "../../support/slack-driver.ts";
import { fixedNow, makeWorkspace, type WorkspaceTraits } from "../../support/workspace.ts";
import { forgetSlack } from "./door/support.ts";
import { envelope, message, press } from "./inbound/made-payloads.ts";

const signingSecret = "test-signing-secret";
const zone = "Asia/Seoul";

/** A workspace that the whole team is bound to, its person known as T1/U1; nobody else of Slack was ever here. */
export async function makeTeam(db: Db, traits: WorkspaceTraits = {}): Promise<Ctx> {
  await forgetSlack(db);
  for (const table of ["room", "delivery"])
    await asOwner(db, `delete from ${table} where platform = 'slack'`);
  const ctx = await makeWorkspace(db, traits);
  await nameOnSlack(db, personOf(ctx), "T1/U1");
  await bindRoom(ctx, { platform: "slack", roomRef: "T1" });
  return ctx;
}

let writes = 0;
/** A person's post, known to Slack before we hear of it. @returns `channel:ts` */
export async function write(
  api: SlackApi,
  slack: SlackDriver,
  over: Record<string, unknown> = {},
  envelopeOver: Record<string, unknown> = {},
): Promise<string> {
  const event = message({ ts: `1763801000.${String(++writes).padStart(6, "0")}`, ...over });
  const [channel, ts] = [String(event["channel"]), String(event["ts"])];
  api.wrote(channel, ts);
  const { status } = await slack.event(envelope(event, { event_id: `Ev-write-${writes}`, ...envelopeOver }));
  if (status !== 200) throw new Error(`the door said ${status}`);
  return `${channel}:${ts}`;
}

type Button = { text: { text: string }; value: string; action_id: string };

/** Presses the first button with this label that people can see, as T1/U1 unless it is said otherwise. */
export async function pressButton(
  api: SlackApi,
  slack: SlackDriver,
  label: string,
  user: { id: string; team_id?: string } = { id: "U1" },
): Promise<void> {
  const seen = api.sent.map((post) => ({
    post,
    button: buttonsIn(post).find(({ text }) => text.text === label),
  }));
  const found = seen.find(({ button }) => button);
  if (!found?.button) throw new Error(`no button ${label}`);
  await pressToken(slack, found.post, found.button, user);
}

/** A press on a button as it stood when the post was made, whatever became of it since. */
export async function pressToken(
  slack: SlackDriver,
  post: { channel: string; ts: string; thread_ts?: string },
  { value, action_id }: Pick<Button, "value" | "action_id">,
  user: { id: string; team_id?: string },
): Promise<void> {
  const { channel, ts, thread_ts } = post;
  const container = { type: "message", message_ts: ts, channel_id: channel, ...(thread_ts && { thread_ts }) };
  const action = { action_id, value, action_ts: `1763802000.${String(++writes).padStart(6, "0")}` };
  const where = { channel: { id: channel }, container, message: { ts, ...(thread_ts && { thread_ts }) } };
  const { status } = await slack.interaction(press({ ...where, user: { team_id: "T1", ...user } }, action));
  if (status !== 200) throw new Error(`the door said ${status}`);
}

export function buttonsIn({ blocks = [] }: { blocks?: unknown[] }): Button[] {
  return (blocks as { type: string; elements?: Button[] }[]).flatMap(({ type, elements = [] }) =>
    type === "actions" ? elements : [],
  );
}

/** One process of ours; several over one database are replicas. */
export async function openReplica(
  db: Db,
  api: SlackApi,
  answerer: Answerer,
  log: Logger = silentLog,
): Promise<{ chat: Chat; slack: SlackDriver; close: () => Promise<void> }> {
  await openDemo(db, { now: fixedNow, zone });
  const slack = openSlack({ botToken: "xoxb-1234567890", signingSecret, apiUrl: api.url }, log);
  const messengers = { slack: slack.messenger };
  const fetchers = { slack: slack.fetcher };
  const lives = { slack: slack.live };
  const chat = await openChat({ db, log, now: () => fixedNow, answerer, messengers, fetchers, lives });
  const shared = { chat, log, zone };
  const page = buildWeb({ ...shared, uploadDir: tmpdir(), maxFileBytes: 1_000 });
  const server = await listenWeb(slack.beside(page, { ...shared, nowS: wallSeconds }), {
    host: "127.0.0.1",
    port: 0,
  });
  const door = `${server.url.replace("localhost", "127.0.0.1")}/slack/events`;
  let open = true;
  const close = async (): Promise<void> => {
    if (!open) return;
    open = false;
    await server.close();
    await chat.close(0);
  };
  onTestFinished(close);
  return { chat, slack: buildSlackDriver(door, signingSecret), close };
}
