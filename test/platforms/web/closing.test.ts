import { setTimeout as sleep } from "node:timers/promises";
import express from "express";
import { expect, it } from "vitest";
import { listenWeb } from "../../../src/platforms/web/web.ts";
import { atBest, tookMs } from "../../support/time.ts";

/** A server whose answer to a message takes a while, with a stream that never ends. */
async function openSlow(tookMs: number) {
  const app = express();
  const begun = Promise.withResolvers<void>();
  const kept: string[] = [];
  app.post("/message", async (_req, res) => {
    begun.resolve();
    await sleep(tookMs);
    kept.push("message");
    res.status(202).end();
  });
  app.get("/stream", (_req, res) => {
    res.writeHead(200, { "content-type": "text/event-stream" }).write(": open\n\n");
  });
  const web = await listenWeb(app, { host: "127.0.0.1", port: 0 });
  return { ...web, begun: begun.promise, kept };
}

it("tells whoever was heard as the server closes, and ends the open streams", async () => {
  const server = await openSlow(300);
  const stream = await fetch(`${server.url}/stream`);
  const message = fetch(`${server.url}/message`, { method: "POST" });
  await server.begun;

  await server.close();

  expect((await message).status).toBe(202);
  expect(server.kept).toEqual(["message"]);
  await expect(stream.text()).rejects.toThrow("terminated");
  await expect(fetch(`${server.url}/stream`)).rejects.toThrow("fetch failed");
});

it("does not wait for open streams alone, and not for long for anything", async () => {
  const closedMs = async (): Promise<number> => {
    const quiet = await openSlow(0);
    const stream = await fetch(`${quiet.url}/stream`);
    const ms = await tookMs(quiet.close);
    await expect(stream.text()).rejects.toThrow("terminated");
    return ms;
  };
  const stuck = await openSlow(60_000);
  const message = fetch(`${stuck.url}/message`, { method: "POST" }).catch((error: unknown) => error);
  await stuck.begun;

  expect(await atBest(1_000, closedMs)).toBeLessThan(1_000);
  expect(await tookMs(stuck.close)).toBeLessThan(20_000); // the answer would take a minute
  expect(await message).toBeInstanceOf(Error);
});
