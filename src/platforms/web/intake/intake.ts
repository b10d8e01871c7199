// The upload address: a file is posted to it by a program, raw or as a form, and is kept before it is answered. It opens under any Host, as
// what posts to it may stand anywhere; whoever knows the token may send, and nothing else.

import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import type { Readable } from "node:stream";
import express, { type Request, type RequestHandler, type Response, type Router } from "express";
import type { Intake } from "../../../chat/intake.ts";
import { Failure, failureText } from "../../../core/failure.ts";
import type { WorkspaceId } from "../../../core/ids.ts";
import { words } from "../../../core/locale.ts";
import { spool, tooLarge } from "../../spool.ts";
import type { PageFiles } from "../files.ts";
import { buildRate } from "../rate.ts";
import { langOf } from "../refuse.ts";
import { fileNameOf } from "../routes.ts";
import { boundaryOf, partsOf } from "./multipart.ts";

/** The path under which addresses and their pages lie. */
export const INTAKE_PATH = "/in";

/** Files of one form. */
const MOST_PARTS = 20;
/** Requests of one address in work at once, in this process. */
const AT_ONCE = 4;

export type IntakeParts = {
  intake: Intake;
  /** Where the app is reached, for the address that is shown. */
  base: URL;
  uploadDir: string;
  maxFileBytes: number;
};

export function intakeRoutes(parts: IntakeParts, page: PageFiles): Router {
  const addressed = buildAddressed(parts.intake);
  const router = express.Router();
  router.use((_req, res, next) => {
    res.set({ "Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow" });
    next();
  });
  router.get("/show/:code", (req, res) => page.shell("intake.html", req, res));
  router.post("/show/:code", revealRoute(parts, page));
  router.post("/:token", postRoute(parts, addressed));
  router.get("/:token/:id", stateRoute(parts, addressed));
  return router;
}

type Addressed = (req: Request) => Promise<WorkspaceId>;

/** Unknown ones are counted by who asks, known ones by themselves. @throws Failure "not_found" for a token that opens nothing */
function buildAddressed(intake: Intake): Addressed {
  const [missed, opened] = [buildRate(30, 0.5), buildRate(60, 1)];
  return async (req) => {
    const workspaceId = await intake.addressed(String(req.params["token"]));
    if (workspaceId) opened(workspaceId);
    else missed(req.socket.remoteAddress ?? "");
    if (!workspaceId) throw unknownAddress();
    return workspaceId;
  };
}

function postRoute(parts: IntakeParts, addressed: Addressed): RequestHandler {
  const busy = buildBusy();
  return async (req, res) => {
    const workspaceId = await addressed(req);
    checkLength(req, parts.maxFileBytes);
    const leave = busy(workspaceId);
    try {
      const kept = await keepAll(parts, workspaceId, req);
      await parts.intake.used(workspaceId);
      const status = kept.some((one) => "id" in one) ? 202 : 422;
      res.status(status).json({ files: kept });
    } finally {
      leave();
    }
  };
}

type Kept = { name: string; id: string; state: "waiting" } | ({ name: string; code: string } & Told);
type Told = { say: string; next: string };

async function keepAll(parts: IntakeParts, workspaceId: WorkspaceId, req: Request): Promise<Kept[]> {
  const boundary = boundaryOf(req.headers["content-type"]);
  const key = keyOf(req);
  if (boundary === undefined) {
    const name = nameOf(req);
    return [{ name, state: "waiting", id: await keepOne(parts, req, { workspaceId, name, key }) }];
  }
  const kept: Kept[] = [];
  for await (const { name, body } of partsOf(req, boundary)) {
    if (name === undefined || name === "") continue;
    if (kept.length === MOST_PARTS) throw tooManyParts();
    const file = { workspaceId, name, key: `${key}:${kept.length}` };
    kept.push(await keepPart(parts, body, file, req));
  }
  if (kept.length === 0) throw noFile();
  return kept;
}

type File = { workspaceId: WorkspaceId; name: string; key: string };

/** Of several files one that is refused does not hold up the others. */
async function keepPart(parts: IntakeParts, body: Readable, file: File, req: Request): Promise<Kept> {
  const { name } = file;
  try {
    return { name, state: "waiting", id: await keepOne(parts, body, file) };
  } catch (error) {
    if (!(error instanceof Failure) || error.code === "unavailable") throw error;
    return { name, code: error.code, ...failureText(error, langOf(req)) };
  }
}

