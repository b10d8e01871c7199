// The cards on which an admin decides about people: whom to invite in which role, what a member may be from now on, who goes.

import type { Card, Part } from "../../core/card/card.ts";
import type { Choice } from "../../core/card/choice.ts";
import { Failure, failureText } from "../../core/failure.ts";
import { type Lang, say, type Words, words } from "../../core/locale.ts";
import { Role, roleLabels } from "../../core/roles.ts";
import { josa } from "../../language/josa.ts";
import type { Ctx } from "../context.ts";
import type { ToolResult } from "../tool.ts";
import { type Left, leftBy } from "./leaving.ts";
import { personByName } from "./names.ts";
import { listMembers, type Member } from "./people.ts";
import { listAsking, listAskingRooms } from "./waiting.ts";

type Wish = {
  action: "invite" | "set_role" | "remove";
  person?: string | undefined;
  role?: Role | undefined;
};

/** Roles that an invitation may give; another admin is made of a member, by a second look. */
export const Invited = Role.exclude(["company_admin"]);
const invited = ["member", "viewer", "project_manager"] as const;

export async function setRoleCard(ctx: Ctx, { action, person, role }: Wish): Promise<ToolResult> {
  if (action === "invite") return inviteCard(ctx.lang, person, role);
  if (person === undefined) return whoCard(ctx);
  const found = await memberNamed(ctx, person);
  if (found instanceof Failure) return unknownCard(ctx.lang, person, role, found);
  return memberCard(ctx, found, { action, role });
}

