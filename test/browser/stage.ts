// What a file of browser tests stands on: a database, the page's server, a browser. All of it is closed after the last test.

import type { Browser } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import type { Answerer } from "../../src/chat/chat.ts";
import type { Db } from "../../src/db/db.ts";
import { serve, type Served } from "../platforms/web/support.ts";
import { closeTestDb, openTestDb } from "../support/database.ts";
import { openBrowser } from "./browser.ts";

export type Stage = { browser: Browser; served: Served; db: Db };

type Over = Parameters<typeof serve>[2];

/** Called inside `describe`; the stage is there from the first test (and later `beforeAll`) on. */
export function setStage(answerer: Answerer, over: Over | ((db: Db) => Over) = {}): () => Stage {
  let db: Db;
  let stage: Stage;
  beforeAll(async () => {
    db = await openTestDb();
    const browser = await openBrowser();
    const served = await serve(db, answerer, typeof over === "function" ? over(db) : over);
    stage = { browser, served, db };
  }, 60_000);
  afterAll(async () => {
    await stage.browser.close();
    await stage.served.close();
    await closeTestDb(db);
  });
  return () => stage;
}
