// The one call that gives tokens: for a code that a person brought back, or for the token that makes an expired one new.

import { z } from "zod";
import type { Tokens } from "../../../chat/installed.ts";
import { Failure } from "../../../core/failure.ts";
import { words } from "../../../core/locale.ts";
import { buildWebApi } from "../post/client.ts";
import { SlackError } from "../post/web-api.ts";

export type App = { clientId: string; clientSecret: string; apiUrl?: string | undefined };

const OneOf = z.object({ id: z.string(), name: z.string().nullish() }).nullish();

const Access = z.object({
  access_token: z.string().min(1),
  token_type: z.literal("bot"),
  scope: z.string().default(""),
  bot_user_id: z.string(),
  app_id: z.string().optional(),
  team: OneOf,
  enterprise: OneOf,
  is_enterprise_install: z.boolean().default(false),
  refresh_token: z.string().optional(),
  expires_in: z.number().int().positive().optional(),
});

const Refreshed = Access.pick({ access_token: true, refresh_token: true, expires_in: true });

/** What Slack gave for a code: of one team, or of a whole organisation. */
export type Granted = Tokens & {
  teamRef: string;
  teamName: string;
  botRef: string;
  appRef: string | undefined;
  scopes: string;
};

/** @throws Failure "invalid" for a code that Slack does not take, "unavailable" while it does not answer */
export async function grantFor(app: App, code: string, redirectUri: string): Promise<Granted> {
  const given = Access.safeParse(await access(app, { code, redirect_uri: redirectUri }));
  const data = given.data;
  const at = data && (data.is_enterprise_install ? data.enterprise : data.team);
  if (!data || !at) throw refused("no bot token");
  return {
    ...tokensOf(data),
    teamRef: at.id,
    teamName: at.name ?? at.id,
    botRef: data.bot_user_id,
    appRef: data.app_id,
    scopes: data.scope,
  };
}

/** @throws SlackError where Slack does not take it any more */
export async function renew(app: App, refreshToken: string): Promise<Tokens> {
  const fields = { grant_type: "refresh_token", refresh_token: refreshToken };
  return tokensOf(Refreshed.parse(await call(app, fields)));
}

function tokensOf({ access_token, refresh_token, expires_in }: z.output<typeof Refreshed>): Tokens {
  return { token: access_token, refresh: refresh_token, lastsS: expires_in };
}

/** Nothing of what was sent or given stands in what is thrown. */
async function access(app: App, fields: Record<string, string>): Promise<unknown> {
  try {
    return await call(app, fields);
  } catch (error) {
    if (error instanceof SlackError && error.retryAfterS === undefined) throw refused(error.code);
    throw new Failure("unavailable", "Slack did not answer the exchange", {
      say: words("지금은 Slack이 응답하지 않아요.", "Slack does not answer now."),
      next: words("잠시 뒤에 처음부터 다시 해 주세요.", "Start again in a moment."),
    });
  }
}

function call({ clientId, clientSecret, apiUrl }: App, fields: Record<string, string>) {
  const sent = { client_id: clientId, client_secret: clientSecret, ...fields };
  return buildWebApi({ apiUrl }).call("oauth.v2.access", sent, new AbortController().signal);
}

function refused(code: string): Failure {
  return new Failure("invalid", `Slack refused the installation: ${code}`, {
    say: words(
      `Slack이 설치를 받아들이지 않았어요(${code}).`,
      `Slack did not take the installation (${code}).`,
    ),
    next: words(
      "처음부터 다시 해 주세요. 계속되면 서버의 SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, PUBLIC_URL이 앱의 값과 같은지 확인해 주세요.",
      "Start again. If it stays so, see that SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and PUBLIC_URL of the server are the app's.",
    ),
  });
}
