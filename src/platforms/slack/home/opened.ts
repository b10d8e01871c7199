// Somebody opened us: their Home, or prompts above their messages with us. Drawn after Slack has its answer; what goes wrong with it costs a
// line of the log, and the next opening tries anew.

import { findViewer } from "../../../chat/viewer.ts";
import type { Directory } from "../door/people.ts";
import { SlackError, type WebApi } from "../post/web-api.ts";
import type { AgentParts } from "../sessions/agent.ts";
import { homeOf } from "./home.ts";
import { buildHomes } from "./homes.ts";
import { promptsFor, showPrompts } from "./prompts.ts";

type Parts = { api: WebApi; directory: Directory };
type Person = { team: string; user: string };

export type Openings = {
  showHome: (door: AgentParts, person: Person) => Promise<void>;
  showPrompts: (door: AgentParts, person: Person & { channel: string }) => Promise<void>;
};

export function buildOpenings({ api, directory }: Parts): Openings {
  async function viewer({ chat }: AgentParts, { team, user }: Person) {
    const shown = await directory.langOf(user);
    return findViewer(chat.db, { platform: "slack", platformId: `${team}/${user}`, shown });
  }

  function courteous(
    what: string,
    show: (door: AgentParts, person: Person & { channel?: string }) => Promise<void>,
  ): (door: AgentParts, person: Person & { channel?: string }) => Promise<void> {
    return async (door, person) => {
      try {
        await show(door, person);
      } catch (error) {
        const code = error instanceof SlackError ? error.code : "unknown";
        door.log.warn({ code, kind: what }, "nothing was shown to whoever opened us");
      }
    };
  }

  const homes = buildHomes();
  const showHome = courteous("home", async (door, person) => {
    const seen = await viewer(door, person);
    const view = await homeOf(door.chat, seen);
    await api.call("views.publish", { user_id: person.user, view }, new AbortController().signal);
    if (!seen.visitor) return;
    const { workspaceId } = seen.place;
    homes.shown(door.chat, { user: person.user, workspaceId, draw: () => showHome(door, person) });
  });
  return {
    showHome,
    showPrompts: courteous("messages", async (door, person) => {
      const seen = await viewer(door, person);
      await showPrompts(api, person.channel ?? "", await promptsFor(door.chat, seen), seen.lang);
    }),
  };
}
