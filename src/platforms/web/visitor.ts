// Who asks: the person of the browser's session. On this machine a first visit gets one, as the demo's admin.

import type { Request, RequestHandler, Response } from "express";
import { z } from "zod";
import type { Chat } from "../../chat/chat.ts";
import {
  findVisitor,
  findVisitorBehind,
  firstPersona,
  openSession,
  type Visitor,
} from "../../chat/people.ts";
import { Failure } from "../../core/failure.ts";
import { WorkspaceId } from "../../core/ids.ts";
import { words } from "../../core/locale.ts";
import { isLocal } from "./guard.ts";
import { langOf, refuse } from "./refuse.ts";

const COOKIE = "co9ma_session";
const DAYS = 30;

export type Door = { chat: Chat; publicUrl: URL | undefined };

const visitors = new WeakMap<Request, Visitor>();

export function visitorOf(req: Request): Visitor {
  const visitor = visitors.get(req);
  if (!visitor) throw new Error("a route without a visitor");
  return visitor;
}

/** @param welcome whether a request without a session may start one (on this machine, without a public address, only) */
export function knowVisitor({ chat, publicUrl }: Door, { welcome }: { welcome: boolean }): RequestHandler {
  return async (req, res, next) => {
    const token = tokenOf(req);
    const workspaceId = askedWorkspace(req);
    const asked = { lang: langOf(req), ...(workspaceId && { workspaceId }) };
    const known = token === undefined ? undefined : await findVisitorBehind(chat.db, token, asked);
    const mayStart = welcome && publicUrl === undefined && isLocal(req);
    if (!known && !mayStart) return refuse(req, res, notSignedIn, 401);
    visitors.set(req, known ?? (await newVisitor(res)));
    next();

    async function newVisitor(response: Response): Promise<Visitor> {
      const personId = firstPersona();
      setSession(response, await openSession(chat.db, { personId }), publicUrl);
      return findVisitor(chat.db, { personId, ...asked });
    }
  };
}

export function tokenOf(req: Request): string | undefined {
  const cookies = (req.headers.cookie ?? "").split(";").map((pair) => pair.trim().split("="));
  return cookies.find(([name]) => name === COOKIE)?.[1];
}

export function setSession(res: Response, token: string, publicUrl: URL | undefined): void {
  res.cookie(COOKIE, token, {
    httpOnly: true,
    sameSite: "strict",
    secure: publicUrl?.protocol === "https:",
    path: "/",
    maxAge: DAYS * 24 * 60 * 60 * 1_000,
  });
}

export function clearSession(res: Response): void {
  res.clearCookie(COOKIE, { path: "/" });
}

/** The workspace a page is in, so that two tabs in two workspaces stay apart. */
function askedWorkspace(req: Request): WorkspaceId | undefined {
  const asked: unknown =
    req.query["workspace"] ?? (req.body as { workspace?: unknown } | undefined)?.workspace;
  const parsed = z.optional(WorkspaceId).safeParse(asked === "" ? undefined : asked);
  return parsed.success ? parsed.data : undefined;
}

const notSignedIn = new Failure("forbidden", "no session", {
  say: words("로그인이 필요해요.", "Please sign in first."),
  next: words(
    "로그인된 기기에서 만든 링크나, 앱이 실행 중인 터미널에 나온 코드로 로그인해 주세요.",
    "Use a link made where you are signed in, or the code printed where the app runs.",
  ),
});
