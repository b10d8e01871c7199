// What becomes of each message event: who is meant, where the answer goes, and what is nobody's question.

import { describe, expect, test } from "vitest";
import type { Heard, HeardMessage } from "../../../../src/platforms/slack/inbound/heard.ts";
import { readBody } from "../../../../src/platforms/slack/inbound/read.ts";
import { direct, envelope, mention, message, self } from "./made-payloads.ts";

const read = (event: object, over: object = {}): Heard => readBody(envelope({ ...event }, { ...over }), self);

function heard(event: object, over: object = {}): HeardMessage {
  const found = read(event, over);
  if (found.kind !== "message") throw new Error(`${found.kind}: ${JSON.stringify(found)}`);
  return found;
}

describe("a message", () => {
  test("that mentions us is answered in a thread of its own", () => {
    expect(heard(message())).toEqual({
      kind: "message",
      key: "T1:C1:1763800000.000100:message",
      team: "T1",
      channel: "C1",
      user: "U1",
      name: "U1",
      outsider: false,
      shared: false,
      ts: "1763800000.000100",
      thread: "1763800000.000100",
      addressed: "mention",
      text: "지난주 어땠어?",
      files: [],
    });
  });

  test("is one with its twin, whichever comes first", () => {
    const [first, second] = [heard(message()), heard(mention(), { event_id: "Ev2" })];

    expect(second).toEqual(first);
  });

  test.each([
    [{ display_name: "지아", real_name: "신지아" }, "지아"],
    [{ display_name: "", real_name: "신지아" }, "신지아"],
    [null, "U1"],
  ])("says who wrote it as Slack shows them", (user_profile, name) => {
    expect(heard(message({ user_profile })).name).toBe(name);
  });

  test("needs no event_id", () => {
    expect(heard(message(), { event_id: undefined }).key).toBe("T1:C1:1763800000.000100:message");
  });

  test("in a thread is answered in that thread", () => {
    expect(heard(message({ thread_ts: "1763700000.000001" })).thread).toBe("1763700000.000001");
  });

  test.each<[string, object, HeardMessage["addressed"]]>([
    ["a mention in a thread", message({ thread_ts: "1.1" }), "mention"],
    ["a mention with our name in it", message({ text: "<@UBOT|co9ma> 안녕" }), "mention"],
    ["the twin of a mention that its text does not show", mention({ text: "" }), "mention"],
    ["a reply without a mention", message({ text: "메타만", thread_ts: "1.1" }), "thread"],
    [
      "the first message of a thread, seen again",
      message({ text: "점심?", thread_ts: "1763800000.000100" }),
      "room",
    ],
    ["talk among others", message({ text: "점심 뭐 먹지?" }), "room"],
    ["a mention of another person", message({ text: "<@UBOT2> 점심?" }), "room"],
    ["a private channel", message({ channel: "G1", channel_type: "group" }), "mention"],
    [
      "a group of people in direct messages, not asking us",
      message({ channel: "G2", channel_type: "mpim", text: "점심?" }),
      "room",
    ],
    ["a direct message", direct(), "dm"],
    ["a direct message without its kind", direct({ channel_type: undefined }), "dm"],
  ])("is meant for us or not: %s", (_, event, addressed) => {
    expect(heard(event).addressed).toBe(addressed);
  });

  test("alone with us stays in the main line, its thread in the thread", () => {
    expect(heard(direct()).thread).toBeUndefined();
    expect(heard(direct({ thread_ts: "1.1" })).thread).toBe("1.1");
  });

  test("that was also sent to the channel is a message of its thread", () => {
    expect(heard(message({ subtype: "thread_broadcast", thread_ts: "1.1" })).thread).toBe("1.1");
  });

  test("brings its files, those that are still there", () => {
    const files = [
      {
        id: "F1",
        name: "meta.csv",
        size: 1_024,
        mode: "hosted",
        mimetype: "text/csv",
        url_private: "https://f",
      },
      { id: "F2", mode: "tombstone" },
      { id: "F3", name: "old.csv", mode: "hidden_by_limit" },
      { id: "F4", name: null, mode: "hosted" },
      { id: "F5", name: "sheet", mode: "external", url_private: "https://docs.example.com/1" },
    ];
    const found = heard(direct({ subtype: "file_share", text: "", files }));

    expect(found.files).toEqual([
      { id: "F1", name: "meta.csv", bytes: 1_024, type: "text/csv", url: "https://f", external: false },
      { id: "F4", name: "report", external: false },
      { id: "F5", name: "sheet", url: "https://docs.example.com/1", external: true },
    ]);
    expect(found.text).toBe("");
  });

  test.each<[string, object, object, Partial<HeardMessage>]>([
    ["one of us in our room", message(), {}, { outsider: false, shared: false }],
    [
      "one of us in a shared room",
      message(),
      { is_ext_shared_channel: true },
      { outsider: false, shared: true },
    ],
    [
      "another team's person",
      message({ team: "T2", user_team: "T2" }),
      { is_ext_shared_channel: true },
      { outsider: true, shared: true },
    ],
    [
      "a person whose team only the source names",
      message({ team: undefined, source_team: "T2" }),
      {},
      { outsider: true },
    ],
    [
      "a post that belongs to another team",
      message({ team: "T2" }),
      { team_id: "T2" },
      { outsider: true, shared: true },
    ],
  ])("knows people of other teams: %s", (_, event, over, expected) => {
    expect(heard(event, over)).toMatchObject(expected);
  });
});

