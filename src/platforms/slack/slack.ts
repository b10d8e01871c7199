// Slack as a surface: the door beside the web chat on one server, and the hand that posts. Loaded only when it is configured.

import express, { type Express, type Router } from "express";
import type { Logger } from "pino";
import type { Chat, Fetcher, Messenger, OpenLive } from "../../chat/chat.ts";
import { openDrawer } from "../../drawing/drawer.ts";
import { addBolt, EVENTS_PATH, type Keep } from "./door/bolt.ts";
import { buildGate, type GateParts } from "./door/gate.ts";
import { buildKeep, type KeepParts } from "./door/keep.ts";
import { buildDirectory } from "./door/people.ts";
import { buildTake, type TakeParts } from "./door/take.ts";
import { buildWebApi } from "./post/client.ts";
import type { Heard } from "./inbound/heard.ts";
import { buildFetcher } from "./files/fetch.ts";
import { buildPictures } from "./post/pictures.ts";
import { buildSigns } from "./post/signs.ts";
import { buildMessenger } from "./post/messenger.ts";
import { buildOpenings } from "./home/opened.ts";
import { buildAgent, buildIsAgent } from "./sessions/agent.ts";
import { buildSession } from "./sessions/session.ts";
import { buildBudget } from "./stream/budget.ts";
import { buildLive } from "./stream/live.ts";
import { type Finding, tokenFindings } from "./check/check.ts";
import { buildFindSelf, isKnownToSlack } from "./self.ts";
import type { App } from "./oauth/exchange.ts";
import { installRoutes } from "./oauth/install.ts";
import { buildLeave, type Leave } from "./oauth/leaving.ts";
import { buildStore } from "./oauth/store.ts";
import { openSocket, type Socket } from "./socket/socket.ts";
import { buildTeams, perTeam, type Store } from "./teams.ts";

export type Slack = {
  messenger: Messenger;
  live: OpenLive;
  fetcher: Fetcher;
  /** The whole server: Slack's route, and `web` for everything else. */
  beside: (web: Express, parts: KeepParts & Pick<GateParts, "nowS">) => Express;
  /** @returns false when Slack cannot be reached now; who we are is then asked with the first message @throws Failure "invalid" for a token Slack does not take */
  isKnown: () => Promise<boolean>;
  /** Where Slack is heard over a socket; `undefined` where it comes to our door. */
  openSocket: (parts: KeepParts) => Socket | undefined;
  close: () => Promise<void>;
  /** What is amiss with the token's rights, as far as Slack says. */
  findings: () => Promise<Finding[]>;
};

export type SlackSetting = {
  /** One installation, of the configuration. */
  botToken?: string | undefined;
  /** Slack comes to our door by it. */
  signingSecret?: string | undefined;
  /** We open a socket by it instead. */
  appToken?: string | undefined;
  /** Where Slack's Web API lies; Slack's own when it is `undefined`. */
  apiUrl: string | undefined;
  /** People may install us in their teams. */
  oauth?: { clientId: string; clientSecret: string; publicUrl: URL } | undefined;
};

/** @param db where installations of people are kept; needed where they can make any */
export function openSlack(setting: SlackSetting, log: Logger, db?: Chat["db"]): Slack {
  const { signingSecret, appToken, apiUrl } = setting;
  const oauth = db && setting.oauth && openOauth({ ...setting.oauth, apiUrl }, db, log);
  const teams = buildTeams({ ...setting, store: oauth?.store });
  const drawer = openDrawer(log);
  const pictures = buildPictures(drawer, log);
  const desk = perTeam((team) => {
    const api = teams.apiOf(team);
    const isAgent = buildIsAgent(buildFindSelf(api));
    const signs = buildSigns(api, log, buildSession(api, isAgent));
    const directory = buildDirectory(api);
    return {
      signs,
      directory,
      agent: buildAgent({ api, isAgent, openings: buildOpenings({ api, directory }) }),
      messenger: buildMessenger(() => api, signs.clear, pictures),
      live: buildLive({ api, budget: buildBudget() }),
      fetcher: buildFetcher({ api, token: () => teams.tokenOf(team), apiUrl }),
    };
  });
  const { findOwn } = teams;
  const taking: TakeParts = { findSelf: teams.findSelf, leave: oauth?.leave };
  const keepFor = (parts: KeepParts): Keep =>
    keepByTeam((team) => {
      const { signs, directory, agent } = desk(team);
      return buildKeep({ ...parts, sign: signs.show, directory, agent, api: teams.apiOf(team) });
    });
  return {
    messenger: (parcel) => desk(teamAt(parcel.roomRef)).messenger(parcel),
    live: (asked) => desk(teamAt(asked.roomRef)).live(asked),
    fetcher: (file, ...more) => desk(file.team ?? "").fetcher(file, ...more),
    beside(web, parts) {
      const install = oauth?.installFor(parts.chat);
      const door = signingSecret !== undefined &&
        appToken === undefined && { ...parts, ...taking, signingSecret, keep: keepFor(parts) };
      return besideWeb(web, { door: door || undefined, install });
    },
    openSocket(parts) {
      if (appToken === undefined) return undefined;
      const api = buildWebApi({ token: appToken, apiUrl });
      return openSocket({ api, take: buildTake(taking), keep: keepFor(parts), log });
    },
    isKnown: () => (findOwn ? isKnownToSlack(findOwn) : Promise.resolve(true)),
    close: () => drawer.close(),
    findings: async () =>
      findOwn ? (await tokenFindings(findOwn)).filter(({ weight }) => weight !== "fine") : [],
  };
}

function openOauth(
  { publicUrl, ...app }: App & { publicUrl: URL },
  db: Chat["db"],
  log: Logger,
): {
  store: Store;
  leave: Leave;
  installFor: (chat: Chat) => Router;
} {
  const store = buildStore(db, app, log);
  return {
    store,
    leave: buildLeave({ db, log, forget: store.forget }),
    installFor: (chat) => installRoutes({ app, publicUrl, chat, log }),
  };
}

/** Of a room or of a person alone with us. */
function teamAt(roomRef: string): string {
  return roomRef.replace(/^@/, "").split("/")[0] ?? "";
}

/** @param keepOf what keeps what is heard in a team, with that team's own token at hand */
export function keepByTeam(keepOf: (team: string) => Keep): Keep {
  const keeps = perTeam(keepOf);
  return (heard: Heard, acked) =>
    "team" in heard ? keeps(heard.team)(heard, acked) : Promise.resolve(undefined);
}

type Door = GateParts & { keep: Keep };

/** Slack's routes stand before the page's gates, which let no foreign host in. */
export function besideWeb(
  web: Express,
  { door, install }: { door?: Door | undefined; install?: Router | undefined },
): Express {
  const app = express();
  app.disable("x-powered-by");
  if (door) {
    app.post(EVENTS_PATH, buildGate(door));
    addBolt(app, door);
  }
  if (install) app.use(install);
  app.use(web);
  return app;
}
