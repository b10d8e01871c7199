// Who we are in Slack: asked once with our token, asked again while Slack cannot be reached.

import { Failure } from "../../core/failure.ts";
import { type Words, words } from "../../core/locale.ts";
import type { Self } from "./inbound/heard.ts";
import { SlackError, type WebApi } from "./post/web-api.ts";

export type FindSelf = () => Promise<Self>;

/** @throws what the Web API throws; the next call asks anew */
export function buildFindSelf(api: WebApi): FindSelf {
  let known: Promise<Self> | undefined;
  return () => {
    known ??= askSelf(api).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
}

async function askSelf(api: WebApi): Promise<Self> {
  const answer = await api.call("auth.test", {}, new AbortController().signal);
  const { team_id: team, user_id: botUser, app_id: app } = answer;
  if (typeof team !== "string" || typeof botUser !== "string") throw new Error("auth.test says nobody");
  return { team, botUser, ...(typeof app === "string" && { app }) };
}

const where: Words = words(
  "api.slack.com/apps의 내 앱 > OAuth & Permissions에서 Bot User OAuth Token(xoxb-…)을 복사해 넣어 주세요.",
  "Copy the Bot User OAuth Token (xoxb-…) of your app: api.slack.com/apps > OAuth & Permissions.",
);

/**
 * Asks Slack whether it takes our token.
 * @returns false when Slack cannot be reached now
 * @throws Failure "invalid" when Slack does not take it
 */
export async function isKnownToSlack(findSelf: FindSelf): Promise<boolean> {
  try {
    await findSelf();
    return true;
  } catch (error) {
    if (!(error instanceof SlackError) || !refusals.has(error.code)) return false;
    throw new Failure("invalid", `SLACK_BOT_TOKEN: ${error.code}`, {
      cause: error,
      say: words(
        `Slack이 SLACK_BOT_TOKEN을 받지 않았어요(${error.code}).`,
        `Slack does not take SLACK_BOT_TOKEN (${error.code}).`,
      ),
      next: where,
    });
  }
}

/** What Slack says of a token that will not become good by waiting. */
const refusals: ReadonlySet<string> = new Set([
  "invalid_auth",
  "not_authed",
  "account_inactive",
  "token_revoked",
  "token_expired",
  "org_login_required",
  "team_access_not_granted",
]);