describe("nobody's question", () => {
  test.each<[string, object]>([
    ["our own post", message({ user: "UBOT" })],
    ["our own post under the app's name", message({ app_id: "A1" })],
    ["a post of another bot", message({ bot_id: "B9", user: "U9" })],
    [
      "a post of another bot, the old way",
      message({ subtype: "bot_message", bot_id: "B9", user: undefined }),
    ],
    ["Slackbot", message({ user: "USLACKBOT" })],
    ["an edit", message({ subtype: "message_changed", user: undefined, message: message(), hidden: true })],
    ["a deletion", message({ subtype: "message_deleted", user: undefined, hidden: true })],
    ["a hidden message", message({ hidden: true })],
    ["a join", message({ subtype: "channel_join" })],
    ["a topic", message({ subtype: "channel_topic" })],
    ["a pin", message({ subtype: "pinned_item" })],
    ["a reminder", message({ subtype: "reminder_add" })],
    ["a subtype that does not exist yet", message({ subtype: "new_thing" })],
    ["a message of nobody", message({ user: undefined })],
    ["a message without a time", message({ ts: undefined })],
    ["a message with a time that is none", message({ ts: "now" })],
    ["a file on its own, whose message comes too", { type: "file_shared", file_id: "F1", user_id: "U1" }],
    ["a reaction", { type: "reaction_added", user: "U1", reaction: "eyes" }],
    ["the opened home", { type: "app_home_opened", user: "U1" }],
  ])("is acknowledged and forgotten: %s", (_, event) => {
    expect(read(event).kind).toBe("ignored");
  });

  test.each<[string, unknown]>([
    ["nothing", undefined],
    ["a word", "event"],
    ["a list", []],
    ["an event that is none", { type: "event_callback", team_id: "T1", event: "message" }],
    ["an event without a team", { type: "event_callback", event: message() }],
  ])("is a body of another shape: %s", (_, body) => {
    expect(readBody(body, self).kind).toBe("ignored");
  });
});

describe("another installation's event", () => {
  test.each<[string, object]>([
    ["of another team", { team_id: "T9", context_team_id: "T9", authorizations: [{ team_id: "T9" }] }],
    ["of another app", { api_app_id: "A9" }],
  ])("is foreign: %s", (_, over) => {
    expect(read(message(), over)).toEqual({ kind: "foreign" });
  });

  test("is ours where only the authorisation says so", () => {
    const over = { team_id: "T9", context_team_id: "T9", authorizations: [{ team_id: "T1" }] };

    expect(read(message({ team: "T9" }), over)).toMatchObject({
      kind: "message",
      key: "T1:C1:1763800000.000100:message",
    });
  });
});
