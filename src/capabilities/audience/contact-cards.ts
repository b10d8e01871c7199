// Erasing a contact and who looked at contact data, as cards. A contact by its mask only.

import type { Card, Part } from "../../core/card/card.ts";
import { counted, countedRuns } from "../../core/card/counted.ts";
import { momentIn } from "../../core/card/plain/sources.ts";
import { type Lang, say, type Words, words } from "../../core/locale.ts";
import type { Access } from "./access.ts";
import type { Erased } from "./erasure.ts";

/** `shown` is the mask of the contact: of two such cards each says whose it is. */
export function askErasureCard(lang: Lang, { contact, shown }: { contact: string; shown: string }): Card {
  const lead = words(
    "누르시면 연락처를 지워요. 되돌릴 수 없어요. 아직 지운 것은 없어요.",
    "Press to erase the contact. It cannot be undone. Nothing is erased yet.",
  );
  const told = words(
    "지우면 여기서 다시 연락할 수 없으니, 처리 결과는 요청한 분께 지금 대화에서 직접 알려 주세요.",
    "Once it is gone nobody can be reached from here: tell the person how it was handled where they asked.",
  );
  return {
    lang,
    parts: [
      { kind: "text", tone: "lead", runs: [say(lang, lead)] },
      {
        kind: "proposal",
        title: say(lang, words("말씀하신 연락처 삭제", "Erase the contact you named")),
        lines: [[shown], [say(lang, kept)]],
        choices: [
          {
            label: say(lang, words("연락처 지우기", "Erase the contact")),
            style: "danger",
            press: { action: "apply_erasure", input: { contact } },
          },
        ],
      },
      note(lang, told),
    ],
  };
}

const kept = words(
  "남는 것: 언제 동의했고 철회했는지와, 되돌릴 수 없는 지문 하나. 동의와 거부는 보낸 쪽이 증명해야 하고(정보통신망법 제50조), 지문이 없으면 다음 명부가 거부한 분에게 다시 보내게 돼요.",
  "What stays: when they agreed and withdrew, and one fingerprint that cannot be turned back. A sender has to prove both (Network Act, article 50), and without it the next list would write to them again.",
);

export function erasedCard(lang: Lang, { state, rows }: Erased): Card {
  const done: Readonly<Record<Erased["state"], Words>> = {
    erased: words(
      "연락처를 지웠어요. 본인이 나중에 새로 동의하지 않는 한, 어떤 명부가 들어와도 광고 대상에서 빠져요.",
      "The contact is erased. Unless they themselves consent anew on a later day, no list brings it any advertising.",
    ),
    already: words("이미 지워진 연락처예요.", "That contact was erased before."),
    unknown: words(
      "보관하고 있지 않은 연락처예요. 지울 것이 없어요.",
      "That contact is not on file. There is nothing to erase.",
    ),
  };
  const parts: Part[] = [{ kind: "text", tone: "lead", runs: [say(lang, done[state])] }];
  if (state === "unknown") return { lang, parts };
  const stays = words(
    "연락처 없이 남은 동의·철회 기록 {n}건.",
    "{n} records of consents and withdrawals stay, without the contact.",
  );
  return {
    lang,
    parts: [
      ...parts,
      { kind: "text", tone: "plain", runs: countedRuns(say(lang, stays), rows) },
      note(lang, kept),
    ],
  };
}

const purposes: Readonly<Record<Access["purpose"], Words>> = {
  import: words("명부 읽음", "read a list in"),
  withdraw: words("수신 거부 처리", "recorded a refusal"),
  reach: words("보낼 수 있는 사람 셈", "counted who may be written to"),
  due: words("기한 확인", "looked at what is due"),
  notice: words("통지 보냄 적음", "noted what was sent"),
  erase: words("연락처 삭제", "erased a contact"),
  clean_up: words("거부한 지 90일 지난 연락처 삭제", "erased contacts 90 days after they refused"),
};

const gone = words("나간 사람", "somebody who left");
const bySchedule = words("자동 정리", "by schedule");

export function accessCard(lang: Lang, rows: readonly Access[], zone: string): Card {
  if (rows.length === 0)
    return {
      lang,
      parts: [
        {
          kind: "text",
          tone: "lead",
          runs: [
            say(lang, words("아직 연락처를 다룬 기록이 없어요.", "Nobody has worked with contacts yet.")),
          ],
        },
      ],
    };
  return {
    lang,
    parts: [
      {
        kind: "table",
        title: say(lang, words("연락처 열람 기록", "Who worked with contacts")),
        columns: [
          { key: "at", label: say(lang, words("때", "When")), align: "left" },
          { key: "who", label: say(lang, words("누가", "Who")), align: "left" },
          { key: "what", label: say(lang, words("무엇을", "What")), align: "left" },
          { key: "list", label: say(lang, words("명부", "List")), align: "left" },
          { key: "contacts", label: say(lang, words("연락처", "Contacts")), align: "right" },
        ],
        rows: rows.map(({ at, who, purpose, list, contacts }) => [
          momentIn(zone, at.toString()),
          who ?? say(lang, purpose === "clean_up" ? bySchedule : gone),
          say(lang, purposes[purpose]),
          list ?? "–",
          counted(contacts),
        ]),
      },
      note(
        lang,
        words(
          "연락처를 다룰 때마다 한 줄씩 남고, 아무도 고치거나 지울 수 없어요. 번호나 주소 자체는 화면에도 기록에도 나오지 않고, 내보내기 기능은 없어요.",
          "One line each time, and nobody can change or remove it. Numbers and addresses themselves stand on no card and in no record, and there is no export.",
        ),
      ),
    ],
  };
}

function note(lang: Lang, text: Words): Part {
  return { kind: "text", tone: "note", runs: [say(lang, text)] };
}
