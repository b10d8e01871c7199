// Reports without a person, in words; and what must not be taken for that.

import { expect, test } from "vitest";
import { callsFor } from "../../../src/agent/interpreter/calls.ts";
import { interpret } from "../../../src/agent/interpreter/interpret.ts";

const setting = { today: Temporal.PlainDate.from("2026-11-21"), lang: "ko" as const };
const first = (said: string) => callsFor(interpret(said, {} as never, setting))[0];

test.each([
  "업로드 주소 만들어줘",
  "업로드 주소 알려 주세요",
  "새 업로드 주소 만들어 줘",
  "업로드 주소 폐기해줘",
  "리포트 업로드 URL 보여줘",
  "리포트 자동으로 받는 방법 알려줘",
  "파일 보낼 주소 있어?",
  "make an upload address",
  "Revoke the upload URL",
  "how do reports come in automatically?",
])("%s", (said) => {
  expect(first(said)).toMatchObject({ tool: "show_intake", input: {} });
});

test.each([
  ["이 채널 파일은 전부 가져와", true],
  ["이 채널에 올라오는 파일 다 가져와 줘", true],
  ["이 방 리포트는 자동으로 가져와줘", true],
  ["import every file in this channel", true],
  ["Import all files posted here", true],
  ["이 채널 파일 그만 가져와", false],
  ["이 방 파일 자동 가져오기 꺼줘", false],
  ["stop importing files in this channel", false],
])("%s", (said, on) => {
  expect(first(said)).toMatchObject({ tool: "set_room_intake", input: { on } });
});

test.each([
  "리포트 올릴게",
  "지난주 리포트 보여줘",
  "이 파일 가져와",
  "랜딩 주소를 https://a.example 로 바꿔줘",
  "모든 캠페인 성과 다 보여줘",
  "upload a report",
  "show all reports for this channel",
])("%s is about something else", (said) => {
  expect(["show_intake", "set_room_intake"]).not.toContain(first(said)?.tool);
});
