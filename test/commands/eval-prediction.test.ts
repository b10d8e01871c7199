import { describe, expect, it } from "vitest";
import type { ToolCallRecord } from "../../src/agent/turn.ts";
import { predictionOf } from "../../src/commands/eval/prediction.ts";
import type { Card } from "../../src/core/card/card.ts";

const total = {
  kind: "total",
  metrics: ["spend"],
  dimensions: [],
  filters: [{ field: "campaign", op: "in", values: ["겨울이뷸"] }],
  having: [],
  time: "last_7_days",
  assumptions: ["time: last_7_days, no period given"],
  unresolved: [],
};

function call(tool: string, input: unknown, facts: unknown = {}): ToolCallRecord {
  return { id: tool, tool, input, facts };
}

function told(...assumptions: string[]): Card {
  return {
    lang: "ko",
    parts: [{ kind: "sources", zone: "Asia/Seoul", media: [], assumptions, notes: [], demo: false }],
  };
}

const predict = (calls: ToolCallRecord[], cards: Card[] = [], writes = 0) =>
  predictionOf("x", { calls, cards, writes });

describe("a turn as a prediction", () => {
  it("is a figure with its slots, its assumptions and the stored name of what was written", () => {
    const said = predict(
      [call("query_performance", total)],
      [told("campaign: '겨울이뷸' → '겨울 이불'로 봤어요")],
    );

    expect(said).toEqual({
      id: "x",
      intent: "query_performance",
      slots: { metrics: ["spend"], filters: { campaign: ["겨울 이불"] }, time: "last_7_days" },
      assumptions: ["time: last_7_days, no period given", "campaign: '겨울이뷸' → '겨울 이불'로 봤어요"],
      ask: [],
      refused: false,
      executed_writes: 0,
      missing: [],
    });
  });

  it("reads the same note in English", () => {
    const query = { ...total, filters: [{ field: "campaign", op: "in", values: ["Oliv Oil"] }] };
    const said = predict(
      [call("query_performance", query)],
      [told('campaign: took "Oliv Oil" for "Olive Oil"')],
    );

    expect(said.slots["filters"]).toEqual({ campaign: ["Olive Oil"] });
  });

  it("is small talk without a call", () => {
    expect(predict([])).toMatchObject({ intent: "smalltalk_out_of_scope", slots: {}, refused: false });
  });

  it("is refused when declined", () => {
    expect(predict([call("decline", { reason: "secrets" })])).toMatchObject({
      intent: "smalltalk_out_of_scope",
      slots: {},
      refused: true,
    });
  });

  it("keeps intent and slots of a call that the role does not allow", () => {
    const pause = call("pause_campaign", { action: "pause", filters: [] }, { error: "forbidden" });

    expect(predict([pause])).toMatchObject({
      intent: "pause_resume",
      slots: { action: "pause" },
      refused: true,
    });
  });

  it("asks what the tools ask for, in the words of the rows", () => {
    const create = call("create_campaign", {}, { notYet: "create_campaign", asked: ["media", "budget"] });

    expect(predict([create]).ask).toEqual(["channel", "budget"]);
    expect(
      predict([call("query_performance", { ...total, unresolved: [{ slot: "time", options: [] }] })]).ask,
    ).toEqual(["time"]);
  });

  it("does not count a figure's offered buttons as a question", () => {
    const offer: Card = { lang: "ko", parts: [{ kind: "form", slot: "time", question: ["?"], choices: [] }] };

    expect(predict([call("query_performance", total)], [offer]).ask).toEqual([]);
    expect(predict([call("edit_campaign", {})], [offer]).ask).toEqual(["time"]);
  });

  it("tells what is not measured beside the request it belongs to", () => {
    const missing = call("not_measured", { missing: ["crm", "medium:tiktok"] });

    const beside = predict([call("query_performance", total), missing]);
    expect(beside).toMatchObject({ intent: "query_performance", missing: ["crm", "channel:tiktok"] });
    expect(beside.parts).toBeUndefined();
    expect(predict([missing])).toMatchObject({
      intent: "other_data_not_available",
      slots: {},
      missing: ["crm", "channel:tiktok"],
    });
  });

  it("lists several requests, the first included", () => {
    const said = predict([call("show_schedules", {}), call("set_autonomy", { autonomy: "suggest" })]);

    expect(said.intent).toBe("schedule_digest");
    expect(said.parts).toEqual([
      { intent: "schedule_digest", slots: { action: "list" } },
      { intent: "roles_admin", slots: { autonomy: "suggest", action: "set_autonomy" } },
    ]);
  });

  it("takes the names a wish settled, and counts what was written", () => {
    const took = {
      filters: [{ field: "campaign", op: "in", values: ["Desk Lamp"] }],
      action: "pause",
      level: "campaign",
    };
    const asked = { ...took, filters: [{ field: "campaign", op: "in", values: ["desk lmp"] }] };
    const said = predict([call("pause_campaign", asked, { notYet: "pause_campaign", took })], [], 2);

    expect(said.slots).toEqual({ filters: { campaign: ["Desk Lamp"] }, action: "pause" });
    expect(said.executed_writes).toBe(2);
  });
});
