import { describe, expect, test } from "vitest";
import { askingCard } from "../../../core/card/made-cards.ts";
import { readBody } from "../../../../src/platforms/slack/inbound/read.ts";
import { renderSlack } from "../../../../src/platforms/slack/render/render.ts";
import { command, press, self } from "./made-payloads.ts";

describe("a press", () => {
  test("of a button of ours carries its token, the place and the person", () => {
    expect(readBody(press(), self)).toEqual({
      kind: "press",
      key: "T1:C1:1763800001.000200:1763800002.000300:U1:click",
      team: "T1",
      channel: "C1",
      user: "U1",
      name: "jia",
      outsider: false,
      message: "1763800001.000200",
      thread: "1763800000.000100",
      press: { token: "token-1" },
    });
  });

  test("of a next question carries its words", () => {
    const asked = readBody(press({}, { action_id: "ask:1", value: "ROAS 왜 떨어졌어?" }), self);

    expect(asked).toMatchObject({ press: { ask: "ROAS 왜 떨어졌어?" } });
  });

  test("sent again is the same press, pressed again another", () => {
    const keys = [press(), press(), press({}, { action_ts: "1763800009.000400" })].map((one) => {
      const heard = readBody(one, self);
      return heard.kind === "press" ? heard.key : "";
    });

    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).not.toBe(keys[0]);
  });

  test("of every button that we draw is understood", () => {
    const drawn = renderSlack(askingCard("ko"))
      .messages.flatMap(({ blocks = [] }) => blocks)
      .flatMap((block) => (block.type === "actions" ? block.elements : []));

    expect(drawn.length).toBeGreaterThan(0);
    for (const element of drawn)
      expect(readBody(press({}, { ...element, text: undefined }), self).kind).toBe("press");
  });

  test("by a person of another team is told", () => {
    expect(readBody(press({ user: { id: "U9", team_id: "T9" } }), self)).toMatchObject({ outsider: true });
  });

  test.each<[string, object]>([
    ["a menu", press({}, { type: "static_select", value: undefined })],
    ["a button of another making", press({}, { action_id: "feedback" })],
    ["a button without a value", press({}, { value: "" })],
    ["a value longer than any of ours", press({}, { value: "x".repeat(2_001) })],
    ["no action at all", press({ actions: [] })],
    ["a button in no room", press({ channel: undefined, container: { type: "view" } })],
    ["a submitted form", { ...press(), type: "view_submission" }],
    ["a shortcut", { ...press(), type: "shortcut" }],
    ["a thing without a type", { payload: 1 }],
  ])("of something else is acknowledged and forgotten: %s", (_, payload) => {
    expect(readBody(payload, self).kind).toBe("ignored");
  });

  test.each<[string, object]>([
    ["of another team", press({ team: { id: "T9" } })],
    ["of no team", press({ team: null })],
    ["of another app", press({ api_app_id: "A9" })],
  ])("%s is foreign", (_, payload) => {
    expect(readBody(payload, self)).toEqual({ kind: "foreign" });
  });
});

describe("a command", () => {
  test("carries its words and where they were typed", () => {
    expect(readBody(command({ text: "stop &amp; go" }), self)).toEqual({
      kind: "command",
      key: "T1:C1:1.2.3:command",
      team: "T1",
      channel: "C1",
      user: "U1",
      name: "U1",
      outsider: false,
      command: "/co9ma",
      text: "stop & go",
    });
  });

  test("of another team is foreign; one without its own mark is no command", () => {
    expect(readBody(command({ team_id: "T9" }), self)).toEqual({ kind: "foreign" });
    expect(readBody(command({ trigger_id: "" }), self).kind).toBe("ignored");
  });
});
