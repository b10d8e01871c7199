// What each route does: check what came, ask the chat, say what came of it. Failures go to the error handler.

import { rm } from "node:fs/promises";
import type { Request, RequestHandler } from "express";
import { z } from "zod";
import type { Chat } from "../../chat/chat.ts";
import { closeSession, openSession, personas, setLastWorkspace, staysIn } from "../../chat/people.ts";
import { startersFor } from "../../chat/starters.ts";
import { Failure } from "../../core/failure.ts";
import { InboundId, PersonId, TurnId, WorkspaceId } from "../../core/ids.ts";
import { Lang } from "../../core/locale.ts";
import { streamEvents } from "./events.ts";
import { findAbove } from "./find.ts";
import { buildRate } from "./rate.ts";
import { langOf, tooMany } from "./refuse.ts";
import { spool, tooLarge } from "../spool.ts";
import type { Streams } from "./streams.ts";
import { olderPage, pageState, placeOf } from "./state.ts";
import { setSession, tokenOf, visitorOf } from "./visitor.ts";
import type { WebParts } from "./web.ts";
import { sendJson } from "./wire.ts";

/** Pages one person may have open at once. */
const MOST_STREAMS = 40;

export const Key = z.string().regex(/^[\w-]{1,80}$/);
const MessagePost = z.object({
  key: Key,
  thread: Key,
  text: z.string(),
  lang: Lang.optional(),
  /** The message that this one is put in the place of. */
  replaces: InboundId.optional(),
});
const ThreadPost = z.object({ thread: Key });
const TitlePost = z.object({ thread: Key, title: z.string().max(400) });
const OlderQuery = z.object({ thread: Key, before: TurnId });
const FindQuery = OlderQuery.extend({ text: z.string().trim().min(1).max(200) });
/** What stands in a form's fields, by their names. */
export const Values = z
  .record(z.string().max(60), z.string().max(2_000))
  .refine((all) => Object.keys(all).length <= 40);
const ButtonPost = z.object({
  key: Key,
  thread: Key,
  token: Key,
  lang: Lang.optional(),
  values: Values.optional(),
});
const FilePost = z.object({ key: Key, thread: Key, lang: Lang.optional() });

export function health(chat: Chat): RequestHandler {
  return async (_req, res) => {
    const ok = await chat.healthy();
    res.status(ok ? 200 : 503).json({ ok });
  };
}

export function stateRoute({ chat, publicUrl, maxFileBytes }: WebParts): RequestHandler {
  return async (req, res) => {
    const visitor = visitorOf(req);
    const thread = Key.safeParse(req.query["thread"]).data;
    const local = publicUrl === undefined;
    const starters = await startersFor(chat.db, visitor.workspace, chat.now());
    const page = { thread, lang: langOf(req), local, starters, maxFileBytes };
    await sendJson(req, res, await pageState(chat, visitor, page));
  };
}

/** The messages before those a page shows. */
export function olderRoute({ chat }: WebParts): RequestHandler {
  const limit = buildRate(60, 4);
  return async (req, res) => {
    const visitor = visitorOf(req);
    limit(visitor.personId);
    const { thread, before } = parse(OlderQuery, req.query);
    await sendJson(req, res, await olderPage(chat, placeOf(visitor, thread), before));
  };
}

export function findRoute({ chat }: WebParts): RequestHandler {
  const limit = buildRate(60, 4);
  return async (req, res) => {
    const visitor = visitorOf(req);
    limit(visitor.personId);
    const { thread, ...asked } = parse(FindQuery, req.query);
    res.json(await findAbove(chat, placeOf(visitor, thread), asked));
  };
}

export function eventsRoute({ chat }: WebParts, streams: Streams): RequestHandler {
  const limit = buildRate(30, 1);
  const open = new Map<string, number>();
  const count = (who: string, by: 1 | -1): number => {
    const now = (open.get(who) ?? 0) + by;
    if (now === 0) open.delete(who);
    else open.set(who, now);
    return now;
  };
  return async (req, res) => {
    const visitor = visitorOf(req);
    const { personId } = visitor;
    limit(personId);
    const place = placeOf(visitor, parse(Key, req.query["thread"]));
    // Left while its session was looked up: its close is over, and nothing that is begun now would ever end.
    if (res.destroyed) return;
    res.on("close", () => count(personId, -1));
    if (count(personId, 1) > MOST_STREAMS) throw tooMany;
    const token = tokenOf(req) ?? "";
    streams.add(token, res);
    await streamEvents(chat, place, req, res, () => staysIn(chat.db, token, place));
  };
}

