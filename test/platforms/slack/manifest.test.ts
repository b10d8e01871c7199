// The manifest that the README names asks for what the code uses, and leads to the door that is there.

import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { load } from "js-yaml";
import { z } from "zod";
import { EVENTS_PATH } from "../../../src/platforms/slack/door/bolt.ts";
import { readBody } from "../../../src/platforms/slack/inbound/read.ts";
import { direct, envelope, mention, message, self } from "./inbound/made-payloads.ts";

const Prompt = z.strictObject({ title: z.string().min(1).max(75), message: z.string().min(1) });
const Manifest = z.object({
  features: z.object({
    agent_view: z.strictObject({
      agent_description: z.string().max(300),
      suggested_prompts: z.array(Prompt).min(3).max(4),
    }),
    shortcuts: z.array(
      z.strictObject({
        name: z.string().min(1).max(24),
        type: z.enum(["global", "message"]),
        callback_id: z.string().min(1).max(255),
        description: z.string().min(1).max(150),
      }),
    ),
    slash_commands: z.array(z.object({ command: z.string(), url: z.string() })),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({
    event_subscriptions: z.object({ request_url: z.string(), bot_events: z.array(z.string()) }),
    interactivity: z.object({ is_enabled: z.literal(true), request_url: z.string() }),
    socket_mode_enabled: z.literal(false),
  }),
});
const { features, oauth_config, settings } = Manifest.parse(
  load(readFileSync("src/platforms/slack/manifest.yaml", "utf8")),
);

/** An event of each subscription, the scope Slack asks for it, and what it is heard as: a message where it is left out. */
const events: Readonly<Record<string, { event: Record<string, unknown>; scope?: string; heard?: string }>> = {
  agent_session_stopped: {
    event: {
      type: "agent_session_stopped",
      channel: "C1",
      user: "U1",
      thread_ts: "1.2",
      streaming_message_ts: [],
    },
    heard: "stopped",
  },
  app_home_opened: {
    event: { type: "app_home_opened", channel: "D1", user: "U1", tab: "home" },
    heard: "opened",
  },
  app_mention: { event: mention(), scope: "app_mentions:read" },
  "message.channels": { event: message(), scope: "channels:history" },
  "message.groups": { event: message({ channel: "G1", channel_type: "group" }), scope: "groups:history" },
  "message.im": { event: direct(), scope: "im:history" },
  "message.mpim": { event: message({ channel: "G2", channel_type: "mpim" }), scope: "mpim:history" },
};

test("every address is our door", () => {
  const { event_subscriptions, interactivity } = settings;
  const urls = [event_subscriptions, interactivity].map(({ request_url }) => request_url);

  for (const url of [...urls, ...features.slash_commands.map(({ url: own }) => own)])
    expect(new URL(url).pathname).toBe(EVENTS_PATH);
});

test("every event that is subscribed is heard, and its scope is asked for", () => {
  expect(settings.event_subscriptions.bot_events).toEqual(Object.keys(events).toSorted());
  for (const { event, heard = "message" } of Object.values(events))
    expect(readBody(envelope(event), self).kind).toBe(heard);
  const scopes = Object.values(events).flatMap(({ scope = [] }) => scope);
  expect(oauth_config.scopes.bot).toEqual(expect.arrayContaining(scopes));
});

test("every shortcut is heard", () => {
  const chosen = {
    team: { id: "T1" },
    user: { id: "U1" },
    trigger_id: "1.2",
    channel: { id: "C1" },
    message: { ts: "1.2", text: "최저가" },
  };
  const types = { global: "shortcut", message: "message_action" };

  for (const { type, callback_id } of features.shortcuts)
    expect(readBody({ ...chosen, type: types[type], callback_id }, self).kind).toBe("shortcut");
});

/** The scopes that Slack asks for each method of its Web API. Source: docs.slack.dev/reference/methods, read 2026-11. */
const methods: Readonly<Record<string, readonly string[]>> = {
  "agents.sessions.rename": ["chat:write"],
  "agents.sessions.setStatus": ["chat:write"],
  // By the app-level token, which has no scopes of the bot.
  "apps.connections.open": [],
  "assistant.threads.setStatus": ["chat:write"],
  "assistant.threads.setSuggestedPrompts": ["assistant:write"],
  "auth.test": [],
  "chat.appendStream": ["chat:write"],
  "chat.delete": ["chat:write"],
  "chat.postEphemeral": ["chat:write"],
  "chat.postMessage": ["chat:write"],
  "chat.startStream": ["chat:write"],
  "chat.stopStream": ["chat:write"],
  "chat.update": ["chat:write"],
  "conversations.history": ["channels:history", "groups:history", "im:history", "mpim:history"],
  "conversations.info": ["channels:read", "groups:read"],
  "conversations.open": ["im:write"],
  "conversations.replies": ["channels:history", "groups:history", "im:history", "mpim:history"],
  "files.completeUploadExternal": ["files:write"],
  "files.getUploadURLExternal": ["files:write"],
  "files.info": ["files:read"],
  "reactions.add": ["reactions:write"],
  "reactions.remove": ["reactions:write"],
  "users.info": ["users:read"],
  "views.open": [],
  "views.publish": [],
  "views.update": [],
  /** No method: the address from which a file is fetched. */
  url_private: ["files:read"],
};

function methodsUsed(): string[] {
  const root = "src/platforms/slack";
  const method =
    /\b(url_private)\b|(?<!startsWith\()"((?:agents|apps|assistant|auth|bots|canvases|chat|conversations|files|pins|reactions|team|users|views)\.[A-Za-z.]+)"/g;
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".ts"),
  );
  const found = files.flatMap((name) =>
    [...readFileSync(`${root}/${name}`, "utf8").matchAll(method)].map(
      ([, address, used = ""]) => address ?? used,
    ),
  );
  return [...new Set(found)].toSorted();
}

test("every method that is called has its scopes, and the command its own", () => {
  const used = methodsUsed();

  expect(used).toContain("chat.postMessage");
  expect(used.filter((name) => !(name in methods))).toEqual([]);
  for (const name of used)
    expect([name, oauth_config.scopes.bot]).toEqual([
      name,
      expect.arrayContaining([...(methods[name] ?? [])]),
    ]);
  expect(oauth_config.scopes.bot).toContain("commands");
});

test("nothing is asked for that nothing needs", () => {
  const called = methodsUsed().flatMap((name) => methods[name] ?? []);
  const needed = [...called, ...Object.values(events).map(({ scope }) => scope), "commands"];

  expect(oauth_config.scopes.bot.filter((name) => !needed.includes(name))).toEqual([]);
});
