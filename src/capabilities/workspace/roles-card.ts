// Who has which role here, and what each role may do, told from the one table of roles.

import type { Card, Part } from "../../core/card/card.ts";
import { Failure, failureText } from "../../core/failure.ts";
import { type Lang, type Words, words } from "../../core/locale.ts";
import { mayDo, Role, roleLabels } from "../../core/roles.ts";
import { josa } from "../../language/josa.ts";
import type { Ctx } from "../context.ts";
import { personByName } from "./names.ts";
import { waitingParts } from "./people-cards.ts";
import { listMembers, type Member } from "./people.ts";

type Question = { person?: string | undefined; role?: Role | undefined };

/** Open to every role: names and roles of the own workspace only. */
export async function rolesCard(ctx: Ctx, { person, role }: Question): Promise<Card> {
  const members = await listMembers(ctx);
  if (person !== undefined) return personCard(ctx, members, person);
  const parts: Part[] = [
    lead(ctx.lang, role),
    membersTable(members, ctx.lang, role),
    deeds(ctx.lang, role),
    ...(role ? [] : [...(await waitingParts(ctx)), ownAccounts(ctx.lang)]),
  ];
  return { lang: ctx.lang, parts };
}

async function personCard(ctx: Ctx, members: readonly Member[], written: string): Promise<Card> {
  const { lang } = ctx;
  try {
    const id = await personByName(ctx.db, ctx.workspaceId, written);
    const found = members.find(({ personId }) => personId === id);
    if (found) return { lang, parts: [roleOf(found, lang), deeds(lang, found.role)] };
    throw new Failure("not_found", `member ${id} left`);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { say } = failureText(error, lang);
    return {
      lang,
      parts: [{ kind: "text", tone: "lead", runs: [say] }, membersTable(members, lang, undefined)],
    };
  }
}

/** On another platform a person is somebody new until the two are told to be one. */
function ownAccounts(lang: Lang): Part {
  return {
    kind: "proposal",
    title: words("내 다른 계정", "Your other accounts")[lang],
    lines: [],
    choices: [
      {
        label: words("다른 계정 연결 코드 받기", "Get a code to link an account")[lang],
        style: "plain",
        press: { action: "link_identity", input: {} },
      },
    ],
  };
}

function roleOf({ name, role }: Member, lang: Lang): Part {
  const text = words(
    `${name} 님은 ${josa(roleLabels[role].ko, "이에요/예요")}.`,
    `${name} is ${/^[aeiou]/.test(roleLabels[role].en) ? "an" : "a"} ${roleLabels[role].en}.`,
  );
  return { kind: "text", tone: "lead", runs: [text[lang]] };
}

function lead(lang: Lang, role: Role | undefined): Part {
  const text = role
    ? words(
        `${josa(roleLabels[role].ko, "이/가")} 할 수 있는 일이에요.`,
        `What a ${roleLabels[role].en} may do.`,
      )
    : words("이 워크스페이스의 사람과 역할이에요.", "The people of this workspace and their roles.");
  return { kind: "text", tone: "lead", runs: [text[lang]] };
}

function membersTable(members: readonly Member[], lang: Lang, role: Role | undefined): Part {
  const shown = role ? members.filter((member) => member.role === role) : members;
  return {
    kind: "table",
    columns: [
      { key: "person", label: words("사람", "Person")[lang], align: "left" },
      { key: "role", label: words("역할", "Role")[lang], align: "left" },
    ],
    rows: shown.map((member) => [member.name, roleLabels[member.role][lang]]),
  };
}

/** Each thing a role may or may not do, and the action of the role table that decides it. */
const deedRows: readonly { text: Words; may: (role: Role) => boolean }[] = [
  { text: words("성과 보기", "see results"), may: (role) => mayDo(role, "performance.read", "read") },
  {
    text: words("초안과 변경 제안", "draft and propose changes"),
    may: (role) => mayDo(role, "change", "write"),
  },
  {
    text: words("예산 쓰기와 승인", "spend and approve"),
    may: (role) => mayDo(role, "campaign.create", "spend"),
  },
  {
    text: words("사람과 역할, 자율 단계 바꾸기", "change people, roles and autonomy"),
    may: (role) => mayDo(role, "workspace.set_role", "write"),
  },
];

function deeds(lang: Lang, role: Role | undefined): Part {
  const lines = deedRows.map(({ text, may }) => {
    const roles = Role.options.filter(may).map((one) => roleLabels[one][lang]);
    const allowed =
      role === undefined
        ? roles.join(", ")
        : may(role)
          ? words("가능", "yes")[lang]
          : words("불가", "no")[lang];
    return [`${text[lang]}: ${allowed}`];
  });
  return { kind: "proposal", title: words("할 수 있는 일", "What is allowed")[lang], lines, choices: [] };
}
