// Slack as a surface: the door beside the web chat on one server, and the hand that posts. Loaded only when it is configured.

import express, { type Express } from "express";
import type { Logger } from "pino";
import type { Fetcher, Messenger } from "../../chat/chat.ts";
import { openDrawer } from "../../drawing/drawer.ts";
import { addBolt, EVENTS_PATH } from "./door/bolt.ts";
import { buildGate, type GateParts } from "./door/gate.ts";
import { buildKeep, type KeepParts } from "./door/keep.ts";
import { buildDirectory } from "./door/people.ts";
import { buildFetcher } from "./files/fetch.ts";
import { buildPictures } from "./post/pictures.ts";
import { buildSigns } from "./post/signs.ts";
import { buildWebApi } from "./post/client.ts";
import { buildMessenger } from "./post/messenger.ts";
import { type Finding, tokenFindings } from "./check/check.ts";
import { buildFindSelf, isKnownToSlack } from "./self.ts";

export type Slack = {
  messenger: Messenger;
  fetcher: Fetcher;
  /** The whole server: Slack's route, and `web` for everything else. */
  beside: (web: Express, parts: KeepParts & Pick<GateParts, "nowS">) => Express;
  /** @returns false when Slack cannot be reached now; who we are is then asked with the first message @throws Failure "invalid" for a token Slack does not take */
  isKnown: () => Promise<boolean>;
  close: () => Promise<void>;
  /** What is amiss with the token's rights, as far as Slack says. */
  findings: () => Promise<Finding[]>;
};

/** @param setting.apiUrl where Slack's Web API lies; Slack's own when it is `undefined` */
export function openSlack(
  setting: { botToken: string; signingSecret: string; apiUrl: string | undefined },
  log: Logger,
): Slack {
  const { botToken: token, signingSecret, apiUrl } = setting;
  const api = buildWebApi({ token, apiUrl });
  const findSelf = buildFindSelf(api);
  const signs = buildSigns(api, log);
  const drawer = openDrawer(log);
  const directory = buildDirectory(api);
  return {
    messenger: buildMessenger(() => api, signs.clear, buildPictures(drawer, log)),
    fetcher: buildFetcher({ api, token, apiUrl }),
    beside: (web, parts) =>
      besideWeb(web, { ...parts, signingSecret, findSelf, sign: signs.show, directory }),
    isKnown: () => isKnownToSlack(findSelf),
    close: () => drawer.close(),
    findings: async () => (await tokenFindings(findSelf)).filter(({ weight }) => weight !== "fine"),
  };
}

/** Slack's route stands before the page's gates, which let no foreign host in. */
export function besideWeb(web: Express, parts: GateParts & KeepParts): Express {
  const app = express();
  app.disable("x-powered-by");
  app.post(EVENTS_PATH, buildGate(parts));
  addBolt(app, { ...parts, keep: buildKeep(parts) });
  app.use(web);
  return app;
}
