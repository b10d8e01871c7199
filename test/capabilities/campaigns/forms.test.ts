// The forms of a plan end in the same versions and requests as words do; those of limits in the same limits.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { act } from "../../../src/agent/act.ts";
import { decide, findApproval, listApprovals } from "../../../src/capabilities/approvals/approvals.ts";
import { approvedActions } from "../../../src/capabilities/campaigns/actions.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { findAutonomy, findGuardrails, setGuardrail } from "../../../src/capabilities/limits/limits.ts";
import { tools } from "../../../src/capabilities/registry.ts";
import { ledger } from "../../../src/capabilities/tables.ts";
import type { ToolResult } from "../../../src/capabilities/tool.ts";
import type { FormPart } from "../../../src/core/card/form.ts";
import { cardText } from "../../../src/core/card/plain/plain.ts";
import { type Db, withTx } from "../../../src/db/db.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { joinWorkspace, makeWorkspace } from "../../support/workspace.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

const call = (ctx: Ctx, tool: string, input: object): Promise<ToolResult> =>
  act({ ...ctx, withoutCreatives: true }, tools, { tool, input }, () => {});

const formIn = ({ card }: ToolResult): FormPart => {
  const form = card.parts.find((part) => part.kind === "form");
  if (!form?.fields) throw new Error("no form on this card");
  return form;
};

/** What the page would send: all fields as they stand, and these changes. */
async function submit(ctx: Ctx, form: FormPart, typed: Record<string, string>): Promise<ToolResult> {
  const press = form.choices[0]?.press;
  if (!press || !("action" in press)) throw new Error("a form without its button");
  const shown = Object.fromEntries((form.fields ?? []).map(({ name, value }) => [name, value]));
  return call(ctx, press.action, { ...press.input, values: { ...shown, ...typed } });
}

const errorsOf = (form: FormPart) =>
  (form.fields ?? []).flatMap(({ name, error }) => (error === undefined ? [] : [name]));

const brief = {
  product: "여름 샌들 세일",
  budget: "３００만원",
  media: "meta,naver",
  start: "2026-12-01",
  end: "2026-12-14",
  age: "20대, 35-44",
  gender: "female",
  region: "서울, 부산",
  url: "https://shop.co.kr/sandals",
};

async function planned(ctx: Ctx) {
  await submit(ctx, formIn(await call(ctx, "campaign_form", {})), brief);
  const [asked] = await listApprovals(ctx);
  if (!asked) throw new Error("nothing was asked for");
  return asked;
}

