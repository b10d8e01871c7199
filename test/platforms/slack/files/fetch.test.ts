// A shared file on its way here, over real HTTP: what comes, what is refused in which words, and where our token goes.

import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RemoteFile } from "../../../../src/chat/chat.ts";
import { Failure, failureText } from "../../../../src/core/failure.ts";
import { buildFetcher, type FetchLimits } from "../../../../src/platforms/slack/files/fetch.ts";
import { SlackError, type WebApi } from "../../../../src/platforms/slack/post/web-api.ts";
import { buildSlackFiles, type SlackFiles } from "../../../support/slack-files.ts";

const token = "xoxb-right";
let url = "";
let host: Server;
let files: SlackFiles;
/** Of another host than Slack's. */
let elsewhere: Server;
let elsewhereUrl = "";
const strayed: IncomingMessage[] = [];
let dir: string;

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
}

beforeAll(async () => {
  host = createServer((request, response) => {
    if (!files.serve(request, response)) response.writeHead(500).end();
  });
  url = await listen(host);
  elsewhere = createServer((request, response) => {
    strayed.push(request);
    response.end("날짜,캠페인\n");
  });
  elsewhereUrl = await listen(elsewhere);
});
beforeEach(async () => {
  files = buildSlackFiles(() => url, token);
  dir = await mkdtemp(join(tmpdir(), "co9ma-fetch-"));
});
afterEach(async () => {
  if (strayed.length > 0) throw new Error("our token went to another host");
  await rm(dir, { recursive: true });
});
afterAll(() => {
  for (const server of [host, elsewhere]) {
    server.closeAllConnections();
    server.close();
  }
});

const limits: FetchLimits = {
  maxBytes: 1_000_000,
  totalMs: 60_000,
  silenceMs: 30_000,
  tries: 3,
  pauseMs: 1,
  longestPauseMs: 2_000,
};

/** Answers `files.info` from the host; `word` is Slack's word against it. */
function apiOf(word?: string): WebApi {
  return {
    call: async (method, { file }) => {
      const answer =
        method === "files.info" ? files.info(String(file)) : { ok: false, error: "unknown_method" };
      if (word !== undefined || answer["ok"] !== true) throw new SlackError(word ?? String(answer["error"]));
      return answer;
    },
    upload: () => Promise.reject(new Error("nothing is uploaded")),
  };
}

type Over = { token?: string; word?: string; limits?: Partial<FetchLimits>; signal?: AbortSignal };

async function fetchFile(file: RemoteFile, over: Over = {}): Promise<Buffer> {
  const desk = {
    api: apiOf(over.word),
    token: () => Promise.resolve(over.token ?? token),
    apiUrl: `${url}/api/`,
  };
  const fetcher = buildFetcher(desk, { ...limits, ...over.limits });
  return readFile(await fetcher(file, dir, over.signal ?? new AbortController().signal));
}

function remoteOf({ id, name, size, url_private, mimetype }: Record<string, unknown>): RemoteFile {
  return { id, name, bytes: size, url: url_private, type: mimetype } as RemoteFile;
}

/** In the words of both languages. */
async function refusal(file: RemoteFile, over: Over = {}): Promise<string> {
  const error: unknown = await fetchFile(file, over).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Failure);
  expect(await readdir(dir)).toEqual([]);
  const [ko, en] = [failureText(error as Failure, "ko"), failureText(error as Failure, "en")];
  return [ko.say, ko.next, en.say, en.next].join(" ");
}

const report = "날짜,캠페인,광고비(원)\n2026-11-18,여름 세일,12000\n";

describe("a file comes", () => {
  test("byte for byte, by the address the event told", async () => {
    const bytes = Buffer.from([0, 255, 13, 10, 200, 0]);

    expect(await fetchFile(remoteOf(files.put("a.xlsx", bytes)))).toEqual(bytes);
  });

  test("by the address Slack tells, where the event told none", async () => {
    const { url: _, ...file } = remoteOf(files.put("a.csv", report));

    expect((await fetchFile(file)).toString()).toBe(report);
  });

  test("after a redirect within the host", async () => {
    const there = files.put("a.csv", report);
    const here = files.put("a.csv", "", { location: String(there["url_private"]) });

    expect((await fetchFile(remoteOf(here))).toString()).toBe(report);
  });

  test("after a pause the host asks for, an outage and a broken connection", async () => {
    const paused = files.put("a.csv", report, { statuses: [429], retryAfterS: 1 });
    const down = files.put("a.csv", report, { statuses: [503, 500] });
    const cut = files.put("a.csv", report, { cuts: 1 });

    for (const file of [paused, down, cut]) expect((await fetchFile(remoteOf(file))).toString()).toBe(report);
    expect(await readdir(dir)).toHaveLength(3);
  });

  test("also when it is a page that somebody saved", async () => {
    const page = { ...files.put("a.html", "<html>"), mimetype: "text/html" };

    expect((await fetchFile(remoteOf(page))).toString()).toBe("<html>");
  });
});

