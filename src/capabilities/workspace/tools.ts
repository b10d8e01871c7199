// People, roles and how far automation may go: what the agent may show and propose. No change is carried out yet.

import { z } from "zod";
import { words } from "../../core/locale.ts";
import { Role } from "../../core/roles.ts";
import { SpokenMoney } from "../../core/slots.ts";
import { type Wish, wishTool } from "../not-yet.ts";
import { defineTool, type Tool } from "../tool.ts";
import { doorTools } from "./door-tools.ts";
import { outsideTools } from "./outside-tools.ts";
import { rolesCard } from "./roles-card.ts";

const set: Wish<SetRole> = {
  lacking: ({ person, role }) => [...(person ? [] : ["person"]), ...(role ? [] : ["role"])],
  what: words("초대와 역할 변경", "Inviting people and changing roles"),
  needs: words(
    "관리자가 버튼으로 확인하는 절차가 필요하고, 준비 중이에요.",
    "It needs an admin's confirmation by button, which is on its way.",
  ),
  today: words(
    "새 사람이 메시지를 보내면 관리자에게 역할을 고르는 카드가 가요.",
    "When a new person writes, admins get a card to choose their role.",
  ),
};
const autonomy: Wish<SetAutonomy> = {
  lacking: ({ autonomy: level }) => (level ? [] : ["target"]),
  what: words("자율 단계 변경", "Changing how far automation goes"),
  needs: words(
    "한도와 승인 절차가 먼저 갖춰져야 하고, 준비 중이에요.",
    "It needs spending limits and approvals first, which are on their way.",
  ),
  today: words(
    "지금은 모든 변경이 사람의 승인을 기다려요.",
    "Today every change waits for a person's approval.",
  ),
};

export const ShowRoles = z.object({
  action: z.enum(["show_role", "list_permissions"]).default("list_permissions"),
  person: z.string().optional(),
  role: Role.optional(),
  threshold: SpokenMoney.optional().describe("An amount named in a question about who may approve."),
});
export type ShowRoles = z.output<typeof ShowRoles>;

export const SetRole = z.object({
  action: z.enum(["invite", "set_role"]),
  person: z.string().optional().describe("Name or address, as written."),
  role: Role.optional(),
});
export type SetRole = z.output<typeof SetRole>;

export const SetAutonomy = z.object({
  autonomy: z.enum(["suggest", "act_on_approval", "autonomous"]).optional(),
});
export type SetAutonomy = z.output<typeof SetAutonomy>;

export const workspaceTools: readonly Tool[] = [
  defineTool({
    name: "show_roles",
    about: "Show who has which role and what each role may do.",
    effect: "read",
    input: ShowRoles,
    run: async (ctx, { person, role }) => ({
      card: await rolesCard(ctx, { person, role }),
      facts: { roles: person ?? role ?? "all" },
    }),
  }),
  ...doorTools,
  ...outsideTools,
  wishTool(
    {
      name: "set_role",
      about: "Propose to invite a person or to change a role.",
      effect: "write",
      action: "workspace.set_role",
      input: SetRole,
    },
    set,
  ),
  wishTool(
    {
      name: "set_autonomy",
      about: "Propose how far automation may go: suggest, act on approval, autonomous.",
      effect: "write",
      action: "workspace.set_autonomy",
      input: SetAutonomy,
    },
    autonomy,
  ),
];
