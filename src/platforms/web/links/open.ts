// Finds what a request's link opens: unknown ones cost the same little work, and what asks too often waits.

import type { Request } from "express";
import type { Logger } from "pino";
import type { Chat } from "../../../chat/chat.ts";
import type { FoundLink, Links } from "../../../chat/links.ts";
import { Failure } from "../../../core/failure.ts";
import { words } from "../../../core/locale.ts";
import { type Drawer, openDrawer } from "../../../drawing/drawer.ts";
import { buildRate } from "../rate.ts";

export type LinkParts = {
  chat: Chat;
  links: Links;
  log: Logger;
  drawer: Pick<Drawer, "draw">;
  uploadDir: string;
};

/** What the door of links needs of its own; its drawing worker starts with the first picture. */
export function openLinked(
  links: Links,
  log: Logger,
): Pick<LinkParts, "links" | "drawer"> & { close: () => Promise<void> } {
  const drawer = openDrawer(log);
  return { links, drawer, close: () => drawer.close() };
}

/** `undefined` for a link that opens nothing, or nothing any more. */
export type OpenLink = (req: Request) => Promise<FoundLink | undefined>;

/** What opens nothing is counted by who asks, what opens something by itself: behind a proxy everybody has one address. */
export function buildOpen(links: Links): OpenLink {
  const [missed, opened] = [buildRate(60, 1), buildRate(120, 4)];
  return async (req) => {
    const token = tokenIn(req);
    const link = await links.find(token);
    if (link) opened(token);
    else missed(req.socket.remoteAddress ?? "");
    return link?.state === "expired" ? undefined : link;
  };
}

export function tokenIn(req: Request): string {
  return String(req.params["token"]);
}

export function linkIsOver(): Failure {
  return new Failure("not_found", "a link that opens nothing", {
    say: words("이 링크는 만료됐거나 없는 링크예요.", "This link has ended, or was never there."),
    next: words("대화방에서 다시 요청해 주세요.", "Please ask for it again in the conversation."),
  });
}
