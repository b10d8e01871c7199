// A line for one person in a room: what becomes of it when nobody knows whether it was shown.

import { expect, test } from "vitest";
import type { Parcel } from "../../../../src/chat/chat.ts";
import { DeliveryId, newId } from "../../../../src/core/ids.ts";
import { buildMessenger } from "../../../../src/platforms/slack/post/messenger.ts";
import { SlackError, type WebApi } from "../../../../src/platforms/slack/post/web-api.ts";
import { answerCard } from "../../../../src/chat/replies.ts";
import { fixedNow } from "../../../support/workspace.ts";

const parcel: Parcel = {
  id: newId(DeliveryId),
  roomRef: "T1/C1",
  threadRef: "",
  only: "T1/U2",
  card: answerCard("아직 멤버가 아니에요.", "ko"),
  at: fixedNow,
  tried: false,
  signal: new AbortController().signal,
};

/** Shows everything and loses the first answers to `lost`; `refused` are methods Slack says no to. */
function openSlack({ lost = 0, refused = {} }: { lost?: number; refused?: Record<string, string> }) {
  const seen: string[] = [];
  const direct: unknown[] = [];
  let left = lost;
  const call: WebApi["call"] = async (method, { metadata }) => {
    const code = refused[method];
    if (code !== undefined) throw new SlackError(code);
    if (method === "conversations.open") return { channel: { id: "D2" } };
    if (method === "conversations.history") return { messages: direct };
    seen.push(method);
    if (method === "chat.postMessage") direct.push({ ts: "1.1", bot_id: "B1", metadata });
    left -= 1;
    if (left >= 0) throw new Error("socket hang up");
    return { ts: "1.1" };
  };
  const send = buildMessenger(() => ({ call, upload: () => Promise.resolve() }));
  return { seen, send };
}

test("whose outcome is unknown comes once more as a direct message, and never a third time", async () => {
  const { seen, send } = openSlack({ lost: 2 });

  await expect(send(parcel)).rejects.toMatchObject({ code: "unavailable" });
  await expect(send({ ...parcel, tried: true })).rejects.toMatchObject({ code: "unavailable" });
  for (let tries = 0; tries < 3; tries += 1) await send({ ...parcel, tried: true });

  expect(seen).toEqual(["chat.postEphemeral", "chat.postMessage"]);
});

test("that waited for a pause was not shown: it stands in the room as it should", async () => {
  const { seen, send } = openSlack({});

  await send({ ...parcel, tried: true, paused: true });

  expect(seen).toEqual(["chat.postEphemeral"]);
});

test("for somebody who takes no direct messages stands in the room again: twice is better than none", async () => {
  const { seen, send } = openSlack({ refused: { "conversations.open": "user_not_found" } });

  await send({ ...parcel, tried: true });

  expect(seen).toEqual(["chat.postEphemeral"]);
});
