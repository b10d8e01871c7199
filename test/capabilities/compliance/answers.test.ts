// Findings answered by people, counted by rule; many clear answers about a brand rule ask an admin, about laws they only say so.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decide } from "../../../src/capabilities/approvals/approvals.ts";
import { approvedActions } from "../../../src/capabilities/campaigns/actions.ts";
import { adviceOn } from "../../../src/capabilities/compliance/answers/advice.ts";
import { answerFindings } from "../../../src/capabilities/compliance/answers/answers.ts";
import { answerTools } from "../../../src/capabilities/compliance/answers/tools.ts";
import { askByAnswers } from "../../../src/capabilities/compliance/answers/severity-request.ts";
import { OwnPolicy } from "../../../src/capabilities/compliance/brand/rule.ts";
import { addBrandRules, listBrandRules } from "../../../src/capabilities/compliance/brand/rules.ts";
import type { ReviewAsk } from "../../../src/capabilities/compliance/judging.ts";
import { reviewAndKeep } from "../../../src/capabilities/compliance/reviews.ts";
import { complianceTools } from "../../../src/capabilities/compliance/tools.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import type { ToolResult } from "../../../src/capabilities/tool.ts";
import { cardText } from "../../../src/core/card/plain/plain.ts";
import type { Db } from "../../../src/db/db.ts";
import { asOwner, closeTestDb, openTestDb } from "../../support/database.ts";
import { joinWorkspace, makeWorkspace } from "../../support/workspace.ts";

let db: Db;
beforeAll(async () => void (db = await openTestDb()));
afterAll(() => closeTestDb(db));

const tools = [
  ...answerTools,
  ...complianceTools({ brandFacts: async () => ({}), find: async () => undefined } as never),
];

function run(ctx: Ctx, name: string, input: object): Promise<ToolResult> {
  const tool = tools.find((one) => one.name === name);
  if (!tool) throw new Error(`no tool ${name}`);
  return tool.run(ctx, tool.input.parse(input), () => {});
}

const ask = (text: string): ReviewAsk => ({
  kind: "text",
  label: "",
  texts: [{ label: "", text, runsOn: "meta_feed", field: "body" }],
  trade: "ecommerce",
  jurisdictions: ["KR"],
  lang: "ko",
});

function answersIn({ workspaceId }: Ctx): Promise<Record<string, unknown>[]> {
  return asOwner(
    db,
    `select answer, source, reason from finding_answer where workspace_id = '${workspaceId}' order by answered_at`,
  );
}

/** A rule of the brand's own that is on, by its number 1. */
async function bannedWord(ctx: Ctx, severity: "note" | "fix" | "block" = "fix"): Promise<void> {
  await addBrandRules(ctx, [
    { policy: OwnPolicy.parse({ severity, check: { existence: { terms: ["꿀템"] } } }) },
  ]);
}

/** That many texts with the word, each answered; the last answer goes through the tool, which may ask an admin. */
async function answered(ctx: Ctx, count: number, answer: "right" | "wrong"): Promise<ToolResult> {
  let last: ToolResult | undefined;
  for (let at = 0; at < count; at += 1) {
    const { id } = await reviewAndKeep(ctx, ask(`꿀템 모음 ${ctx.role} ${answer} ${at}편`));
    const input = { reviewId: id, places: [0], answer };
    if (at < count - 1) await answerFindings(ctx, input);
    else last = await run(ctx, "answer_finding", input);
  }
  if (!last) throw new Error("nothing was answered");
  return last;
}

