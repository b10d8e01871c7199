// What a guarded room is told: by the tools an answer came from, closed where nobody said what a tool shows.

import { expect, test } from "vitest";
import type { ToolCallRecord } from "../../src/agent/turn.ts";
import { matrix } from "../../src/capabilities/matrix.ts";
import { makeDraft } from "../../src/chat/draft.ts";
import type { Item } from "../../src/chat/item.ts";
import { capForRoom, pastFor, type RoomRule } from "../../src/chat/room-cap.ts";
import { holdsOf } from "../../src/chat/room-tools.ts";
import { textCard } from "./made-answerer.ts";

const rule = (over: Partial<RoomRule>): RoomRule => ({
  policy: "open",
  leadId: undefined,
  guarded: true,
  ...over,
});
const call = (tool: string): ToolCallRecord => ({ id: "1", tool, input: {}, facts: {}, outside: false });

/** Asked in a room by a member, unless it is said otherwise. */
function itemIn(over: object = {}): Item {
  const origin = { person: "T1/U1", message: "C1:1.1" };
  const base = {
    platform: "slack",
    roomRef: "T1/C1",
    threadRef: "1.1",
    member: { role: "member" },
    past: [],
  };
  return { ...base, body: { kind: "message", text: "?", origin }, ...over } as unknown as Item;
}

function draftOf(tool: string | undefined, text = "한 줄") {
  const draft = makeDraft(() => {});
  draft.card(textCard(text));
  if (tool !== undefined) draft.calls.push(call(tool));
  return draft;
}

const shareable = [
  "query_performance",
  "list_campaigns",
  "explain_figure",
  "review_compliance",
  "review_picture",
  "review_rejection",
  "review_page",
  "change_proposal",
  "tell_decision",
  "help",
  "tell_expired",
  "not_measured",
  "decline",
  "ask_back",
  "campaign_form",
  "create_campaign",
  "edit_campaign",
  "pause_campaign",
  "undo_change",
  "tell_outcome",
  "ask_again",
  "draft_by_form",
  "change_by_form",
  "decide_approval",
  "pause_everything",
  "generate_copy",
  "generate_image",
  "convert_creative",
  "give_feedback",
  "preview_schedule",
  "send_digest",
  "show_digest",
  "import_report",
  "undo_import",
  "stop_automation",
];

test("every tool but those named here holds the workspace's own affairs, a tool nobody has heard of with them", () => {
  const open = Object.keys(matrix).filter((tool) => holdsOf(tool) !== "own");

  expect(open.toSorted()).toEqual(shareable.toSorted());
  expect(holdsOf("a_tool_of_tomorrow")).toBe("own");
});

test.each(["show_limits", "show_history", "invite_person", "set_autonomy", "a_tool_of_tomorrow"])(
  "an answer of %s goes to the member who asked alone, and an outsider gets none of it",
  (tool) => {
    const [mine, theirs] = [draftOf(tool, "수수료 15%"), draftOf(tool, "수수료 15%")];
    const outsider = itemIn({
      member: undefined,
      body: { kind: "message", text: "?", origin: { person: "T9/U9", message: "C1:1.1", outside: true } },
    });

    expect(capForRoom(itemIn(), mine, rule({}))).toBe("alone");
    expect(capForRoom(outsider, theirs, rule({}))).toBe("alone");
    expect(JSON.stringify(mine.cards)).toContain("15%");
    expect(JSON.stringify([theirs.cards, theirs.calls, theirs.words])).not.toContain("15%");
  },
);

test("what was shown before a turn was broken off is nobody's call, and enters no guarded room", () => {
  const draft = draftOf(undefined, "수수료 15%");
  draft.brokenOff = true;

  expect(capForRoom(itemIn(), draft, rule({ policy: "draft_first" }))).toBe("alone");
});

test("links only: figures in words or in any part of a card go to the asker alone; words go to the room", () => {
  const links = rule({ policy: "links_only" });
  const said = draftOf("help");
  said.say("지난주 ROAS는 430%예요.");

  expect(capForRoom(itemIn(), draftOf("help"), links)).toBe("room");
  expect(capForRoom(itemIn(), said, links)).toBe("alone");
  expect(capForRoom(itemIn(), draftOf("create_campaign"), links)).toBe("alone");
  expect(capForRoom(itemIn(), draftOf("list_campaigns"), links)).toBe("alone");
});

test("what one person was shown alone is not what a guarded room's next answer begins from", () => {
  const turn = (tool: string, answer: string) => ({ said: "?", calls: [call(tool)], answer, tainted: false });
  const item = itemIn({ past: [turn("show_limits", "한도는 500만 원"), turn("list_campaigns", "세 개")] });

  expect(pastFor(item, rule({}))).toEqual([
    { said: "?", calls: [], answer: "", tainted: false },
    turn("list_campaigns", "세 개"),
  ]);
  expect(pastFor(item, rule({ guarded: false }))).toEqual(item.past);
});
