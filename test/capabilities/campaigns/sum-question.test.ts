// A sum for several campaigns that nobody named: which one it is for is asked; a list with one approval comes only where all of them were said.

import { afterAll, beforeAll, expect, test } from "vitest";
import { editCampaigns } from "../../../src/capabilities/campaigns/changes/edit.ts";
import { EditCampaign } from "../../../src/capabilities/campaigns/tools.ts";
import type { Db } from "../../../src/db/db.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { makeCampaigns } from "../../support/running-campaigns.ts";
import { makeWorkspace } from "../../support/workspace.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

const onMeta = { field: "medium", op: "in", values: ["meta"] };
const sum = { budget: { amount: 500_000 }, direction: "up" };

test("a sum for a medium with two campaigns asks for which one, with a button each that keeps the sum", async () => {
  const ctx = await makeWorkspace(db, { lang: "ko" });
  await makeCampaigns(ctx, ["가을 침구", "겨울 침구"]);

  const { card, facts } = await editCampaigns(ctx, EditCampaign.parse({ ...sum, filters: [onMeta] }));

  expect(facts).toMatchObject({ asked: ["campaign"] });
  expect(facts).not.toHaveProperty("approval");
  const form = card.parts.find(({ kind }) => kind === "form");
  expect(form).toMatchObject({
    choices: [
      {
        label: "가을 침구",
        press: {
          action: "edit_campaign",
          input: { ...sum, filters: [onMeta, { field: "campaign", op: "in", values: ["가을 침구"] }] },
        },
      },
      { label: "겨울 침구" },
    ],
  });
});

test.each([
  { said: "all of them", input: { ...sum, filters: [onMeta], each: true }, changed: 2 },
  {
    said: "one name",
    input: { ...sum, filters: [{ field: "campaign", op: "in", values: ["가을 침구"] }] },
    changed: 1,
  },
  { said: "a share", input: { changePct: 20, filters: [onMeta] }, changed: 2 },
])("with $said a request comes at once", async ({ input, changed }) => {
  const ctx = await makeWorkspace(db, { lang: "ko" });
  await makeCampaigns(ctx, ["가을 침구", "겨울 침구"]);

  const { card, facts } = await editCampaigns(ctx, EditCampaign.parse(input));

  expect(facts).toMatchObject({ approval: expect.any(String) });
  expect(JSON.stringify(card).match(/메타 · [^"]{1,30}: 하루 예산/g)).toHaveLength(changed);
});