async function memberNamed(ctx: Ctx, written: string): Promise<Member | Failure> {
  try {
    const id = await personByName(ctx.db, ctx.workspaceId, written);
    const found = (await listMembers(ctx)).find(({ personId }) => personId === id);
    return found ?? new Failure("not_found", `member ${id} left`);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

function inviteCard(lang: Lang, person: string | undefined, role: Role | undefined): ToolResult {
  const roles = role && role !== "company_admin" ? [role] : invited;
  const whom = person === undefined ? words("사람을", "somebody") : words(`${person} 님을`, person);
  const title = words(`${whom.ko} 초대할까요?`, `Invite ${whom.en}?`);
  const line = words(
    "버튼을 누르면 한 번만 쓰는 초대 코드를 만들어요. 3일 동안 쓸 수 있어요.",
    "A press makes a one-use invitation code, good for three days.",
  );
  const second = words(
    "관리자는 코드로 초대하지 않아요. 들어온 뒤에 역할을 바꿔 주세요.",
    "Nobody becomes an admin by a code: change their role once they are in.",
  );
  const lines = role === "company_admin" ? [line, second] : [line];
  const choices = roles.map((one, at): Choice => ({
    label: say(lang, words(`${roleLabels[one].ko}로 초대`, `Invite as ${roleLabels[one].en}`)),
    style: at === 0 ? "primary" : "plain",
    press: { action: "invite_person", input: { role: one, ...(person && { person }) } },
  }));
  return result(lang, title, lines, choices, { invite: role ?? "open" });
}

async function memberCard(ctx: Ctx, member: Member, { action, role }: Wish): Promise<ToolResult> {
  const { lang } = ctx;
  const parts = [
    ...(action === "remove" ? [] : [rolesPart(member, role, lang)]),
    ...(role === undefined ? [removePart(member, await leftBy(ctx, member.personId), lang)] : []),
  ];
  return { card: { lang, parts }, facts: { person: member.name, was: member.role } };
}

function rolesPart({ personId, name, role: was }: Member, wanted: Role | undefined, lang: Lang): Part {
  const roles = (wanted ? [wanted] : Role.options).filter((role) => role !== was);
  const now = words(
    `${name} 님은 지금 ${josa(roleLabels[was].ko, "이에요/예요")}.`,
    `${name} is ${roleLabels[was].en} now.`,
  );
  const choices = roles.map((role): Choice => ({
    label: say(lang, words(`${roleLabels[role].ko}로 변경`, `Make ${roleLabels[role].en}`)),
    style: wanted ? "primary" : "plain",
    press: { action: "change_role", input: { personId, role, was } },
  }));
  const title = words(`${name} 님의 역할을 바꿀까요?`, `Change what ${name} may do?`);
  return { kind: "proposal", title: say(lang, title), lines: [[say(lang, now)]], choices };
}

function removePart({ personId, name }: Member, left: readonly Left[], lang: Lang): Part {
  const title = words(`${name} 님을 내보낼까요?`, `Remove ${name}?`);
  const line = words(
    "1분 안에 모든 곳에서 이 워크스페이스를 볼 수 없게 돼요. 만든 것은 그대로 남아요.",
    "Within a minute they see nothing of this workspace anywhere. What they made stays.",
  );
  const lines = [line, ...left.map(({ what, count }) => owned(what, count))];
  return {
    kind: "proposal",
    title: say(lang, title),
    lines: lines.map((one) => [say(lang, one)]),
    choices: [
      {
        label: say(lang, words("내보내기", "Remove")),
        style: "danger",
        press: { action: "remove_person", input: { personId } },
      },
    ],
  };
}

function owned(what: Words, count: number): Words {
  return words(
    `이어서 맡아야 할 것: ${what.ko} ${count}건`,
    `For somebody to go on with: ${what.en}, ${count}`,
  );
}

async function whoCard(ctx: Ctx): Promise<ToolResult> {
  const all = await listMembers(ctx);
  const lines = all.map(({ name, role }) =>
    words(`${name}: ${roleLabels[role].ko}`, `${name}: ${roleLabels[role].en}`),
  );
  const title = words(
    "누구의 역할을 바꿀까요? 이름을 적어 주세요.",
    "Whose role is it? Please write their name.",
  );
  return result(ctx.lang, title, lines.slice(0, 20), [], { asked: ["person"] });
}

function unknownCard(lang: Lang, person: string, role: Role | undefined, failure: Failure): ToolResult {
  const { say: what, next } = failureText(failure, lang);
  const invite = inviteCard(lang, person, role);
  const lead: Part = { kind: "text", tone: "lead", runs: [`${what} ${next}`] };
  const parts = failure.code === "not_found" ? [lead, ...invite.card.parts] : [lead];
  return { card: { lang, parts }, facts: { asked: ["person"] } };
}

/** What waits for an admin at the door: people who asked to come in, rooms with people from outside. Empty where nothing does. */
export async function waitingParts(ctx: Ctx): Promise<Part[]> {
  const { lang } = ctx;
  if (ctx.role !== "company_admin") return [];
  const people = (await listAsking(ctx)).map(({ personId, name }): Part => ({
    kind: "proposal",
    title: say(lang, words(`${name} 님이 들어오고 싶어 해요`, `${name} wants to come in`)),
    lines: [],
    choices: [
      doorChoice(lang, words("멤버로 추가", "Add as member"), "admit_person", { personId, role: "member" }),
      doorChoice(lang, words("뷰어로 추가", "Add as viewer"), "admit_person", { personId, role: "viewer" }),
      doorChoice(lang, words("거절", "Turn away"), "turn_person_away", { personId }),
    ],
  }));
  const rooms = (await listAskingRooms(ctx)).map((room): Part => ({
    kind: "proposal",
    title: say(
      lang,
      words(
        `외부 사람이 있는 방 ${room.roomRef}에서 답할까요?`,
        `Answer in ${room.roomRef}, where people from outside are?`,
      ),
    ),
    lines: [],
    choices: [
      doorChoice(lang, words("이 방에서 답하기", "Answer in this room"), "approve_room", {
        ...room,
        was: "asked",
      }),
      doorChoice(lang, words("답하지 않기", "Leave it silent"), "silence_room", { ...room, was: "asked" }),
    ],
  }));
  return [...people, ...rooms];
}

function doorChoice(lang: Lang, label: Words, action: string, input: Record<string, unknown>): Choice {
  return { label: say(lang, label), style: "plain", press: { action, input } };
}

function result(
  lang: Lang,
  title: Words,
  lines: readonly Words[],
  choices: Choice[],
  facts: unknown,
): ToolResult {
  const part: Part = {
    kind: "proposal",
    title: say(lang, title),
    lines: lines.map((line) => [say(lang, line)]),
    choices,
  };
  const card: Card = { lang, parts: [part] };
  return { card, facts };
}
