// The one table of who may start what and what comes of it, whole: role × tool × level of automation × whose request it is.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { act } from "../../src/agent/act.ts";
import { explainFigure } from "../../src/agent/explain-figure.ts";
import { talkTools } from "../../src/agent/talk/talk-tools.ts";
import {
  type ApprovedActions,
  decide,
  propose,
  runByItself,
} from "../../src/capabilities/approvals/approvals.ts";
import type { Ctx } from "../../src/capabilities/context.ts";
import { setAutonomy } from "../../src/capabilities/limits/limits.ts";
import { comesOf, matrix } from "../../src/capabilities/matrix.ts";
import { tools as registered } from "../../src/capabilities/registry.ts";
import { Failure } from "../../src/core/failure.ts";
import { words } from "../../src/core/locale.ts";
import { Role, roleLabels } from "../../src/core/roles.ts";
import { type Db } from "../../src/db/db.ts";
import { closeTestDb, openTestDb } from "../support/database.ts";
import { joinWorkspace, makeWorkspace } from "../support/workspace.ts";
import { cardOf, makeCtx, won } from "./support.ts";

const tools = [...registered, explainFigure, ...talkTools];
const levels = ["suggest", "act_on_approval", "autonomous"] as const;

test("every tool has one row and every row its tool", () => {
  expect(Object.keys(matrix).toSorted()).toEqual(tools.map(({ name }) => name).toSorted());
});

test("README shows the table as it is", () => {
  const readme = readFileSync(join(import.meta.dirname, "../../README.md"), "utf8");
  const lines = Object.entries(matrix).map(([name, { roles, ends }]) => {
    const marks = Role.options.map((role) => (roles.includes(role) ? "●" : ""));
    return `| \`${name}\` | ${ends} | ${marks.join(" | ")} |`;
  });

  expect(Role.options.map((role) => roleLabels[role].en)).toEqual(["admin", "manager", "member", "viewer"]);
  expect(lines.filter((line) => !readme.includes(line))).toEqual([]);
});

describe("the gate", () => {
  const quiet = (): void => undefined;
  const made = tools.map((tool) => ({
    ...tool,
    input: z.looseObject({}),
    action: typeof tool.action === "function" ? `${tool.name}.any` : (tool.action ?? tool.name),
    run: () => Promise.resolve({ card: cardOf(won(1)), facts: {} }),
  }));

  test.each(Role.options)("lets %s start what the table says and nothing else", async (role) => {
    const came: Record<string, boolean> = {};
    for (const { name } of made)
      came[name] = await act(makeCtx({ role }), made, { tool: name, input: {} }, quiet).then(
        () => true,
        (error: unknown) => !(error instanceof Failure && error.code === "forbidden"),
      );

    const table = Object.entries(matrix).map(([name, { roles }]) => [name, roles.includes(role)]);
    expect(came).toEqual(Object.fromEntries(table));
  });
});

describe("a request and its decision", () => {
  let db: Db;
  beforeAll(async () => {
    db = await openTestDb();
  });
  afterAll(() => closeTestDb(db));

  const kind = "campaign.pause";
  const actions: ApprovedActions = {
    [kind]: { lowersRisk: () => true, isSmall: () => true, begin: async () => "running" },
  };
  let asked = 0;
  const request = (ctx: Ctx) =>
    propose(ctx, {
      kind,
      subject: `s${++asked}`,
      exact: { asked },
      title: words("요청", "request"),
      diff: [],
    });
  const codeOf = (error: unknown): string => (error instanceof Failure ? error.code : "bug");

  const cases = Role.options.flatMap((role) => levels.map((level) => [role, level] as const));

  test.each(cases)("%s at %s: as the table says, own or another's", async (role, level) => {
    const admin = await makeWorkspace(db);
    const person = await joinWorkspace(admin, role);
    await setAutonomy(admin, { kind: "*", level });

    const comes = await request(person).then(
      async (one) => {
        const { state } = await runByItself(person, one, actions);
        return state === "approved" ? "begins" : level === "suggest" ? "suggested" : "waits";
      },
      (error: unknown) => codeOf(error),
    );
    const decisionOn = async (by: Ctx): Promise<string> => {
      const { id, planHash } = await request(by);
      return decide(person, { id, planHash, decision: "approve" }, actions).then(
        () => "begins",
        (error: unknown) => codeOf(error),
      );
    };

    expect(comes).toBe(comesOf(matrix["pause_campaign"]!, role, level));
    expect(await decisionOn(admin)).toBe(comesOf(matrix["decide_approval"]!, role, level));
    // A viewer has no request of their own: asking is what the table forbids them.
    expect(await decisionOn(person).catch(codeOf)).toBe(comesOf(matrix["decide_approval"]!, role, level));
  });

  test("text from outside keeps a request waiting at every level", async () => {
    const admin = await makeWorkspace(db);
    await setAutonomy(admin, { kind: "*", level: "autonomous" });
    const tainted = { ...admin, tainted: true };

    expect((await runByItself(tainted, await request(tainted), actions)).state).toBe("waiting");
  });

  test("the same holds outside the hours in which automation may act, and for what is not small", async () => {
    const admin = await makeWorkspace(db);
    await setAutonomy(admin, { kind: "*", level: "autonomous" });
    const large: ApprovedActions = { [kind]: { ...actions[kind]!, isSmall: () => false } };

    expect((await runByItself(admin, await request(admin), large)).state).toBe("waiting");
  });
});