async function keepOne(
  { intake, uploadDir, maxFileBytes }: IntakeParts,
  body: Readable,
  file: File,
): Promise<string> {
  const path = await spool(body, { dir: uploadDir, maxBytes: maxFileBytes });
  try {
    return await intake.keep("address", { ...file, path });
  } finally {
    await rm(path, { force: true });
  }
}

function stateRoute({ intake }: IntakeParts, addressed: Addressed): RequestHandler {
  return async (req, res) => {
    const workspaceId = await addressed(req);
    const id = String(req.params["id"]);
    const found = /^[\da-f-]{36}$/.test(id) ? await intake.state(workspaceId, id) : undefined;
    if (!found) throw new Failure("not_found", "no such arrival");
    const { refusal, ...state } = found;
    const lang = langOf(req);
    res.json({ id, ...state, ...(refusal && { say: refusal.say[lang], next: refusal.next[lang] }) });
  };
}

/** Shown to whoever opens it first, once; what only looks (a link's preview) opens nothing. */
function revealRoute({ intake, base }: IntakeParts, page: PageFiles): RequestHandler {
  const limit = buildRate(30, 0.5);
  return async (req: Request, res: Response) => {
    limit(req.socket.remoteAddress ?? "");
    const token = await intake.reveal(String(req.params["code"]));
    if (token === undefined) return page.shell("gone.html", req, res.status(404));
    page.filled("intake-shown.html", { address: new URL(`${INTAKE_PATH}/${token}`, base).href }, res);
  };
}

function buildBusy(): (who: string) => () => void {
  const inWork = new Map<string, number>();
  return (who) => {
    const now = inWork.get(who) ?? 0;
    if (now >= AT_ONCE) throw tooManyAtOnce();
    inWork.set(who, now + 1);
    return () => {
      const left = (inWork.get(who) ?? 1) - 1;
      if (left === 0) inWork.delete(who);
      else inWork.set(who, left);
    };
  };
}

/** Told before a byte is read, where the sender says how many there are; a form may hold several files. */
function checkLength(req: Request, maxBytes: number): void {
  const most = boundaryOf(req.headers["content-type"]) === undefined ? maxBytes : maxBytes * MOST_PARTS;
  if (Number(req.headers["content-length"] ?? 0) <= most) return;
  req.resume();
  setTimeout(() => req.destroy(), 5_000).unref();
  throw tooLarge(maxBytes);
}

/** With `Idempotency-Key` a request that is sent again is kept once. */
function keyOf(req: Request): string {
  const given = req.get("idempotency-key") ?? "";
  return /^[\x21-\x7e]{1,120}$/.test(given) ? `given:${given}` : randomUUID();
}

/** From the address, the header the page uses, or `Content-Disposition`. */
function nameOf(req: Request): string {
  const asked = req.query["name"];
  if (typeof asked === "string" && asked !== "") return asked.slice(0, 255);
  const named = /filename="?([^";]+)"?/i.exec(req.get("content-disposition") ?? "")?.[1];
  return named ?? fileNameOf(req);
}

function unknownAddress(): Failure {
  return new Failure("not_found", "an upload address that opens nothing", {
    say: words(
      "이 업로드 주소는 닫혔거나 없는 주소예요.",
      "This upload address is closed, or was never there.",
    ),
    next: words(
      "워크스페이스 관리자에게 새 주소를 받아 주세요 (‘업로드 주소 만들어줘’).",
      "Ask an admin of the workspace for a new one (“make an upload address”).",
    ),
  });
}

function noFile(): Failure {
  return new Failure("invalid", "no file in the body", {
    say: words("보낸 내용에 파일이 없어요.", "There is no file in the body."),
    next: words(
      "curl -F file=@report.csv 주소 처럼 보내 주세요.",
      "Send it as in: curl -F file=@report.csv ADDRESS",
    ),
  });
}

function tooManyParts(): Failure {
  return new Failure("limit", "too many files in one body", {
    say: words(
      `한 번에 ${MOST_PARTS}개까지 받아요. 앞의 ${MOST_PARTS}개는 받았어요.`,
      `${MOST_PARTS} files are taken at a time; the first ${MOST_PARTS} were.`,
    ),
    next: words("나머지를 다시 보내 주세요.", "Send the others again."),
  });
}

function tooManyAtOnce(): Failure {
  return new Failure("unavailable", "too many uploads at once", {
    say: words(
      "이 주소로 이미 여러 파일이 오고 있어요.",
      "Several files are coming to this address already.",
    ),
    next: words("앞의 전송이 끝난 뒤 다시 보내 주세요.", "Send it again once they are through."),
  });
}
