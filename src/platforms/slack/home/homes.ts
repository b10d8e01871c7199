// Homes that this process drew a while ago and that may still be open: Slack says when one is opened, never when it is left. Where the
// requests of their workspace change, by whomever and in whichever replica, they are drawn anew.

import type { Chat } from "../../../chat/chat.ts";
import type { WorkspaceId } from "../../../core/ids.ts";

export type Homes = {
  /** Somebody's Home was drawn; `draw` draws it once more and never throws. */
  shown: (chat: Pick<Chat, "requests">, home: Home) => void;
};

type Home = { user: string; workspaceId: WorkspaceId; draw: () => Promise<void> };

/** After so long nobody is supposed to look at it any more; it is drawn anew when it is opened. */
const OPEN_MS = 2 * 3_600_000;
const MOST = 300;
/** What changes at once is drawn once, and one Home not more often than this. */
const SPACING_MS = 2_000;

export function buildHomes(spacingMs = SPACING_MS): Homes {
  const known = new Map<string, Home & { atMs: number; timer?: NodeJS.Timeout }>();
  const followed = new WeakSet<object>();
  /** Drawn by us just now: nobody opened them. */
  const redrawn = new Set<string>();

  function changed(workspaceId: string): void {
    const oldest = performance.now() - OPEN_MS;
    for (const [user, home] of known) {
      if (home.atMs < oldest) known.delete(user);
      else if (home.workspaceId === workspaceId) home.timer ??= later(user, home);
    }
  }

  function later(user: string, home: { draw: () => Promise<void>; timer?: NodeJS.Timeout }): NodeJS.Timeout {
    return setTimeout(() => {
      delete home.timer;
      redrawn.add(user);
      void home.draw().finally(() => redrawn.delete(user));
    }, spacingMs).unref();
  }

  return {
    shown(chat, home) {
      if (!followed.has(chat)) chat.requests(changed);
      followed.add(chat);
      const before = known.get(home.user);
      clearTimeout(before?.timer);
      known.delete(home.user);
      const openedMs = redrawn.has(home.user) ? before?.atMs : undefined;
      known.set(home.user, { ...home, atMs: openedMs ?? performance.now() });
      for (const oldest of known.keys()) {
        if (known.size <= MOST) break;
        known.delete(oldest);
      }
    },
  };
}
