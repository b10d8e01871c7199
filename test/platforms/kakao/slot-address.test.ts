// Where an answer may come later: Kakao's own addresses, and none that leads inside.

import { expect, test } from "vitest";
import { callbackAddress, isPublic } from "../../../src/platforms/kakao/slot/address.ts";
import { buildSpend } from "../../../src/platforms/kakao/slot/callback.ts";
import { newId, PersonId, WorkspaceId } from "../../../src/core/ids.ts";
import type { Db } from "../../../src/db/db.ts";
import { textCard } from "../../chat/made-answerer.ts";

test.each([
  ["https://bot-api.kakao.com/v1/callback/x", true],
  ["http://bot-api.kakao.com/callback", false],
  ["https://kakao.com.evil.example/callback", false],
  ["https://evilkakao.com/callback", false],
  ["https://bot-api.kakao.com:8443/callback", false],
  ["https://user:word@bot-api.kakao.com/callback", false],
  ["https://127.0.0.1/callback", false],
  ["https://bot-api.kakao.com@127.0.0.1/", false],
  ["file:///etc/passwd", false],
  ["no address", false],
])("%s is Kakao's: %s", (text, expected) => {
  expect(callbackAddress(text) !== undefined).toBe(expected);
});

test.each([
  ["211.249.221.24", true],
  ["127.0.0.1", false],
  ["10.1.2.3", false],
  ["169.254.169.254", false],
  ["172.16.0.1", false],
  ["192.168.1.1", false],
  ["100.64.0.1", false],
  ["0.0.0.0", false],
  ["::1", false],
  ["::ffff:127.0.0.1", false],
  ["::ffff:a00:1", false],
  ["fd00::1", false],
  ["fe80::1", false],
  ["64:ff9b::7f00:1", false],
  ["2404:4600::1", true],
  ["kakao.com", false],
])("%s lies outside: %s", (address, expected) => {
  expect(isPublic(address)).toBe(expected);
});

test.each([[["127.0.0.1"]], [["211.249.221.24", "169.254.169.254"]], [[]]])(
  "a name that leads to %j is not called, and the answer is held",
  async (addresses) => {
    const asked: string[] = [];
    const spend = buildSpend({
      db: {} as Db,
      resolve: async (host) => {
        asked.push(host);
        return addresses;
      },
    });

    const spent = await spend({
      ear: { workspaceId: newId(WorkspaceId), platform: "kakao", roomRef: "@bot1:u", line: "" },
      personId: newId(PersonId),
      address: { url: "https://bot-api.kakao.com/callback/x", profile: "person", lang: "ko" },
      cards: [{ card: textCard("답") }],
      signal: new AbortController().signal,
    });

    expect(asked).toEqual(["bot-api.kakao.com"]);
    expect(spent).toBe("refused");
  },
);
