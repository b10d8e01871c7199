// What KakaoTalk refuses is an error, what it cuts is a warning, and what its guides show is neither.

import { describe, expect, test } from "vitest";
import type { Profile } from "../../../../src/platforms/kakao/skill/limits.ts";
import { skillProblems } from "../../../../src/platforms/kakao/skill/response.ts";
import { person, team, tooLongItemCard } from "./corpus.ts";

const image = "https://images.example/a.png";

function problems(output: unknown, profile: Profile = "person", rest: object = {}): string[] {
  const found = skillProblems({ version: "2.0", template: { outputs: [output], ...rest } }, profile);
  return found.map(({ level, path }) => `${level} ${path.replace("/template/outputs/0", "")}`);
}

describe("replies as the guides describe them", () => {
  test.each(Object.entries(person))("%s has no problem one to one", (_, reply) => {
    expect(skillProblems(reply, "person")).toEqual([]);
  });

  test.each(Object.entries(team))("%s has no problem in a team chat", (_, reply) => {
    expect(skillProblems(reply, "team")).toEqual([]);
  });

  test("the guide's own itemCard is drawn cut in three places and refused in none", () => {
    expect(skillProblems(tooLongItemCard, "person")).toEqual([
      { level: "warn", path: "/template/outputs/0/itemCard/itemList/2/title", rule: "at most 6 letters" },
      { level: "warn", path: "/template/outputs/0/itemCard/itemList/3/title", rule: "at most 6 letters" },
      { level: "warn", path: "/template/outputs/0/itemCard/buttons/0/label", rule: "at most 14 letters" },
    ]);
  });
});

const row = { title: "노출", description: "1" };
const button = (label: string): object => ({ action: "message", label, messageText: label });
const buttons = (count: number): object[] => Array.from({ length: count }, (_, at) => button(`${at}`));
const item = { title: "하나" };
const header = { title: "목록" };
const thumbnail = { imageUrl: image };

describe("what is refused", () => {
  const cases: readonly (readonly [string, unknown, string])[] = [
    ["text of 1,001 letters", { simpleText: { text: "가".repeat(1001) } }, "error /simpleText/text"],
    ["empty text", { simpleText: { text: "" } }, "error /simpleText/text"],
    ["a picture without words", { simpleImage: { imageUrl: image } }, "error /simpleImage/altText"],
    [
      "an address that is none",
      { simpleImage: { imageUrl: "a.png", altText: "a" } },
      "error /simpleImage/imageUrl",
    ],
    ["a textCard without words", { textCard: { buttons: buttons(1) } }, "error /textCard"],
    ["a basicCard without a picture", { basicCard: { title: "a" } }, "error /basicCard/thumbnail"],
    ["a picture beside its thumbnail", { basicCard: { imageUrl: image } }, "error /basicCard/thumbnail"],
    ["a list without a header", { listCard: { items: [item] } }, "error /listCard/header"],
    ["a list of six", { listCard: { header, items: Array(6).fill(item) } }, "error /listCard/items"],
    [
      "an item without a title",
      { listCard: { header, items: [{ description: "a" }] } },
      "error /listCard/items/0/title",
    ],
    [
      "a ranking one to one",
      { listCard: { header, items: [item], listLayout: "ranking" } },
      "error /listCard/listLayout",
    ],
    ["eleven rows", { itemCard: { itemList: Array(11).fill(row) } }, "error /itemCard/itemList"],
    [
      "a description without a title",
      { itemCard: { itemList: [row], description: "a" } },
      "error /itemCard/title",
    ],
    [
      "a head and a profile",
      { itemCard: { itemList: [row], head: header, profile: header } },
      "error /itemCard",
    ],
    [
      "an odd picture of an itemCard",
      { itemCard: { itemList: [row], thumbnail: { ...thumbnail, width: 640, height: 480 } } },
      "error /itemCard/thumbnail",
    ],
    [
      "dollars",
      { commerceCard: { price: 1, currency: "usd", thumbnails: [thumbnail] } },
      "error /commerceCard/currency",
    ],
    ["no price", { commerceCard: { currency: "won", thumbnails: [thumbnail] } }, "error /commerceCard/price"],
    [
      "two pictures of one thing",
      { commerceCard: { price: 1, currency: "won", thumbnails: [thumbnail, thumbnail] } },
      "error /commerceCard/thumbnails",
    ],
    ["four buttons", { textCard: { title: "a", buttons: buttons(4) } }, "error /textCard/buttons"],
    [
      "three buttons beside each other",
      { textCard: { title: "a", buttons: buttons(3), buttonLayout: "horizontal" } },
      "error /textCard/buttons",
    ],
    [
      "a link without an address",
      { textCard: { title: "a", buttons: [{ action: "webLink", label: "a" }] } },
      "error /textCard/buttons/0/webLinkUrl",
    ],
    [
      "a block that is none",
      { textCard: { title: "a", buttons: [{ action: "block", label: "a", blockId: "help" }] } },
      "error /textCard/buttons/0/blockId",
    ],
    [
      "a button of team chats",
      { textCard: { title: "a", buttons: [{ action: "mention", label: "a" }] } },
      "error /textCard/buttons/0/action",
    ],
    [
      "eleven cards",
      { carousel: { type: "textCard", items: Array(11).fill({ title: "a" }) } },
      "error /carousel/items",
    ],
    [
      "six lists",
      { carousel: { type: "listCard", items: Array(6).fill({ header, items: [item] }) } },
      "error /carousel/items",
    ],
    [
      "a list of five in a carousel",
      { carousel: { type: "listCard", items: [{ header, items: Array(5).fill(item) }] } },
      "error /carousel/items/0/items",
    ],
    [
      "six rows in a carousel",
      { carousel: { type: "itemCard", items: [{ itemList: Array(6).fill(row) }] } },
      "error /carousel/items/0/itemList",
    ],
    [
      "a title on one card alone",
      { carousel: { type: "itemCard", items: [{ itemList: [row], title: "a" }, { itemList: [row] }] } },
      "error /carousel/items",
    ],
    [
      "pictures of two shapes",
      {
        carousel: {
          type: "basicCard",
          items: [{ thumbnail }, { thumbnail: { ...thumbnail, fixedRatio: true } }],
        },
      },
      "error /carousel/items",
    ],
    [
      "a header over texts",
      { carousel: { type: "textCard", header, items: [{ title: "a" }] } },
      "error /carousel/header",
    ],
    ["an unknown bubble", { hologram: {} }, "error /hologram"],
    ["two bubbles in one", { simpleText: { text: "a" }, textCard: { title: "a" } }, "error "],
  ];

  test.each(cases)("%s", (_, output, problem) => {
    expect(problems(output)).toEqual([problem]);
  });

  test("an old reply, none, four bubbles, none at all, eleven quick replies, a template beside useCallback", () => {
    const one = { simpleText: { text: "a" } };
    const errors = (reply: unknown): string[] =>
      skillProblems(reply, "person").map(({ level, path }) => `${level} ${path}`);

    expect(errors({ template: { outputs: [one] } })).toEqual(["error /version"]);
    expect(errors({ version: "2.0" })).toEqual(["error /template"]);
    expect(errors({ version: "2.0", template: { outputs: Array(4).fill(one) } })).toEqual([
      "error /template/outputs",
    ]);
    expect(errors({ version: "2.0", template: { outputs: [] } })).toEqual(["error /template/outputs"]);
    expect(errors({ version: "2.0", useCallback: true, template: { outputs: [one] } })).toEqual([
      "error /template",
    ]);
    expect(problems(one, "person", { quickReplies: buttons(11) })).toEqual(["error /template/quickReplies"]);
    expect(errors(undefined)).toEqual(["error "]);
  });

  test("what team chats do not have", () => {
    const one = { simpleText: { text: "a" } };

    expect(problems(one, "team", { quickReplies: buttons(1) })).toEqual(["error /template/quickReplies"]);
    expect(problems({ carousel: { type: "textCard", items: [{ title: "a" }] } }, "team")).toEqual([
      "error /carousel",
    ]);
    expect(problems({ commerceCard: { price: 1 } }, "team")).toEqual(["error /commerceCard"]);
    expect(problems({ textCard: { title: "a", buttons: buttons(6) } }, "team")).toEqual([
      "error /textCard/buttons",
    ]);
    expect(problems({ simpleText: { text: "{{#mentions.a}}".repeat(16) } }, "team")).toEqual([
      "error /simpleText",
    ]);
  });
});

