// Puts the parts together: database, model, tools, chat. No decision and no table of its own.

import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Logger } from "pino";
import { act } from "./agent/act.ts";
import { checkOf, formOf } from "./agent/forms.ts";
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
import { buildIntake } from "./chat/intake.ts";
import { buildLinks, type Links } from "./chat/links.ts";
import { type Config, socketPath } from "./config.ts";
import { DEFAULT_EVENT } from "./config/kakao.ts";
import type { Words } from "./core/locale.ts";
import { DEFAULT_ZONE } from "./core/time.ts";
import type { Db } from "./db/db.ts";
import { isDriverWriteFault } from "./db/faults.ts";
import { openDb } from "./db/open.ts";
import { folderSecret } from "./db/secret.ts";
import { arrivalWork } from "./jobs/arrivals.ts";
import { noticeWork } from "./jobs/approval-notices.ts";
import { lookWork } from "./jobs/consent-looks.ts";
import { figureWork } from "./jobs/figure-looks.ts";
import { mediaWork } from "./jobs/media-work.ts";
import { slotWork } from "./jobs/digest-slots.ts";
import { opinionWork } from "./jobs/review-opinions.ts";
import { nightWork } from "./jobs/review-nights.ts";
import { openTick } from "./jobs/tick.ts";
import { openFolder } from "./platforms/folder/folder.ts";
import { listenLocal } from "./platforms/local/local.ts";
import type { Kakao } from "./platforms/kakao/kakao.ts";
import type { Slack } from "./platforms/slack/slack.ts";
import { openLinked } from "./platforms/web/links/open.ts";
import type { Setup } from "./platforms/web/setup.ts";
import { buildWeb, listenWeb } from "./platforms/web/web.ts";

/** The reader's own limit for a report; an upload is cut off where it passes it. */
const MAX_FILE_BYTES = 100 * 1024 * 1024;

