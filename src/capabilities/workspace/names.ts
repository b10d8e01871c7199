// Which member is meant by a name, an id or a role, as in `--as 윤서진`, `--as seojin`, `--as viewer`.

import { Failure } from "../../core/failure.ts";
import { type PersonId, type WorkspaceId } from "../../core/ids.ts";
import { type Lang, words } from "../../core/locale.ts";
import { Role, roleLabels } from "../../core/roles.ts";
import { type Db, withSystemTx } from "../../db/db.ts";
import { nameKey } from "../../language/names.ts";
import { demoPeople } from "./demo-people.ts";
import { type Member, members } from "./people.ts";

const roleWords: Readonly<Record<Role, readonly string[]>> = {
  company_admin: ["company_admin", "admin", "owner", "관리자", "대표"],
  project_manager: ["project_manager", "manager", "pm", "매니저", "팀장"],
  member: ["member", "marketer", "멤버", "팀원", "마케터"],
  viewer: ["viewer", "client", "뷰어", "열람자"],
};

/**
 * The one member meant: id, then name (Korean or romanised, whole or given name), then role (its longest-standing holder).
 * @throws Failure "not_found" naming the members, "invalid" when several carry that name
 */
export async function personByName(db: Db, workspaceId: WorkspaceId, text: string): Promise<PersonId> {
  const all = await withSystemTx(db, "person.find", (tx) => members(tx, workspaceId));
  const key = nameKey(text);
  const byId = all.find(({ personId }) => personId === text.trim().toLowerCase());
  if (byId) return byId.personId;
  const named = key === "" ? [] : all.filter((member) => keysOf(member).includes(key));
  if (named.length > 1) throw several(text, named);
  const meant = named[0] ?? holderOf(all, key);
  if (!meant) throw nobody(text, all);
  return meant.personId;
}

function holderOf(all: readonly Member[], key: string): Member | undefined {
  const role = Role.options.find((each) => roleWords[each].some((word) => nameKey(word) === key));
  return all.find((member) => member.role === role);
}

/** Korean given names follow a surname of one syllable; romanised ones stand after or before it. */
function keysOf({ personId, name }: Member): string[] {
  const latin = demoPeople.find(({ id }) => id === personId)?.latin ?? (/[a-z]/i.test(name) ? name : "");
  const parts = latin.split(/\s+/).filter((part) => part !== "");
  const korean = /^\p{Script=Hangul}{3}$/u.test(name) ? [name.slice(1)] : [];
  return [name, ...korean, latin, ...parts, [...parts].reverse().join(" ")]
    .map(nameKey)
    .filter((key, at, keys) => key !== "" && keys.indexOf(key) === at);
}

function several(text: string, named: readonly Member[]): Failure {
  const ids = named.map(({ personId }) => personId).join(", ");
  return new Failure("invalid", `several members are called ${text}: ${ids}`, {
    say: words(`"${text}"(이)라는 이름의 멤버가 여러 명이에요.`, `Several members are called "${text}".`),
    next: words(`아이디로 골라 주세요: ${ids}`, `Choose by id: ${ids}`),
  });
}

function nobody(text: string, all: readonly Member[]): Failure {
  const list = (lang: Lang): string => all.map((member) => nameIn(lang, member)).join(", ");
  return new Failure("not_found", `no member called ${text}`, {
    say: words(`"${text}"에 해당하는 멤버가 없어요.`, `No member matches "${text}".`),
    next: words(`이름이나 역할로 골라 주세요: ${list("ko")}`, `Choose one by name or by role: ${list("en")}`),
  });
}

/** `윤서진(관리자)`: what may be typed, as a reader of this language knows it. */
function nameIn(lang: Lang, { personId, name, role }: Member): string {
  const latin = demoPeople.find(({ id }) => id === personId)?.latin ?? name;
  return lang === "ko" ? `${name}(${roleLabels[role].ko})` : `${latin} (${roleLabels[role].en})`;
}
