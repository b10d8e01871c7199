// People, roles and the door: what the agent may show, and what the buttons of its cards do.

import { z } from "zod";
import { Role } from "../../core/roles.ts";
import { SpokenMoney } from "../../core/slots.ts";
import { defineTool, type Tool } from "../tool.ts";
import { doorTools } from "./door-tools.ts";
import { installTools } from "./install-tools.ts";
import { outsideTools } from "./outside-tools.ts";
import { policyTools } from "./policy-tools.ts";
import { peopleTools } from "./people-tools.ts";
import { rolesCard } from "./roles-card.ts";

export const ShowRoles = z.object({
  action: z.enum(["show_role", "list_permissions"]).default("list_permissions"),
  person: z.string().optional(),
  role: Role.optional(),
  threshold: SpokenMoney.optional().describe("An amount named in a question about who may approve."),
});
export type ShowRoles = z.output<typeof ShowRoles>;

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
  ...installTools,
  ...outsideTools,
  ...peopleTools,
  ...policyTools,
];
