// A server of the images API that follows a script: it checks what it is asked as OpenAI would.

import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo, Socket } from "node:net";

export type PainterReply =
  | { bytes: Uint8Array }
  | { status: number }
  | { json: string }
  | { flood: number }
  | "silence";

export type ScriptedPainter = {
  url: string;
  asked: { prompt: string; size?: string; n?: number; model: string }[];
  close: () => Promise<void>;
};

/** Answers in the order of the script, the last reply again and again. */
export async function openScriptedPainter(...script: PainterReply[]): Promise<ScriptedPainter> {
  const asked: ScriptedPainter["asked"] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const reply = script[Math.min(asked.length, script.length - 1)] ?? "silence";
      asked.push(body);
      if (request.url !== "/v1/images/generations" || request.method !== "POST")
        return response.writeHead(404).end("{}");
      if (typeof body.model !== "string" || typeof body.prompt !== "string" || body.prompt.length > 4_000)
        return response.writeHead(400).end("{}");
      if (reply === "silence") return undefined;
      if ("status" in reply) return response.writeHead(reply.status).end('{"error":{"message":"sk-secret"}}');
      response.writeHead(200, { "content-type": "application/json" });
      if ("json" in reply) return response.end(reply.json);
      const text = "flood" in reply ? "A".repeat(reply.flood) : Buffer.from(reply.bytes).toString("base64");
      return response.end(JSON.stringify({ created: 1, data: [{ b64_json: text }] }));
    });
  });
  server.on("connection", (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    asked,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<ScriptedPainter["asked"][number]> {
  let text = "";
  request.setEncoding("utf8");
  for await (const piece of request) text += String(piece);
  return JSON.parse(text) as ScriptedPainter["asked"][number];
}
