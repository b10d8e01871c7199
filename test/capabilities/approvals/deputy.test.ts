// Naming a deputy: proposed by words, what is open is asked, made so by one's own press.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { deputyTools } from "../../../src/capabilities/approvals/deputy-tools.ts";
import { listDeputies } from "../../../src/capabilities/approvals/deputies.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import type { ToolResult } from "../../../src/capabilities/tool.ts";
import type { Choice } from "../../../src/core/card/choice.ts";
import { Failure } from "../../../src/core/failure.ts";
import type { Db } from "../../../src/db/db.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { joinWorkspace, makeWorkspace } from "../../support/workspace.ts";

let db: Db;
beforeAll(async () => void (db = await openTestDb()));
afterAll(() => closeTestDb(db));

function run(ctx: Ctx, name: string, input: object): Promise<ToolResult> {
  const tool = deputyTools.find((one) => one.name === name);
  if (!tool) throw new Error(`no tool ${name}`);
  return tool.run(ctx, tool.input.parse(input), () => {});
}

function choicesOf({ card }: ToolResult): Choice[] {
  return card.parts.flatMap((part) => ("choices" in part ? part.choices : []));
}

const inputOf = ({ press }: Choice) => ("input" in press ? press.input : {});

describe("somebody to stand in", () => {
  test("with a name and days is one press away", async () => {
    const manager = await makeWorkspace(db, { role: "project_manager" });
    await joinWorkspace(manager, "member");

    const proposed = await run(manager, "set_deputy", {
      person: "박동료",
      from: "2026-11-23",
      to: "2026-11-29",
    });
    expect(await listDeputies(manager)).toEqual([]);
    await run(manager, "apply_deputy", inputOf(choicesOf(proposed)[0]!));

    expect((await listDeputies(manager)).map(({ from, to }) => `${from}..${to}`)).toEqual([
      "2026-11-23..2026-11-29",
    ]);
  });

  test("without a name is asked for among those who could", async () => {
    const manager = await makeWorkspace(db, { role: "project_manager" });
    await joinWorkspace(manager, "member");
    await joinWorkspace(manager, "viewer");

    const asked = await run(manager, "set_deputy", { naming: true, to: "2026-11-30" });

    expect(asked.facts).toEqual({ asked: ["person"] });
    expect(choicesOf(asked).map(inputOf)).toEqual([{ naming: true, person: "박동료", to: "2026-11-30" }]);
  });

  test("without an end is asked until when, each answer a press", async () => {
    const manager = await makeWorkspace(db, { role: "project_manager" });
    await joinWorkspace(manager, "member");

    const asked = await run(manager, "set_deputy", { person: "박동료", from: "2026-11-23" });

    expect(asked.facts).toMatchObject({ asked: ["time"] });
    expect(choicesOf(asked).map((choice) => inputOf(choice)["to"])).toEqual([
      "2026-11-23",
      "2026-11-29",
      "2026-12-06",
    ]);
  });

  test("on days that are over is refused", async () => {
    const manager = await makeWorkspace(db, { role: "project_manager" });
    await joinWorkspace(manager, "member");

    await expect(
      run(manager, "set_deputy", { person: "박동료", from: "2026-11-01", to: "2026-11-05" }),
    ).rejects.toThrow(Failure);
  });
});
