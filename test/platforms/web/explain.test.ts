import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { demoPeople } from "../../../src/capabilities/workspace/workspace.ts";
import { Card } from "../../../src/core/card/card.ts";
import { newId, QueryId } from "../../../src/core/ids.ts";
import type { Db } from "../../../src/db/db.ts";
import { endOf, makeAnswerer } from "../../chat/made-answerer.ts";
import { won } from "../../core/card/made-cards.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { type Caller, callerWith, readEvents, serve, type Served, visit } from "./support.ts";

const queryId = newId(QueryId);
const runs = ["Spend ", { ...won(1_000), queryId }];
const acts: unknown[] = [];

let db: Db;
let served: Served;

beforeAll(async () => {
  db = await openTestDb();
});
afterEach(async () => {
  await served.close();
});
afterAll(async () => {
  await closeTestDb(db);
});

async function answered(): Promise<{ me: Caller; at: string; measured: unknown }> {
  const answerer = makeAnswerer(
    async function* ({ lang }) {
      yield { kind: "card", card: Card.parse({ lang, parts: [{ kind: "text", tone: "lead", runs }] }) };
      yield endOf();
    },
    async ({ lang, role }, tool, input) => {
      acts.push({ tool, input, role });
      return { card: Card.parse({ lang, parts: [{ kind: "text", tone: "lead", runs }] }), facts: {} };
    },
  );
  served = await serve(db, answerer);
  const me = await visit(served.url);
  const thread = randomUUID();
  const stream = await me.get(`/api/events?thread=${thread}`);
  await me.post("/api/messages", { key: randomUUID(), thread, text: "spend last week" });
  const end = (await readEvents(stream, (all) => all.at(-1)?.event === "end")).at(-1)?.data;
  const [card] = (end?.["cards"] ?? []) as { card: { measured: boolean } }[];
  return { me, at: `/api/explain?thread=${thread}&id=${String(end?.["id"])}`, measured: card?.card.measured };
}

describe("how an answer was made, over HTTP", () => {
  test("is told by the tool for it, for the query of the answer that is named", async () => {
    const { me, at, measured } = await answered();

    const told = await me.get(at);

    expect(measured).toBe(true);
    expect(told.status).toBe(200);
    expect(await told.json()).toMatchObject({ cards: [{ parts: [{ text: "Spend ₩1,000" }] }] });
    expect(acts).toEqual([{ tool: "explain_figure", input: { queryId }, role: "company_admin" }]);
  });

  test("is nobody else's to ask", async () => {
    const { me, at } = await answered();
    const viewer = await me.post("/api/view-as", { personId: demoPeople[3]?.id });
    const other = callerWith(served.url, (viewer.headers.get("set-cookie") ?? "").split(";")[0] ?? "");

    expect((await other.get(at)).status).toBe(404);
    expect((await fetch(`${served.url}${at}`)).status).toBe(401);
  });

  test("is asked a bounded number of times", async () => {
    const { me, at } = await answered();

    const statuses = await Promise.all(Array.from({ length: 40 }, async () => (await me.get(at)).status));

    expect(statuses).toContain(429);
    expect(statuses).toContain(200);
  });
});