describe("a file does not come, and people are told why and what to do", () => {
  test("by a redirect to the sign-in, or the page itself: the right to read files is missing", async () => {
    for (const login of ["redirect", "page"] as const)
      expect(await refusal(remoteOf(files.put("a.csv", report, { login })))).toMatch(
        /files:read.*다시 설치.*files:read.*reinstall/,
      );
    expect(await refusal(remoteOf(files.put("a.csv", report)), { token: "xoxb-wrong" })).toContain(
      "files:read",
    );
    expect(await refusal({ id: "F9", name: "a.csv" }, { word: "missing_scope" })).toContain("files:read");
  });

  test("when it is gone, or was never told", async () => {
    const file = files.put("a.csv", report);
    files.remove(file["id"]);

    expect(await refusal(remoteOf(file))).toMatch(/지워졌거나.*다시 올려.*deleted.*again/);
    expect(await refusal({ id: "F9", name: "a.csv" })).toContain("지워졌거나");
  });

  test("when it is too large: as told, before anything is asked for; else as soon as it is", async () => {
    const large = remoteOf(files.put("a.csv", Buffer.alloc(1_000_001)));

    expect(await refusal(large)).toMatch(/1MB보다 커서.*기간을 나눠/);
    expect(files.asked).toEqual([]);
    expect(await refusal({ ...large, bytes: 10 })).toContain("1MB보다 커서");
    expect(files.asked).toHaveLength(1);
  });

  test("from another host, by its address, by Slack's word or by a redirect", async () => {
    const stray = files.put("a.csv", report);
    const redirected = files.put("a.csv", "", { location: `${elsewhereUrl}/a.csv` });
    stray["url_private"] = `${elsewhereUrl}/files-pri/T1-F1/a.csv`;

    for (const file of [remoteOf(stray), { id: String(stray["id"]), name: "a.csv" }, remoteOf(redirected)])
      expect(await refusal(file)).toMatch(/다른 곳에.*직접 올려.*outside Slack/);
  });

  test("nor from a host of the same name over another protocol or port", async () => {
    for (const at of [
      url.replace("http:", "https:"),
      url.replace(/\d+$/, "1"),
      "file:///etc/passwd",
      "not an address",
    ])
      await expect(fetchFile({ id: "F1", name: "a.csv", url: `${at}/a.csv` })).rejects.toMatchObject({
        message: expect.stringMatching(/^slack file: (?:elsewhere|gone)$/) as unknown,
      });
    expect(files.asked).toEqual([]);
  });

  test("while the host goes on asking for pauses, or for one that is too long", async () => {
    const always = files.put("a.csv", report, { statuses: [429, 429, 429] });
    const long = files.put("a.csv", report, { statuses: [429], retryAfterS: 600 });

    for (const file of [always, long])
      expect(await refusal(remoteOf(file))).toMatch(/더 내주지 않아요.*1분쯤 뒤.*in a minute/);
    expect(files.asked).toHaveLength(4);
  });

  test("when the host is down, falls silent or never comes to an end", async () => {
    const never = new Promise<void>(() => {});
    const down = files.put("a.csv", report, { statuses: [500, 500, 500] });
    const silent = files.put("a.csv", report, { held: never });

    expect(await refusal(remoteOf(down))).toMatch(/끊겼어요.*잠시 뒤.*broke off/);
    expect(await refusal(remoteOf(silent), { limits: { silenceMs: 50 } })).toContain("끊겼어요");
    expect(await refusal(remoteOf(silent), { limits: { totalMs: 100 } })).toContain("끊겼어요");
  });

  test("when Slack does not take our token", async () => {
    expect(await refusal({ id: "F1", name: "a.csv" }, { word: "token_revoked" })).toContain(
      "SLACK_BOT_TOKEN",
    );
  });
});

test("whoever wants no more of it is not kept waiting, and it is nobody's failure", async () => {
  const file = files.put("a.csv", report, { held: new Promise<void>(() => {}) });
  const stop = new AbortController();
  const fetching = fetchFile(remoteOf(file), { signal: stop.signal });
  stop.abort(new Error("stopped"));

  await expect(fetching).rejects.toThrow("stopped");
  expect(await readdir(dir)).toEqual([]);
});
