// The late answer on its one way back. Kakao says in the body whether it took it, also under status 200.

import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { z } from "zod";
import type { Spend, Spent } from "../../../chat/callbacks/callbacks.ts";
import { Lang } from "../../../core/locale.ts";
import { callbackAddress, isPublic, type Resolve } from "./address.ts";
import { firstPage, plainPage, type Press } from "./pages.ts";
import { lineReply, type Reply, replyOf } from "./reply.ts";
import { look } from "./words.ts";

/** What is kept of a callback until it is used. */
const Way = z.object({ url: z.string(), profile: z.enum(["person", "team"]), lang: Lang });

const LIMITS = { ms: 4_000, bytes: 64 * 1_024 };

type Road = Press & {
  resolve: Resolve;
  /** An address under which something stands in for Kakao. */
  own?: URL | undefined;
};

export function buildSpend(road: Road): Spend {
  return async ({ ear, personId, address, cards, signal }) => {
    const { url, ...listener } = Way.parse(address);
    const to = callbackAddress(url, road.own);
    if (!to) return "refused";
    const reader = { ...listener, workspaceId: ear.workspaceId, personId };
    const page = cards && ((await firstPage(road, reader, cards)) ?? plainPage(cards, reader.lang));
    const reply = page ? replyOf(page) : lineReply(listener, "working", look);
    return post(to, reply, road, signal);
  };
}

/** Where nothing was sent nobody saw it; where something was and nothing came back, nobody knows. */
function post(url: URL, reply: Reply, { resolve, own }: Road, signal: AbortSignal): Promise<Spent> {
  const isOwn = own !== undefined && url.origin === own.origin;
  const body = JSON.stringify(reply);
  const headers = {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Length": Buffer.byteLength(body),
  };
  return new Promise((done) => {
    let sent = false;
    const end = (spent: Spent): void => {
      clearTimeout(timer);
      request.destroy();
      done(spent);
    };
    const send = url.protocol === "https:" ? httpsRequest : httpRequest;
    const lookup = isOwn ? undefined : guarded(resolve);
    const options = { method: "POST", headers, agent: false as const, signal, ...(lookup && { lookup }) };
    const request = send(url, options, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
        if (text.length > LIMITS.bytes) end("open");
      });
      response.on("end", () => end(spentBy(response.statusCode ?? 0, text)));
      response.on("error", () => end("open"));
    });
    const timer = setTimeout(() => end(sent ? "open" : "refused"), LIMITS.ms);
    request.on("socket", (socket) =>
      socket.once(url.protocol === "https:" ? "secureConnect" : "connect", () => (sent = true)),
    );
    request.on("error", () => end(sent ? "open" : "refused"));
    request.end(body);
  });
}

const Told = z.object({ status: z.string() });

function spentBy(status: number, text: string): Spent {
  // No redirect is followed: it may lead anywhere.
  if (status >= 300 && status < 500) return "refused";
  if (status >= 500) return "open";
  try {
    const told = Told.safeParse(JSON.parse(text)).data?.status;
    return told === "SUCCESS" ? "shown" : told === undefined ? "open" : "refused";
  } catch {
    return "open";
  }
}

/** The addresses that are checked are those that are called: a name that changes in between leads nowhere else. */
function guarded(resolve: Resolve): LookupFunction {
  return (host, { all }, found): void => {
    void resolve(host).then(
      (addresses) => {
        const [first] = addresses;
        if (first === undefined || !addresses.every(isPublic))
          return found(new Error("an address that is not Kakao's"), "");
        if (all)
          return found(
            null,
            addresses.map((address) => ({ address, family: isIP(address) })),
          );
        return found(null, first, isIP(first));
      },
      (error: Error) => found(error, ""),
    );
  };
}
