// The gate before every route: which Host may ask, which Origin may post, what a browser may do with the answer.

import { isIP } from "node:net";
import type { Request, RequestHandler } from "express";
import { Failure } from "../../core/failure.ts";
import { words } from "../../core/locale.ts";
import { refuse } from "./refuse.ts";

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

const headers: Readonly<Record<string, string>> = {
  "Content-Security-Policy": policy,
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
};

const forwarding = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"];

export const secureHeaders: RequestHandler = (_req, res, next) => {
  res.set(headers);
  next();
};

/** Without `publicUrl` only this machine's own names are served; with it, that name alone. */
export function hostGuard(publicUrl: URL | undefined): RequestHandler {
  return (req, res, next) => {
    if (publicUrl ? req.headers.host === publicUrl.host || isLocal(req) : isLocal(req)) return next();
    return refuse(req, res, foreignHost, 403);
  };
}

/** Asked from this machine under its own name, by nobody in between. */
export function isLocal(req: Request): boolean {
  if (forwarding.some((name) => req.headers[name] !== undefined)) return false;
  return isLoopbackName(hostName(req.headers.host)) && isLoopbackAddress(req.socket.remoteAddress ?? "");
}

/** A write from a page must come from our own page. A caller that is no browser sends neither header. */
export const originGuard: RequestHandler = (req, res, next) => {
  if (req.method === "GET" || req.method === "HEAD") return next();
  const { origin } = req.headers;
  const site = req.headers["sec-fetch-site"];
  const ours = origin === undefined ? site === undefined || site === "same-origin" : sameHost(origin, req);
  if (ours) return next();
  return refuse(req, res, foreignOrigin, 403);
};

function sameHost(origin: string, req: Request): boolean {
  return URL.canParse(origin) && new URL(origin).host === req.headers.host;
}

/** `localhost:3000` -> `localhost`, `[::1]:3000` -> `::1`. */
function hostName(host: string | undefined): string {
  if (host === undefined || !URL.canParse(`http://${host}`)) return "";
  return new URL(`http://${host}`).hostname.replace(/^\[(.*)\]$/, "$1");
}

function isLoopbackName(name: string): boolean {
  return name === "localhost" || name === "::1" || (isIP(name) === 4 && name.startsWith("127."));
}

function isLoopbackAddress(address: string): boolean {
  return isLoopbackName(address.replace(/^::ffff:/, ""));
}

const foreignHost = new Failure("forbidden", "foreign Host or forwarded request", {
  say: words("이 주소로는 열 수 없어요.", "CO9MA does not answer at this address."),
  next: words(
    "이 컴퓨터에서 http://localhost 로 열거나, 서버에 PUBLIC_URL을 설정해 주세요.",
    "Open it as http://localhost on its own machine, or set PUBLIC_URL where it runs.",
  ),
});

const foreignOrigin = new Failure("forbidden", "foreign Origin", {
  say: words("다른 사이트에서 온 요청이라 받지 않았어요.", "A request from another site was refused."),
  next: words("CO9MA 페이지를 직접 열어 다시 해 주세요.", "Open the CO9MA page itself and try again."),
});
