// The only road to an effect, whoever asks: the tool, then the role, then the arguments, then whether text from outside
// had a say in it, then the run. Contacts of the message are whole on this side of it alone.

import type { Ctx } from "../capabilities/context.ts";
import { matrix } from "../capabilities/matrix.ts";
import { actionOf, type Tool, type ToolResult } from "../capabilities/tool.ts";
import type { Card } from "../core/card/card.ts";
import { Failure } from "../core/failure.ts";
import { type Words, words } from "../core/locale.ts";
import { mayDo, Role } from "../core/roles.ts";
import { maskedCard, maskedFailure, maskedOutlets, maskedResult, withContacts } from "./masked.ts";
import { onlyProposed, proposalOf, type Standing } from "./taint.ts";

export type Act = { tool: string; input: unknown };

const roleWords: Readonly<Record<Role, Words>> = {
  company_admin: words("관리자", "admins"),
  project_manager: words("매니저", "managers"),
  member: words("멤버", "members"),
  viewer: words("뷰어", "viewers"),
};

/**
 * @param tools all that exist, whatever the model was offered
 * @param standing where the request comes from; a press or a file of a person is their own
 * @throws Failure "not_found" for an unknown tool, "forbidden" with who may, "invalid" for arguments that do not fit;
 *   the reason of `ctx.signal` when it is aborted
 */
export async function act(
  asker: Ctx,
  tools: readonly Tool[],
  { tool: name, input }: Act,
  progress: (card: Card) => void,
  standing: Standing = { tainted: false },
): Promise<ToolResult> {
  const { tool, ctx, given } = admitted(asker, tools, { tool: name, input });
  ctx.signal?.throwIfAborted();
  const here = maskedOutlets(standing.tainted ? { ...ctx, tainted: true } : ctx);
  const proposed = onlyProposed(tool.effect, standing);
  try {
    const result = proposed
      ? await proposalOf(here, tool, given)
      : await tool.run(here, given, (card) => progress(maskedCard(ctx, card)));
    return maskedResult(ctx, result);
  } catch (error) {
    throw maskedFailure(ctx, error);
  }
}

/** The tool with what it is given, its contacts whole, once whoever asks may call it. @throws as `act` does */
export function admitted(
  asker: Ctx,
  tools: readonly Tool[],
  { tool: name, input }: Act,
): { tool: Tool; ctx: Ctx; given: unknown } {
  const tool = tools.find((one) => one.name === name);
  if (!tool) throw unknownTool(name);
  const { ctx, given } = withContacts(asker, input);
  const action = actionOf(tool, given);
  const listed = matrix[name]?.roles.includes(ctx.role) ?? true;
  if (!listed || !mayDo(ctx.role, action, tool.effect)) throw forbidden(tool, action, ctx.role);
  const checked = tool.input.safeParse(given);
  if (!checked.success) throw new Failure("invalid", `${name}: ${checked.error.message}`);
  return { tool, ctx, given };
}

function unknownTool(name: string): Failure {
  return new Failure("not_found", `unknown tool ${name}`, {
    say: words("그런 기능은 없어요.", "There is no such function."),
    next: words(
      "'뭐 할 수 있어?'라고 물어보시면 할 수 있는 일을 알려 드려요.",
      "Ask “what can you do?” to see what works.",
    ),
  });
}

function forbidden(tool: Tool, action: string, role: Role): Failure {
  const may = Role.options.filter((one) => mayDo(one, action, tool.effect));
  const ko = may.map((one) => roleWords[one].ko).join(", ");
  const en = may.map((one) => roleWords[one].en).join(" and ");
  return new Failure("forbidden", `${role} may not ${tool.name}`, {
    say: words("지금 역할로는 이 작업을 할 수 없어요.", "Your role does not allow this."),
    next: words(
      `${ko} 역할이 할 수 있어요. 관리자에게 요청해 주세요.`,
      `It is open to ${en}. Please ask an admin.`,
    ),
  });
}