describe("a brief by its form", () => {
  test("is a plan that waits for approval, with exactly what was filled in", async () => {
    const { total, exact } = await planned(await makeWorkspace(db));

    expect(total).toEqual({ minor: "3000000", currency: "KRW" });
    expect(exact).toMatchObject({
      flight: { from: "2026-12-01", to: "2026-12-14" },
      audience: {
        age: [
          { min: 20, max: 29 },
          { min: 35, max: 44 },
        ],
        gender: ["female"],
        region: ["서울", "부산"],
      },
      landingUrl: "https://shop.co.kr/sandals",
    });
  });

  test("names every field that cannot be taken, keeps what was typed, and makes nothing", async () => {
    const ctx = await makeWorkspace(db);
    const form = formIn(await call(ctx, "campaign_form", {}));
    const wrong = {
      ...brief,
      product: " ",
      budget: "-3M",
      end: "2026-11-30",
      age: "어른",
      url: "http://10.0.0.1/x",
    };
    const back = formIn(await submit(ctx, form, wrong));

    expect(errorsOf(back)).toEqual(["product", "budget", "end", "age", "url"]);
    expect(back.fields?.map(({ name, value }) => [name, value])).toContainEqual(["budget", "-3M"]);
    expect(await listApprovals(ctx)).toEqual([]);
  });

  test("is no viewer's", async () => {
    const viewer = await joinWorkspace(await makeWorkspace(db), "viewer");

    await expect(call(viewer, "campaign_form", {})).rejects.toMatchObject({ code: "forbidden" });
    await expect(call(viewer, "draft_by_form", { values: brief })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  test("stands as text where nothing can be filled in, with the words that do the same", async () => {
    const text = cardText((await call(await makeWorkspace(db), "campaign_form", {})).card);

    expect(text).toContain("예산 (꼭 필요): (비어 있음)");
    expect(text).toContain("글로도 돼요: ‘여름 샌들 세일");
    expect(text).not.toMatch(/^ {2}1\)/m);
  });
});

describe("a plan by its form", () => {
  test("is a new version with exactly these amounts; what waited before is superseded", async () => {
    const ctx = await makeWorkspace(db);
    const before = await planned(ctx);
    const form = formIn(await call(ctx, "change_proposal", { id: before.id }));
    await submit(ctx, form, { amount_naver: "1,234,567원", amount_meta: "", amount_kakao: "200만" });

    const [asked] = await listApprovals(ctx);
    expect(asked?.byMedium.toSorted((a, b) => a.medium.localeCompare(b.medium))).toEqual([
      { medium: "kakao", minor: "2000000", currency: "KRW" },
      { medium: "naver", minor: "1234567", currency: "KRW" },
    ]);
    expect(asked?.exact).toMatchObject({ version: 2, name: "여름 샌들 세일" });
    expect((await findApproval(ctx, before.id))?.state).toBe("superseded");
  });

  test("that nothing was changed in is the same version", async () => {
    const ctx = await makeWorkspace(db);
    const before = await planned(ctx);
    const form = formIn(await call(ctx, "change_proposal", { id: before.id }));
    const first = await submit(ctx, form, { amount_naver: "150만원" });
    const again = formIn(await call(ctx, "campaign_form", { planId: before.subject }));
    await submit(ctx, again, {});

    expect(cardText(first.card)).toContain("1,500,000");
    expect((await listApprovals(ctx))[0]?.exact).toMatchObject({ version: 2 });
  });

  test("of an older version is not taken, and what was typed is shown on the newer one", async () => {
    const ctx = await makeWorkspace(db);
    const { subject } = await planned(ctx);
    const [mine, theirs] = [
      formIn(await call(ctx, "campaign_form", { planId: subject })),
      formIn(await call(ctx, "campaign_form", { planId: subject })),
    ];
    await submit(ctx, theirs, { amount_naver: "150만원" });
    const back = await submit(ctx, mine, { amount_naver: "170만원" });

    expect(cardText(back.card)).toContain("그사이 계획이 새 버전으로 바뀌어서");
    expect(formIn(back).fields?.find(({ name }) => name === "amount_naver")?.value).toBe("170만원");
    expect((await listApprovals(ctx))[0]?.exact).toMatchObject({ version: 2 });
  });

  test("names an amount under a medium's least and a plan without any medium", async () => {
    const ctx = await makeWorkspace(db);
    const { subject } = await planned(ctx);
    const form = formIn(await call(ctx, "campaign_form", { planId: subject }));

    expect(errorsOf(formIn(await submit(ctx, form, { amount_meta: "10원" })))).toEqual(["amount_meta"]);
    expect(errorsOf(formIn(await submit(ctx, form, { amount_meta: "", amount_naver: "" })))).toEqual([
      "amount_meta",
    ]);
  });

  test("of an approved plan changes nothing", async () => {
    const ctx = await makeWorkspace(db);
    const asked = await planned(ctx);
    const form = formIn(await call(ctx, "campaign_form", { planId: asked.subject }));
    await decide(ctx, { id: asked.id, decision: "approve" }, approvedActions);
    const told = await submit(ctx, form, { amount_naver: "150만원" });

    expect(cardText(told.card)).toContain("이미 승인돼서");
  });

  test("keeps the mark of text from outside", async () => {
    const ctx = await makeWorkspace(db);
    const tainted = { ...ctx, tainted: true };
    await call(tainted, "create_campaign", {
      product: "남의 글",
      budget: { amount: 3_000_000, period: "total" },
      start: "2026-12-01",
      durationDays: 14,
      media: ["naver"],
    });
    const [asked] = await listApprovals(ctx);
    await submit(ctx, formIn(await call(ctx, "campaign_form", { planId: asked?.subject })), {
      amount_naver: "2M",
    });

    const [again] = await listApprovals(ctx);
    expect(again?.id).not.toBe(asked?.id);
    expect(again?.tainted).toBe(true);
  });
});

describe("limits by their form", () => {
  test("are set together, in one row of the ledger, and only those that were touched", async () => {
    const ctx = await makeWorkspace(db);
    const form = formIn(await call(ctx, "limits_form", {}));
    // Somebody else sets another one meanwhile.
    await setGuardrail(ctx, { kind: "cap_campaign", value: { minor: "700000", currency: "KRW" } });
    const told = await submit(ctx, form, {
      cap_day: "50만원",
      cap_month: "１０M",
      change_ratio: "25%",
      changes_hour: "12",
      hours_from: "9",
      hours_to: "19",
      media: "meta,naver",
      autonomy: "suggest",
    });

    expect(await findGuardrails(ctx)).toEqual({
      cap_day: { minor: "500000", currency: "KRW" },
      cap_month: { minor: "10000000", currency: "KRW" },
      cap_campaign: { minor: "700000", currency: "KRW" },
      change_ratio: { ratio: 0.25 },
      changes_hour: { count: 12 },
      hours: { from: 9, to: 19 },
      media: { media: ["meta", "naver"] },
    });
    expect(await findAutonomy(ctx)).toEqual([{ kind: "*", level: "suggest" }]);
    expect(cardText(told.card)).toContain("하루 지출 한도: 정하지 않음 →");
    const rows = await withTx(ctx, (tx) => tx.select({ action: ledger.action }).from(ledger));
    expect(rows.filter(({ action }) => action === "limits.set")).toHaveLength(2);
  });

  test("are taken away where they are emptied", async () => {
    const ctx = await makeWorkspace(db);
    await setGuardrail(ctx, { kind: "cap_day", value: { minor: "700000", currency: "KRW" } });
    await setGuardrail(ctx, { kind: "hours", value: { from: 9, to: 19 } });
    const form = formIn(await call(ctx, "limits_form", {}));
    await submit(ctx, form, { cap_day: "", hours_from: "", hours_to: "" });

    expect(form.fields?.find(({ name }) => name === "cap_day")?.value).toBe("700,000");
    expect(await findGuardrails(ctx)).toEqual({});
  });

  test("that cannot be taken are named, and none of the others is set", async () => {
    const ctx = await makeWorkspace(db);
    const form = formIn(await call(ctx, "limits_form", {}));
    const wrong = {
      cap_day: "50만원",
      cap_month: "NaN",
      changes_hour: "0",
      hours_from: "19",
      hours_to: "9",
      media: "",
    };
    const back = formIn(await submit(ctx, form, wrong));

    expect(errorsOf(back)).toEqual(["cap_month", "changes_hour", "hours_to", "media"]);
    expect(back.fields?.find(({ name }) => name === "cap_day")?.value).toBe("50만원");
    expect(await findGuardrails(ctx)).toEqual({});
    // Sent again with its faults mended, all of it counts.
    await submit(ctx, back, { ...wrong, cap_month: "5M", changes_hour: "3", hours_to: "20", media: "meta" });
    expect(Object.keys(await findGuardrails(ctx)).toSorted()).toEqual([
      "cap_day",
      "cap_month",
      "changes_hour",
      "hours",
      "media",
    ]);
  });

  test.each(["project_manager", "member", "viewer"] as const)(
    "are not a %s's to see or send",
    async (role) => {
      const other = await joinWorkspace(await makeWorkspace(db), role);

      await expect(call(other, "limits_form", {})).rejects.toMatchObject({ code: "forbidden" });
      await expect(
        call(other, "change_limits_by_form", { seen: {}, values: { cap_day: "1M" } }),
      ).rejects.toMatchObject({
        code: "forbidden",
      });
    },
  );
});