export function messageRoute({ chat }: WebParts): RequestHandler {
  const limit = buildRate(30, 1);
  return async (req, res) => {
    const visitor = visitorOf(req);
    limit(visitor.personId);
    const { key, thread, text, lang, replaces } = parse(MessagePost, req.body);
    const message = { key, text, ...(lang && { lang }), ...(replaces && { replaces }) };
    const kept = await chat.send(placeOf(visitor, thread), message);
    res.status(202).json({ id: kept.inboundId, thread });
  };
}

/** Ends the answer that runs in a conversation; nothing happens where none runs. */
export function stopRoute({ chat }: WebParts): RequestHandler {
  const limit = buildRate(30, 1);
  return async (req, res) => {
    const visitor = visitorOf(req);
    limit(visitor.personId);
    const { thread } = parse(ThreadPost, req.body);
    res.json({ stopped: await chat.stop(placeOf(visitor, thread)) });
  };
}

export function titleRoute({ chat }: WebParts): RequestHandler {
  const limit = buildRate(30, 1);
  return async (req, res) => {
    const visitor = visitorOf(req);
    limit(visitor.personId);
    const { thread, title } = parse(TitlePost, req.body);
    await chat.rename(placeOf(visitor, thread), title);
    res.status(204).end();
  };
}

export function buttonRoute({ chat }: WebParts): RequestHandler {
  const limit = buildRate(30, 1);
  return async (req, res) => {
    const visitor = visitorOf(req);
    limit(visitor.personId);
    const { key, thread, token, values } = parse(ButtonPost, req.body);
    const kept = await chat.press(placeOf(visitor, thread), { key, token, ...(values && { values }) });
    res.status(202).json({ id: kept.inboundId, said: kept.said });
  };
}

export function fileRoute({ chat, uploadDir, maxFileBytes }: WebParts): RequestHandler {
  const limit = buildRate(20, 0.5);
  return async (req, res) => {
    const visitor = visitorOf(req);
    limit(visitor.personId);
    const { key, thread, lang } = parse(FilePost, req.query);
    if (Number(req.headers["content-length"] ?? 0) > maxFileBytes) return refuseUpload(req, maxFileBytes);
    const path = await spool(req, { dir: uploadDir, maxBytes: maxFileBytes });
    try {
      const file = { key, name: fileNameOf(req), path, ...(lang && { lang }) };
      const kept = await chat.drop(placeOf(visitor, thread), file);
      res.status(202).json({ id: kept.inboundId, thread: kept.place.threadRef, workspace: kept.workspaceId });
    } finally {
      await rm(path, { force: true });
    }
  };
}

/** Lets the browser finish a little, so that it reads the refusal instead of a broken connection. */
function refuseUpload(req: Request, maxBytes: number): never {
  req.resume();
  setTimeout(() => req.destroy(), 5_000).unref();
  throw tooLarge(maxBytes);
}

export function fileNameOf(req: Request): string {
  const given = req.get("x-file-name") ?? "";
  try {
    return decodeURIComponent(given).slice(0, 255) || "report";
  } catch {
    return "report";
  }
}

export function workspaceRoute({ chat }: WebParts): RequestHandler {
  return async (req, res) => {
    const { personId } = visitorOf(req);
    const { workspaceId } = parse(z.object({ workspaceId: WorkspaceId }), req.body);
    await setLastWorkspace(chat.db, { personId, workspaceId });
    res.status(204).end();
  };
}

/** Looking through another demo person's eyes: only they may be looked through, only on this machine. */
export function viewAsRoute({ chat, publicUrl }: WebParts, streams: Streams): RequestHandler {
  return async (req, res) => {
    const { personId } = parse(z.object({ personId: PersonId }), req.body);
    const asked = personas("ko").find(({ id }) => id === personId);
    const now = personas("ko").find(({ id }) => id === visitorOf(req).personId);
    if (!asked || !now) throw new Failure("forbidden", "not one of the demo's people");
    const old = tokenOf(req);
    if (old !== undefined) {
      await closeSession(chat.db, old);
      streams.endAll(old);
    }
    setSession(res, await openSession(chat.db, { personId }), publicUrl);
    res.status(204).end();
  };
}

/** @throws Failure "invalid" without repeating what was sent */
export function parse<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Failure("invalid", "request does not fit", { cause: parsed.error });
  return parsed.data;
}
