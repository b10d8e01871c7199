// What may be said in a room, in words; and what must not be taken for that.

import { expect, test } from "vitest";
import { callsFor } from "../../../src/agent/interpreter/calls.ts";
import { interpret } from "../../../src/agent/interpreter/interpret.ts";

const setting = { today: Temporal.PlainDate.from("2026-11-21"), lang: "ko" as const };
const first = (said: string) => callsFor(interpret(said, {} as never, setting))[0];

test.each([
  ["이 방은 초안 먼저로", { policy: "draft_first" }],
  ["이 방은 초안 먼저로 해줘", { policy: "draft_first" }],
  ["이 채널은 초안 먼저로 바꿔 주세요", { policy: "draft_first" }],
  ["여기는 내가 확인한 뒤에 답해줘", { policy: "draft_first" }],
  ["이 방은 초안 먼저로, 윤서진 님이 확인", { policy: "draft_first", lead: "윤서진" }],
  ["이 방은 바로 답해줘", { policy: "open" }],
  ["이 방에서는 수치는 물어본 사람에게만 보여줘", { policy: "links_only" }],
  ["draft first in this room", { policy: "draft_first" }],
  ["Use draft-first for this channel, Seojin checks", { policy: "draft_first", lead: "Seojin" }],
  ["answer here only after I check", { policy: "draft_first" }],
  ["answer in this channel at once", { policy: "open" }],
  ["in this room only links", { policy: "links_only" }],
  ["Links only in this channel, please", { policy: "links_only" }],
  ["only links here", { policy: "links_only" }],
  ["send figures by DM only here", { policy: "links_only" }],
  ["here send the figures by DM only", { policy: "links_only" }],
  ["in this room no numbers", { policy: "links_only" }],
  ["이 방은 링크만 보내줘", { policy: "links_only" }],
  ["이 방에서는 수치는 DM으로만 보내줘", { policy: "links_only" }],
])("%s", (said, input) => {
  expect(first(said)).toMatchObject({ tool: "set_room_policy", input });
});

test.each([
  "여름 세일 캠페인 초안 먼저 보여줘",
  "초안 먼저 만들어줘",
  "이 방은 누가 써?",
  "문구 초안 만들어줘",
  "answer me about last week",
  "show me the draft first",
  "send the figures by DM",
  "only links",
  "no numbers for naver here yet?",
])("%s is about something else", (said) => {
  expect(first(said)?.tool).not.toBe("set_room_policy");
});
