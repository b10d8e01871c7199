// Somebody who belongs to no workspace writes: they get a polite line and never data, the admins one card with the roles to give.

import { adminsOn, askAdmission, findWorkspace, personName } from "../capabilities/workspace/workspace.ts";
import type { Card } from "../core/card/card.ts";
import { type Lang, say, type Words, words } from "../core/locale.ts";
import { type Role, roleLabels } from "../core/roles.ts";
import { type Db, withTx } from "../db/db.ts";
import type { Place } from "./inbox.ts";
import { isPosted } from "./outbox.ts";
import { pushCard } from "./push.ts";
import { directRoom } from "./rooms.ts";

/** Names are the platform's and so anybody's: a card shows so much of one. */
const NAME_LETTERS = 60;

/** Roles an admin gives by one press; what may spend or admit takes more thought than a first message. */
const offered: readonly Role[] = ["member", "viewer"];

/**
 * Tells the admins of a stranger's first message, each in their own direct room. Where none of them is on the platform the wish is kept:
 * they see it when they look who is here, and by a card once one of them is.
 * @returns what the stranger is told
 */
export async function meetStranger(
  { db, now }: { db: Db; now: () => Temporal.Instant },
  place: Place,
  lang: Lang,
): Promise<Card> {
  const { workspaceId, personId, platform } = place;
  const admins = await adminsOn(db, { workspaceId, platform });
  const name = (await personName(db, personId)).slice(0, NAME_LETTERS).toWellFormed();
  const home = (await findWorkspace(db, workspaceId))?.lang ?? lang;
  const carded = admins.length > 0;
  await withTx({ db, workspaceId }, async (tx) => {
    if (!(await askAdmission(tx, { workspaceId, personId, now: now(), carded }))) return;
    for (const admin of admins) {
      const theirs = {
        ...place,
        personId: admin.personId,
        roomRef: directRoom(admin.platformId),
        threadRef: "",
      };
      await pushCard(tx, theirs, requestCard({ personId, name }, admin.lang ?? home));
    }
  });
  const told = carded ? asked : nobodyToAsk;
  return lineCard(isPosted(platform) ? told : both(told, linking), lang);
}

function requestCard({ personId, name }: { personId: string; name: string }, lang: Lang): Card {
  const title = words(`${name} 님이 처음 말을 걸었어요`, `${name} has written for the first time`);
  const lines = words(
    "아직 이 워크스페이스의 데이터는 아무것도 볼 수 없어요. 어떤 역할로 추가할까요?",
    "They see nothing of this workspace yet. Which role should they have?",
  );
  const roles = offered.map((role, index) => ({
    label: say(lang, admitLabel(role)),
    style: index === 0 ? ("primary" as const) : ("plain" as const),
    press: { action: "admit_person", input: { personId, role } },
  }));
  const away = {
    label: say(lang, words("거절", "Turn away")),
    style: "danger" as const,
    press: { action: "turn_person_away", input: { personId } },
  };
  return {
    lang,
    parts: [
      { kind: "proposal", title: say(lang, title), lines: [[say(lang, lines)]], choices: [...roles, away] },
    ],
  };
}

function admitLabel(role: Role): Words {
  const { ko, en } = roleLabels[role];
  return words(`${ko}로 추가`, `Add as ${en}`);
}

const asked = words(
  "아직 이 워크스페이스의 멤버가 아니라서 답해 드릴 수 없어요. 관리자에게 물어봤으니, 추가되면 다시 물어봐 주세요.",
  "You are not a member of this workspace yet, so I cannot answer. I have asked an admin; ask me again once you are in.",
);

const nobodyToAsk = words(
  "아직 이 워크스페이스의 멤버가 아니라서 답해 드릴 수 없어요. 초대 코드나 서버를 시작할 때 출력된 관리자 코드를 보내 주시거나, 관리자에게 초대를 부탁해 주세요.",
  "You are not a member of this workspace yet, so I cannot answer. Send an invitation code or the admin code printed at the start of the server, or ask an admin to let you in.",
);

/** Where people come from elsewhere, they mostly are members there already. */
const linking = words(
  "이미 웹이나 Slack에서 쓰고 계시면, 거기서 ‘내 권한 뭐야?’라고 물어 계정 연결 코드를 받고, 그 코드를 여기로 보내 주세요. 한 번만 쓸 수 있어요.",
  "If you use it on the web or in Slack already, ask there “What is my role?”, get the code that links an account, and send it here. It works once.",
);

function both(first: Words, second: Words): Words {
  return words(`${first.ko} ${second.ko}`, `${first.en} ${second.en}`);
}

function lineCard(text: Words, lang: Lang): Card {
  return { lang, parts: [{ kind: "text", tone: "plain", runs: [say(lang, text)] }] };
}
