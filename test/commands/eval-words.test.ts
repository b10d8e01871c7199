import { describe, expect, it } from "vitest";
import { explainFigure } from "../../src/agent/explain-figure.ts";
import { talkTools } from "../../src/agent/talk/talk-tools.ts";
import { tools } from "../../src/capabilities/registry.ts";
import { isForWords } from "../../src/capabilities/tool.ts";
import { slotsOf } from "../../src/commands/eval/slots.ts";
import {
  evalAsk,
  evalAssumption,
  evalField,
  evalMissing,
  evalObjective,
  evalSlot,
  knownTools,
  meaningOf,
} from "../../src/commands/eval/words.ts";

const none = new Map<string, string>();

describe("words of the labelled rows", () => {
  it.each([
    ["medium", "channel"],
    ["adGroup", "adset"],
    ["ad", "creative"],
    ["campaign", "campaign"],
    ["product_type", "product_type"],
  ])("field %s is %s", (own, theirs) => {
    expect(evalField(own)).toBe(theirs);
  });

  it.each([
    ["durationDays", "duration_days"],
    ["didNot", "did_not"],
    ["fromMedium", "from_channel"],
    ["toMedium", "to_channel"],
    ["person", "user"],
    ["budget", "budget"],
  ])("slot %s is %s", (own, theirs) => {
    expect(evalSlot(own)).toBe(theirs);
  });

  it.each([
    ["medium", "channel"],
    ["media", "channel"],
    ["metrics", "metric"],
    ["start", "time"],
    ["cron", "time"],
    ["bid", "amount"],
    ["campaign", "campaign"],
    ["currency", "currency"],
  ])("a question about %s asks for %s", (own, theirs) => {
    expect(evalAsk(own)).toBe(theirs);
  });

  it("an assumption keeps its text and renames its slot", () => {
    expect(evalAssumption("medium: 파워링크 = naver")).toBe("channel: 파워링크 = naver");
    expect(evalAssumption("time: last_7_days, no period given")).toBe("time: last_7_days, no period given");
    expect(evalAssumption("no slot")).toBe("no slot");
  });

  it("what is missing and what is aimed at", () => {
    expect(evalMissing("medium:tiktok")).toBe("channel:tiktok");
    expect(evalMissing("crm")).toBe("crm");
    expect([evalObjective("sales"), evalObjective("leads"), evalObjective("traffic")]).toEqual([
      "conversions",
      "conversions",
      "traffic",
    ]);
  });

  it("every tool that words can start has an intent", () => {
    const offered = [...tools, ...talkTools, explainFigure].filter(isForWords).map(({ name }) => name);

    expect(offered.filter((name) => !knownTools.includes(name))).toEqual([]);
  });

  it.each([
    ["query_performance", "total", "query_performance"],
    ["query_performance", "root_cause", "root_cause"],
    ["pause_campaign", undefined, "pause_resume"],
    ["show_approvals", undefined, "approve_reject"],
    ["explain_figure", undefined, "help"],
    ["no_such_tool", undefined, "smalltalk_out_of_scope"],
  ])("%s (%s) is %s", (tool, kind, intent) => {
    expect(meaningOf(tool, kind).intent).toBe(intent);
  });
});

describe("arguments as slots", () => {
  it("splits filters into those that limit and those that leave out", () => {
    const filters = [
      { field: "medium", op: "in", values: ["meta"] },
      { field: "campaign", op: "not_in", values: ["겨울이불"] },
      { field: "ad", op: "contains", values: ["12"] },
    ];

    expect(
      slotsOf(
        { kind: "total", metrics: [], filters, time: "last_week" },
        new Map([["겨울이불", "겨울 이불"]]),
      ),
    ).toEqual({
      filters: { channel: ["meta"], creative: ["12"] },
      exclude: { campaign: ["겨울 이불"] },
      time: "last_week",
    });
  });

  it("spells a period as a token, with the split and the level in their words", () => {
    const time = { from: "2026-11-01", to: "2026-11-15" };

    expect(
      slotsOf({ time, compare: "previous_period", dimensions: ["medium", "age"], level: "adGroup" }, none),
    ).toEqual({
      time: "explicit:2026-11-01..2026-11-15",
      compare: "previous_period",
      dimensions: ["channel", "age"],
      level: "adset",
    });
  });

  it("leaves out the default level", () => {
    expect(slotsOf({ level: "campaign", startsIn: "this_month" }, none)).toEqual({ starts_in: "this_month" });
  });

  it("puts where a campaign runs into its filters, and whom it is for into the targeting", () => {
    const input = {
      media: ["naver", "tiktok"],
      placements: ["powerlink", "instagram"],
      type: "display",
      objective: "leads",
      targeting: { age: [{ min: 20, max: 39 }, { min: 60 }], gender: ["female"], region: [], audience: [] },
      budget: { amount: 3_000_000, currency: "KRW", period: "monthly" },
    };

    expect(slotsOf(input, none)).toEqual({
      filters: {
        channel: ["naver", "tiktok"],
        product_type: ["powerlink"],
        placement: ["instagram"],
        campaign_type: ["display"],
      },
      objective: "conversions",
      targeting: { age: ["20-39", "60+"], gender: ["female"] },
      budget: { amount: 3_000_000, currency: "KRW", period: "monthly" },
    });
  });

  it("lists campaigns of a state as a filter, and keeps a test as a type", () => {
    expect(slotsOf({ status: "paused" }, none)).toEqual({ filters: { status: ["paused"] } });
    expect(slotsOf({ type: "ab_test" }, none)).toEqual({ type: "ab_test" });
  });
});