describe("what is drawn cut", () => {
  const long = (letters: number): string => "가".repeat(letters);
  const cases: readonly (readonly [string, unknown, string])[] = [
    [
      "words of a picture",
      { simpleImage: { imageUrl: image, altText: long(51) } },
      "warn /simpleImage/altText",
    ],
    [
      "words of a thumbnail",
      { basicCard: { thumbnail: { ...thumbnail, altText: long(51) } } },
      "warn /basicCard/thumbnail/altText",
    ],
    ["a textCard's title", { textCard: { title: long(51) } }, "warn /textCard/title"],
    ["a textCard's 401 letters", { textCard: { title: long(50), description: long(351) } }, "warn /textCard"],
    [
      "a textCard's 129 in a carousel",
      { carousel: { type: "textCard", items: [{ description: long(129) }] } },
      "warn /carousel/items/0/description",
    ],
    [
      "a basicCard's description",
      { basicCard: { thumbnail, description: long(231) } },
      "warn /basicCard/description",
    ],
    [
      "a row's title",
      { itemCard: { itemList: [{ title: long(7), description: "a" }] } },
      "warn /itemCard/itemList/0/title",
    ],
    [
      "a row of three lines",
      { itemCard: { itemList: [{ title: "a", description: long(23) }] } },
      "warn /itemCard/itemList/0/description",
    ],
    [
      "words in a sum",
      { itemCard: { itemList: [row], itemListSummary: { title: "합", description: "많이" } } },
      "warn /itemCard/itemListSummary/description",
    ],
    ["an itemCard's 201 letters", { itemCard: { itemList: [row], title: long(201) } }, "warn /itemCard"],
    [
      "an itemCard's thirteen lines",
      { itemCard: { itemList: [row], title: "a", description: "a\n".repeat(12) } },
      "warn /itemCard",
    ],
    [
      "a profile",
      { itemCard: { itemList: [row], profile: { title: long(16) } } },
      "warn /itemCard/profile/title",
    ],
    ["a label", { textCard: { title: "a", buttons: [button(long(15))] } }, "warn /textCard/buttons/0/label"],
    [
      "a label beside another",
      { textCard: { title: "a", buttonLayout: "horizontal", buttons: [button(long(9))] } },
      "warn /textCard/buttons/0/label",
    ],
    [
      "a thing's title",
      { commerceCard: { title: long(31), price: 1, currency: "won", thumbnails: [thumbnail] } },
      "warn /commerceCard/title",
    ],
  ];

  test.each(cases)("%s", (_, output, problem) => {
    expect(problems(output)).toEqual([problem]);
  });

  test("a quick reply's label", () => {
    const { label, ...rest } = { label: long(15), action: "message", messageText: "a" };
    const found = problems({ simpleText: { text: "a" } }, "person", { quickReplies: [{ label, ...rest }] });

    expect(found).toEqual(["warn /template/quickReplies/0/label"]);
  });
});
