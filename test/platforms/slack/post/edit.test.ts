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
