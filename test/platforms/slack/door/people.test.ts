import { expect, onTestFinished, test, vi } from "vitest";
import { buildDirectory } from "../../../../src/platforms/slack/door/people.ts";
import { SlackError, type WebApi } from "../../../../src/platforms/slack/post/web-api.ts";

type Answer = () => Promise<Record<string, unknown>>;

function directoryOver(answer: Answer) {
  const asked: string[] = [];
  const call: WebApi["call"] = (method, args) => {
    asked.push(`${method} ${JSON.stringify(args)}`);
    return answer();
  };
  return { asked, directory: buildDirectory({ call, upload: () => Promise.resolve() }) };
}

test.each(["is_restricted", "is_ultra_restricted"])(
  "somebody who %s is a guest, and asked about once",
  async (trait) => {
    const { asked, directory } = directoryOver(() =>
      Promise.resolve({ user: { real_name: "이게스트", [trait]: true } }),
    );

    expect([await directory.standing("U7"), await directory.standing("U7")]).toEqual(["guest", "guest"]);
    expect(await directory.nameOf("U7")).toBe("이게스트");
    expect(asked).toEqual(['users.info {"user":"U7","include_locale":true}']);
  },
);

test.each<[string, "unknown" | "hidden" | "guest", Answer]>([
  ["has no right to say", "hidden", () => Promise.reject(new SlackError("missing_scope"))],
  ["shows nobody", "guest", () => Promise.reject(new SlackError("user_not_visible"))],
  ["names a pause", "unknown", () => Promise.reject(new SlackError("ratelimited", 30))],
  ["does not answer", "unknown", () => Promise.reject(new Error("socket hang up"))],
  ["says something else", "unknown", () => Promise.resolve({ user: "U7" })],
])(
  "where Slack %s somebody is %s, no room has a name, and one question is enough",
  async (_, standing, answer) => {
    const { asked, directory } = directoryOver(answer);

    expect(await Promise.all([directory.standing("U7"), directory.standing("U7")])).toEqual([
      standing,
      standing,
    ]);
    expect(await directory.nameOf("U7")).toBeUndefined();
    expect(await directory.roomName("C1")).toBeUndefined();
    expect(asked).toEqual([
      'users.info {"user":"U7","include_locale":true}',
      'conversations.info {"channel":"C1"}',
    ]);
  },
);

test("an answer that is late is waited for by the next to come, and not asked for again", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "performance"] });
  onTestFinished(() => void vi.useRealTimers());
  const { promise, resolve } = Promise.withResolvers<Record<string, unknown>>();
  const { asked, directory } = directoryOver(() => promise);

  const first = directory.standing("U7");
  await vi.advanceTimersByTimeAsync(1_500);
  resolve({ user: { real_name: "김마케터" } });

  expect([await first, await directory.standing("U7")]).toEqual(["unknown", "colleague"]);
  expect(asked).toHaveLength(1);
});

test("who was known as a colleague stays one while Slack says nothing of them", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "performance"] });
  onTestFinished(() => void vi.useRealTimers());
  let out = false;
  const { asked, directory } = directoryOver(() =>
    out ? Promise.reject(new Error("502")) : Promise.resolve({ user: { real_name: "김마케터" } }),
  );
  await directory.standing("U7");
  out = true;

  await vi.advanceTimersByTimeAsync(3_600_001);
  expect(await directory.standing("U7")).toBe("colleague");
  await vi.advanceTimersByTimeAsync(2_001);
  expect(await directory.standing("U7")).toBe("colleague");
  expect(asked).toHaveLength(3);
});
