import { createServer, type Server, type ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { buildWebApi } from "../../../../src/platforms/slack/post/client.ts";

type Answer = (response: ServerResponse) => void;
type Asked = { path: string; token: string | undefined; body: string };

let server: Server;
let apiUrl: string;
let asked: Asked[];
let answer: Answer;

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => (body += text));
    request.on("end", () => {
      asked.push({ path: request.url ?? "", token: request.headers.authorization, body });
      answer(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  apiUrl = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/api/`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const json =
  (body: unknown, status = 200, headers = {}): Answer =>
  (response) =>
    void response
      .writeHead(status, { "content-type": "application/json", ...headers })
      .end(JSON.stringify(body));

const post = () =>
  buildWebApi({ token: "xoxb-1", apiUrl }).call(
    "chat.postMessage",
    { channel: "C1", text: "안녕", blocks: [{ type: "divider" }] },
    new AbortController().signal,
  );

test("a call carries the token and its arguments, blocks as JSON", async () => {
  answer = json({ ok: true, ts: "17.1" });

  expect(await post()).toMatchObject({ ts: "17.1" });

  const [{ path, token, body }] = asked as [Asked];
  expect([path, token]).toEqual(["/api/chat.postMessage", "Bearer xoxb-1"]);
  expect(new URLSearchParams(body).get("text")).toBe("안녕");
  expect(JSON.parse(new URLSearchParams(body).get("blocks") ?? "")).toEqual([{ type: "divider" }]);
});

describe("one call is one request, whatever becomes of it:", () => {
  test("an answer that is not ok is told in Slack's word", async () => {
    answer = json({ ok: false, error: "invalid_blocks" });

    await expect(post()).rejects.toMatchObject({ name: "SlackError", code: "invalid_blocks" });
    expect(asked).toHaveLength(1);
  });

  test("a pause is told with its seconds, not waited out", async () => {
    answer = json({ ok: false, error: "ratelimited" }, 429, { "retry-after": "41" });

    await expect(post()).rejects.toMatchObject({ code: "ratelimited", retryAfterS: 41 });
    expect(asked).toHaveLength(1);
  });

  test.each([
    ["a server error", json({}, 503)],
    ["a cut line", (response: ServerResponse): void => void response.destroy()],
    ["an answer that is no JSON", (response: ServerResponse): void => void response.end("<html>")],
  ] as const)("%s is no answer of Slack's", async (_, broken) => {
    answer = broken;

    const error = await post().catch((reason: unknown) => reason);

    expect(error).toBeInstanceOf(Error);
    expect((error as Error).name).not.toBe("SlackError");
    expect(asked).toHaveLength(1);
  });
});

describe("a file", () => {
  const upload = () =>
    buildWebApi({ token: "xoxb-1", apiUrl }).upload(
      {
        channel: "C1",
        threadTs: "17.1",
        name: "chart-1.png",
        content: Uint8Array.of(137, 80, 78, 71),
        alt: "차트",
      },
      new AbortController().signal,
    );
  const fields = (at: number): Record<string, string> =>
    Object.fromEntries(new URLSearchParams(asked[at]?.body));

  test("goes up in Slack's three steps, its bytes without our token, and is described", async () => {
    answer = json({ ok: true, upload_url: new URL("/up", apiUrl).href, file_id: "F1" });

    await upload();

    expect(asked.map(({ path, token }) => [path, token])).toEqual([
      ["/api/files.getUploadURLExternal", "Bearer xoxb-1"],
      ["/up", undefined],
      ["/api/files.completeUploadExternal", "Bearer xoxb-1"],
    ]);
    expect(fields(0)).toMatchObject({ filename: "chart-1.png", length: "4", alt_txt: "차트" });
    expect(fields(2)).toMatchObject({
      files: '[{"id":"F1","title":"chart-1.png"}]',
      channel_id: "C1",
      thread_ts: "17.1",
    });
  });

  test.each([
    ["a server error", 500],
    ["a redirect", 302],
  ])("that %s keeps out is nobody's to see", async (_, status) => {
    answer = (response) => {
      if (asked.at(-1)?.path !== "/up")
        return json({ ok: true, upload_url: new URL("/up", apiUrl).href, file_id: "F1" })(response);
      response.writeHead(status, { location: "/elsewhere" }).end();
    };

    await expect(upload()).rejects.toMatchObject({ name: "SlackError", code: "upload_failed" });
    expect(asked.map(({ path }) => path)).toEqual(["/api/files.getUploadURLExternal", "/up"]);
  });
});

test("nothing is asked once the delivery is given up", async () => {
  answer = json({ ok: true });

  await expect(
    buildWebApi({ token: "xoxb-1", apiUrl }).call("auth.test", {}, AbortSignal.abort()),
  ).rejects.toThrow("aborted");
  expect(asked).toEqual([]);
});
