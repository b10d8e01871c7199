// The rights our token needs, and what people miss without each. The manifest asks for the same ones.

import { type Words, words } from "../../../core/locale.ts";
import type { Finding } from "../../finding.ts";

type Scope = { stops?: true; without: Words };

export const scopes: Readonly<Record<string, Scope>> = {
  "app_mentions:read": {
    stops: true,
    without: words("채널에서 멘션해도 듣지 못해요", "mentions in channels are not heard"),
  },
  "assistant:write": {
    without: words(
      "Slack의 에이전트로 보이지 않아요. 세션과 중지 버튼, 추천 질문이 없고 DM은 스레드로 나뉘지 않아요",
      "it is no agent of Slack's: no sessions, no Stop, no suggested prompts, and direct messages are not parted into threads",
    ),
  },
  "channels:history": {
    without: words(
      "공개 채널의 스레드에서 멘션 없이 이어서 물으면 듣지 못해요",
      "what is asked on in threads of public channels without a mention is not heard",
    ),
  },
  "channels:read": {
    without: words(
      "연결을 물어볼 때 공개 채널의 이름을 말하지 못해요",
      "public channels are not called by their names when admins are asked about them",
    ),
  },
  "chat:write": { stops: true, without: words("답을 보낼 수 없어요", "no answer can be posted") },
  commands: { without: words("/co9ma 명령을 쓸 수 없어요", "the command /co9ma does not work") },
  "files:read": {
    without: words(
      "채널이나 DM에 올린 보고서 파일을 읽을 수 없어요",
      "report files dropped in a channel or direct message cannot be read",
    ),
  },
  "files:write": {
    without: words(
      "긴 표의 CSV 파일과 차트 그림을 올릴 수 없어요",
      "long tables as CSV files and charts as pictures cannot be put up",
    ),
  },
  "groups:history": {
    without: words(
      "비공개 채널의 스레드에서 멘션 없이 이어서 물으면 듣지 못해요",
      "what is asked on in threads of private channels without a mention is not heard",
    ),
  },
  "groups:read": {
    without: words(
      "연결을 물어볼 때 비공개 채널의 이름을 말하지 못해요",
      "private channels are not called by their names when admins are asked about them",
    ),
  },
  "im:history": { stops: true, without: words("DM을 듣지 못해요", "direct messages are not heard") },
  "im:write": {
    stops: true,
    without: words("DM으로 답할 수 없어요", "nobody can be answered in direct messages"),
  },
  "mpim:history": {
    without: words("여러 명이 함께 있는 DM을 듣지 못해요", "group direct messages are not heard"),
  },
  "reactions:write": {
    without: words("답을 준비하는 동안 👀 표시가 없어요", "no 👀 shows that an answer is on its way"),
  },
  "users:read": {
    without: words(
      "게스트를 알아보지 못해서 멤버처럼 대해요",
      "guests are not recognised, and are treated as members of the team",
    ),
  },
};

const addIt = words(
  "api.slack.com/apps의 내 앱 > OAuth & Permissions > Bot Token Scopes에 추가하고, 같은 화면에서 Reinstall to Workspace를 눌러 주세요.",
  "Add it at api.slack.com/apps > your app > OAuth & Permissions > Bot Token Scopes, then press Reinstall to Workspace on the same page.",
);

/** @param granted what Slack says of the token; `undefined` when it says nothing */
export function scopeFindings(granted: readonly string[] | undefined): Finding[] {
  if (granted === undefined) return [];
  return Object.entries(scopes)
    .filter(([name]) => !granted.includes(name))
    .map(([name, { stops, without }]) => ({
      weight: stops ? "stops" : "note",
      say: words(
        `${name} 권한(scope)이 없어요: ${without.ko}.`,
        `The scope ${name} is missing: ${without.en}.`,
      ),
      next: addIt,
    }));
}
