// KakaoTalk as a surface: the door beside the web chat on one server, and the way back of late answers. Loaded only when it is configured.

import express, { type Express } from "express";
import type { Logger } from "pino";
import { callbackWork } from "../../chat/callbacks/callbacks.ts";
import type { Chat } from "../../chat/chat.ts";
import type { Links } from "../../chat/links.ts";
import type { Knockers } from "../../chat/knocks/work.ts";
import { kakaoDoor } from "./door/door.ts";
import { kakaoKnockers, type PushSetting } from "./push/knockers.ts";
import { type Resolve, resolveHost } from "./slot/address.ts";
import { buildSpend } from "./slot/callback.ts";
import { kakaoTimes, type Times } from "./slot/clock.ts";
import type { Desk } from "./slot/desk.ts";

type KakaoSetting = { skillSecret: string; apiUrl: string | undefined; push?: PushSetting };

type Parts = {
  chat: Chat;
  log: Logger;
  links?: Links | undefined;
  /** Seconds since 1970 by the wall. */
  nowS: () => number;
  times?: Times;
};

export type Kakao = {
  /** The whole server: Kakao's routes, and `web` for everything else. */
  beside: (web: Express, parts: Parts) => Express;
  /** How people are asked to fetch what they did not ask for. */
  knockers: Knockers;
  /** The part of the claim loop that sends late answers on their way back. */
  callbacks: (parts: Pick<Parts, "log" | "links"> & { db: Chat["db"] }) => ReturnType<typeof callbackWork>;
};

/**
 * @param setting.apiUrl something that stands in for Kakao; callbacks may lead there, too
 * @param resolve another look-up of names, for tests
 */
export function openKakao(
  { skillSecret, apiUrl, push = {} }: KakaoSetting,
  resolve: Resolve = resolveHost,
): Kakao {
  const own = apiUrl === undefined ? undefined : new URL(apiUrl);
  return {
    beside: (web, parts) => besideKakao(web, { times: kakaoTimes, ...parts, own }, skillSecret),
    knockers: kakaoKnockers(push),
    callbacks: ({ db, log, links }) =>
      callbackWork({ db, log, platform: "kakao", spend: buildSpend({ db, links, resolve, own }) }),
  };
}

/** Kakao's routes stand before the page's gates, which let no foreign host in. */
function besideKakao(web: Express, desk: Desk, secret: string): Express {
  const app = express();
  app.disable("x-powered-by");
  app.use(kakaoDoor(desk, secret));
  app.use(web);
  return app;
}
