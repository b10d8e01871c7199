// The variables of Slack, and what they make together: the door or the socket, one team or many.

import { z } from "zod";
import type { Failure } from "../core/failure.ts";

export const slackVariables = {
  SLACK_BOT_TOKEN: {
    read: z
      .string()
      .regex(/^xoxb-[\w-]{10,500}$/)
      .optional(),
    expected:
      "a bot token, xoxb-… (not xapp-… or xoxp-…), together with SLACK_SIGNING_SECRET or SLACK_APP_TOKEN",
    where:
      "api.slack.com/apps, your app, OAuth & Permissions; `npm run slack:check` says what is wrong; leave both out to stay off Slack",
  },
  SLACK_SIGNING_SECRET: {
    read: z
      .string()
      .regex(/^[\x21-\x7e]{16,200}$/)
      .optional(),
    expected: "the signing secret of the app, together with SLACK_BOT_TOKEN or SLACK_CLIENT_ID",
    where: "api.slack.com/apps, your app, Basic Information; leave both out to stay off Slack",
  },
  SLACK_APP_TOKEN: {
    read: z
      .string()
      .regex(/^xapp-[\w-]{10,500}$/)
      .optional(),
    expected: "an app-level token, xapp-…, with connections:write, together with SLACK_BOT_TOKEN",
    where:
      "api.slack.com/apps, your app, Basic Information, App-Level Tokens; it takes the place of the public address (socket mode)",
  },
  SLACK_CLIENT_ID: {
    read: z
      .string()
      .regex(/^\d{1,30}\.\d{1,30}$/)
      .optional(),
    expected:
      "the client id of the app, together with SLACK_CLIENT_SECRET, SLACK_SIGNING_SECRET and PUBLIC_URL",
    where: "api.slack.com/apps, your app, Basic Information; leave it out for one team by SLACK_BOT_TOKEN",
  },
  SLACK_CLIENT_SECRET: {
    read: z
      .string()
      .regex(/^[\x21-\x7e]{16,200}$/)
      .optional(),
    expected: "the client secret of the app, together with SLACK_CLIENT_ID",
    where: "api.slack.com/apps, your app, Basic Information; leave it out for one team by SLACK_BOT_TOKEN",
  },
  SLACK_API_URL: {
    read: z
      .url({ protocol: /^https?$/ })
      .transform((text) => `${text.replace(/\/+$/, "")}/`)
      .optional(),
    expected: "an address of Slack's Web API, such as http://127.0.0.1:4003/api",
    where: "leave it out for Slack itself",
  },
} as const;

export type SlackSetting = {
  /** Slack comes over HTTP; with an app token over a socket that we open. */
  signingSecret: string | undefined;
  appToken: string | undefined;
  /** One team, of the configuration. */
  botToken: string | undefined;
  /** Many teams, by their own people. */
  oauth: { clientId: string; clientSecret: string; publicUrl: URL } | undefined;
  apiUrl: string | undefined;
};

type Read = { [Name in keyof typeof slackVariables]: z.output<(typeof slackVariables)[Name]["read"]> } & {
  PUBLIC_URL: URL | undefined;
  DATABASE_URL: string | undefined;
  CO9MA_ENCRYPTION_KEY: Uint8Array | undefined;
};

/** Names a variable that is missing beside what is set. */
type Wrong = (name: keyof Read) => Failure;

/** @throws Failure "invalid" naming what is missing beside what is set */
export function slackSetting(values: Read, wrongVariable: Wrong): SlackSetting | undefined {
  const { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret } = values;
  const { SLACK_APP_TOKEN: appToken, SLACK_API_URL: apiUrl } = values;
  const oauth = slackOauth(values, wrongVariable);
  if (![botToken, signingSecret, appToken, oauth].some((one) => one !== undefined)) return undefined;
  if (botToken === undefined && oauth === undefined) throw wrongVariable("SLACK_BOT_TOKEN");
  if (signingSecret === undefined && appToken === undefined) throw wrongVariable("SLACK_SIGNING_SECRET");
  return { botToken, signingSecret, appToken, oauth, apiUrl };
}

/** @throws Failure "invalid" naming what is missing: people's browsers go to Slack and back, and their tokens are kept */
function slackOauth(values: Read, wrongVariable: Wrong): SlackSetting["oauth"] {
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret, PUBLIC_URL: publicUrl } = values;
  if (clientId === undefined && clientSecret === undefined) return undefined;
  if (clientId === undefined) throw wrongVariable("SLACK_CLIENT_ID");
  if (clientSecret === undefined) throw wrongVariable("SLACK_CLIENT_SECRET");
  if (publicUrl === undefined) throw wrongVariable("PUBLIC_URL");
  if (values.DATABASE_URL !== undefined && values.CO9MA_ENCRYPTION_KEY === undefined)
    throw wrongVariable("CO9MA_ENCRYPTION_KEY");
  return { clientId, clientSecret, publicUrl };
}
