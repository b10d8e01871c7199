// Kakao's Event API: it lets a bot speak first. An event runs a block of the bot for people or rooms, and the block's skill asks us what to
// say; what is said never travels through here. Source: kakaobusiness.gitbook.io, chatbot, main_notions/event-api, and the group chat bot
// quick start v1.11.1 (2026-04-20); rates per second and the words of single failures are not documented.

import { z } from "zod";
import { notYet } from "../../../chat/chat.ts";
import { Failure } from "../../../core/failure.ts";

/** Users or rooms of one call. */
const EVENT_RECIPIENTS = 100;
const TIMEOUT_MS = 10_000;
const MAX_BYTES = 256 * 1024;
/** Where Kakao names no pause. */
const PAUSE_S = 30;

type EventTo = { kind: "people" | "rooms"; ids: readonly string[] };

/** What became of a task; `failed` names recipients by the id they were called with, and Kakao's own number of the reason where it gave one. */
export type TaskState =
  | { state: "going" }
  | { state: "done"; delivered: number; failed: { id: string | undefined; reason: string }[] };

type Room = { id: string; takesEvents: boolean };

export type EventApi = {
  /**
   * Accepted is not delivered: what became of it is told by `task`.
   * @param params of the call, handed to the block's skill
   * @throws `notYet` on a pause, Failure "unavailable" without a clear answer, Failure "forbidden" when Kakao refuses the call
   */
  send: (
    bot: string,
    to: EventTo,
    params: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ) => Promise<string>;
  task: (id: string, signal: AbortSignal) => Promise<TaskState>;
  /** Team chats the bot is in, and which of them take messages nobody asked for. */
  rooms: (bot: string, signal: AbortSignal) => Promise<Room[]>;
};

export type EventApiKey = {
  /** As Kakao Developers shows it; `KakaoBK …` whole for bots of private people. */
  key: string;
  /** The event's name, as set on the block in the bot's admin. */
  event: string;
  /** Kakao's own when left out. */
  apiUrl?: string | undefined;
};

const Accepted = z.looseObject({ taskId: z.string().min(1).max(200), status: z.string().optional() });
const Fail = z.looseObject({
  userID: z.string().nullish(),
  id: z.string().nullish(),
  errorMsg: z.unknown().optional(),
});
const Task = z.looseObject({
  status: z.string().nullish(),
  allRequestCount: z.number().nullish(),
  successCount: z.number().nullish(),
  fail: z.looseObject({ count: z.number().nullish(), list: z.array(Fail).nullish() }).nullish(),
});
const RoomList = z.looseObject({
  groupChatRooms: z
    .array(z.looseObject({ botGroupKey: z.string(), isSubscribed: z.boolean().nullish() }))
    .nullish(),
});
const ROOMS_PAGE = 100;
const MOST_PAGES = 50;

export function openEventApi(given: EventApiKey): EventApi {
  const ask = asker(given);
  return {
    async send(bot, to, params, signal) {
      if (to.ids.length === 0 || to.ids.length > EVENT_RECIPIENTS || new Set(to.ids).size < to.ids.length)
        throw new Error("an event goes to 1 to 100 different recipients");
      const [place, recipients] =
        to.kind === "people"
          ? ["talk", { user: to.ids.map((id) => ({ type: "botUserKey", id })) }]
          : ["group", { chat: to.ids.map((id) => ({ type: "botGroupKey", id })) }];
      const body = { event: { name: given.event }, ...recipients, params };
      const answer = Accepted.safeParse(
        await ask(`/v2/bots/${encodeURIComponent(bot)}/${place}`, signal, body),
      );
      if (!answer.success) throw new Failure("unavailable", "Kakao accepted an event without a task");
      return answer.data.taskId;
    },
    async task(id, signal) {
      const answer = Task.safeParse(await ask(`/v1/tasks/${encodeURIComponent(id)}`, signal));
      return answer.success ? stateOf(answer.data) : { state: "going" };
    },
    rooms: (bot, signal) => allRooms(ask, bot, signal),
  };
}

