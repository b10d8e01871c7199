// A server whose people install us by themselves: the app over a fake Slack, a browser with cookies, and what is kept.

import { tmpdir } from "node:os";
import type { Logger } from "pino";
import { onTestFinished } from "vitest";
import { openDemo } from "../../../../src/capabilities/workspace/workspace.ts";
import { type Chat, openChat } from "../../../../src/chat/chat.ts";
import type { Db } from "../../../../src/db/db.ts";
import { openSlack } from "../../../../src/platforms/slack/slack.ts";
import { buildWeb, listenWeb } from "../../../../src/platforms/web/web.ts";
import { makeAnswerer } from "../../../chat/made-answerer.ts";
import { silentLog } from "../../../support/database.ts";
import { openSlackApi, type SlackApi } from "../../../support/slack-api.ts";
import { buildSlackDriver, type SlackDriver, wallSeconds } from "../../../support/slack-driver.ts";
import { fixedNow } from "../../../support/workspace.ts";

const signingSecret = "test-signing-secret";
export const app = { clientId: "1.2", clientSecret: "a-client-secret-of-slack" };
const publicUrl = new URL("https://co9ma.example.com");

export type Server = {
  api: SlackApi;
  chat: Chat;
  slack: SlackDriver;
  /** One browser: it keeps cookies, and follows nothing by itself. */
  browser: (session?: string) => Browser;
};

export type Browser = {
  get: (path: string) => Promise<Answer>;
  post: (path: string, form: Record<string, string>, origin?: string) => Promise<Answer>;
};
export type Answer = { status: number; location: string; html: string };

export async function openServer(db: Db, log: Logger = silentLog): Promise<Server> {
  await openDemo(db, { now: fixedNow, zone: "Asia/Seoul" });
  const api = await openSlackApi({ team: "T1", botUser: "UBOT" });
  const slack = openSlack({ signingSecret, apiUrl: api.url, oauth: { ...app, publicUrl } }, log, db);
  const messengers = { slack: slack.messenger };
  const chat = await openChat({ db, log, now: () => fixedNow, answerer: makeAnswerer(), messengers });
  const shared = { chat, log, zone: "Asia/Seoul" };
  const page = buildWeb({ ...shared, publicUrl, uploadDir: tmpdir(), maxFileBytes: 1_000 });
  const server = await listenWeb(slack.beside(page, { ...shared, nowS: wallSeconds }), {
    host: "127.0.0.1",
    port: 0,
  });
  const url = server.url.replace("localhost", "127.0.0.1");
  onTestFinished(async () => {
    await server.close();
    await chat.close(0);
    await api.close();
  });
  const { port } = new URL(url);
  return {
    api,
    chat,
    slack: buildSlackDriver(`${url}/slack/events`, signingSecret),
    browser: (session) => openBrowser(Number(port), session),
  };
}

/** `fetch` sets no Host of ours: the public name comes as the proxy in front would pass it on. */
function openBrowser(port: number, session: string | undefined): Browser {
  const jar = new Map<string, string>(session === undefined ? [] : [["co9ma_session", session]]);

  async function ask(method: "GET" | "POST", path: string, body = "", origin?: string): Promise<Answer> {
    const { request } = await import("node:http");
    const headers = {
      host: publicUrl.host,
      cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; "),
      ...(method === "POST" && {
        "content-type": "application/x-www-form-urlencoded",
        "content-length": Buffer.byteLength(body),
        origin: origin ?? publicUrl.origin,
      }),
    };
    return new Promise((resolve, reject) => {
      const asked = request({ host: "127.0.0.1", port, method, path, headers }, (answer) => {
        for (const cookie of answer.headers["set-cookie"] ?? []) {
          const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
          if (value === "") jar.delete(name);
          else jar.set(name, decodeURIComponent(value));
        }
        let html = "";
        answer.setEncoding("utf8");
        answer.on("data", (text: string) => (html += text));
        answer.on("end", () =>
          resolve({ status: answer.statusCode ?? 0, location: answer.headers.location ?? "", html }),
        );
      });
      asked.on("error", reject);
      asked.end(body);
    });
  }

  return {
    get: (path) => ask("GET", path),
    post: (path, form, origin) => ask("POST", path, new URLSearchParams(form).toString(), origin),
  };
}

let codes = 0;
/** What Slack gives for a code, once. */
export function grant(api: SlackApi, team: string, over: Record<string, unknown> = {}): string {
  const code = `code-${++codes}`;
  api.grants.set(code, {
    access_token: `xoxb-CANARY-${team}`,
    token_type: "bot",
    scope: "chat:write",
    bot_user_id: `UBOT${team}`,
    app_id: "A1",
    team: { id: team, name: `팀 ${team}` },
    enterprise: null,
    is_enterprise_install: false,
    ...over,
  });
  return code;
}

/** Goes the whole way: our page, Slack's, and back with a code. */
export async function install(
  browser: Browser,
  code: string,
  form: Record<string, string> = {},
): Promise<Answer> {
  const { location } = await browser.post("/slack/install", form);
  const state = new URL(location).searchParams.get("state") ?? "";
  return browser.get(`/slack/oauth?code=${code}&state=${state}`);
}
