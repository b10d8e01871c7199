// Kakao's door: two paths for each workspace, behind its key. Whoever knows the key gets a valid reply under status 200 and in time,
// whatever happens; whoever does not gets 401 and nothing is done.

import {
  type ErrorRequestHandler,
  raw,
  type Request,
  type RequestHandler,
  type Response,
  Router,
} from "express";
import { isKnownAt } from "../../../chat/callbacks/ears.ts";
import { slotHands } from "../../../chat/callbacks/held.ts";
import { failureCard } from "../../../core/card/failure-card.ts";
import { Failure } from "../../../core/failure.ts";
import { WorkspaceId } from "../../../core/ids.ts";
import type { Lang } from "../../../core/locale.ts";
import type { Heard } from "../inbound/heard.ts";
import { readRoom } from "../inbound/room.ts";
import { readSkill } from "../inbound/skill.ts";
import type { Desk } from "../slot/desk.ts";
import { plainPage } from "../slot/pages.ts";
import { lineReply, type Listener, type Reply, replyOf, silence } from "../slot/reply.ts";
import { answerSlot, type Said } from "../slot/slot.ts";
import { look } from "../slot/words.ts";
import { isKey, KEY_HEADER } from "./key.ts";
import { homeLanguage, visitOf } from "./visit.ts";

/** A request of the skill has a few kilobytes. */
const MOST_BYTES = 256 * 1_024;

/** A caller whose key was good. */
type Let = Request<{ workspace: string }> & { receivedMs?: number };

export function kakaoDoor(desk: Desk, secret: string): Router {
  const router = Router({ caseSensitive: true });
  const gate = [checkKey(desk, secret), raw({ limit: MOST_BYTES, inflate: false, type: () => true })];
  router.post("/kakao/:workspace/skill", ...gate, skillRoute(desk));
  router.post("/kakao/:workspace/room", ...gate, roomRoute(desk));
  const refuse: ErrorRequestHandler = (error: { type?: string }, _req, res, _next) => {
    desk.log.warn({ reason: error.type ?? "unknown" }, "a request of Kakao could not be read");
    write(res, lineReply({ profile: "person", lang: "ko" }, "unreadable"));
  };
  router.use("/kakao", refuse);
  return router;
}

function checkKey({ log }: Desk, secret: string): RequestHandler<{ workspace: string }> {
  return (req: Let, res, next) => {
    req.receivedMs = performance.now();
    if (isKey(secret, req.params.workspace, req.get(KEY_HEADER))) return next();
    log.warn({ status: 401 }, "a request at Kakao's door was refused");
    res.set("Connection", "close").status(401).end();
  };
}

function skillRoute(desk: Desk): RequestHandler<{ workspace: string }> {
  return async (req: Let, res) => {
    const begunMs = req.receivedMs ?? performance.now();
    const heard = readSkill(parsed(req.body));
    const listener: Listener = { profile: heard?.profile ?? "person", lang: "ko" };
    const slot = openSlot(desk, listener, () => performance.now() - begunMs);
    const said = heard ? answer(desk, req.params.workspace, heard, slot) : undefined;
    const { reply, taken } = await slot.inTime(
      said ?? Promise.resolve({ reply: lineReply(listener, "unreadable") }),
    );
    if (taken) settleOnceWritten(desk, res, taken, slot.sinceMs);
    write(res, reply);
  };
}

type Slot = ReturnType<typeof openSlot>;

/** Something is said in time, whoever is late: what that had in its hand by then goes back. */
function openSlot(desk: Desk, listener: Listener, sinceMs: () => number) {
  let kept = false;
  return {
    sinceMs,
    listener,
    onKept: () => {
      kept = true;
    },
    async inTime(work: Promise<Said>): Promise<Said> {
      const safe = work.catch((error: unknown): Said => ({ reply: troubled(desk, error, listener) }));
      const timer = Promise.withResolvers<undefined>();
      const timeout = setTimeout(timer.resolve, Math.max(desk.times.sayMs - sinceMs(), 0), undefined);
      const said = await Promise.race([safe, timer.promise]);
      clearTimeout(timeout);
      if (said) return said;
      void safe.then(({ taken }) => taken && slotHands.notShown(desk.chat.db, taken)).catch(noted(desk));
      return { reply: lineReply(listener, kept ? "working" : "slow", look) };
    },
  };
}

async function answer(desk: Desk, workspace: string, heard: Heard, slot: Slot): Promise<Said> {
  const { listener } = slot;
  const workspaceId = WorkspaceId.safeParse(workspace).data;
  const home = workspaceId && (await homeLanguage(desk, workspaceId));
  if (!workspaceId || !home) return { reply: lineReply(listener, "noWorkspace") };
  listener.lang = home;
  if (heard.said.kind === "words" && heard.said.text === "")
    return { reply: lineReply(listener, "unreadable") };
  if (heard.console && !(await isKnownAt(desk.chat.db, workspaceId, { platform: "kakao", ...heard })))
    return { reply: lineReply(listener, "console") };
  const visit = await visitOf(desk, workspaceId, heard, home);
  listener.lang = visit.reader.lang;
  return answerSlot(desk, visit, heard, slot);
}

/** In words that are meant for people; of a fault of ours nothing is said but that there was one. */
function troubled({ log }: Desk, error: unknown, { profile, lang }: Listener): Reply {
  if (error instanceof Failure) {
    log.info({ code: error.code }, "what was said on Kakao came to nothing");
    return replyOf(plainPage([{ card: failureCard(error, lang) }], lang));
  }
  log.error({ err: error }, "a slot of Kakao failed");
  return lineReply({ profile, lang }, "broken");
}

/** Shown is what was written while Kakao still waited. */
function settleOnceWritten(
  desk: Desk,
  res: Response,
  taken: NonNullable<Said["taken"]>,
  sinceMs: () => number,
): void {
  const { db } = desk.chat;
  const settle = (how: (db: Desk["chat"]["db"], of: typeof taken) => Promise<void>): void =>
    void how(db, taken).catch(noted(desk));
  let finished = false;
  res.once("finish", () => {
    finished = true;
    settle(sinceMs() < desk.times.lateMs ? slotHands.shown : slotHands.unsure);
  });
  res.once("close", () => {
    if (!finished) settle(slotHands.notShown);
  });
}

/** What is not noted is shown once more, with a word that it may have been seen. */
function noted({ log }: Desk): (error: unknown) => void {
  return (error) => log.error({ err: error }, "what a slot showed was not noted");
}

/** What became of the room is not ours to keep; whoever asks us in is greeted. */
function roomRoute(desk: Desk): RequestHandler<{ workspace: string }> {
  return async (req: Let, res) => {
    const workspaceId = WorkspaceId.safeParse(req.params.workspace).data;
    const lang: Lang =
      (workspaceId && (await homeLanguage(desk, workspaceId).catch(() => undefined))) ?? "ko";
    const event = readRoom(parsed(req.body));
    desk.log.info({ kind: event.type }, "a room of Kakao changed");
    write(res, event.type === "entrance" ? lineReply({ profile: "team", lang }, "greeting") : silence);
  };
}

function parsed(body: unknown): unknown {
  try {
    return Buffer.isBuffer(body) ? (JSON.parse(body.toString("utf8")) as unknown) : undefined;
  } catch {
    return undefined;
  }
}

function write(res: Response, reply: Reply): void {
  if (res.headersSent) return;
  res.set("Cache-Control", "no-store").status(200).json(reply);
}
