import { request } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Db } from "../../../src/db/db.ts";
import { makeAnswerer } from "../../chat/made-answerer.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { serve, type Served, visit } from "./support.ts";

type Got = { status: number; headers: Record<string, string | string[] | undefined>; bytes: Buffer };

describe("the page's files", () => {
  let db: Db;
  let served: Served;

  beforeAll(async () => {
    db = await openTestDb();
    served = await serve(db, makeAnswerer());
  });
  afterAll(async () => {
    await served.close();
    await closeTestDb(db);
  });

  /** As it comes over the wire: `fetch` would unpack it. */
  function get(path: string, headers: Record<string, string> = {}): Promise<Got> {
    return new Promise((resolve, reject) => {
      const sent = request(new URL(path, served.url), { headers }, (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            bytes: Buffer.concat(parts),
          }),
        );
      });
      sent.on("error", reject);
      sent.end();
    });
  }

  const appPath = async (): Promise<string> =>
    /src="(\/page\/[\w-]+\/app\.js)"/.exec((await get("/")).bytes.toString())?.[1] ?? "";

  test("are named at once by the page, none twice, and each of them is there", async () => {
    const index = (await get("/")).bytes.toString();

    const named = [...index.matchAll(/(?:href|src)="(\/page\/[^"]+)"/g)].map(([, path = ""]) => path);
    const modules = named.filter((path) => path.endsWith(".js"));
    const answers = await Promise.all(named.map((path) => get(path)));

    expect(modules.length).toBeGreaterThan(10);
    expect(new Set(modules).size).toBe(modules.length);
    expect(answers.map(({ status }) => status)).toEqual(named.map(() => 200));
    for (const { bytes } of answers.filter((_, at) => named[at]?.endsWith(".js")))
      for (const [, imported] of bytes.toString().matchAll(/ from "\.\/([\w.-]+)";$/gm))
        expect(modules.some((path) => path.endsWith(`/${imported}`))).toBe(true);
  });

  test("are kept for good under the address of their contents, and the page itself is asked for again", async () => {
    const path = await appPath();

    expect((await get(path)).headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    const index = await get("/");
    expect(index.headers["cache-control"]).toBe("no-cache");
    const again = await get("/", { "if-none-match": String(index.headers["etag"]) });

    expect([again.status, again.bytes.length]).toEqual([304, 0]);
  });

  test("of another version are what is here now, and are not kept", async () => {
    const other = (await appPath()).replace(/page\/[\w-]+/, "page/another-version");

    const { status, headers } = await get(other);

    expect([status, headers["cache-control"]]).toEqual([200, "no-cache"]);
  });

  test("come packed as the browser takes it, whole either way", async () => {
    const path = await appPath();

    const plain = await get(path);
    const zipped = await get(path, { "accept-encoding": "gzip" });
    const best = await get(path, { "accept-encoding": "gzip, deflate, br, zstd" });

    expect([plain, zipped, best].map(({ headers }) => headers["content-encoding"])).toEqual([
      undefined,
      "gzip",
      "br",
    ]);
    expect(gunzipSync(zipped.bytes).equals(plain.bytes)).toBe(true);
    expect(brotliDecompressSync(best.bytes).equals(plain.bytes)).toBe(true);
    expect(best.bytes.length).toBeLessThan(plain.bytes.length / 2);
    expect(best.headers["vary"]).toContain("Accept-Encoding");
    expect(best.headers["content-type"]).toBe("text/javascript; charset=utf-8");
  });

  test("are these and no others", async () => {
    for (const path of ["/page/x/..%2fweb.ts", "/page/x/web.ts", "/page/x/constructor", "/page/"])
      expect((await get(path)).status).toBe(404);
  });

  test("a long answer of the API comes packed, the live stream never", async () => {
    const { cookie } = await visit(served.url);
    const asks = { cookie, "accept-encoding": "br, gzip" };

    const state = await get("/api/state", asks);
    const stream = await fetch(`${served.url}/api/events?thread=t`, { headers: asks });
    await stream.body?.cancel();

    expect(state.headers["content-encoding"]).toBe("br");
    expect(JSON.parse(brotliDecompressSync(state.bytes).toString())).toMatchObject({ entries: [] });
    expect(stream.headers.get("content-encoding")).toBeNull();
  });
});
