import { expect, test } from "vitest";
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

    expect([await directory.isGuest("U7"), await directory.isGuest("U7")]).toEqual([true, true]);
    expect(await directory.nameOf("U7")).toBe("이게스트");
    expect(asked).toEqual(['users.info {"user":"U7"}']);
  },
);

test.each<[string, Answer]>([
  ["refuses", () => Promise.reject(new SlackError("missing_scope"))],
  ["names a pause", () => Promise.reject(new SlackError("ratelimited", 30))],
  ["does not answer", () => Promise.reject(new Error("socket hang up"))],
  ["says something else", () => Promise.resolve({ user: "U7" })],
  ["never comes back", () => new Promise(() => {})],
])(
  "where Slack %s nobody is a guest and no room has a name, and one question is enough",
  async (_, answer) => {
    const { asked, directory } = directoryOver(answer);

    expect(await Promise.all([directory.isGuest("U7"), directory.isGuest("U7")])).toEqual([false, false]);
    expect(await directory.nameOf("U7")).toBeUndefined();
    expect(await directory.roomName("C1")).toBeUndefined();
    expect(asked).toEqual(['users.info {"user":"U7"}', 'conversations.info {"channel":"C1"}']);
  },
);
