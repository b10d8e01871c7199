// The Web API over Slack's own client. It neither repeats a call nor waits out a pause by itself: that is the delivery loop's to decide.

import { webApi } from "@slack/bolt";
import { SlackError, type Upload, type WebApi } from "./web-api.ts";

/** Of one call, each step of an upload among them; a post that is not answered by then has an unknown outcome. */
const TIMEOUT_MS = 10_000;

/** @param apiUrl where Slack's API lies; Slack's own when left out */
export function buildWebApi({
  token,
  apiUrl,
}: {
  /** Left out for the calls that give one. */
  token?: string;
  apiUrl?: string | undefined;
}): WebApi {
  const client = new webApi.WebClient(token, {
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: TIMEOUT_MS,
    logLevel: "error" as never,
    logger: silent,
    ...(apiUrl && { slackApiUrl: apiUrl }),
  });
  const call: WebApi["call"] = async (method, args, signal) => {
    signal.throwIfAborted();
    return { ...(await answered(client.apiCall(method, args))) };
  };
  return { call, upload: (file, signal) => upload(call, file, signal) };
}

/**
 * Slack's three steps, called one by one: the client's own way to them loses the description of a picture. People see
 * the file with the last of them, so what fails before it can be tried again.
 */
async function upload(
  call: WebApi["call"],
  { channel, threadTs, name, content, alt }: Upload,
  signal: AbortSignal,
): Promise<void> {
  const bytes = Buffer.from(content);
  const asked = { filename: name, length: bytes.length, ...(alt && { alt_txt: alt }) };
  const { upload_url: url, file_id: id } = await call("files.getUploadURLExternal", asked, signal);
  await hand(String(url), bytes, signal);
  const place = { channel_id: channel, ...(threadTs && { thread_ts: threadTs }) };
  const files = JSON.stringify([{ id, title: name }]);
  await call("files.completeUploadExternal", { files, ...place }, signal);
}

/** @throws SlackError "upload_failed"; nobody sees anything of the file then */
async function hand(url: string, body: Buffer<ArrayBuffer>, signal: AbortSignal): Promise<void> {
  const within = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
  const headers = { "content-type": "application/octet-stream" };
  const answer = await fetch(url, { method: "POST", headers, body, redirect: "error", signal: within }).catch(
    () => undefined,
  );
  await answer?.body?.cancel();
  signal.throwIfAborted();
  if (answer?.status !== 200) throw new SlackError("upload_failed");
}

/** The client's own words could hold what was posted: nothing of them is logged. */
const silent = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => "error" as never,
  setName: () => {},
};

/** A proxy's page is no word of Slack's. */
const slackWord = /^[a-z_]{1,100}$/;

/** An answer that is not ok as `SlackError`; no answer at all as the client's error. */
async function answered<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof webApi.WebAPIRateLimitedError) throw new SlackError("ratelimited", error.retryAfter);
    if (error instanceof webApi.WebAPIPlatformError && slackWord.test(error.data.error))
      throw new SlackError(error.data.error);
    throw error;
  }
}
