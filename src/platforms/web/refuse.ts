// What a browser is told when something does not work: a status, what happened, the next step. Never a stack, never an inner message.

import type { ErrorRequestHandler, Request, Response } from "express";
import type { Logger } from "pino";
import { Failure, type FailureCode, failureText } from "../../core/failure.ts";
import { type Lang, words } from "../../core/locale.ts";

const statuses: Readonly<Record<FailureCode, number>> = {
  not_found: 404,
  forbidden: 403,
  invalid: 400,
  conflict: 409,
  unavailable: 503,
  limit: 413,
};

export const tooMany = new Failure("limit", "rate bound", {
  say: words("요청이 너무 잦아요.", "That is too many requests."),
  next: words("잠시 뒤 다시 보내 주세요.", "Please wait a moment and send it again."),
});

const bug = {
  say: words("요청을 처리하지 못했어요.", "The request could not be handled."),
  next: words("다시 시도해 주세요.", "Please try again."),
};

export function langOf(req: Request): Lang {
  const asked: unknown = req.query["lang"] ?? (req.body as { lang?: unknown } | undefined)?.lang;
  if (asked === "ko" || asked === "en") return asked;
  return req.acceptsLanguages("ko", "en") === "en" ? "en" : "ko";
}

export function refuse(req: Request, res: Response, failure: Failure, status = statuses[failure.code]): void {
  res.status(status).json({ code: failure.code, ...failureText(failure, langOf(req)) });
}

/** The last handler: failures are told, errors of body parsing too, anything else is logged and told as a bug. */
export function buildErrorHandler(log: Logger): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) return next(error);
    if (error instanceof Failure) return refuse(req, res, error, error === tooMany ? 429 : undefined);
    const status = statusOf(error);
    if (status !== undefined && status < 500) {
      return refuse(req, res, new Failure(status === 413 ? "limit" : "invalid", "bad request"), status);
    }
    log.error({ route: req.path, err: error }, "web request failed");
    return refuse(req, res, new Failure("unavailable", "bug", bug), 500);
  };
}

/** Errors of express and its body parser carry the status they stand for. */
function statusOf(error: unknown): number | undefined {
  const status = (error as { status?: unknown } | undefined)?.status;
  return typeof status === "number" ? status : undefined;
}
