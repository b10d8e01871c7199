import { expect, test } from "vitest";
import type { Parcel } from "../../../../src/chat/chat.ts";
import { stillReadingCard } from "../../../../src/chat/replies.ts";
import { DeliveryId, newId } from "../../../../src/core/ids.ts";
import { buildMessenger } from "../../../../src/platforms/slack/post/messenger.ts";
import { SlackError, type WebApi } from "../../../../src/platforms/slack/post/web-api.ts";
import { fixedNow } from "../../../support/workspace.ts";

const parcel = (): Parcel => ({
  id: newId(DeliveryId),
  roomRef: "T1/C1",
  threadRef: "1.1",
  card: stillReadingCard(["a.csv"], "ko", 30),
  at: fixedNow,
  tried: false,
  signal: new AbortController().signal,
  edit: { message: "C1:5.5" },
});

function slackSaying(code?: string): { calls: [string, Record<string, unknown>][]; api: WebApi } {
  const calls: [string, Record<string, unknown>][] = [];
  const call: WebApi["call"] = (method, args) => {
    calls.push([method, args]);
    return code === undefined ? Promise.resolve({}) : Promise.reject(new SlackError(code));
  };
  return { calls, api: { call, upload: () => Promise.resolve() } };
}

test("a message that is to say something else as a whole is edited in its place", async () => {
  const { calls, api } = slackSaying();

  await buildMessenger(() => api)(parcel());

  expect(calls).toMatchObject([["chat.update", { channel: "C1", ts: "5.5" }]]);
  expect(JSON.stringify(calls[0]?.[1]["blocks"])).toContain("(30초째)");
});

test.each(["message_not_found", "edit_window_closed", "cant_update_message"])(
  "where Slack says %s it is left, and nothing is posted in its stead",
  async (code) => {
    const { calls, api } = slackSaying(code);

    await buildMessenger(() => api)(parcel());

    expect(calls.map(([method]) => method)).toEqual(["chat.update"]);
  },
);

const said = (text: string): Parcel["card"] => ({
  lang: "ko",
  parts: [{ kind: "text", tone: "plain", runs: [text] }],
});

test("a card that takes up a model's opinion is edited as a whole", async () => {
  const { calls, api } = slackSaying();

  await buildMessenger(() => api)({
    ...parcel(),
    card: said("규칙과 모델 의견"),
    edit: { message: "C1:5.5", alone: said("모델 의견") },
  });

  expect(calls.map(([method]) => method)).toEqual(["chat.update"]);
  expect(JSON.stringify(calls[0]?.[1]["blocks"])).toContain("규칙과 모델 의견");
});

test("one too long for a message gets what is new behind it, and is not cut to its first part", async () => {
  const { calls, api } = slackSaying();

  await buildMessenger(() => api)({
    ...parcel(),
    card: { lang: "ko", parts: Array.from({ length: 60 }, () => said("가".repeat(900)).parts[0]!) },
    edit: { message: "C1:5.5", alone: said("모델 의견") },
  });

  expect(calls.map(([method]) => method)).toEqual(["chat.postMessage"]);
  expect(calls[0]?.[1]).toMatchObject({ channel: "C1", thread_ts: "1.1" });
  expect(JSON.stringify(calls[0]?.[1]["blocks"])).toContain("모델 의견");
});