describe("an answer", () => {
  it("is kept once per person, is changed by the next one, and stands in the ledger", async () => {
    const ctx = await makeWorkspace(db);
    const other = await joinWorkspace(ctx, "member");
    const { id } = await reviewAndKeep(ctx, ask("국내 판매 1위 이불"));

    await run(ctx, "answer_finding", { reviewId: id, places: [0], answer: "right" });
    await run(ctx, "answer_finding", { reviewId: id, places: [0], answer: "wrong", reason: "제품 이름" });
    await run(other, "answer_finding", { reviewId: id, places: [0], answer: "fixed" });

    expect(await answersIn(ctx)).toEqual(
      expect.arrayContaining([
        { answer: "wrong", source: "person", reason: "제품 이름" },
        { answer: "fixed", source: "person", reason: "" },
      ]),
    );
    expect(await answersIn(ctx)).toHaveLength(2);
    const rows = await asOwner(
      db,
      `select before from ledger where workspace_id = '${ctx.workspaceId}' and action = 'finding.answer' order by seq`,
    );
    expect(rows.map(({ before }) => before)).toEqual([
      { answers: [null] },
      { answers: ["right"] },
      { answers: [null] },
    ]);
  });

  it("is refused from a viewer and for what is not there", async () => {
    const ctx = await makeWorkspace(db);
    const viewer = await joinWorkspace(ctx, "viewer");
    const stranger = await makeWorkspace(db);
    const { id } = await reviewAndKeep(ctx, ask("국내 판매 1위 이불"));
    const input = { reviewId: id, places: [0], answer: "right" };

    await expect(run(viewer, "answer_finding", input)).rejects.toMatchObject({ code: "forbidden" });
    await expect(run(stranger, "answer_finding", input)).rejects.toMatchObject({ code: "not_found" });
    await expect(run(ctx, "answer_finding", { ...input, places: [99] })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(run(stranger, "answer_finding", { answer: "right" })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("stands to be pressed on the card, and 'wrong' asks for the reason", async () => {
    const ctx = await makeWorkspace(db);
    const { card } = await run(ctx, "review_compliance", { text: "국내 판매 1위 이불" });
    const forms = card.parts.filter((part) => part.kind === "form");

    expect(forms[0]?.choices.map(({ label }) => label)).toEqual(["고쳤어요", "맞는 지적", "잘못 짚음"]);
    const press = forms[0]?.choices[2]?.press;
    if (!press || !("input" in press)) throw new Error("no press");
    const noted = await run(ctx, press.action, press.input);

    expect(cardText(noted.card)).toContain("‘잘못 짚음’이라고 남겼어요");
    const reason = noted.card.parts.find((part) => part.kind === "form" && part.fields);
    const send = reason?.kind === "form" ? reason.choices[0]?.press : undefined;
    if (!send || !("input" in send)) throw new Error("no form");
    await run(ctx, send.action, { ...send.input, values: { reason: "제품 이름이에요" } });
    expect(await answersIn(ctx)).toEqual([{ answer: "wrong", source: "person", reason: "제품 이름이에요" }]);
  });

  it("in words means the last review; where it found several, the number says which", async () => {
    const ctx = await makeWorkspace(db);
    const text = "국내 최저가 이불, 세계 최초 기술로 만든 100% 완벽한 제품";
    const kept = await reviewAndKeep(ctx, ask(text));
    const findings = kept.judged[0]?.review.findings ?? [];
    expect(findings.length).toBeGreaterThan(1);

    const which = await run(ctx, "answer_finding", { answer: "right" });
    expect(await answersIn(ctx)).toEqual([]);
    expect(which.card.parts.filter((part) => part.kind === "form")).toHaveLength(findings.length);
    await run(ctx, "answer_finding", { answer: "right", nth: 2 });

    const rows = await asOwner(
      db,
      `select place from finding_answer where workspace_id = '${ctx.workspaceId}'`,
    );
    expect(rows).toEqual([{ place: 1 }]);
  });

  it("is given by itself by whoever comes back with the rewrite", async () => {
    const ctx = await makeWorkspace(db);
    await bannedWord(ctx);
    const { judged } = await reviewAndKeep(ctx, ask("여름 꿀템 모음"));
    const rewrite = judged[0]?.review.rewrite;
    if (!rewrite) throw new Error("no rewrite");

    await reviewAndKeep(ctx, ask("여름 다른 모음"));
    expect(await answersIn(ctx)).toEqual([]);
    await reviewAndKeep(ctx, ask(rewrite));
    expect(await answersIn(ctx)).toEqual([{ answer: "fixed", source: "rewrite", reason: "" }]);
  });

  it("of a person stands against the one that is told from a rewrite", async () => {
    const ctx = await makeWorkspace(db);
    await bannedWord(ctx);
    const { id, judged } = await reviewAndKeep(ctx, ask("여름 꿀템 모음"));
    await answerFindings(ctx, { reviewId: id, places: [0], answer: "wrong" });

    await reviewAndKeep(ctx, ask(judged[0]?.review.rewrite ?? ""));

    expect(await answersIn(ctx)).toEqual([{ answer: "wrong", source: "person", reason: "" }]);
  });
});

it("a reason is kept with the contacts in it masked", async () => {
  const bare = await makeWorkspace(db);
  const ctx = { ...bare, contacts: new Map([["010-****-6789", "010-2345-6789"]]) };
  await bannedWord(ctx);
  const { id } = await reviewAndKeep(ctx, ask("여름 꿀템 모음"));

  await answerFindings(ctx, { reviewId: id, places: [0], answer: "wrong", reason: "010-2345-6789 님 말" });

  expect(await answersIn(ctx)).toEqual([
    { answer: "wrong", source: "person", reason: "010-****-6789 님 말" },
  ]);
});

describe("statistics", () => {
  it("count different texts that fired, answers by kind, holds, and the days asked for", async () => {
    const ctx = await makeWorkspace(db);
    await bannedWord(ctx, "block");
    const first = await reviewAndKeep(ctx, ask("꿀템 하나"));
    await reviewAndKeep(ctx, ask("꿀템 하나"));
    await reviewAndKeep(ctx, ask("꿀템 둘"));
    await reviewAndKeep(ctx, ask("국내 판매 1위 이불"));
    await answerFindings(ctx, { reviewId: first.id, places: [0], answer: "wrong" });

    const { card, facts } = await run(ctx, "rule_statistics", {});
    const earlier = await run(ctx, "rule_statistics", { from: "2026-10-01", to: "2026-10-31" });

    expect(facts).toMatchObject({
      rules: [
        { rule: "brand.own.1", fired: 2, held: 2, wrong: 1, changed: 0, setAside: 0 },
        { rule: "kr.fla.superlative-unproven", fired: 1, held: 0, wrong: 0 },
      ],
    });
    expect(cardText(card)).toContain("1. ‘꿀템’ 쓰지 않기");
    expect(cardText(earlier.card)).toContain("이 기간에 걸린 규칙이 없어요");
  });

  it("are of one workspace only", async () => {
    const ctx = await makeWorkspace(db);
    const other = await makeWorkspace(db);
    await reviewAndKeep(ctx, ask("국내 판매 1위 이불"));

    expect((await run(other, "rule_statistics", {})).facts).toMatchObject({ rules: [] });
  });

  it("say where a law is doubted, and ask nobody about it", async () => {
    const ctx = await makeWorkspace(db);
    for (let at = 0; at < 8; at += 1) {
      const { id } = await reviewAndKeep(ctx, ask(`국내 판매 1위 이불 ${at}편`));
      await run(ctx, "answer_finding", { reviewId: id, places: [0], answer: "wrong", reason: "이름" });
    }

    const { card } = await run(ctx, "rule_statistics", {});

    expect(cardText(card)).toContain("팀이 자주 ‘잘못 짚음’이라고 답해요");
    expect(card.parts.some((part) => part.kind === "proposal")).toBe(false);
    expect(await asOwner(db, `select id from approval where workspace_id = '${ctx.workspaceId}'`)).toEqual(
      [],
    );
    const { judged } = await reviewAndKeep(ctx, ask("국내 판매 1위 이불"));
    expect(judged[0]?.review.findings[0]?.severity).toBe("fix");
  });
});

describe("advice", () => {
  it("waits for eight answers and looks at how sure they are", () => {
    expect(adviceOn("fix", { agree: 0, wrong: 7 })).toBeUndefined();
    expect(adviceOn("fix", { agree: 4, wrong: 6 })).toBeUndefined();
    expect(adviceOn("fix", { agree: 0, wrong: 8 })).toEqual({ kind: "severity", to: "note" });
    expect(adviceOn("block", { agree: 1, wrong: 8 })).toEqual({ kind: "severity", to: "fix" });
    expect(adviceOn("note", { agree: 0, wrong: 8 })).toEqual({ kind: "off" });
    expect(adviceOn("fix", { agree: 0, wrong: 12 })).toEqual({ kind: "off" });
    expect(adviceOn("note", { agree: 11, wrong: 0 })).toBeUndefined();
    expect(adviceOn("note", { agree: 12, wrong: 0 })).toEqual({ kind: "severity", to: "fix" });
    expect(adviceOn("fix", { agree: 40, wrong: 0 })).toBeUndefined();
  });

  it("asks an admin, changes nothing by itself, and their approval does", async () => {
    const ctx = await makeWorkspace(db);
    const manager = await joinWorkspace(ctx, "project_manager");
    const member = await joinWorkspace(ctx, "member");
    await bannedWord(ctx);

    const early = await answered(ctx, 7, "wrong");
    const late = await answered(member, 1, "wrong");

    expect(early.facts).not.toHaveProperty("approval");
    expect(cardText(late.card)).toContain("관리자에게 물었어요");
    expect(late.card.parts.some((part) => part.kind === "proposal")).toBe(false);
    const { approval } = late.facts as { approval: { id: string } };
    expect((await listBrandRules(ctx))[0]?.policy.severity).toBe("fix");
    const shown = await run(ctx, "rule_statistics", {});
    expect(shown.card.parts.find((part) => part.kind === "proposal")).toMatchObject({
      choices: [{ label: "승인" }, expect.anything()],
    });
    const approve = { id: approval.id, decision: "approve" as const };
    await expect(decide(manager, approve, approvedActions)).rejects.toMatchObject({ code: "forbidden" });
    await decide(ctx, approve, approvedActions);
    expect((await listBrandRules(ctx))[0]).toMatchObject({ version: 2, policy: { severity: "note" } });
  });

  it("asks once where several people answer at the same moment", async () => {
    const ctx = await makeWorkspace(db);
    await bannedWord(ctx);
    const reviews = [];
    for (let at = 0; at < 10; at += 1) reviews.push(await reviewAndKeep(ctx, ask(`꿀템 모음 ${at}편`)));
    const last = reviews.splice(7);
    for (const { id } of reviews) await answerFindings(ctx, { reviewId: id, places: [0], answer: "wrong" });

    const people = [ctx, await joinWorkspace(ctx, "member"), await joinWorkspace(ctx, "member")];
    await Promise.all(
      people.map((person, at) =>
        run(person, "answer_finding", { reviewId: last[at]?.id, places: [0], answer: "wrong" }),
      ),
    );

    const asked = await asOwner(db, `select state from approval where workspace_id = '${ctx.workspaceId}'`);
    expect(asked).toEqual([{ state: "waiting" }]);
  });

  it("held up between the look and the request asks for nothing that was asked meanwhile", async () => {
    const ctx = await makeWorkspace(db);
    await bannedWord(ctx);
    for (let at = 0; at < 12; at += 1) {
      const { id } = await reviewAndKeep(ctx, ask(`꿀템 모음 ${at}편`));
      await answerFindings(ctx, { reviewId: id, places: [0], answer: "wrong" });
    }

    const requests = await Promise.all([1, 2, 3, 4].map(() => askByAnswers(ctx, "brand.own.1")));

    expect(requests.filter((one) => one !== undefined)).toHaveLength(1);
  });

  it("lost with its process is asked for by the next answer", async () => {
    const ctx = await makeWorkspace(db);
    await bannedWord(ctx);
    let reviewId = "";
    for (let at = 0; at < 8; at += 1) {
      reviewId = (await reviewAndKeep(ctx, ask(`꿀템 모음 ${at}편`))).id;
      await answerFindings(ctx, { reviewId, places: [0], answer: "wrong" });
    }

    const { facts } = await run(ctx, "answer_finding", { reviewId, places: [0], answer: "wrong" });

    expect(facts).toHaveProperty("approval");
  });

  it("once rejected is not given again for the same answers", async () => {
    const ctx = await makeWorkspace(db);
    await bannedWord(ctx);
    const { facts } = await answered(ctx, 8, "wrong");
    const { approval } = facts as { approval: { id: string } };
    await decide(ctx, { id: approval.id, decision: "reject" }, approvedActions);

    const again = await answered({ ...ctx, now: ctx.now.add({ hours: 1 }) }, 3, "wrong");

    expect(again.facts).not.toHaveProperty("approval");
    expect((await listBrandRules(ctx))[0]).toMatchObject({ version: 1, state: "on" });
  });
});
