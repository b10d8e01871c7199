// Where a report goes: #growth, 그로스방, 나한테 디엠으로, boss@example.com.

import type { Scan } from "../scan.ts";
import { ownText, type ReadAll, spanOf, type Span } from "./own-text.ts";

const korean =
  /(?<![가-힣a-z0-9#])(?<room>(?!(?:이|그|저|단톡|톡|채팅|광고|각|무슨|어느|매체|전체)\s?(?:방|채널))[\p{L}\p{N}_-]{1,20}?\s?(?:팀\s?)?(?:방|채널|단톡방|톡방|채팅방|룸))(?=에|으로|로|에다|에도|\s|$)(?!별)/giu;
const english =
  /(?:in|to|into|on|at)\s(?:the |our )?(?<room>(?!(?:a|an|this|that|same|ad|each|every|direct)\s)[\w-]+(?:\s[\w-]+)?\s(?:channel|room|chat|group))(?![a-z])/gi;
const direct =
  /(?:나|저|내|제)(?:한테|에게|게)?(?:만)?\s?(?:디엠|dm|개인\s?메시지|개인\s?톡|갠톡)(?:으로)?|(?:디엠|갠톡|개인\s?톡|개인\s?(?:메시지|메세지))(?:으로|로)?|(?<![a-z])(?:in |to |via |by )?(?:my |a )?(?:dms?|direct messages?|private messages?)(?![a-z])|(?:나|저)(?:한테|에게)|내게|제게|(?<=(?:send|tell|ping|give|remind|notify|message|show|get|drop|dm)\s)me(?![a-z])|(?<![a-z])to me(?![a-z])/i;
const myMail =
  /(?:내|제|나의|저의|나한테|저한테)\s?(?:이?메일)(?:로|으로)?|(?<![a-z])(?:e-?mail me|to my (?:e-?mail|inbox|mail)|my (?:e-?mail|inbox))(?![a-z])/i;
const here =
  /(?:여기|이 ?방|이 ?채널|이 ?대화)(?:로|에|에다|에서)?(?=[\s,.]|$)|(?<![a-z])(?:in |to )?(?:here|this (?:channel|room|chat|thread))(?![a-z])/i;

/** Rooms as written; a person's own messages are `dm`, addresses stand behind `email:`. */
export function roomsIn(scan: Scan): ReadAll<string[]> {
  const text = ownText(scan);
  const marked = scan.lexemes.flatMap((lexeme) =>
    lexeme.kind === "room"
      ? [
          {
            from: lexeme.from,
            to: lexeme.to,
            value: lexeme.words.includes("@") ? `email:${lexeme.words}` : lexeme.words,
          },
        ]
      : [],
  );
  const named = [...text.matchAll(korean), ...text.matchAll(english)].flatMap((match) => {
    const value = match.groups?.["room"]?.trim();
    return value && !value.startsWith("#") ? [{ ...spanOf(match), value }] : [];
  });
  const rooms = [
    ...marked,
    ...named.filter((room) => !marked.some(({ to, from }) => from < room.to && room.from < to)),
  ];
  const own = ownPlace(text, rooms.length > 0);
  const all = [...rooms, ...own];
  return { value: [...new Set(all.map(({ value }) => value))], spans: all };
}

/** 나한테 beside a room says only who wants it. */
function ownPlace(text: string, hasRoom: boolean): (Span & { value: string })[] {
  const forms: readonly (readonly [RegExp, string])[] = [
    [myMail, "email:me"],
    [direct, "dm"],
    [here, "here"],
  ];
  for (const [form, value] of forms) {
    const match = form.exec(text);
    if (match && !(hasRoom && !/디엠|dm|direct|메일|mail/i.test(match[0])))
      return [{ ...spanOf(match), value }];
  }
  return [];
}
