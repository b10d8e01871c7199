// Installations as the teams read them: looked up again every few seconds, and made new before their tokens end. Any replica may do
// that, one does; the others go on with the old token, which lasts to its end.

import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "pino";
import {
  findInstallation,
  findInstallationNamed,
  type Installation,
  saveRefreshed,
  takeRefresh,
} from "../../../chat/installed.ts";
import type { Chat } from "../../../chat/chat.ts";
import { Failure } from "../../../core/failure.ts";
import { SlackError } from "../post/web-api.ts";
import type { Store } from "../teams.ts";
import { type App, renew } from "./exchange.ts";

const PLATFORM = "slack";

/** Tokens that rotate last twelve hours; they are made new in the last two. */
const BEFORE_S = 2 * 3_600;
const KNOWN_MS = 5_000;
const MOST_KNOWN = 10_000;
/** Another process has an ended token in hand: it is waited for so often. */
const WAITS = 20;
const WAIT_MS = 250;

export type InstallStore = Store & {
  /** What was read is read anew, as after an installation or its end. */
  forget: (team?: string) => void;
};

export function buildStore(db: Chat["db"], app: App, log: Logger): InstallStore {
  const known = new Map<string, { found: Promise<Installation | undefined>; untilMs: number }>();

  function cached(
    team: string,
    look: () => Promise<Installation | undefined>,
  ): Promise<Installation | undefined> {
    const before = known.get(team);
    if (before && before.untilMs > performance.now()) return before.found;
    const found = look();
    known.delete(team);
    known.set(team, { found, untilMs: performance.now() + KNOWN_MS });
    for (const oldest of known.keys()) {
      if (known.size <= MOST_KNOWN) break;
      known.delete(oldest);
    }
    // What failed, or is not there yet, is looked for anew.
    found.then((one) => one ?? known.delete(team)).catch(() => known.delete(team));
    return found;
  }

  async function fresh(team: string, found: Installation | undefined): Promise<Installation | undefined> {
    if (!found?.expiresAt || !found.refreshes || lastsS(found) > BEFORE_S) return found;
    const at = { platform: PLATFORM, teamRef: found.teamRef };
    await refresh(at).catch((error: unknown) => {
      if (lastsS(found) <= 0) throw error;
      log.warn("a token of Slack's was not made new yet");
    });
    known.delete(team);
    const now = await findInstallation(db, at);
    return now && lastsS(now) <= 0 ? waited(at) : now;
  }

  async function refresh(at: { platform: string; teamRef: string }): Promise<void> {
    const used = await takeRefresh(db, at, BEFORE_S);
    if (used === undefined) return;
    const made = await renew(app, used);
    if (!(await saveRefreshed(db, at, used, made))) log.info("a token was put in by somebody else meanwhile");
  }

  async function waited(at: { platform: string; teamRef: string }): Promise<Installation> {
    for (let tries = 0; tries < WAITS; tries += 1) {
      await pause(WAIT_MS, undefined, { ref: false });
      const found = await findInstallation(db, at);
      if (!found) throw new SlackError("not_installed");
      if (lastsS(found) > 0) return found;
    }
    throw new Failure("unavailable", "a token ended and is not made new yet");
  }

  async function installed(team: string, look: () => Promise<Installation | undefined>) {
    const found = await fresh(team, await cached(team, look));
    return found && { token: found.token, botUser: found.botRef, app: found.appRef };
  }

  return {
    find: (team) => installed(team, () => findInstallation(db, { platform: PLATFORM, teamRef: team })),
    findNamed: (team, enterprise) =>
      installed(team, () => findInstallationNamed(db, { platform: PLATFORM, teamRef: team }, enterprise)),
    forget: (team) => (team === undefined ? known.clear() : void known.delete(team)),
  };
}

/** By the machine's clock, as Slack's is none of the workspace's. */
function lastsS({ expiresAt }: Installation): number {
  if (!expiresAt) return Number.POSITIVE_INFINITY;
  return (expiresAt.epochMilliseconds - (performance.timeOrigin + performance.now())) / 1_000;
}
