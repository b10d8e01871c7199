// Slack's end of a socket, of our own: gives addresses by `apps.connections.open`, greets, sends envelopes and hears what is acknowledged.
// WebSocket frames by hand (RFC 6455), as nothing among the packages serves one.

import { createHash, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { Duplex } from "node:stream";

type Ack = { envelope_id: string; payload?: Record<string, unknown> };

export type SlackSocket = {
  /** Of the Web API. */
  url: string;
  /** Sockets that are open now, the oldest first. */
  open: () => number;
  /** Addresses that were asked for, with which token. */
  asked: (string | undefined)[];
  acks: Ack[];
  /** Sends an envelope on the newest socket. @returns its id */
  send: (type: string, payload: unknown, over?: Record<string, unknown>) => string;
  /** Any text, on the newest socket. */
  say: (text: string) => void;
  ping: () => void;
  /** Pings we had answered. */
  pongs: () => number;
  /** The oldest socket goes without a word. */
  cut: () => void;
  /** Slack's word for the next addresses that are asked for. */
  refuse: (error: string | undefined) => void;
  close: () => Promise<void>;
};

export async function openSlackSocket(): Promise<SlackSocket> {
  const sockets: Duplex[] = [];
  const acks: Ack[] = [];
  const asked: (string | undefined)[] = [];
  let pongs = 0;
  let refusal: string | undefined;
  let port = 0;

  const server = createServer((request, response) => {
    asked.push(request.headers.authorization?.replace("Bearer ", ""));
    const answer = refusal ? { ok: false, error: refusal } : { ok: true, url: `ws://127.0.0.1:${port}/link` };
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
  });
  server.on("upgrade", (request, socket: Duplex) => {
    const key = `${request.headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    const accept = createHash("sha1").update(key).digest("base64");
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    sockets.push(socket);
    const gone = (): void => void sockets.splice(sockets.indexOf(socket) >>> 0, 1);
    socket.on("close", gone).on("error", gone);
    let left = Buffer.alloc(0);
    socket.on("data", (bytes: Buffer) => {
      left = Buffer.concat([left, bytes]);
      for (let frame = frameIn(left); frame; frame = frameIn(left)) {
        left = left.subarray(frame.length);
        if (frame.code === TEXT) acks.push(JSON.parse(frame.body.toString()) as Ack);
        if (frame.code === PONG) pongs += 1;
        if (frame.code === CLOSE) socket.end(framed(CLOSE, frame.body));
      }
    });
    socket.write(framed(TEXT, JSON.stringify({ type: "hello", num_connections: sockets.length })));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  port = typeof address === "object" && address ? address.port : 0;

  function write(frame: Buffer): void {
    const socket = sockets.at(-1);
    if (!socket) throw new Error("no socket is open");
    socket.write(frame);
  }

  return {
    url: `http://127.0.0.1:${port}/api/`,
    open: () => sockets.length,
    asked,
    acks,
    send(type, payload, over = {}) {
      const id = randomUUID();
      write(framed(TEXT, JSON.stringify({ type, envelope_id: id, payload, ...over })));
      return id;
    },
    say: (text) => write(framed(TEXT, text)),
    ping: () => write(framed(PING, "")),
    pongs: () => pongs,
    cut: () => void sockets[0]?.destroy(),
    refuse: (error) => {
      refusal = error;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const TEXT = 1;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

function framed(code: number, body: string | Buffer): Buffer {
  const bytes = Buffer.from(body);
  const head =
    bytes.length < 126
      ? Buffer.from([0x80 | code, bytes.length])
      : bytes.length < 65_536
        ? Buffer.from([0x80 | code, 126, bytes.length >> 8, bytes.length & 255])
        : Buffer.concat([Buffer.from([0x80 | code, 127]), long(bytes.length)]);
  return Buffer.concat([head, bytes]);
}

function long(length: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(length));
  return bytes;
}

/** The first whole frame of a client, whose bytes are masked; none while more is to come. */
function frameIn(bytes: Buffer): { code: number; body: Buffer; length: number } | undefined {
  if (bytes.length < 2) return undefined;
  const short = (bytes[1] ?? 0) & 127;
  const at = short === 126 ? 4 : short === 127 ? 10 : 2;
  if (bytes.length < at + 4) return undefined;
  const size =
    short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
  if (bytes.length < at + 4 + size) return undefined;
  const mask = bytes.subarray(at, at + 4);
  const body = Buffer.from(bytes.subarray(at + 4, at + 4 + size));
  for (const [index, byte] of body.entries()) body[index] = byte ^ (mask[index % 4] ?? 0);
  return { code: (bytes[0] ?? 0) & 15, body, length: at + 4 + size };
}
