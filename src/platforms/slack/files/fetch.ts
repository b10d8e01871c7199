// A shared file comes here from Slack's own file host and from nowhere else: our token goes to no other, no redirect leads away from
// it, the bytes are counted while they come. What is the matter with a file that does not come is found out and told.

import { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import type { Fetcher, RemoteFile } from "../../../chat/chat.ts";
import { Failure } from "../../../core/failure.ts";
import { spool, tooLarge } from "../../spool.ts";
import { SlackError, type WebApi } from "../post/web-api.ts";
import { refuse } from "./refusals.ts";

/** Slack's file host. */
const FILE_HOST = "https://files.slack.com";

export type FetchLimits = {
  maxBytes: number;
  /** One file, tries and pauses included. */
  totalMs: number;
  /** The longest between two pieces of it. */
  silenceMs: number;
  tries: number;
  /** Before the second try; twice as long before the next. */
  pauseMs: number;
  /** The longest pause that Slack may ask for and still be waited out. */
  longestPauseMs: number;
};

const LIMITS: FetchLimits = {
  maxBytes: 20 * 1024 * 1024,
  totalMs: 60_000,
  silenceMs: 15_000,
  tries: 3,
  pauseMs: 500,
  longestPauseMs: 20_000,
};

/** @param desk.apiUrl where Slack's API lies when it is not Slack's own: files are fetched from that host only */
export function buildFetcher(
  desk: { api: WebApi; token: () => Promise<string>; apiUrl?: string | undefined },
  limits: FetchLimits = LIMITS,
): Fetcher {
  const host = new URL(desk.apiUrl ?? FILE_HOST).origin;
  const source: Source = { ...desk, host, limits };
  return async (file, dir, signal) => {
    const within = AbortSignal.any([signal, AbortSignal.timeout(limits.totalMs)]);
    for (let tries = 1; ; tries += 1) {
      try {
        return await fetchOnce(source, file, dir, within);
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof Failure) throw error;
        const waitMs = pauseAfter(error, limits, tries);
        if (waitMs === undefined || tries === limits.tries || within.aborted) throw told(error);
        await pause(waitMs, undefined, { signal: within }).catch(() => {});
      }
    }
  };
}

type Source = { api: WebApi; token: () => Promise<string>; host: string; limits: FetchLimits };

async function fetchOnce(
  source: Source,
  file: RemoteFile,
  dir: string,
  signal: AbortSignal,
): Promise<string> {
  const { maxBytes, silenceMs } = source.limits;
  const { url, bytes = 0, isPage } = await whereIs(source, file, signal);
  if (bytes > maxBytes) throw tooLarge(maxBytes);
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(new Error("the file host fell silent")), silenceMs);
  try {
    const response = await get(source, url, AbortSignal.any([signal, silence.signal]));
    if (!isPage && isWebPage(response)) throw await left(response, refuse("no_scope"));
    return await spool(Readable.from(heard(response, timer)), { dir, maxBytes });
  } finally {
    clearTimeout(timer);
  }
}

type Where = { url: URL; bytes?: number | undefined; isPage: boolean };

/** From the event; where that says too little, as for files of another team, from Slack itself. */
async function whereIs({ api, host }: Source, file: RemoteFile, signal: AbortSignal): Promise<Where> {
  const known = file.url === undefined ? await askFor(api, file, signal) : file;
  const url = known.url === undefined ? undefined : URL.parse(known.url);
  if (!url) throw refuse("gone");
  if (url.origin !== host) throw refuse("elsewhere");
  const isPage = known.type === "text/html" || /\.html?$/i.test(file.name);
  return { url, bytes: known.bytes, isPage };
}

async function askFor(
  api: WebApi,
  { id }: RemoteFile,
  signal: AbortSignal,
): Promise<{ url?: string; bytes?: number; type?: string }> {
  const { file } = await api.call("files.info", { file: id }, signal).catch(refused);
  const { url_private: url, size, mimetype } = file as Readonly<Record<string, unknown>>;
  return {
    ...(typeof url === "string" && { url }),
    ...(typeof size === "number" && { bytes: size }),
    ...(typeof mimetype === "string" && { type: mimetype }),
  };
}

const MOST_REDIRECTS = 3;

async function get({ token, host }: Source, url: URL, signal: AbortSignal): Promise<Response> {
  let at = url;
  const authorization = `Bearer ${await token().catch(refused)}`;
  for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
    const response = await fetch(at, {
      headers: { authorization },
      redirect: "manual",
      signal,
    });
    if (response.status === 200) return response;
    if (response.status < 300 || response.status > 399) throw await left(response, failureOf(response));
    const to = URL.parse(response.headers.get("location") ?? "", at);
    await left(response, undefined);
    if (to?.origin !== host) throw refuse(to && isLogin(to) ? "no_scope" : "elsewhere");
    at = to;
  }
  throw new Error("the file host leads in circles");
}

/** Whoever may not read a file is led to Slack's sign-in, with the way back in `redir`. */
function isLogin({ searchParams, pathname }: URL): boolean {
  return searchParams.has("redir") || /\/(?:sign-?in|login)/i.test(pathname);
}

function isWebPage(response: Response): boolean {
  return (response.headers.get("content-type") ?? "").startsWith("text/html");
}

/** The answer of a host that asks for a pause. */
class Busy extends Error {
  readonly afterS: number | undefined;

  constructor(afterS: number | undefined) {
    super("the file host asks for a pause");
    this.name = "Busy";
    this.afterS = afterS;
  }
}

function failureOf({ status, headers }: Response): Error {
  if (status === 401 || status === 403) return refuse("no_scope");
  if (status === 404 || status === 410) return refuse("gone");
  if (status === 429) return new Busy(Number(headers.get("retry-after") ?? "") || undefined);
  return new Error(`the file host answered ${status}`);
}

/** Nobody reads the rest of this answer. */
async function left<T>(response: Response, error: T): Promise<T> {
  await response.body?.cancel().catch(() => {});
  return error;
}

async function* heard({ body }: Response, timer: NodeJS.Timeout): AsyncGenerator<Uint8Array> {
  for await (const piece of body ?? []) {
    timer.refresh();
    yield piece;
  }
}

/** @returns `undefined` where another try is not worth waiting for */
function pauseAfter(error: unknown, limits: FetchLimits, tries: number): number | undefined {
  const afterS =
    error instanceof Busy ? error.afterS : error instanceof SlackError ? error.retryAfterS : undefined;
  const waitMs = afterS === undefined ? limits.pauseMs * 2 ** (tries - 1) : afterS * 1_000;
  return waitMs <= limits.longestPauseMs ? waitMs : undefined;
}

function told(error: unknown): Failure {
  const busy = error instanceof Busy || (error instanceof SlackError && error.retryAfterS !== undefined);
  return refuse(busy ? "too_busy" : "no_answer", error);
}

/** What Slack says of a file that will not come, whenever it is asked. */
const refusals: Readonly<Record<string, Parameters<typeof refuse>[0]>> = {
  missing_scope: "no_scope",
  not_allowed_token_type: "no_scope",
  no_permission: "no_scope",
  file_not_found: "gone",
  file_deleted: "gone",
  access_denied: "gone",
  not_visible: "gone",
  invalid_auth: "no_token",
  not_authed: "no_token",
  account_inactive: "no_token",
  token_revoked: "no_token",
  token_expired: "no_token",
  not_installed: "no_token",
};

function refused(error: unknown): never {
  throw (error instanceof SlackError && refusalOf(error)) || error;
}

function refusalOf(error: SlackError): Failure | undefined {
  const key = refusals[error.code];
  return key && refuse(key, error);
}