export type App = {
  db: Db;
  chat: Chat;
  /** Addresses that open one thing without a session. */
  links: Links;
  /** Set when it is configured. */
  slack?: Slack | undefined;
  kakao?: Kakao | undefined;
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
 * @param now the clock of periods, schedules and approvals, where it is not as configured: for judges
 * @param around what stands between the chat and its answers: for judges
 * @throws Failure with what is wrong and the next step, when the database cannot be used
 */
export async function openApp(
  config: Config,
  log: Logger,
  {
    oneShot = false,
    media = { reach },
    around = (answerer) => answerer,
    now = () => config.now ?? Temporal.Now.instant(),
  }: {
    oneShot?: boolean;
    now?: () => Temporal.Instant;
    media?: { reach: Reach; graceMs?: number };
    around?: (answerer: Answerer) => Answerer;
  } = {},
): Promise<App> {
  const reviews = oneShot ? undefined : openReviews();
  if (!oneShot) rehearse();
  const db = await openDb(databasePlace(config), { log });
  try {
    await openDemo(db, { now: now(), zone: DEFAULT_ZONE });
    const slack = oneShot ? undefined : await openSlack(config, log, db);
    const links = buildLinks(db, { publicUrl: config.publicUrl, secret: await signInSecret(config) });
    const kakao = oneShot ? undefined : await openKakao(config);
    const answerer = around(buildAnswerer(log, config.model));
    const chat = await openChat({
      db,
      log,
      now,
      answerer,
      serve: oneShot ? "own" : "all",
      intake: {
        base: baseOf(config),
        isLocal: config.publicUrl === undefined,
        dropFolder: config.dropDir !== undefined,
      },
      works: [
        mediaWork({ db, log, now, ...media, halted: config.halted }),
        arrivalWork({ db, log, now }),
        noticeWork({ db, log, now }),
        nightWork({ db, log, now }),
        lookWork({ db, log, now }),
        figureWork({ db, log, now }),
        slotWork({ db, log, now }),
        opinionWork({ db, log, now, judge: answerer.judge }),
        ...(kakao ? [kakao.callbacks({ db, log, links })] : []),
      ],
      ...(kakao && { knockers: kakao.knockers }),
      ...(slack && {
        messengers: { slack: slack.messenger },
        lives: { slack: slack.live },
        fetchers: { slack: slack.fetcher },
      }),
    });
    const tick = oneShot ? undefined : openTick({ db, log, now });
    const close = async (): Promise<void> => {
      reviews?.close();
      await tick?.close();
      await chat.close();
      await slack?.close();
      await db.close();
    };
    return {
      db,
      chat,
      links,
      slack,
      kakao,
      now,
      survives: isDriverWriteFault,
      close,
    };
  } catch (error) {
    await db.close();
    throw error;
  }
}

async function openSlack({ slack }: Config, log: Logger, db: Db): Promise<Slack | undefined> {
  return slack && (await import("./platforms/slack/slack.ts")).openSlack(slack, log, db);
}

async function openKakao({ kakao }: Config): Promise<Kakao | undefined> {
  return kakao && (await import("./platforms/kakao/kakao.ts")).openKakao(kakao);
}

/** Where the app is reached. */
function baseOf({ publicUrl, port }: Config): URL {
  return publicUrl ?? new URL(`http://localhost:${port}`);
}

function databasePlace({ databaseUrl, dataDir, encryptionKey }: Config): Parameters<typeof openDb>[0] {
  const sealed = encryptionKey && { secret: encryptionKey };
  return databaseUrl === undefined
    ? { kind: "embedded", dir: dataDir, ...sealed }
    : { kind: "postgres", url: databaseUrl, ...sealed };
}

/** Read once the folder is held. */
async function signInSecret({
  signInSecret: given,
  databaseUrl,
  dataDir,
}: Config): Promise<Uint8Array | undefined> {
  return given ?? (databaseUrl === undefined ? folderSecret(dataDir, "sign-in") : undefined);
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
    form: (ctx, tool, input) => formOf(ctx, agent.tools, { tool, input }),
    check: (ctx, tool, input) => checkOf(ctx, agent.tools, { tool, input }),
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

/** What the set-up page of KakaoTalk shows, its parts tested as Kakao would. */
function kakaoSetup({ kakao, publicUrl, port }: Config): Setup {
  return async (workspaceId, lang) => {
    const { setupOf } = await import("./platforms/kakao/check/setup.ts");
    const given = {
      skillSecret: kakao?.skillSecret,
      push: kakao?.push ?? {},
      event: kakao?.push.event?.event ?? DEFAULT_EVENT,
      publicAddress: publicUrl,
      localAddress: new URL(`http://127.0.0.1:${port}`),
    };
    return setupOf(given, workspaceId, lang);
  };
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
 * Opens the web page, Slack's door beside it or a socket to Slack when they are configured, and the local socket when this process holds the data folder.
 * @throws Failure "conflict" when the port is taken, "invalid" when Slack does not take its token
 */
export async function openSurfaces(config: Config, app: App, log: Logger): Promise<Surfaces> {
  const parts = { chat: app.chat, log, zone: DEFAULT_ZONE };
  const uploads = { uploadDir: join(tmpdir(), "co9ma-uploads"), maxFileBytes: MAX_FILE_BYTES };
  const at = config.publicUrl && { publicUrl: config.publicUrl };
  const linked = openLinked(app.links, log);
  const { db, now } = app;
  const intake = { intake: buildIntake({ db, log, now }), base: baseOf(config) };
  const folder =
    config.dropDir === undefined
      ? undefined
      : openFolder({ dir: config.dropDir, ...intake, ...uploads, log, nowS: wallSeconds });
  const page = buildWeb({ ...parts, ...uploads, ...at, linked, intake, setup: kakaoSetup(config) });
  const notes = app.slack ? await slackNotes(app.slack, log) : [];
  const doors = { ...parts, nowS: wallSeconds };
  const withKakao = app.kakao?.beside(page, { ...doors, links: app.links }) ?? page;
  const web = await listenWeb(app.slack?.beside(withKakao, doors) ?? withKakao, config);
  const socket = app.slack?.openSocket(parts);
  const local = config.databaseUrl === undefined ? await listenLocal(socketPath(config), parts) : undefined;
  const adminCode = await issueAdminCode(app.db);
  const close = async (): Promise<void> => {
    await Promise.all([socket?.close(), web.close(), local?.close()]);
    await linked.close();
    await folder?.close();
  };
  return { url: web.url, adminCode, notes, close };
}
