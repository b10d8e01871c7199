import { describe, expect, it } from "vitest";
import { z } from "zod";
import { act } from "../../src/agent/act.ts";
import { talkTools } from "../../src/agent/talk/talk-tools.ts";
import { matrix } from "../../src/capabilities/matrix.ts";
import { tools as registered } from "../../src/capabilities/registry.ts";
import { isForWords } from "../../src/capabilities/tool.ts";
import { Failure } from "../../src/core/failure.ts";
import { Role } from "../../src/core/roles.ts";
import { cardOf, makeCtx, toolOf, won } from "./support.ts";

const quiet = (): void => undefined;
const run = () => Promise.resolve({ card: cardOf(won(1)), facts: {} });
const tools = [
  toolOf("look", z.object({}), run, "read"),
  toolOf("change", z.object({ id: z.string() }), run, "write"),
  toolOf("buy", z.object({}), run, "spend"),
  { ...toolOf("name_admin", z.object({}), run, "write"), action: "workspace.set_role" },
  ...[...registered.filter(isForWords), ...talkTools].map((tool) => ({
    ...tool,
    input: z.looseObject({}),
    run,
  })),
];

const everyone = Role.options;
const members: readonly Role[] = ["company_admin", "project_manager", "member"];
const managers: readonly Role[] = ["company_admin", "project_manager"];
const admins: readonly Role[] = ["company_admin"];
const made: Record<string, readonly Role[]> = {
  look: everyone,
  change: members,
  buy: managers,
  name_admin: admins,
};
const offered = tools.map(({ name }) => name).filter((name) => !(name in made));
const may: Record<string, readonly Role[]> = {
  ...made,
  ...Object.fromEntries(offered.map((name) => [name, matrix[name]?.roles ?? []])),
};

async function outcome(role: Role, tool: string): Promise<string> {
  try {
    await act(makeCtx({ role }), tools, { tool, input: { id: "x" } }, quiet);
    return "ran";
  } catch (error) {
    return error instanceof Failure ? error.code : "bug";
  }
}

describe("the gate", () => {
  it.each(Object.keys(may).flatMap((tool) => Role.options.map((role) => [role, tool] as const)))(
    "%s and %s: as the table says",
    async (role, tool) => {
      expect(await outcome(role, tool)).toBe(may[tool]?.includes(role) ? "ran" : "forbidden");
    },
  );

  it("tells who may, in both languages", async () => {
    const refused = await act(makeCtx({ role: "viewer" }), tools, { tool: "buy", input: {} }, quiet).catch(
      (error: unknown) => error,
    );

    expect(refused).toBeInstanceOf(Failure);
    expect((refused as Failure).texts.next).toEqual({
      ko: "관리자, 매니저 역할이 할 수 있어요. 관리자에게 요청해 주세요.",
      en: "It is open to admins and managers. Please ask an admin.",
    });
  });

  it("refuses a tool that does not exist and arguments that do not fit", async () => {
    expect(await outcome("company_admin", "approve")).toBe("not_found");
    await expect(act(makeCtx(), tools, { tool: "change", input: { id: 7 } }, quiet)).rejects.toMatchObject({
      code: "invalid",
    });
  });
});
