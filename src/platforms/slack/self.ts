// Who we are in Slack: asked once with our token, asked again while Slack cannot be reached.

import { z } from "zod";
import { Failure } from "../../core/failure.ts";
import { type Words, words } from "../../core/locale.ts";
import type { Self } from "./inbound/heard.ts";
import { SlackError, type WebApi } from "./post/web-api.ts";

/** With the scopes of our token, where Slack says them. */
export type Known = Self & { scopes?: readonly string[] };

export type FindSelf = () => Promise<Known>;

/** @throws what the Web API throws; the next call asks anew */
export function buildFindSelf(api: WebApi): FindSelf {
  let known: Promise<Known> | undefined;
  return () => {
    known ??= askSelf(api).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    return known;
  };
}

async function askSelf(api: WebApi): Promise<Known> {
  const answer = await api.call("auth.test", {}, new AbortController().signal);
  const { team_id: team, user_id: botUser, app_id: app } = answer;
  if (typeof team !== "string" || typeof botUser !== "string") throw new Error("auth.test says nobody");
  const scopes = Metadata.safeParse(answer["response_metadata"]).data?.scopes;
  return { team, botUser, ...(typeof app === "string" && { app }), ...(scopes && { scopes }) };
}

/** The client puts the header `x-oauth-scopes` here. */
const Metadata = z.object({ scopes: z.array(z.string()).optional() });

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
    const refusal = refusalOf(error);
    if (refusal) throw refusal;
    return false;
  }
}

/** Why Slack does not take our token; `undefined` for anything that may be good by waiting. */
export function refusalOf(error: unknown): Failure | undefined {
  if (!(error instanceof SlackError)) return undefined;
  const { code } = error;
  const refusal = refusals[code];
  return (
    refusal &&
    new Failure("invalid", `SLACK_BOT_TOKEN: ${code}`, {
      cause: error,
      say: words(
        `Slack이 SLACK_BOT_TOKEN을 받지 않았어요: ${refusal.why.ko}(${code}).`,
        `Slack does not take SLACK_BOT_TOKEN: ${refusal.why.en} (${code}).`,
      ),
      next: refusal.next,
    })
  );
}

const copied = words(
  "api.slack.com/apps의 내 앱 > OAuth & Permissions에서 Bot User OAuth Token(xoxb-…)을 다시 복사해 넣어 주세요.",
  "Copy the Bot User OAuth Token (xoxb-…) anew from api.slack.com/apps > your app > OAuth & Permissions.",
);

const installed = words(
  "api.slack.com/apps의 내 앱 > OAuth & Permissions에서 Reinstall to Workspace를 누르고, 새 Bot User OAuth Token(xoxb-…)을 넣어 주세요.",
  "Press Reinstall to Workspace at api.slack.com/apps > your app > OAuth & Permissions, then use the new Bot User OAuth Token (xoxb-…).",
);

const byAdmin = words(
  "Slack 조직 관리자에게 이 앱의 사용을 허용해 달라고 요청해 주세요.",
  "Ask an admin of your Slack organisation to allow this app.",
);

const unknown = { why: words("그런 토큰이 없어요", "there is no such token"), next: copied };

/** What Slack says of a token that will not become good by waiting. */
const refusals: Readonly<Record<string, { why: Words; next: Words }>> = {
  invalid_auth: unknown,
  not_authed: unknown,
  account_inactive: {
    why: words("앱이 제거됐거나 워크스페이스가 닫혔어요", "the app was removed, or its workspace is gone"),
    next: installed,
  },
  token_revoked: { why: words("취소된 토큰이에요", "it was revoked"), next: installed },
  token_expired: { why: words("기한이 지난 토큰이에요", "it has expired"), next: installed },
  org_login_required: {
    why: words("워크스페이스가 조직으로 옮겨 가는 중이에요", "the workspace is moving into an organisation"),
    next: byAdmin,
  },
  team_access_not_granted: {
    why: words("조직이 이 앱을 허용하지 않았어요", "the organisation has not allowed the app"),
    next: byAdmin,
  },
};