/** Final once every recipient is counted; Kakao's words for what is still going on are not documented. */
function stateOf({ status, allRequestCount, successCount, fail }: z.output<typeof Task>): TaskState {
  const [all, delivered, failed] = [allRequestCount ?? 0, successCount ?? 0, fail?.count ?? 0];
  if (status !== "ALL SUCCESS" && (all === 0 || delivered + failed < all)) return { state: "going" };
  const list = fail?.list ?? [];
  return {
    state: "done",
    delivered,
    failed: list.map((one) => ({ id: one.userID ?? one.id ?? undefined, reason: reasonOf(one.errorMsg) })),
  };
}

const Reason = z.looseObject({ errorType: z.union([z.string(), z.number()]) });

/** A number of Kakao's, never its words: these may hold what was sent. */
function reasonOf(errorMsg: unknown): string {
  const given = Reason.safeParse(typeof errorMsg === "string" ? parsed(errorMsg) : errorMsg);
  const type = given.success ? String(given.data.errorType) : "";
  return /^\w{1,20}$/.test(type) ? type : "unknown";
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Ask = (path: string, signal: AbortSignal, body?: object) => Promise<unknown>;

async function allRooms(ask: Ask, bot: string, signal: AbortSignal): Promise<Room[]> {
  const rooms: Room[] = [];
  for (let page = 0, last = ""; page < MOST_PAGES; page += 1) {
    const query = new URLSearchParams({
      pageSize: String(ROOMS_PAGE),
      ...(last && { lastBotGroupKey: last }),
    });
    const answer = RoomList.safeParse(
      await ask(`/v3/bots/${encodeURIComponent(bot)}/group-chat-rooms?${query}`, signal),
    );
    const found = (answer.success && answer.data.groupChatRooms) || [];
    for (const { botGroupKey, isSubscribed } of found)
      rooms.push({ id: botGroupKey, takesEvents: isSubscribed === true });
    last = found.at(-1)?.botGroupKey ?? "";
    if (found.length < ROOMS_PAGE) break;
  }
  return rooms;
}

function asker({ key, apiUrl = "https://bot-api.kakao.com" }: EventApiKey): Ask {
  const authorization = /^Kakao[AB]K /.test(key) ? key : `KakaoAK ${key}`;
  return async (path, signal, body) => {
    const within = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
    const answer = await fetch(`${apiUrl}${path}`, {
      method: body ? "POST" : "GET",
      headers: { authorization, ...(body && { "content-type": "application/json" }) },
      ...(body && { body: JSON.stringify(body) }),
      redirect: "error",
      signal: within,
    }).catch((error: unknown) => {
      signal.throwIfAborted();
      throw new Failure("unavailable", "no answer from Kakao", { cause: error });
    });
    const read = parsed(await boundedText(answer));
    if (answer.status === 429) throw notYet(pauseOf(answer) * 1_000);
    if (answer.status >= 500 || read === undefined)
      throw new Failure("unavailable", `Kakao answered ${answer.status}`);
    if (answer.status >= 400 || isRefusal(read)) throw refused(answer.status);
    return read;
  };
}

/** A 200 may carry a refusal: the body says it. */
function isRefusal(read: unknown): boolean {
  const { success, data } = z.looseObject({ status: z.enum(["FAIL", "ERROR"]) }).safeParse(read);
  return success && data !== undefined;
}

/** `cause` is the status: 401 for the key, 404 for the bot, 200 for what the body refuses. */
function refused(status: number): Failure {
  return new Failure("forbidden", `Kakao refuses the event (${status})`, { cause: status });
}

function pauseOf(answer: Response): number {
  const named = Number(answer.headers.get("retry-after"));
  return Number.isFinite(named) && named > 0 ? Math.min(named, 3_600) : PAUSE_S;
}

async function boundedText(answer: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) return "";
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
