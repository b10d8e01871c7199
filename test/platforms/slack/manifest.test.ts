// The manifest that the README names asks for what the code uses, and leads to the door that is there.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { EVENTS_PATH } from "../../../src/platforms/slack/door/bolt.ts";
import { readBody } from "../../../src/platforms/slack/inbound/read.ts";
import { direct, envelope, mention, message, self } from "./inbound/made-payloads.ts";

const Manifest = z.object({
  features: z.object({ slash_commands: z.array(z.object({ command: z.string(), url: z.string() })) }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({
    event_subscriptions: z.object({ request_url: z.string(), bot_events: z.array(z.string()) }),
    interactivity: z.object({ is_enabled: z.literal(true), request_url: z.string() }),
    socket_mode_enabled: z.literal(false),
  }),
});
const { features, oauth_config, settings } = Manifest.parse(
  parse(readFileSync("src/platforms/slack/manifest.yaml", "utf8")),
);

/** An event of each subscription, and the scope Slack asks for it. */
const events: Readonly<Record<string, { event: Record<string, unknown>; scope: string }>> = {
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
  for (const { event, scope } of Object.values(events)) {
    expect(readBody(envelope(event), self).kind).toBe("message");
    expect(oauth_config.scopes.bot).toContain(scope);
  }
});

test("posting, signs, who is a guest, what a room is called, direct messages, files and the command have their scopes", () => {
  expect(oauth_config.scopes.bot).toEqual(
    expect.arrayContaining([
      "chat:write",
      "im:write",
      "files:write",
      "commands",
      "reactions:write",
      "users:read",
      "channels:read",
      "groups:read",
    ]),
  );
});
