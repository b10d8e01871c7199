// The way into a team: a page that says what happens, Slack's own page, and back with a code. Each going is known by a state that is
// used once, in the browser that began it.

import { timingSafeEqual } from "node:crypto";
import express, { type Request, type RequestHandler, type Response, type Router } from "express";
import type { Logger } from "pino";
import { z } from "zod";
import type { Chat } from "../../../chat/chat.ts";
import {
  bindTeam,
  type InstallFor,
  installedFor,
  issueInstallToken,
  readInstallToken,
  saveInstallation,
} from "../../../chat/installed.ts";
import { adminHomes } from "../../../chat/people.ts";
import { Failure, failureText } from "../../../core/failure.ts";
import { WorkspaceId } from "../../../core/ids.ts";
import { words } from "../../../core/locale.ts";
import { hostGuard, originGuard } from "../../web/guard.ts";
import { buildRate } from "../../web/rate.ts";
import { langOf } from "../../web/refuse.ts";
import { tokenOf } from "../../web/visitor.ts";
import { scopes } from "../check/scopes.ts";
import { type App, grantFor } from "./exchange.ts";
import { donePage, failedPage, linkPage, startPage } from "./pages.ts";
import { sendPage } from "./page.ts";

const INSTALL_PATH = "/slack/install";
const BACK_PATH = "/slack/oauth";
const COOKIE = "co9ma_slack";
const COOKIE_MS = 10 * 60_000;
const AUTHORIZE = "https://slack.com/oauth/v2/authorize";

const Token = z.string().regex(/^[\w-]{43}$/);
const Code = z.string().regex(/^[\w.-]{1,400}$/);

export type InstallParts = {
  app: App;
  publicUrl: URL;
  chat: Pick<Chat, "db" | "now">;
  log: Logger;
};

export function installRoutes(parts: InstallParts): Router {
  const router = express.Router();
  const limit = buildRate(60, 1);
  const bounded: RequestHandler = (req, _res, next) => {
    limit(req.ip ?? "");
    next();
  };
  const form = express.urlencoded({ extended: false, limit: 4_000 });
  const gates = [hostGuard(parts.publicUrl), originGuard, bounded];
  router.get(INSTALL_PATH, gates, told(parts, showStart));
  router.get(`${INSTALL_PATH}/:link`, gates, told(parts, showStart));
  router.post(INSTALL_PATH, gates, form, told(parts, begin));
  router.get(BACK_PATH, gates, told(parts, comeBack));
  return router;
}

type Route = (parts: InstallParts, req: Request, res: Response) => Promise<void>;

/** A failure is told on a page, in words; anything else as one, with nothing of what was sent. */
function told(parts: InstallParts, route: Route): RequestHandler {
  return async (req, res) => {
    try {
      await route(parts, req, res);
    } catch (error) {
      const failure = error instanceof Failure ? error : new Failure("unavailable", "an installation failed");
      parts.log.warn({ code: failure.code }, "an installation came to nothing");
      const lang = langOf(req);
      sendPage(res, lang, failedPage(failureText(failure, lang), INSTALL_PATH), 400);
    }
  };
}

async function showStart({ chat }: InstallParts, req: Request, res: Response): Promise<void> {
  const lang = langOf(req);
  const link = Token.safeParse(req.params["link"]).data;
  if (req.params["link"] !== undefined) {
    const found = link && (await readInstallToken(chat.db, "install", { token: link, use: false }));
    if (!found) throw usedLink();
    const name = await installedFor(chat.db, found.whose, lang);
    return sendPage(res, lang, startPage({ link: { token: link, name }, homes: [], path: req.path }));
  }
  const homes = await adminHomes(chat.db, tokenOf(req), lang);
  sendPage(res, lang, startPage({ link: undefined, homes, path: req.path }));
}

const Posted = z.object({
  link: Token.optional(),
  workspace: z.union([z.literal(""), WorkspaceId]).optional(),
  /** Somebody else is to install it. */
  hand: z.literal("1").optional(),
});

