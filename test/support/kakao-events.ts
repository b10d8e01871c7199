// Kakao's Event API on a port of its own, strict: it refuses what Kakao refuses, runs the block's skill for each recipient, and says only
// when asked what became of a task. Its words follow the documented examples; numbers of failures but 201 are made up.

import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";

type Given = {
  bot: string;
  key: string;
  event: string;
  /** Runs the block's skill for one recipient, as a person or a room. @returns false when our skill server failed */
  deliver?: (to: { id: string; room: boolean }, params: Record<string, string>) => Promise<boolean>;
};

type Task = {
  ids: string[];
  failed: Map<string, string>;
  /** Looks until it is final. */
  looks: number;
};

export type KakaoEvents = {
  url: string;
  /** Recipients of the calls that were accepted, call by call. */
  sent: string[][];
  /** Messages that Kakao would charge for. */
  charged: () => number;
  /** What was refused, and why. */
  refused: string[];
  /** They are no friends of the channel, or their room takes nothing: a task with them fails for them. */
  away: Set<string>;
  /** Looks at a task that say it is still going on. */
  slow: (looks: number) => void;
  /** The next calls are answered like this instead. */
  answer: (next: { status: number; body?: unknown; headers?: Record<string, string> } | undefined) => void;
  rooms: Map<string, boolean>;
  close: () => Promise<void>;
};

const Body = z.strictObject({
  event: z.strictObject({ name: z.string(), data: z.record(z.string(), z.string()).optional() }),
  user: z
    .array(z.strictObject({ type: z.enum(["botUserKey", "plusfriendUserKey", "appUserId"]), id: z.string() }))
    .optional(),
  chat: z.array(z.strictObject({ type: z.literal("botGroupKey"), id: z.string() })).optional(),
  params: z.record(z.string(), z.string()).optional(),
});

const MOST = 100;

export async function openKakaoEvents(given: Given): Promise<KakaoEvents> {
  const tasks = new Map<string, Task>();
  const sent: string[][] = [];
  const refused: string[] = [];
  const away = new Set<string>();
  const rooms = new Map<string, boolean>();
  let looks = 0;
  let charged = 0;
  let next: Parameters<KakaoEvents["answer"]>[0];

  function accept(path: string, body: unknown): unknown {
    const read = Body.safeParse(body);
    const room = path.endsWith("/group");
    const list = read.success ? (room ? read.data.chat : read.data.user) : undefined;
    const ids = (list ?? []).map(({ id }) => id);
    if (!read.success || !list || (room ? read.data.user : read.data.chat)) return fail("bad body");
    if (ids.length === 0 || ids.length > MOST) return fail(`${ids.length} recipients`);
    if (new Set(ids).size < ids.length) return fail("recipient twice");
    if (read.data.event.name !== given.event) return fail("no block with this event");
    const taskId = randomUUID();
    const task: Task = { ids, failed: new Map(), looks };
    tasks.set(taskId, task);
    sent.push(ids);
    void run(task, room, read.data.params ?? {});
    return { taskId, status: "SUCCESS", timestamp: 1_795_392_000_000 };
  }

  function fail(why: string): unknown {
    refused.push(why);
    return { status: "FAIL", message: why };
  }

  async function run(task: Task, room: boolean, params: Record<string, string>): Promise<void> {
    for (const id of task.ids) {
      const takes = !away.has(id) && (!room || rooms.get(id) === true);
      if (!takes) task.failed.set(id, "301");
      else if (given.deliver && !(await given.deliver({ id, room }, params))) task.failed.set(id, "201");
      else if (!room) charged += 1;
    }
  }

  function look(id: string): unknown {
    const task = tasks.get(id);
    if (!task) return fail("no such task");
    const all = { taskId: id, allRequestCount: task.ids.length };
    if (task.looks > 0) {
      task.looks -= 1;
      return { ...all, status: "PROCESSING", successCount: 0, fail: { count: 0, list: [] } };
    }
    const list = [...task.failed].map(([userID, errorType]) => ({
      userID,
      errorMsg: { errorType, msg: "발송에 실패하였습니다." },
    }));
    const count = list.length;
    const status = count === 0 ? "ALL SUCCESS" : `${count} FAIL`;
    return { ...all, status, successCount: task.ids.length - count, fail: { count, list } };
  }

  function roomPage(query: URLSearchParams): unknown {
    const size = Number(query.get("pageSize"));
    if (![10, 20, 50, 100].includes(size)) return fail("page size");
    const all = [...rooms];
    const from = all.findIndex(([id]) => id === query.get("lastBotGroupKey")) + 1;
    const page = all.slice(from, from + size);
    return { groupChatRooms: page.map(([botGroupKey, isSubscribed]) => ({ botGroupKey, isSubscribed })) };
  }

  async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const text = await textOf(req);
    const url = new URL(req.url ?? "/", "http://kakao");
    if (next) return say(res, next.status, next.body ?? {}, next.headers);
    if (req.headers.authorization !== `KakaoAK ${given.key}`)
      return say(res, 401, { status: "ERROR", message: "unauthorized" });
    const at = `/bots/${given.bot}`;
    if (req.method === "POST" && [`/v2${at}/talk`, `/v2${at}/group`].includes(url.pathname))
      return say(res, 200, accept(url.pathname, JSON.parse(text)));
    if (req.method === "GET" && url.pathname === `/v3${at}/group-chat-rooms`)
      return say(res, 200, roomPage(url.searchParams));
    const task = /^\/v1\/tasks\/([\w-]+)$/.exec(url.pathname)?.[1];
    if (req.method === "GET" && task) return say(res, 200, look(task));
    return say(res, 404, { status: "ERROR", message: "no such bot" });
  }

  const server = createServer((req, res) => void handle(req, res));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    charged: () => charged,
    refused,
    away,
    rooms,
    slow: (count) => void (looks = count),
    answer: (given) => void (next = given),
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function textOf(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function say(res: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  res.writeHead(status, { "content-type": "application/json", ...headers });
  res.end(JSON.stringify(body));
}
