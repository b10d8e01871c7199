// Requests of the skill in the shapes Kakao sends them, and in shapes nobody has seen yet.

import { describe, expect, test } from "vitest";
import { readRoom } from "../../../src/platforms/kakao/inbound/room.ts";
import { readSkill } from "../../../src/platforms/kakao/inbound/skill.ts";

const user = { id: "u-1234", type: "botUserKey", properties: {} };
const plain = {
  bot: { id: "bot1", name: "CO9MA" },
  intent: { id: "i1", name: "폴백 블록", extra: null },
  action: { id: "", name: null, params: {}, detailParams: null, clientExtra: null },
  userRequest: {
    utterance: "지난주 어땠어?",
    user,
    timezone: "Asia/Seoul",
    lang: "ko",
    params: null,
    block: null,
  },
  contexts: [],
};
const heard = {
  platformId: "bot1:u-1234",
  name: "1234",
  profile: "person",
  said: { kind: "words", text: "지난주 어땠어?" },
  console: false,
};

const with_ = (request: object, rest: object = {}) => ({
  ...plain,
  userRequest: { ...plain.userRequest, ...request },
  ...rest,
});
const knowledge = { matchedKnowledges: [{ question: "환불", answer: "…", categories: [] }] };
const dates = { sys_date: '{"dateTag":"Friday","date":"2026-11-27"}', sys_number: '{"amount":1}' };
const flow = (type: string) => ({
  flow: { lastBlock: null, trigger: { type, referrerBlock: { id: "b1" } } },
});
const token = { action: { ...plain.action, clientExtra: { token: "t-1" } } };

describe("the shapes of the guides", () => {
  test.each([
    ["a plain utterance, every field of the action null or empty", plain, heard],
    ["a match of Knowledge+", { ...plain, intent: { name: "지식+", extra: { knowledge } } }, heard],
    [
      "entities as JSON in strings",
      {
        ...plain,
        action: { params: dates, detailParams: { sys_date: { origin: "금요일", value: dates.sys_date } } },
      },
      heard,
    ],
    [
      "a callback",
      with_({ callbackUrl: "https://bot-api.kakao.com/callback/x" }),
      { ...heard, callbackUrl: "https://bot-api.kakao.com/callback/x" },
    ],
    [
      "a user with every property",
      with_({ user: { ...user, properties: { plusfriendUserKey: "p", appUserId: "1", isFriend: true } } }),
      heard,
    ],
    [
      "a pressed button",
      { ...plain, ...token, ...flow("CARD_BUTTON_MESSAGE") },
      { ...heard, said: { kind: "press", token: "t-1" } },
    ],
    [
      "a team chat",
      with_({
        utterance: "@CO9MA 안녕",
        chat: { id: "g", type: "botGroupKey", properties: { botGroupKey: "g-1" } },
      }),
      { ...heard, profile: "team", room: "bot1/g-1", said: { kind: "words", text: "안녕" } },
    ],
    [
      "a try in the console",
      with_({ params: { surface: "BuilderBotTest", ignoreMe: "true" } }),
      { ...heard, console: true },
    ],
    ["the development channel", { ...plain, bot: { id: "bot1!", name: "CO9MA" } }, heard],
    ["lang kr", with_({ lang: "kr" }), heard],
    [
      "fields that nobody knows",
      with_({ newField: { a: [1] } }, { future: true, contexts: [{ ttl: null }] }),
      heard,
    ],
  ])("%s", (_what, body, expected) => {
    expect(readSkill(body)).toEqual(expected);
  });

  test("an id of 70 characters is taken whole", () => {
    const id = "k".repeat(70);

    expect(readSkill(with_({ user: { id } }))?.platformId).toBe(`bot1:${id}`);
  });

  test.each(["entrance", "leave", "inviteMember"])("a room that says %s", (type) => {
    const event = {
      botId: "bot1!",
      type,
      timestamp: 1,
      group: { botGroupKey: "g-1" },
      payload: { inviter: null },
    };

    expect(readRoom(event)).toEqual({ type, room: "bot1/g-1" });
  });
});

describe("what is pressed", () => {
  test("the next page of a reply is asked for by its name", () => {
    const clientExtra = { rest: "r-1", page: "2" };

    expect(
      readSkill({ ...plain, action: { clientExtra }, ...flow("QUICKREPLY_BUTTON_MESSAGE") })?.said,
    ).toEqual({
      kind: "rest",
      name: "r-1",
      page: 2,
    });
  });

  test.each([
    ["without a word of flow", {}],
    ["with a flow that says no trigger", { flow: { lastBlock: null, trigger: null } }],
    ["with a trigger that nobody knows", flow("NEW_BUTTON_MESSAGE")],
  ])("a button is pressed %s", (_how, told) => {
    expect(readSkill({ ...plain, ...token, ...told })?.said).toEqual({ kind: "press", token: "t-1" });
  });

  test.each([
    ["a token beside typed words", { ...plain, ...token, ...flow("TEXT_INPUT") }],
    [
      "a token that is none",
      { ...plain, action: { clientExtra: { token: 7 } }, ...flow("CARD_BUTTON_BLOCK") },
    ],
  ])("%s presses nothing", (_what, body) => {
    expect(readSkill(body)?.said).toEqual({ kind: "words", text: "지난주 어땠어?" });
  });
});

test.each([
  [null],
  [undefined],
  [[]],
  ["text"],
  [{}],
  [{ userRequest: { user: { id: "" } } }],
  [{ userRequest: [] }],
])("%j says nothing of anybody", (body) => {
  expect(readSkill(body)).toBeUndefined();
  expect(readRoom(body)).toEqual({ type: "other" });
});
