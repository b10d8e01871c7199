// The teams we are installed in: each has its own token, and with it its own Web API. A token of the configuration is one installation
// more. A pause that Slack names for one team is kept for that team, and is nobody else's.

import type { Self } from "./inbound/heard.ts";
import { buildFindSelf, type FindSelf, type Known } from "./self.ts";
import { buildWebApi } from "./post/client.ts";
import { SlackError, type WebApi } from "./post/web-api.ts";

/** An installation as it is kept: with the token of the team, or of the organisation the team belongs to. */
type Installed = { token: string; botUser: string; app?: string | undefined };

/** Installations that people made; read anew for each call, so that what is taken back counts at once. */
export type Store = {
  /** The team's own, else its organisation's. */
  find: (team: string) => Promise<Installed | undefined>;
  /** As `find`, where a request names the organisation, too: from then on the team is known to belong to it. */
  findNamed: (team: string, enterprise: string | undefined) => Promise<Installed | undefined>;
};

/** Whose a request is, as far as it says: teams in the order in which they count. */
export type Named = { teams: readonly string[]; enterprise?: string | undefined };

export type Teams = {
  /** @returns always: a team that nobody installed us in refuses each call with `not_installed` */
  apiOf: (team: string) => WebApi;
  /** @throws SlackError "not_installed" */
  tokenOf: (team: string) => Promise<string>;
  /**
   * Who we are in the first of the named teams that has us installed; `undefined` where none has.
   * @throws while Slack or the database does not say
   */
  findSelf: (named: Named) => Promise<Self | undefined>;
  /** Who we are by the token of the configuration. */
  findOwn: FindSelf | undefined;
};

/** @param parts.botToken of the configuration: without a store it is taken for every team, and Slack says which it is */
export function buildTeams({
  botToken,
  apiUrl,
  store,
}: {
  botToken?: string | undefined;
  apiUrl?: string | undefined;
  store?: Store | undefined;
}): Teams {
  const own = botToken === undefined ? undefined : { token: botToken, api: clientOf(botToken) };
  const findOwn = own && buildFindSelf(own.api);
  const clients = new Map<string, { token: string; api: WebApi }>();
  const pauses = new Map<string, ReturnType<typeof buildPauses>>();

  function clientOf(token: string): WebApi {
    return buildWebApi({ token, apiUrl });
  }

  async function isOwn(team: string): Promise<boolean> {
    if (!findOwn) return false;
    return !store || (await findOwn()).team === team;
  }

  async function tokenOf(team: string): Promise<string> {
    const installed = await store?.find(team);
    if (installed) return installed.token;
    if (own && (await isOwn(team))) return own.token;
    throw new SlackError("not_installed");
  }

  async function clientIn(team: string): Promise<WebApi> {
    const token = await tokenOf(team);
    if (token === own?.token) return own.api;
    const known = clients.get(team);
    if (known?.token === token) return known.api;
    const api = clientOf(token);
    clients.set(team, { token, api });
    return api;
  }

  return {
    tokenOf,
    findOwn,
    apiOf(team) {
      const within = pauses.get(team) ?? buildPauses();
      pauses.set(team, within);
      return {
        call: (method, args, signal) =>
          within(method, args, async () => (await clientIn(team)).call(method, args, signal)),
        upload: async (file, signal) => (await clientIn(team)).upload(file, signal),
      };
    },
    async findSelf({ teams, enterprise }) {
      for (const team of store ? teams : []) {
        const found = await store?.findNamed(team, enterprise);
        if (found) return { team, botUser: found.botUser, ...(found.app && { app: found.app }) };
      }
      const known: Known | undefined = await findOwn?.();
      return known && (!store || teams.includes(known.team)) ? known : undefined;
    },
  };
}

/** The longest that is remembered: who names more is asked again by then. */
const MOST_PAUSE_S = 300;
const MOST_PAUSES = 1_000;

/**
 * While a pause that Slack named lasts, the same is not asked again: every call within it would count against the team once more.
 * Slack counts posts by room, all else by method.
 */
function buildPauses(): <T>(
  method: string,
  args: Record<string, unknown>,
  ask: () => Promise<T>,
) => Promise<T> {
  const until = new Map<string, number>();
  return async (method, args, ask) => {
    const key = `${method}:${method.startsWith("chat.post") ? String(args["channel"]) : ""}`;
    const leftS = ((until.get(key) ?? 0) - performance.now()) / 1_000;
    if (leftS > 0) throw new SlackError("ratelimited", leftS);
    until.delete(key);
    try {
      return await ask();
    } catch (error) {
      const pauseS = error instanceof SlackError ? error.retryAfterS : undefined;
      if (pauseS !== undefined && until.size < MOST_PAUSES)
        until.set(key, performance.now() + Math.min(pauseS, MOST_PAUSE_S) * 1_000);
      throw error;
    }
  };
}

/** One of something for each team, made when it is first needed. */
export function perTeam<T>(make: (team: string) => T): (team: string) => T {
  const made = new Map<string, T>();
  return (team) => {
    const known = made.get(team);
    if (known !== undefined) return known;
    const one = make(team);
    made.set(team, one);
    return one;
  };
}
