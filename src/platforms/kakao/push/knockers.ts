// How KakaoTalk is asked to tell somebody that something lies held for them: an event of the bot, or 알림톡 by a reseller.

import type { Knocker, Knockers } from "../../../chat/knocks/work.ts";
import { Failure } from "../../../core/failure.ts";
import { type Alimtalk, type AlimtalkKey, openAlimtalk } from "./alimtalk.ts";
import { type EventApi, type EventApiKey, openEventApi, type TaskState } from "./event-api.ts";

/** The parameter of an event by which the skill knows that nobody spoke. */
export const EVENT_PARAM = "co9ma_event";

export type PushSetting = {
  event?: (EventApiKey & { bot: string }) | undefined;
  alimtalk?: AlimtalkKey | undefined;
};

/** @returns only the ways this installation has keys for */
export function kakaoKnockers({ event, alimtalk }: PushSetting): Knockers {
  return {
    ...(event && { kakao: eventKnocker(openEventApi(event), event.bot) }),
    ...(alimtalk && { alimtalk: alimtalkKnocker(openAlimtalk(alimtalk)) }),
  };
}

/** @param bot as configured: that of the development channel ends with a mark which people's ids do not hold */
function eventKnocker(api: EventApi, bot: string): Knocker {
  return {
    send({ id, roomRef, signal }) {
      const to = recipientOf(roomRef);
      if (to.bot !== bot.replace(/!+$/, "")) throw new Failure("forbidden", "known at another bot");
      return api.send(bot, { kind: to.kind, ids: [to.id] }, { [EVENT_PARAM]: id }, signal);
    },
    look: async (receipt, { signal }) => shortly(await api.task(receipt, signal)),
  };
}

function shortly(task: TaskState): "going" | "done" | { failed: string } {
  if (task.state === "going") return "going";
  return task.delivered > 0 ? "done" : { failed: task.failed[0]?.reason ?? "unknown" };
}

/** `@bot:user` is a person alone with us, `bot/room` a team chat. */
function recipientOf(roomRef: string): { kind: "people" | "rooms"; bot: string; id: string } {
  const [, bot, id] = /^@([^:]*):(.+)$/.exec(roomRef) ?? [];
  if (bot !== undefined && id !== undefined) return { kind: "people", bot, id };
  const cut = roomRef.indexOf("/");
  return { kind: "rooms", bot: roomRef.slice(0, cut), id: roomRef.slice(cut + 1) };
}

function alimtalkKnocker(alimtalk: Alimtalk): Knocker {
  return {
    async send({ phone, workspace, about }) {
      if (phone === undefined) throw new Failure("forbidden", "no number of theirs");
      return alimtalk.send({ phone, workspace, about });
    },
    look: (receipt) => alimtalk.look(receipt),
  };
}
