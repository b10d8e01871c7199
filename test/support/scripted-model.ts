// A model server that follows a script over the wire, one for each of the two protocols: OpenAI Responses and chat completions.

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

type Call = { id: string; name: string; arguments: string };

/** What the server does with one request. */
export type Reply =
  | {
      words?: readonly string[];
      calls?: readonly Call[];
      /** Instead of its end: the connection is closed, or reset, or nothing more comes. */
      ends?: "well" | "closed" | "reset" | "silent";
      /** More events, as they are. */
      raw?: readonly unknown[];
    }
  | { status: number; headers?: Record<string, string>; body?: unknown; hangs?: boolean }
  | "silence"
  /** A word every so many milliseconds, without end. */
  | { dripMs: number }
  /** So many characters of words, in pieces or in one line. */
  | { flood: number; inOneLine: boolean };

type Asked = { path: string; headers: IncomingMessage["headers"]; body: Record<string, unknown> };

export type ScriptedServer = {
  url: string;
  asked: Asked[];
  /** Requests whose connection the client has given up. */
  left: () => number;
  close: () => Promise<void>;
};

type Wire = {
  path: string;
  begin: () => unknown[];
  words: (pieces: readonly string[]) => unknown[];
  call: (call: Call, index: number) => unknown[];
  end: (called: boolean) => unknown[];
};

const usage = { input: 1_200, cached: 1_000, output: 60, reasoning: 20 };

const responses: Wire = {
  path: "/responses",
  begin: () => [{ type: "response.created", response: { id: "resp_1", created_at: 1, model: "scripted" } }],
  words: (pieces) => [
    { type: "response.output_item.added", output_index: 90, item: { type: "message", id: "msg_1" } },
    ...pieces.map((delta) => ({
      type: "response.output_text.delta",
      item_id: "msg_1",
      output_index: 90,
      content_index: 0,
      delta,
    })),
    { type: "response.output_item.done", output_index: 90, item: { type: "message", id: "msg_1" } },
  ],
  call: ({ id, name, arguments: text }, index) => {
    const item = { type: "function_call", id: `fc_${index}`, call_id: id, name };
    return [
      { type: "response.output_item.added", output_index: index, item: { ...item, arguments: "" } },
      { type: "response.function_call_arguments.delta", item_id: item.id, output_index: index, delta: text },
      {
        type: "response.output_item.done",
        output_index: index,
        item: { ...item, arguments: text, status: "completed" },
      },
    ];
  },
  end: () => [
    {
      type: "response.completed",
      response: {
        incomplete_details: null,
        usage: {
          input_tokens: usage.input,
          output_tokens: usage.output,
          input_tokens_details: { cached_tokens: usage.cached },
          output_tokens_details: { reasoning_tokens: usage.reasoning },
        },
      },
    },
  ],
};

function chunk(delta: unknown, finish: string | null = null, more: object = {}): unknown {
  const choices = [{ index: 0, delta, finish_reason: finish }];
  return { id: "chat_1", object: "chat.completion.chunk", created: 1, model: "scripted", choices, ...more };
}

const chat: Wire = {
  path: "/chat/completions",
  begin: () => [chunk({ role: "assistant", content: "" })],
  words: (pieces) => pieces.map((content) => chunk({ content })),
  call: ({ id, name, arguments: text }, index) => [
    chunk({ tool_calls: [{ index, id, type: "function", function: { name, arguments: "" } }] }),
    chunk({ tool_calls: [{ index, function: { arguments: text } }] }),
  ],
  end: (called) => [
    chunk({}, called ? "tool_calls" : "stop"),
    {
      ...(chunk({}) as object),
      choices: [],
      usage: {
        prompt_tokens: usage.input,
        completion_tokens: usage.output,
        total_tokens: usage.input + usage.output,
        prompt_tokens_details: { cached_tokens: usage.cached },
        completion_tokens_details: { reasoning_tokens: usage.reasoning },
      },
    },
    "[DONE]",
  ],
};

const wires = { responses, chat } as const;
export type Protocol = keyof typeof wires;

/** Answers its requests in the order of the script, the last reply again and again. */
export async function openScriptedServer(
  protocol: Protocol,
  script: readonly Reply[],
): Promise<ScriptedServer> {
  const wire = wires[protocol];
  const asked: Asked[] = [];
  const sockets = new Set<Socket>();
  const timers = new Set<NodeJS.Timeout>();
  let left = 0;
  const server = createServer((request, response) => {
    response.on("close", () => (left += response.writableEnded ? 0 : 1));
    void bodyOf(request).then((body) => {
      const reply = script[Math.min(asked.length, script.length - 1)] ?? "silence";
      asked.push({ path: request.url ?? "", headers: request.headers, body });
      if (request.url !== `/v1${wire.path}`) response.writeHead(404).end("{}");
      else play(wire, reply, response, timers);
    });
  });
  server.on("connection", (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    asked,
    left: () => left,
    close: async () => {
      for (const timer of timers) clearInterval(timer);
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = "";
  request.setEncoding("utf8");
  for await (const piece of request) text += String(piece);
  return JSON.parse(text) as Record<string, unknown>;
}

function play(wire: Wire, reply: Reply, response: ServerResponse, timers: Set<NodeJS.Timeout>): void {
  if (reply === "silence") return;
  if ("status" in reply) {
    const {
      status,
      headers = {},
      body = { error: { message: "no", type: "t", code: null, param: null } },
      hangs = false,
    } = reply;
    response
      .writeHead(status, { "content-type": "application/json", ...headers })
      .write(JSON.stringify(body));
    if (!hangs) response.end();
    return;
  }
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (events: readonly unknown[]): void =>
    events.forEach((event) => void response.write(line(event)));
  send(wire.begin());
  if ("dripMs" in reply) {
    timers.add(setInterval(() => send(wire.words(["아 "])), reply.dripMs));
    return;
  }
  if ("flood" in reply) {
    const text = "가".repeat(reply.inOneLine ? reply.flood : 1_000);
    const times = reply.inOneLine ? 1 : Math.ceil(reply.flood / 1_000);
    for (let index = 0; index < times; index++) send(wire.words([text]));
    response.end();
    return;
  }
  const { words = [], calls = [], ends = "well", raw = [] } = reply;
  send(calls.flatMap((call, index) => wire.call(call, index)));
  send(raw);
  if (words.length > 0) send(wire.words(words));
  if (ends === "well") {
    send(wire.end(calls.length > 0));
    response.end();
  } else if (ends === "closed") response.end();
  else if (ends === "reset") setTimeout(() => response.socket?.resetAndDestroy(), 20);
}

/** A whole answer as it stands on the wire. */
export function wireText(protocol: Protocol, reply: Reply): string {
  if (typeof reply !== "object" || "status" in reply || "dripMs" in reply || "flood" in reply)
    throw new Error("no whole answer");
  const wire = wires[protocol];
  const { words = [], calls = [], raw = [] } = reply;
  const events = [
    ...wire.begin(),
    ...calls.flatMap((call, index) => wire.call(call, index)),
    ...raw,
    ...(words.length > 0 ? wire.words(words) : []),
    ...wire.end(calls.length > 0),
  ];
  return events.map(line).join("");
}

function line(event: unknown): string {
  if (typeof event === "string") return `data: ${event}\n\n`;
  const { type } = event as { type?: string };
  return `${type === undefined ? "" : `event: ${type}\n`}data: ${JSON.stringify(event)}\n\n`;
}
