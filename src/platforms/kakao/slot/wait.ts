// Waits for the end of an answer as long as a slot may: told by this process or by another, and looked for now and then, as a notice may
// be lost.

import type { Chat, Place } from "../../../chat/chat.ts";
import { isOpen } from "../../../chat/inbox.ts";
import type { InboundId } from "../../../core/ids.ts";

const LOOK_MS = 300;

export type Waiting = {
  /** @returns whether the answer to this message is stored */
  untilEnd: (id: InboundId, ms: number) => Promise<boolean>;
  close: () => void;
};

/** Listens from now on: to be called before anything is sent. */
export function listenFor(chat: Pick<Chat, "db" | "follow" | "stored">, place: Place): Waiting {
  const ended = new Set<string>();
  let wake = (): void => {};
  const hear = (id: string): void => {
    ended.add(id);
    wake();
  };
  const offs = [
    chat.follow(place, (event) => event.kind === "end" && hear(event.id)),
    chat.stored(place, hear),
  ];
  return {
    async untilEnd(id, ms) {
      const untilMs = performance.now() + ms;
      for (;;) {
        if (ended.has(id) || !(await isOpen(chat.db, id))) return true;
        const leftMs = Math.min(LOOK_MS, untilMs - performance.now());
        if (leftMs <= 0) return false;
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, leftMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
    },
    close: () => {
      for (const off of offs) off();
    },
  };
}
