// Labels of the thumbs stand in the text of a message too, where every sign grows when it is escaped.

import { expect, test } from "vitest";
import { messageProblems } from "../../../../src/platforms/slack/blocks/message.ts";
import { renderSlack } from "../../../../src/platforms/slack/render/render.ts";

test("thumbs with endless labels fit into a message", () => {
  const label = "&".repeat(5_000);
  const choice = { label, press: { token: "t" }, style: "plain" as const };
  const { messages } = renderSlack({ lang: "ko", parts: [{ kind: "feedback", good: choice, bad: choice }] });

  expect(messages).toHaveLength(1);
  expect(messages.flatMap((message) => messageProblems(message))).toEqual([]);
});
