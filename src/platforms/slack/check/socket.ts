// Whether a socket to Slack can be opened: the app-level token's shape, and whether Slack gives an address for it. None is opened here.

import { type Words, words } from "../../../core/locale.ts";
import type { Finding } from "../../finding.ts";
import { buildWebApi } from "../post/client.ts";
import { isRefusal } from "../post/web-api.ts";

/** With an app token Slack does not come to the door: its secret and address do not matter. */
export async function socketFinding(appToken: string, apiUrl: string | undefined): Promise<Finding> {
  if (!/^xapp-[\w-]{10,500}$/.test(appToken)) return { weight: "stops", say: wrongShape, next: tokenPage };
  try {
    const api = buildWebApi({ token: appToken, apiUrl });
    await api.call("apps.connections.open", {}, new AbortController().signal);
    return { weight: "fine", say: words("Slack이 소켓을 열어 줘요.", "Slack opens a socket for the app.") };
  } catch (error) {
    if (!isRefusal(error)) return { weight: "note", say: unreachable, next: network };
    const why = reasons[error.code] ?? reasons["other"];
    return {
      weight: "stops",
      say: words(
        `Slack이 SLACK_APP_TOKEN으로 소켓을 열어 주지 않아요: ${why?.ko}(${error.code}).`,
        `Slack opens no socket for SLACK_APP_TOKEN: ${why?.en} (${error.code}).`,
      ),
      next: tokenPage,
    };
  }
}

const reasons: Readonly<Record<string, Words>> = {
  missing_scope: words("connections:write 권한이 없어요", "it lacks connections:write"),
  not_allowed_token_type: words("다른 종류의 토큰이에요", "it is a token of another kind"),
  forbidden_team: words("이 앱에 소켓 모드가 켜져 있지 않아요", "socket mode is not enabled for the app"),
  other: words("토큰을 받지 않았어요", "it does not take the token"),
};

const wrongShape = words(
  "SLACK_APP_TOKEN의 값이 앱 수준 토큰(xapp-…)의 모양이 아니에요.",
  "The value of SLACK_APP_TOKEN is not shaped like an app-level token (xapp-…).",
);
const tokenPage = words(
  "api.slack.com/apps의 내 앱 > Basic Information > App-Level Tokens에서 connections:write로 만들고, Socket Mode를 켜 주세요.",
  "Generate it with connections:write at api.slack.com/apps > your app > Basic Information > App-Level Tokens, and enable Socket Mode.",
);
const unreachable = words("지금은 Slack에 물어볼 수 없어요.", "Slack cannot be asked now.");
const network = words(
  "이 컴퓨터에서 slack.com으로 나가는 연결이 막혀 있지 않은지 확인하고 다시 해 주세요.",
  "See that this machine may connect to slack.com, then try again.",
);
