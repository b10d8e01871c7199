// The two values a person copies from the page of their app: told apart from the ones that stand beside them there.
// Neither is ever repeated.

import { type Words, words } from "../../../core/locale.ts";
import type { Finding } from "../../finding.ts";

const tokenPage = words(
  "api.slack.com/apps의 내 앱 > OAuth & Permissions에서 Bot User OAuth Token(xoxb-…)을 복사해 SLACK_BOT_TOKEN에 넣어 주세요.",
  "Copy the Bot User OAuth Token (xoxb-…) from api.slack.com/apps > your app > OAuth & Permissions into SLACK_BOT_TOKEN.",
);

const secretPage = words(
  "api.slack.com/apps의 내 앱 > Basic Information > App Credentials에서 Signing Secret을 복사해 SLACK_SIGNING_SECRET에 넣어 주세요.",
  "Copy the Signing Secret from api.slack.com/apps > your app > Basic Information > App Credentials into SLACK_SIGNING_SECRET.",
);

/** Tokens of other kinds, by how they begin. */
const otherKinds: readonly [RegExp, Words][] = [
  [/^xapp-/, words("앱 수준 토큰(xapp-)이에요", "is an app-level token (xapp-)")],
  [/^xoxp-/, words("사람의 토큰(xoxp-)이에요", "is a person's token (xoxp-)")],
  [/^xoxe/, words("갱신용 토큰(xoxe)이에요", "is a token of token rotation (xoxe)")],
  [/^[\da-f]{32}$/i, words("토큰이 아니라 시크릿 같아요", "looks like a secret, not a token")],
];

/** @returns what is wrong with the token as it stands; `undefined` when Slack can be asked with it */
export function tokenFinding(token: string): Finding | undefined {
  if (/^xoxb-[\w-]{10,500}$/.test(token)) return undefined;
  const kind = otherKinds.find(([start]) => start.test(token))?.[1];
  const wrong =
    token === ""
      ? words("SLACK_BOT_TOKEN이 비어 있어요.", "SLACK_BOT_TOKEN is not set.")
      : kind
        ? words(`SLACK_BOT_TOKEN의 값은 ${kind.ko}.`, `The value of SLACK_BOT_TOKEN ${kind.en}.`)
        : words(
            "SLACK_BOT_TOKEN의 값이 봇 토큰(xoxb-…)의 모양이 아니에요.",
            "The value of SLACK_BOT_TOKEN is not shaped like a bot token (xoxb-…).",
          );
  return { weight: "stops", say: wrong, next: tokenPage };
}

/** @returns what is wrong with the secret as it stands; whose it is shows only when Slack signs with it */
export function secretFinding(secret: string): Finding | undefined {
  if (/^[\da-f]{32}$/.test(secret)) return undefined;
  if (secret === "")
    return {
      weight: "stops",
      say: words("SLACK_SIGNING_SECRET이 비어 있어요.", "SLACK_SIGNING_SECRET is not set."),
      next: secretPage,
    };
  if (/^xox|^xapp-/.test(secret))
    return {
      weight: "stops",
      say: words(
        "SLACK_SIGNING_SECRET에 토큰이 들어 있어요.",
        "SLACK_SIGNING_SECRET holds a token, not the secret.",
      ),
      next: secretPage,
    };
  return {
    weight: "note",
    say: words(
      "SLACK_SIGNING_SECRET이 흔한 모양(0-9, a-f의 32자)이 아니에요.",
      "SLACK_SIGNING_SECRET is not of the usual shape (32 characters of 0-9 and a-f).",
    ),
    next: secretPage,
  };
}
