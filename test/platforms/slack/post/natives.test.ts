// Where Slack does not take its own charts or tables: the next simpler form goes out, never silence, and the refusal is paid once.

import { expect, test } from "vitest";
import type { Parcel } from "../../../../src/chat/chat.ts";
import type { Card } from "../../../../src/core/card/card.ts";
import { DeliveryId, newId } from "../../../../src/core/ids.ts";
import { buildMessenger } from "../../../../src/platforms/slack/post/messenger.ts";
import { buildNatives } from "../../../../src/platforms/slack/post/natives.ts";
import { SlackError, type WebApi } from "../../../../src/platforms/slack/post/web-api.ts";
import { renderSlack } from "../../../../src/platforms/slack/render/render.ts";
import { count, weekCard } from "../../../core/card/made-cards.ts";
import { fixedNow } from "../../../support/workspace.ts";

type Blocks = { type: string }[] | undefined;

/** A workspace that refuses some kinds of blocks, and says what reached people. */
function openFake(refused: readonly string[]) {
  const posted: { types: string[]; text: string }[] = [];
  let refusals = 0;
  const api: WebApi = {
    call: (_, args) => {
      const types = ((args["blocks"] as Blocks) ?? []).map(({ type }) => type);
      if (types.some((type) => refused.includes(type))) {
        refusals += 1;
        return Promise.reject(new SlackError("invalid_blocks"));
      }
      posted.push({ types, text: String(args["text"]) });
      return Promise.resolve({ ok: true, ts: String(posted.length) });
    },
    upload: () => Promise.resolve(),
  };
  return { api, posted, refusals: () => refusals };
}

function parcelOf(card: Card, team = "T1"): Parcel {
  return {
    id: newId(DeliveryId),
    roomRef: `${team}/C1`,
    threadRef: "1700.1",
    card,
    at: fixedNow,
    tried: false,
    signal: new AbortController().signal,
  };
}

const chartCard: Card = {
  lang: "ko",
  parts: [
    {
      kind: "chart",
      shape: "bar",
      title: "매체별 클릭",
      labels: ["메타", "네이버"],
      series: [{ name: "클릭", values: [count(1_234), count(567)] }],
    },
    {
      kind: "table",
      columns: [
        { key: "medium", label: "매체", align: "left" },
        { key: "clicks", label: "클릭", align: "right" },
      ],
      rows: [["메타", count(1_234)]],
    },
  ],
};

test("a workspace without native charts gets letters and a picture, and keeps its table", async () => {
  const slack = openFake(["data_visualization"]);
  const drawn: string[] = [];
  const messenger = buildMessenger(
    () => slack.api,
    async () => {},
    (pictures) => {
      drawn.push(...pictures.map(({ name }) => name));
      return async () => {};
    },
  );

  await messenger(parcelOf(chartCard));

  expect(slack.posted).toHaveLength(1);
  expect(slack.posted[0]?.types).toContain("data_table");
  expect(slack.posted[0]?.text).toContain("1,234");
  expect(drawn).toEqual(["chart-1.png"]);
});

test("its refusal is paid once, by each workspace for itself", async () => {
  const slack = openFake(["data_visualization"]);
  const messenger = buildMessenger(() => slack.api);

  await messenger(parcelOf(chartCard));
  await messenger(parcelOf(chartCard));
  await messenger(parcelOf(chartCard, "T2"));

  expect(slack.posted).toHaveLength(3);
  expect(slack.refusals()).toBe(2);
});

test("a workspace that takes neither gets both in letters, one that takes no blocks plain words", async () => {
  const [neither, none] = [
    openFake(["data_visualization", "data_table"]),
    openFake(["data_visualization", "data_table", "rich_text"]),
  ];

  await buildMessenger(() => neither.api)(parcelOf(chartCard));
  await buildMessenger(() => none.api)(parcelOf(chartCard));

  expect(neither.posted.map(({ types }) => new Set(types))).toEqual([new Set(["rich_text"])]);
  expect(none.posted.map(({ types }) => types)).toEqual([[]]);
  for (const { text } of [...neither.posted, ...none.posted]) expect(text).toMatch(/1,234[^]*567/);
});

test("what is refused for another reason takes no chart from anybody", async () => {
  const slack = openFake(["rich_text"]);
  const messenger = buildMessenger(() => slack.api);

  await messenger(parcelOf(weekCard("ko")));
  const before = slack.refusals();
  await messenger(parcelOf(weekCard("ko")));

  expect(slack.refusals()).toBe(2 * before);
});

test("a workspace is asked anew after six hours", async () => {
  let nowMs = 0;
  const natives = buildNatives(() => nowMs);
  const of = renderSlack(chartCard);
  const [message] = of.messages;
  const tries: string[][] = [];
  const send = () =>
    natives.send("T1", { message: message!, of }, async ({ blocks = [] }) => {
      const types = blocks.map(({ type }) => type);
      tries.push(types);
      if (types.includes("data_visualization")) throw new SlackError("invalid_blocks");
    });
  await send();
  nowMs = 5.9 * 3_600_000;
  await send();
  nowMs = 6.1 * 3_600_000;
  await send();

  expect(tries.map((types) => types.includes("data_visualization"))).toEqual([
    true,
    false,
    false,
    true,
    false,
  ]);
});
