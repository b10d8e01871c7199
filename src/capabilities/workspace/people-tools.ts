// Inviting, changing roles, taking out, linking: words bring a card, and only a press of an admin on it changes anything.

import { z } from "zod";
import type { Card, Part } from "../../core/card/card.ts";
import { PersonId } from "../../core/ids.ts";
import { type Lang, say, type Words, words } from "../../core/locale.ts";
import { Role, roleLabels } from "../../core/roles.ts";
import type { Ctx } from "../context.ts";
import { defineTool, type Tool, type ToolResult } from "../tool.ts";
import { write } from "../write.ts";
import { closeInvites, CODE_MINUTES, INVITE_HOURS, issueInvite } from "./codes.ts";
import { type Left, removePerson } from "./leaving.ts";
import { Invited, setRoleCard } from "./people-cards.ts";
import { setRole } from "./people.ts";

export const SetRole = z.object({
  action: z.enum(["invite", "set_role", "remove"]),
  person: z.string().optional().describe("Name or address, as written."),
  role: Role.optional(),
});
export type SetRole = z.output<typeof SetRole>;

const InvitePerson = z.object({ role: Invited, person: z.string().max(80).optional() });
const ChangeRole = z.object({ personId: PersonId, role: Role, was: Role });
const OnePerson = z.object({ personId: PersonId });

const byPress = "Started by an admin's button only; never call it from words.";

const proposed = async (ctx: Ctx, input: SetRole): Promise<ToolResult> => setRoleCard(ctx, input);

export const peopleTools: readonly Tool[] = [
  defineTool({
    name: "set_role",
    about:
      "Show the card by which an admin invites somebody, changes a member's role or removes a member. It changes nothing by itself.",
    effect: "write",
    startedBy: "words",
    action: "workspace.set_role",
    input: SetRole,
    run: proposed,
    propose: proposed,
  }),
  defineTool({
    name: "invite_person",
    about: `Make a one-use invitation code with a role. ${byPress}`,
    effect: "write",
    startedBy: "press",
    action: "person.invite",
    input: InvitePerson,
    run: async (ctx, input) => invited(ctx, input, await invite(ctx, input)),
  }),
  defineTool({
    name: "change_role",
    about: `Give a member another role. ${byPress}`,
    effect: "write",
    startedBy: "press",
    action: "workspace.set_role",
    input: ChangeRole,
    run: async (ctx, input) => {
      const { name, role } = await setRole(ctx, input);
      // What they promised others as an admin is an admin's promise no more.
      if (input.was === "company_admin") await closeInvites(ctx.db, ctx.workspaceId, input.personId);
      const { ko, en } = roleLabels[role];
      return told(ctx, words(`${name} 님은 이제 ${ko}예요.`, `${name} is ${en} from now on.`), [
        undoRole(ctx.lang, input),
      ]);
    },
  }),
  defineTool({
    name: "remove_person",
    about: `Take a member out of the workspace. ${byPress}`,
    effect: "write",
    startedBy: "press",
    action: "person.remove",
    input: OnePerson,
    run: async (ctx, input) => {
      const { member, left } = await removePerson(ctx, input);
      return told(ctx, removed(member.name), leftParts(left, ctx.lang));
    },
  }),
  defineTool({
    name: "link_identity",
    about: "Make a one-use code that ties another account of the asker to them. Started by a button only.",
    effect: "write",
    startedBy: "press",
    action: "person.link",
    input: z.object({}),
    run: async (ctx) => linkable(ctx, await linkCode(ctx)),
  }),
];

async function invite(ctx: Ctx, { role, person }: z.output<typeof InvitePerson>): Promise<string> {
  await write(ctx, "person.invite", "write", async () => ({
    result: undefined,
    after: { role, ...(person && { person }) },
  }));
  return issueInvite(ctx.db, { workspaceId: ctx.workspaceId, invitedBy: personOf(ctx), role });
}

async function linkCode(ctx: Ctx): Promise<string> {
  const personId = personOf(ctx);
  await write(ctx, "person.link", "write", async () => ({ result: undefined, subject: personId }));
  return issueInvite(ctx.db, { workspaceId: ctx.workspaceId, invitedBy: personId, personId });
}

function personOf({ actor }: Ctx): PersonId {
  if (actor.kind !== "person") throw new Error("a press without a person");
  return actor.personId;
}

function invited(ctx: Ctx, { role, person }: z.output<typeof InvitePerson>, code: string): ToolResult {
  const { ko, en } = roleLabels[role];
  const whom = person === undefined ? words("", "") : words(`${person} 님을 위한 `, ` for ${person}`);
  const lead = words(
    `${whom.ko}초대 코드예요(${ko} 역할): ${code}`,
    `The invitation code${whom.en} (${en}): ${code}`,
  );
  const how = words(
    `받은 분이 ${INVITE_HOURS / 24}일 안에 이 코드만 저에게 DM으로 보내거나 웹의 로그인 화면에 넣으면 들어와요. 한 번만 쓸 수 있으니 그분에게만 전해 주세요.`,
    `Whoever gets it sends just this code to me as a direct message, or enters it where the page asks to sign in, within ${INVITE_HOURS / 24} days. It works once: pass it to them alone.`,
  );
  return { ...told(ctx, lead, [note(how, ctx.lang)]), facts: { role }, alone: true };
}

function linkable(ctx: Ctx, code: string): ToolResult {
  const lead = words(
    `다른 계정을 연결하는 코드예요: ${code}`,
    `The code that links another account of yours: ${code}`,
  );
  const how = words(
    `그 계정으로 ${CODE_MINUTES}분 안에 Slack의 DM이나 카카오톡에서 저에게 이 코드만 보내 주세요. 한 번만 쓸 수 있고, 가진 사람이 나로 들어오니 아무에게도 보여 주지 마세요.`,
    `Send just this code to me from that account within ${CODE_MINUTES} minutes, in a direct message of Slack or in KakaoTalk. It works once; whoever has it comes in as you, so show it to nobody.`,
  );
  return { ...told(ctx, lead, [note(how, ctx.lang)]), facts: {}, alone: true };
}

function removed(name: string): Words {
  return words(
    `${name} 님을 내보냈어요. 1분 안에 모든 곳에서 더는 볼 수 없어요.`,
    `${name} was removed. Within a minute they see nothing of this workspace anywhere.`,
  );
}

function leftParts(left: readonly Left[], lang: Lang): Part[] {
  if (left.length === 0) return [];
  const lines = left.map(({ what, count }) => [`${what[lang]}: ${count}`]);
  const title = words("이어서 맡을 사람이 필요해요", "Somebody has to go on with these");
  return [{ kind: "proposal", title: say(lang, title), lines, choices: [] }];
}

function undoRole(lang: Lang, { personId, role, was }: z.output<typeof ChangeRole>): Part {
  return {
    kind: "proposal",
    title: say(lang, words("되돌리려면", "To take it back")),
    lines: [],
    choices: [
      {
        label: say(lang, words(`다시 ${roleLabels[was].ko}로`, `Back to ${roleLabels[was].en}`)),
        style: "plain",
        press: { action: "change_role", input: { personId, role: was, was: role } },
      },
    ],
  };
}

function note(text: Words, lang: Lang): Part {
  return { kind: "text", tone: "note", runs: [say(lang, text)] };
}

function told({ lang }: Ctx, text: Words, more: Part[]): ToolResult {
  const card: Card = { lang, parts: [{ kind: "text", tone: "lead", runs: [say(lang, text)] }, ...more] };
  return { card, facts: { done: true } };
}
