// Who may do what, as one table: role × effect and the exceptions by ledger action or tool.

import { z } from "zod";
import { type Words, words } from "./locale.ts";

export const Role = z.enum(["company_admin", "project_manager", "member", "viewer"]);
export type Role = z.output<typeof Role>;

export const roleLabels: Readonly<Record<Role, Words>> = {
  company_admin: words("관리자", "admin"),
  project_manager: words("매니저", "manager"),
  member: words("멤버", "member"),
  viewer: words("뷰어", "viewer"),
};

export const Effect = z.enum(["read", "write", "spend"]);
export type Effect = z.output<typeof Effect>;

const byEffect: Readonly<Record<Effect, readonly Role[]>> = {
  read: ["company_admin", "project_manager", "member", "viewer"],
  write: ["company_admin", "project_manager", "member"],
  spend: ["company_admin", "project_manager"],
};

/** Actions whose circle is another than that of their effect. Keys are ledger actions (`thing.verb`). */
const byAction: Readonly<Record<string, readonly Role[]>> = {
  "feedback.list": ["company_admin", "project_manager"],
  "feedback.give": ["company_admin", "project_manager", "member", "viewer"],
  // Asking spends nothing; who decides is the request's own rule.
  "campaign.edit": ["company_admin", "project_manager", "member"],
  // Everybody's own conversations are their own to name.
  "conversation.rename": ["company_admin", "project_manager", "member", "viewer"],
  "workspace.set_role": ["company_admin"],
  "workspace.set_autonomy": ["company_admin"],
  "approval.decide": ["company_admin", "project_manager"],
  "approval.tell": ["company_admin", "project_manager", "member", "viewer"],
  "approval.press": ["company_admin", "project_manager", "member", "viewer"],
  "approval.deputy": ["company_admin", "project_manager"],
  "limits.set": ["company_admin"],
  // It costs money with every message.
  "workspace.set_push": ["company_admin"],
  // An address that is gone cannot be had back.
  "contact.erase": ["company_admin", "project_manager"],
  "review.set_aside": ["company_admin"],
  // Whoever sees something go wrong may stop it; letting it go on is an admin's decision.
  "automation.stop": ["company_admin", "project_manager", "member", "viewer"],
  "automation.resume": ["company_admin"],
  "room.bind": ["company_admin"],
  "room.unbind": ["company_admin"],
  "room.approve": ["company_admin"],
  "room.silence": ["company_admin"],
  "room.policy": ["company_admin"],
  "room.intake": ["company_admin"],
  "intake.show": ["company_admin"],
  "intake.offer": ["company_admin"],
  "intake.open": ["company_admin"],
  "intake.revoke": ["company_admin"],
  "person.admit": ["company_admin"],
  "person.turn_away": ["company_admin"],
  "person.invite": ["company_admin"],
  "person.remove": ["company_admin"],
  // Done by whoever comes in by a code, in the role it gives them; and by everybody to their own.
  "person.join": ["company_admin", "project_manager", "member", "viewer"],
  "person.set_reach": ["company_admin", "project_manager", "member", "viewer"],
  "person.link": ["company_admin", "project_manager", "member", "viewer"],
};

export function mayDo(role: Role, action: string, effect: Effect): boolean {
  return (byAction[action] ?? byEffect[effect]).includes(role);
}
