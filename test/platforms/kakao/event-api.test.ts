import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { pauseOf } from "../../../src/db/claim.ts";
import { type EventApi, openEventApi } from "../../../src/platforms/kakao/push/event-api.ts";
import { type KakaoEvents, openKakaoEvents } from "../../support/kakao-events.ts";

const signal = new AbortController().signal;
let kakao: KakaoEvents;
let api: EventApi;

beforeEach(async () => {
  kakao = await openKakaoEvents({ bot: "bot1!", key: "rest-key", event: "co9ma" });
  api = openEventApi({ key: "rest-key", event: "co9ma", apiUrl: kakao.url });
});
afterEach(() => kakao.close());

describe("Kakao's Event API", () => {
  it("takes an accepted event for a task that still has to end", async () => {
    kakao.slow(1);
    const task = await api.send("bot1!", { kind: "people", ids: ["u1", "u2"] }, { push: "1" }, signal);

    expect(await api.task(task, signal)).toEqual({ state: "going" });
    expect(await api.task(task, signal)).toEqual({ state: "done", delivered: 2, failed: [] });
    expect(kakao.sent).toEqual([["u1", "u2"]]);
  });

  it("names those whom it did not reach, with Kakao's number", async () => {
    kakao.away.add("u2");
    const task = await api.send("bot1!", { kind: "people", ids: ["u1", "u2"] }, {}, signal);

    expect(await api.task(task, signal)).toEqual({
      state: "done",
      delivered: 1,
      failed: [{ id: "u2", reason: "301" }],
    });
    expect(kakao.charged()).toBe(1);
  });

  it("reaches only rooms that take messages nobody asked for", async () => {
    for (let index = 0; index < 101; index += 1) kakao.rooms.set(`g${index}`, index !== 1);

    const rooms = await api.rooms("bot1!", signal);

    expect(rooms).toHaveLength(101);
    expect(rooms[1]).toEqual({ id: "g1", takesEvents: false });
    const task = await api.send("bot1!", { kind: "rooms", ids: ["g0", "g1"] }, {}, signal);
    expect(await api.task(task, signal)).toMatchObject({ delivered: 1, failed: [{ id: "g1" }] });
    expect(kakao.charged()).toBe(0);
  });

  it("is a refusal where a 200 carries one", async () => {
    const other = openEventApi({ key: "rest-key", event: "unknown", apiUrl: kakao.url });

    await expect(other.send("bot1!", { kind: "people", ids: ["u1"] }, {}, signal)).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(kakao.refused).toEqual(["no block with this event"]);
  });

  it("is a refusal with a wrong key, and says nothing of the key", async () => {
    const other = openEventApi({ key: "other-key", event: "co9ma", apiUrl: kakao.url });
    const error = await other.send("bot1!", { kind: "people", ids: ["u1"] }, {}, signal).catch(String);

    expect(error).toBe("Failure: Kakao refuses the event (401)");
  });

  it("waits as long as Kakao says", async () => {
    kakao.answer({ status: 429, headers: { "retry-after": "7" } });
    const error = await api
      .send("bot1!", { kind: "people", ids: ["u1"] }, {}, signal)
      .catch((e: unknown) => e);

    expect(pauseOf(error)).toBe(7_000);
  });

  it("is out of order with a broken or an endless answer", async () => {
    const send = () => api.send("bot1!", { kind: "people", ids: ["u1"] }, {}, signal);
    kakao.answer({ status: 503 });
    await expect(send()).rejects.toMatchObject({ code: "unavailable" });

    kakao.answer({ status: 200, body: "x".repeat(300_000) });
    await expect(send()).rejects.toMatchObject({ code: "unavailable" });
  });

  it("never asks for more than a hundred recipients, or for one twice", async () => {
    const many = Array.from({ length: 101 }, (_, index) => `u${index}`);

    await expect(api.send("bot1!", { kind: "people", ids: many }, {}, signal)).rejects.toThrow("1 to 100");
    await expect(api.send("bot1!", { kind: "people", ids: ["u1", "u1"] }, {}, signal)).rejects.toThrow(
      "different",
    );
    expect(kakao.sent).toEqual([]);
  });
});
