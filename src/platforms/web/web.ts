// The web chat: one page, its files, and the small API it talks to. Every route stands behind the same gates.

import { createServer } from "node:http";
import express, { type Express } from "express";
import type { Logger } from "pino";
import type { Chat } from "../../chat/chat.ts";
import { LINK_PATH } from "../../chat/links.ts";
import { Failure } from "../../core/failure.ts";
import { words } from "../../core/locale.ts";
import { closerOf } from "./closing.ts";
import { documentRoute } from "./document.ts";
import { explainRoute } from "./explain.ts";
import { readPageFiles } from "./files.ts";
import { hostGuard, originGuard, secureHeaders } from "./guard.ts";
import { INTAKE_PATH, type IntakeParts, intakeRoutes } from "./intake/intake.ts";
import { linkRoutes } from "./links/links.ts";
import type { LinkParts } from "./links/open.ts";
import { buildErrorHandler } from "./refuse.ts";
import {
  buttonRoute,
  eventsRoute,
  fileRoute,
  findRoute,
  health,
  messageRoute,
  olderRoute,
  stateRoute,
  stopRoute,
  titleRoute,
  viewAsRoute,
  workspaceRoute,
} from "./routes.ts";
import { linkRoute, signInRoute, signOutOthersRoute, signOutRoute } from "./sign-in.ts";
import { buildStreams } from "./streams.ts";
import { previewPictureRoute, previewRoute } from "./preview/preview.ts";
import { deliverAgainRoute } from "./deliver-again.ts";
import { type Setup, SETUP_PATH, setupRoute } from "./setup.ts";
import { knowVisitor } from "./visitor.ts";

export type WebParts = {
  chat: Chat;
  log: Logger;
  /** The address the app is reached under; without it only this machine is served. */
  publicUrl?: URL;
  /** Where uploads lie until they are stored. */
  uploadDir: string;
  maxFileBytes: number;
  /** What opens without a session, and what draws its pictures; without it no link opens anything. */
  linked?: Pick<LinkParts, "links" | "drawer">;
  /** Takes files that programs post; without it no upload address is open. */
  intake?: Pick<IntakeParts, "intake" | "base">;
  /** Tests KakaoTalk's set-up for a workspace; without it there is no set-up page. */
  setup?: Setup;
  /** IANA zone for a workspace that has none of its own yet. */
  zone: string;
};

export function buildWeb(parts: WebParts): Express {
  const { chat, publicUrl } = parts;
  const door = { chat, publicUrl };
  const streams = buildStreams();
  const page = readPageFiles();
  const app = express();
  app.disable("x-powered-by");
  app.set("query parser", "simple");
  app.use(secureHeaders);
  app.get("/health", health(chat));
  if (parts.linked) app.use(LINK_PATH, linkRoutes({ ...parts, ...parts.linked }, page));
  if (parts.intake) app.use(INTAKE_PATH, intakeRoutes({ ...parts, ...parts.intake }, page));
  app.use(hostGuard(publicUrl), originGuard);
  app.get("/", page.index);
  app.get("/page/:version/:name", page.file);
  app.get(SETUP_PATH, (req, res) => page.shell("setup.html", req, res));
  app.use("/api", (_req, res, next) => {
    res.set("Cache-Control", "no-store");
    next();
  });
  app.post("/api/files", knowVisitor(door, { welcome: false }), fileRoute(parts));
  app.use("/api", express.json({ limit: "64kb", strict: true }));
  app.post("/api/sign-in", signInRoute(parts, streams));
  app.get("/api/state", knowVisitor(door, { welcome: true }), stateRoute(parts));
  app.use("/api", knowVisitor(door, { welcome: false }));
  app.get("/api/older", olderRoute(parts));
  app.get("/api/find", findRoute(parts));
  app.get("/api/explain", explainRoute(parts));
  app.get("/api/preview", previewRoute(parts));
  app.get("/api/preview/picture/:delivery/:part", previewPictureRoute(parts));
  app.get("/api/documents/:id", documentRoute(parts));
  app.get("/api/events", eventsRoute(parts, streams));
  if (parts.setup) app.get(`/api${SETUP_PATH}`, setupRoute(parts.setup));
  app.post("/api/messages", messageRoute(parts));
  app.post("/api/stop", stopRoute(parts));
  app.post("/api/title", titleRoute(parts));
  app.post("/api/buttons", buttonRoute(parts));
  app.post("/api/workspace", workspaceRoute(parts));
  app.post("/api/deliver-again", deliverAgainRoute(parts));
  if (publicUrl === undefined) app.post("/api/view-as", viewAsRoute(parts, streams));
  else {
    app.post("/api/sign-in/link", linkRoute(parts, publicUrl));
    app.post("/api/sign-out", signOutRoute(parts, streams));
    app.post("/api/sign-out/others", signOutOthersRoute(parts));
  }
  app.use((req, _res, next) =>
    next(new Failure("not_found", `no route ${req.method} ${req.path.slice(0, 80)}`)),
  );
  app.use(buildErrorHandler(parts.log));
  return app;
}

export type Listening = { url: string; close: () => Promise<void> };

/**
 * Serves `app` until it is closed: requests in hand are answered then, open streams are ended, so that nothing waits for a browser.
 * @throws Failure "conflict" when the port is taken, "invalid" when the address is not this machine's
 */
export function listenWeb(app: Express, { host, port }: { host: string; port: number }): Promise<Listening> {
  const server = createServer({ requestTimeout: 300_000, headersTimeout: 20_000 }, app);
  const close = closerOf(server);
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(listenFailure(error, host, port)));
    server.listen(port, host, () => {
      const address = server.address();
      const open = typeof address === "object" && address ? address.port : port;
      resolve({ url: `http://${host === "127.0.0.1" ? "localhost" : host}:${open}`, close });
    });
  });
}

function listenFailure(error: NodeJS.ErrnoException, host: string, port: number): Failure {
  const cause = error;
  if (error.code === "EADDRINUSE") {
    return new Failure("conflict", `port ${port} is taken`, {
      cause,
      say: words(
        `${port}번 포트를 다른 프로그램이 쓰고 있어요.`,
        `Port ${port} is taken by another program.`,
      ),
      next: words(
        "그 프로그램을 끄거나 PORT에 다른 번호를 정해 주세요.",
        "Stop that program, or set PORT to another number.",
      ),
    });
  }
  return new Failure("invalid", `cannot listen on ${host}:${port}`, {
    cause,
    say: words(`${host}:${port} 주소로 열 수 없어요.`, `Cannot listen on ${host}:${port}.`),
    next: words("HOST와 PORT를 확인해 주세요.", "Check HOST and PORT."),
  });
}
