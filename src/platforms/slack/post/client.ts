// The Web API over Slack's own client. It neither repeats a call nor waits out a pause by itself: that is the delivery loop's to decide.

import { webApi } from "@slack/bolt";
import { SlackError, type WebApi } from "./web-api.ts";

/** Of one call, upload steps included; a post that is not answered by then has an unknown outcome. */
const TIMEOUT_MS = 10_000;

/** @param apiUrl where Slack's API lies; Slack's own when left out */
export function buildWebApi({ token, apiUrl }: { token: string; apiUrl?: string | undefined }): WebApi {
  const client = new webApi.WebClient(token, {
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: TIMEOUT_MS,
    logLevel: "error" as never,
    logger: silent,
    ...(apiUrl && { slackApiUrl: apiUrl }),
  });
  return {
    call: async (method, args, signal) => {
      signal.throwIfAborted();
      return { ...(await answered(client.apiCall(method, args))) };
    },
    upload: async ({ channel, threadTs, name, text }, signal) => {
      signal.throwIfAborted();
      const file = Buffer.from(text, "utf8");
      const place = threadTs ? { channel_id: channel, thread_ts: threadTs } : { channel_id: channel };
      await answered(client.filesUploadV2({ ...place, filename: name, title: name, file }));
    },
  };
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
