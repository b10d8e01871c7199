// A terminal is not written to later: what comes of a request that was approved there is told with its press. What is said of an answer is
// typed there.

import { afterAll, beforeAll, expect, test } from "vitest";
import { randomUUID } from "node:crypto";
import { buildTalk, type TalkEvent, type TalkRequest } from "../../src/chat/talk.ts";
import { PersonId } from "../../src/core/ids.ts";
import { openTestApp, type TestApp } from "../support/app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
}, 60_000);
afterAll(() => app.close());

test("an approved pause is told as done in the same answer", { timeout: 60_000 }, async () => {
  const talk = buildTalk(app.chat, "Asia/Seoul");
  const heard = async (request: TalkRequest): Promise<TalkEvent[]> => {
    const events: TalkEvent[] = [];
    for await (const event of talk(request)) events.push(event);
    return events;
  };
  const [welcome] = await heard({ kind: "come", lang: "ko" });
  if (welcome?.kind !== "welcome") throw new Error("nobody came in");
  const me = { personId: PersonId.parse(welcome.personId), thread: randomUUID(), lang: "ko" as const };

  const asked = JSON.stringify(await heard({ kind: "message", text: "침구 파워링크 일시정지", ...me }));
  const token = /"label":"승인"[^{]*"press":\{"token":"([^"]+)"/.exec(asked)?.[1] ?? "";
  const told = JSON.stringify(await heard({ kind: "press", token, ...me }));

  expect(told).toContain("승인했어요");
  expect(told).toContain("일시정지했어요");
});

test(
  "a word typed about the last answer is kept once, with its reason, and listed",
  { timeout: 60_000 },
  async () => {
    const talk = buildTalk(app.chat, "Asia/Seoul");
    const heard = async (request: TalkRequest): Promise<TalkEvent[]> => {
      const events: TalkEvent[] = [];
      for await (const event of talk(request)) events.push(event);
      return events;
    };
    const [welcome] = await heard({ kind: "come", lang: "ko" });
    if (welcome?.kind !== "welcome") throw new Error("nobody came in");
    const me = { personId: PersonId.parse(welcome.personId), thread: randomUUID(), lang: "ko" as const };
    const answer = await heard({ kind: "message", text: "지난주 캠페인 어땠어?", ...me });
    const id = answer.flatMap((event) => (event.kind === "end" ? event.id : []))[0];
    if (!id) throw new Error("nothing was answered");

    await heard({ kind: "judge", id, verdict: "good", reason: "", ...me });
    const told = JSON.stringify(
      await heard({ kind: "judge", id, verdict: "bad", reason: "전환이 빠졌어요", ...me }),
    );
    const list = JSON.stringify(await heard({ kind: "message", text: "피드백 보여줘", ...me }));

    expect(told).toContain("관리자와 매니저가 볼 수 있게 남겼어요");
    expect(list).toContain("전환이 빠졌어요");
    await expect(
      heard({ kind: "judge", id, verdict: "good", reason: "", ...me, thread: randomUUID() }),
    ).rejects.toThrow("no such answer");
  },
);
