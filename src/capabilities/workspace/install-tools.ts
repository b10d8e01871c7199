// What admins are told of an installation: that the app was taken out of their team.

import { z } from "zod";
import { say, words } from "../../core/locale.ts";
import { defineTool, type Tool } from "../tool.ts";

export const installTools: readonly Tool[] = [
  defineTool({
    name: "tell_disconnected",
    about: "Tells an admin that the app was taken out of their Slack. Never call it from words.",
    effect: "read",
    startedBy: "press",
    input: z.object({}),
    run: async ({ lang }) => ({
      card: { lang, parts: [{ kind: "text", tone: "warning", runs: [say(lang, gone)] }] },
      facts: { slack: "disconnected" },
      outside: false,
    }),
  }),
];

const gone = words(
  "Slack에서 CO9MA 앱이 제거됐거나 토큰이 취소됐어요. 그 팀의 토큰을 지웠고, 기다리던 답과 알림도 그 팀에는 보내지 않아요. 다시 쓰려면 이 서버의 /slack/install에서 설치해 주세요.",
  "CO9MA was taken out of your Slack, or its token was revoked. The team's tokens are deleted, and nothing that waited is sent there any more. To use it again, install it at /slack/install on this server.",
);
