// Coming in and going out where the app is open to a network: one-time links, the code of the start, the end of a session.

import type { Request, RequestHandler } from "express";
import { z } from "zod";
import type { Chat } from "../../chat/chat.ts";
import { closeSession } from "../../chat/people.ts";
import { closeOtherSessions, makeSignInLink, signIn, spokenCodeIn } from "../../chat/sign-in.ts";
import { buildRate } from "./rate.ts";
import { langOf } from "./refuse.ts";
import { parse } from "./routes.ts";
import type { Streams } from "./streams.ts";
import { clearSession, setSession, tokenOf, visitorOf } from "./visitor.ts";
import type { WebParts } from "./web.ts";

const SignInPost = z.object({ code: z.string().min(1).max(200) });

/** A browser that was somebody else before is that no longer. */
export function signInRoute({ chat, log, publicUrl, zone }: WebParts, streams: Streams): RequestHandler {
  const limit = boundTries();
  return async (req, res) => {
    const { code } = parse(SignInPost, req.body);
    limit(req, code);
    const { token, workspaceId } = await signIn({ ...chat, log }, { code, lang: langOf(req), zone });
    await leave(chat, req, streams);
    setSession(res, token, publicUrl);
    res.json({ workspace: workspaceId });
  };
}

/**
 * A spoken code can be guessed, so the tries of one address are counted together. A link's cannot, and behind a proxy
 * everybody has one address: a stranger's tries must not keep its owner out.
 */
function boundTries(): (req: Request, code: string) => void {
  const [spoken, linked] = [buildRate(10, 0.1), buildRate(10, 0.1)];
  return (req, code) =>
    spokenCodeIn(code) === undefined ? linked(code) : spoken(req.socket.remoteAddress ?? "");
}

/** A link for the person who asks, to this workspace, and for nobody else. */
export function linkRoute({ chat }: WebParts, publicUrl: URL): RequestHandler {
  const limit = buildRate(5, 1 / 60);
  return async (req, res) => {
    const { personId, workspace } = visitorOf(req);
    limit(personId);
    res.json(await makeSignInLink(chat.db, publicUrl, { personId, workspaceId: workspace.id }));
  };
}

export function signOutRoute({ chat }: WebParts, streams: Streams): RequestHandler {
  return async (req, res) => {
    await leave(chat, req, streams);
    clearSession(res);
    res.status(204).end();
  };
}

/** Ends the person's other sessions; their live streams end with the next heartbeat. */
export function signOutOthersRoute({ chat }: WebParts): RequestHandler {
  const limit = buildRate(5, 1 / 60);
  return async (req, res) => {
    const { personId } = visitorOf(req);
    limit(personId);
    res.json({ closed: await closeOtherSessions(chat.db, { personId, token: tokenOf(req) ?? "" }) });
  };
}

async function leave({ db }: Chat, req: Request, streams: Streams): Promise<void> {
  const token = tokenOf(req);
  if (token === undefined) return;
  await closeSession(db, token);
  streams.endAll(token);
}
