// Who may do what, as one table: role × effect and the exceptions by ledger action or tool.

import { z } from "zod";

export const Role = z.enum(["company_admin", "project_manager", "member", "viewer"]);
export type Role = z.output<typeof Role>;

export const Effect = z.enum(["read", "write", "spend"]);
export type Effect = z.output<typeof Effect>;

const byEffect: Readonly<Record<Effect, readonly Role[]>> = {
  read: ["company_admin", "project_manager", "member", "viewer"],
  write: ["company_admin", "project_manager", "member"],
  spend: ["company_admin", "project_manager"],
};

/** Actions whose circle is narrower than that of their effect. Keys are ledger actions (`thing.verb`). */
const byAction: Readonly<Record<string, readonly Role[]>> = {
  "workspace.set_role": ["company_admin"],
  "room.bind": ["company_admin"],
  "room.unbind": ["company_admin"],
  "person.admit": ["company_admin"],
};

export function mayDo(role: Role, action: string, effect: Effect): boolean {
  return (byAction[action] ?? byEffect[effect]).includes(role);
}
