// Puts the parts together: database, model, tools, chat. No decision and no table of its own.

import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Logger } from "pino";
import { act } from "./agent/act.ts";
import { askOpinion, judgeName } from "./agent/judging.ts";
import { withAskings } from "./agent/askings.ts";
import { rehearse } from "./agent/interpreter/model.ts";
import { type ModelChoice, openModel, openPictures } from "./agent/model.ts";
import { buildAgent, runTurn } from "./agent/turn.ts";
import { openReviews } from "./capabilities/compliance/compliance.ts";
import { ensureMarket } from "./capabilities/demo/demo.ts";
import { reach, type Reach } from "./capabilities/campaigns/campaigns.ts";
import { tools } from "./capabilities/registry.ts";
import { issueAdminCode, openDemo } from "./capabilities/workspace/workspace.ts";
import { type Answerer, type Chat, openChat } from "./chat/chat.ts";
import { type Config, socketPath } from "./config.ts";
import type { Words } from "./core/locale.ts";
import { DEFAULT_ZONE } from "./core/time.ts";
import type { Db } from "./db/db.ts";
import { isDriverWriteFault } from "./db/faults.ts";
import { openDb } from "./db/open.ts";
import { noticeWork } from "./jobs/approval-notices.ts";
import { lookWork } from "./jobs/consent-looks.ts";
import { mediaWork } from "./jobs/media-work.ts";
import { opinionWork } from "./jobs/review-opinions.ts";
import { nightWork } from "./jobs/review-nights.ts";
import { openTick } from "./jobs/tick.ts";
import { listenLocal } from "./platforms/local/local.ts";
import type { Slack } from "./platforms/slack/slack.ts";
import { buildWeb, listenWeb } from "./platforms/web/web.ts";

/** The reader's own limit for a report; an upload is cut off where it passes it. */
const MAX_FILE_BYTES = 100 * 1024 * 1024;

export type App = {
  db: Db;
  chat: Chat;
  /** Set when it is configured. */
  slack?: Slack | undefined;
  /** The clock of periods, schedules and approvals. */
  now: () => Temporal.Instant;
  /** True for the one error the database driver throws outside of any call; its lost connection is dealt with already. */
  survives: (error: unknown) => boolean;
  /** Ends the work in hand, then the database. */
  close: () => Promise<void>;
};

/**
 * @param oneShot for a command that asks and leaves: it answers its own questions and leaves all others to the server
 * @param media how media are reached and how long a vanished create is looked for, where it is not as usual: for judges
 * @throws Failure with what is wrong and the next step, when the database cannot be used
 */
export async function openApp(
  config: Config,
  log: Logger,
  {
    oneShot = false,
    media = { reach },
  }: { oneShot?: boolean; media?: { reach: Reach; graceMs?: number } } = {},
): Promise<App> {
  const now = (): Temporal.Instant => config.now ?? Temporal.Now.instant();
  const reviews = oneShot ? undefined : openReviews();
  if (!oneShot) rehearse();
  const db = await openDb(databasePlace(config), { log });
  try {
    await openDemo(db, { now: now(), zone: DEFAULT_ZONE });
    const slack = oneShot ? undefined : await openSlack(config, log);
    const answerer = buildAnswerer(log, config.model);
    const chat = await openChat({
      db,
      log,
      now,
      answerer,
      serve: oneShot ? "own" : "all",
      works: [
        mediaWork({ db, log, now, ...media, halted: config.halted }),
        noticeWork({ db, log, now }),
        nightWork({ db, log, now }),
        lookWork({ db, log, now }),
        opinionWork({ db, log, now, judge: answerer.judge }),
      ],
      ...(slack && { messengers: { slack: slack.messenger }, fetchers: { slack: slack.fetcher } }),
    });
    const tick = oneShot ? undefined : openTick({ db, log, now });
    const close = async (): Promise<void> => {
      reviews?.close();
      await tick?.close();
      await chat.close();
      await slack?.close();
      await db.close();
    };
    return { db, chat, slack, now, survives: isDriverWriteFault, close };
  } catch (error) {
    await db.close();
    throw error;
  }
}

async function openSlack({ slack }: Config, log: Logger): Promise<Slack | undefined> {
  return slack && (await import("./platforms/slack/slack.ts")).openSlack(slack, log);
}

function databasePlace({ databaseUrl, dataDir, encryptionKey }: Config): Parameters<typeof openDb>[0] {
  const sealed = encryptionKey && { secret: encryptionKey };
  return databaseUrl === undefined
    ? { kind: "embedded", dir: dataDir, ...sealed }
    : { kind: "postgres", url: databaseUrl, ...sealed };
}

/** What answers words, files and presses: the agent over every registered tool. */
export function buildAnswerer(log: Logger, choice: ModelChoice = { kind: "interpreter" }): Answerer {
  const pictures = openPictures(choice);
  const agent = buildAgent({
    model: openModel(choice),
    ...(pictures && { pictures: { model: pictures } }),
    tools,
    log,
  });
  return {
    prepare: ensureMarket,
    turn: (ctx, input) => runTurn(ctx, agent, input),
    ...(choice.kind !== "interpreter" && {
      judge: { ...judgeName(agent), ask: (ctx, request) => askOpinion(ctx, agent, request) },
    }),
    act: (ctx, tool, input, progress, calls) =>
      act(withAskings(ctx, agent, calls), agent.tools, { tool, input }, progress),
  };
}

/** Seconds since 1970; not the clock of periods, which may be fixed. */
export function wallSeconds(): number {
  return Math.floor(Temporal.Now.instant().epochMilliseconds / 1_000);
}

/** @throws Failure "invalid" when Slack does not take its token */
async function slackNotes(slack: Slack, log: Logger): Promise<Words[]> {
  if (await slack.isKnown()) return (await slack.findings()).map(({ say }) => say);
  log.warn("Slack cannot be reached yet");
  return [];
}

export type Surfaces = {
  url: string;
  /** One-use code that makes its first sender an admin. */
  adminCode: string;
  /** What is amiss and stops nobody else, for the person at the terminal. */
  notes: Words[];
  close: () => Promise<void>;
};

/**
 * Opens the web page, Slack's door beside it when it is configured, and the local socket when this process holds the data folder.
 * @throws Failure "conflict" when the port is taken, "invalid" when Slack does not take its token
 */
export async function openSurfaces(config: Config, app: App, log: Logger): Promise<Surfaces> {
  const parts = { chat: app.chat, log, zone: DEFAULT_ZONE };
  const uploads = { uploadDir: join(tmpdir(), "co9ma-uploads"), maxFileBytes: MAX_FILE_BYTES };
  const at = config.publicUrl && { publicUrl: config.publicUrl };
  const page = buildWeb({ ...parts, ...uploads, ...at });
  const notes = app.slack ? await slackNotes(app.slack, log) : [];
  const web = await listenWeb(
    app.slack ? app.slack.beside(page, { ...parts, nowS: wallSeconds }) : page,
    config,
  );
  const local = config.databaseUrl === undefined ? await listenLocal(socketPath(config), parts) : undefined;
  const adminCode = await issueAdminCode(app.db);
  const close = async (): Promise<void> => {
    await Promise.all([web.close(), local?.close()]);
  };
  return { url: web.url, adminCode, notes, close };
}
