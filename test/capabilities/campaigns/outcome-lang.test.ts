// What comes of a request is told in the language it was asked for in, whatever the workspace speaks.

import { afterAll, beforeAll, expect, test } from "vitest";
import { findApproval } from "../../../src/capabilities/approvals/approvals.ts";
import { switchCampaigns } from "../../../src/capabilities/campaigns/changes/pause.ts";
import { outcomeTools } from "../../../src/capabilities/campaigns/outcome.ts";
import { PauseCampaign } from "../../../src/capabilities/campaigns/tools.ts";
import { cardText } from "../../../src/core/card/plain/plain.ts";
import type { Db } from "../../../src/db/db.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { carriedOut, launchSandals, SANDALS } from "../../support/launched.ts";
import { makeWorkspace } from "../../support/workspace.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

test("a pause asked for in English in a Korean workspace is reported in English", async () => {
  const ctx = await makeWorkspace(db);
  await launchSandals(ctx, "meta");
  const filters = [{ field: "campaign", op: "in", values: [SANDALS] }];
  const wish = PauseCampaign.parse({ action: "pause", filters });
  const answer = await switchCampaigns({ ...ctx, lang: "en" }, wish);
  const asked = await findApproval(ctx, (answer?.facts as { approval: string } | undefined)?.approval ?? "");
  if (!asked) throw new Error("nothing was asked for");
  await carriedOut(ctx, asked);

  const told = await outcomeTools[0]?.run({ ...ctx, lang: "ko" }, { id: asked.id } as never, () => {});

  const text = told ? cardText(told.card) : "";
  expect(text).toContain("[simulated]");
  expect(text).toContain("Paused");
  expect(text.replaceAll(SANDALS, "")).not.toMatch(/[가-힣]/);
});
