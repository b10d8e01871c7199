// 알림톡 through the reseller's own client, over a stand-in that refuses what the reseller would refuse.

import { createHmac } from "node:crypto";
import { afterEach, expect, test, vi } from "vitest";
import { openAlimtalk, TEMPLATE } from "../../../src/platforms/kakao/push/alimtalk.ts";

const key = {
  apiKey: "NCSAAAAAAAAAAAAA",
  apiSecret: "A-SECRET-OF-THE-TESTS-OF-32-LETTERS",
  profileId: "KA01PF1",
  templateId: "KA01TP1",
};
const notice = { phone: "01012345678", workspace: "바다상점", about: "승인 요청" };

type Sent = { to: string; kakaoOptions: Record<string, unknown> };

/** @param code of the message once it is looked at */
function standIn(answers: { status?: number; code?: string } = {}): { sent: Sent[]; bodies: string[] } {
  const seen = { sent: [] as Sent[], bodies: [] as string[] };
  vi.stubGlobal("fetch", async (input: string | URL | Request, init?: RequestInit) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const headers = new Headers(input instanceof Request ? input.headers : init?.headers);
    const json = (status: number, body: unknown): Response => Response.json(body, { status });
    if (url.host !== "api.solapi.com") throw new Error(`nobody at ${url.host}`);
    if (!isSigned(headers.get("authorization") ?? ""))
      return json(401, { errorCode: "SignatureDoesNotMatch", errorMessage: "no" });
    if (answers.status) return json(answers.status, { errorCode: "ValidationError", errorMessage: "010 no" });
    if (url.pathname.endsWith("/send-many/detail")) {
      const body = init?.body as string;
      seen.bodies.push(body);
      const { messages } = JSON.parse(body) as { messages: Sent[] };
      seen.sent.push(...messages);
      return json(200, groupAnswer());
    }
    return json(200, listAnswer(answers.code ?? "4000"));
  });
  return seen;
}

function isSigned(header: string): boolean {
  const found = /^HMAC-SHA256 apiKey=(\S+), date=(\S+), salt=(\S+), signature=(\S+)$/i.exec(header);
  if (!found) return false;
  const [, apiKey, date = "", salt = "", signature] = found;
  const expected = createHmac("sha256", key.apiSecret).update(`${date}${salt}`).digest("hex");
  return apiKey === key.apiKey && signature === expected;
}

function groupAnswer() {
  const count = {
    total: 1,
    sentTotal: 0,
    sentFailed: 0,
    sentSuccess: 0,
    sentPending: 0,
    sentReplacement: 0,
    refund: 0,
    registeredFailed: 0,
    registeredSuccess: 1,
  };
  const app = { profit: {}, appId: null };
  return {
    failedMessageList: [],
    groupInfo: {
      count,
      countForCharge: {},
      balance: {},
      point: {},
      app,
      log: [],
      status: "SENDING",
      allowDuplicates: false,
      isRefunded: false,
      accountId: "1",
      masterAccountId: null,
      apiVersion: "4",
      groupId: "G4V1",
      price: {},
      dateCreated: "2026-11-23T00:00:00.000Z",
      dateUpdated: "2026-11-23T00:00:00.000Z",
      dateSent: null,
      dateCompleted: null,
      scheduledDate: null,
    },
  };
}

function listAnswer(statusCode: string) {
  return {
    startKey: null,
    nextKey: null,
    limit: 20,
    messageList: { M4V1: { messageId: "M4V1", statusCode } },
  };
}

afterEach(() => vi.unstubAllGlobals());

test("a notice goes out by the approved template, never as a text message", async () => {
  const { sent, bodies } = standIn();
  const alimtalk = openAlimtalk(key);

  expect(await alimtalk.send(notice)).toBe("G4V1");

  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({
    to: "01012345678",
    kakaoOptions: {
      pfId: "KA01PF1",
      templateId: "KA01TP1",
      variables: { "#{워크스페이스}": "바다상점", "#{내용}": "승인 요청" },
      disableSms: true,
    },
  });
  expect(bodies.join()).not.toContain(key.apiSecret);
});

test.each([
  ["2000", "going"],
  ["3000", "going"],
  ["4000", "done"],
  ["3104", { failed: "3104" }],
])("the reseller's %s", async (code, state) => {
  standIn({ code });

  expect(await openAlimtalk(key).look("G4V1")).toEqual(state);
});

test("what the reseller refuses is refused here, without the number", async () => {
  standIn({ status: 400 });

  const error = await openAlimtalk(key)
    .send(notice)
    .catch((one: unknown) => one);

  expect(error).toMatchObject({ code: "forbidden" });
  expect(String(error)).not.toMatch(/010|1234/);
});

test("a wrong secret is refused, a fault of the reseller's is waited for", async () => {
  standIn();
  const wrong = openAlimtalk({ ...key, apiSecret: "another-secret-of-the-tests-of-32-letters" });
  await expect(wrong.send(notice)).rejects.toMatchObject({ code: "forbidden" });

  standIn({ status: 500 });
  await expect(openAlimtalk(key).send(notice)).rejects.toMatchObject({ code: "unavailable" });
});

test("the template says that something waits, in less than Kakao's thousand letters, and no advertisement", () => {
  expect(TEMPLATE.text.length + 2 * TEMPLATE.longest).toBeLessThan(1_000);
  expect(TEMPLATE.text).not.toMatch(/할인|이벤트|쿠폰|광고/);
});