async function begin(parts: InstallParts, req: Request, res: Response): Promise<void> {
  const { chat, publicUrl } = parts;
  const posted = Posted.safeParse(req.body).data;
  if (!posted) throw new Failure("invalid", "a form of another shape");
  const whose = await whoseIs(parts, req, posted.workspace || undefined);
  if (posted.hand && whose) {
    const token = await issueInstallToken(chat.db, "install", whose);
    return sendPage(res, langOf(req), linkPage(new URL(`${INSTALL_PATH}/${token}`, publicUrl)));
  }
  const state = await issueInstallToken(chat.db, "install_state", whose);
  // The link is spent when it has done its work, so it goes there and back with the browser.
  res.cookie(COOKIE, `${state}.${posted.link ?? ""}`, cookieOf(publicUrl));
  res.redirect(303, authorizeUrl(parts, state));
}

async function whoseIs(
  { chat }: InstallParts,
  req: Request,
  workspaceId: WorkspaceId | undefined,
): Promise<InstallFor | undefined> {
  if (workspaceId === undefined) return undefined;
  const homes = await adminHomes(chat.db, tokenOf(req), langOf(req));
  const home = homes.find(({ id }) => id === workspaceId);
  if (!home) throw new Failure("forbidden", "no admin of that workspace");
  return { workspaceId, invitedBy: home.personId };
}

function authorizeUrl({ app, publicUrl }: InstallParts, state: string): string {
  const url = new URL(AUTHORIZE);
  url.searchParams.set("client_id", app.clientId);
  url.searchParams.set("scope", Object.keys(scopes).join(","));
  url.searchParams.set("redirect_uri", redirectUri(publicUrl));
  url.searchParams.set("state", state);
  return url.href;
}

function redirectUri(publicUrl: URL): string {
  return new URL(BACK_PATH, publicUrl).href;
}

function cookieOf(publicUrl: URL) {
  const secure = publicUrl.protocol === "https:";
  return { httpOnly: true, sameSite: "lax" as const, secure, path: "/slack", maxAge: COOKIE_MS };
}

async function comeBack(parts: InstallParts, req: Request, res: Response): Promise<void> {
  const { app, chat, log, publicUrl } = parts;
  const [begun = "", link = ""] = (cookieIn(req) ?? "").split(".");
  res.clearCookie(COOKIE, { path: "/slack" });
  const state = Token.safeParse(req.query["state"]).data;
  if (!state || !same(state, begun)) throw notBegunHere();
  const going = await readInstallToken(chat.db, "install_state", { token: state, use: true });
  if (!going) throw notBegunHere();
  if (req.query["error"] !== undefined) throw denied();
  const code = Code.safeParse(req.query["code"]).data;
  if (code === undefined) throw notBegunHere();
  const granted = await grantFor(app, code, redirectUri(publicUrl));
  const byLink =
    link === "" ? undefined : await readInstallToken(chat.db, "install", { token: link, use: true });
  const whose = byLink?.whose ?? going.whose;
  await saveInstallation(chat.db, { platform: "slack", ...granted, whose });
  const team = { platform: "slack", teamRef: granted.teamRef };
  const bound = await bindTeam({ ...chat, log }, team, whose);
  log.info("the app was put into a team");
  sendPage(res, langOf(req), donePage(granted, bound));
}

function cookieIn({ headers }: Request): string | undefined {
  const pairs = (headers.cookie ?? "").split(";").map((pair) => pair.trim().split("="));
  return pairs.find(([name]) => name === COOKIE)?.[1];
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

const again = words(
  "설치 페이지에서 처음부터 다시 해 주세요.",
  "Start again on the page of the installation.",
);

function notBegunHere(): Failure {
  return new Failure("forbidden", "a state that is unknown, used or another browser's", {
    say: words(
      "이 브라우저에서 시작한 설치가 아니거나, 이미 끝났거나, 10분이 지났어요. 설치된 것은 없어요.",
      "This installation was not begun in this browser, is done already, or took more than ten minutes. Nothing was installed.",
    ),
    next: again,
  });
}

function denied(): Failure {
  return new Failure("forbidden", "Slack's page was left without a yes", {
    say: words(
      "Slack 화면에서 허용하지 않아서 설치하지 않았어요.",
      "You did not allow it on Slack's page, so nothing was installed.",
    ),
    next: again,
  });
}

function usedLink(): Failure {
  return new Failure("forbidden", "a link that is unknown, used or expired", {
    say: words("이 설치 링크는 이미 사용했거나 만료됐어요.", "This link is used or has expired."),
    next: words(
      "링크를 보낸 관리자에게 새 링크를 부탁해 주세요.",
      "Ask the admin who sent it for a new one.",
    ),
  });
}
