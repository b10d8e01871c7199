// What a member sees at one look: what waits for them, what is planned, what is on, and what they could ask.

import { listConnections, type Joined } from "../capabilities/catalog/connections.ts";
import { figuresUntil } from "../capabilities/imports/imports.ts";
import { chooseLanguage } from "../capabilities/workspace/language.ts";
import type { Card } from "../core/card/card.ts";
import { Failure } from "../core/failure.ts";
import type { Lang } from "../core/locale.ts";
import type { Chat } from "./chat.ts";
import type { Viewer } from "./viewer.ts";

export { chooseLanguage };

export type Member = Extract<Viewer, { visitor: object }>;

export type Overview = {
  /** Requests that wait; with buttons for whoever may decide something at all. */
  approvals: Card;
  schedules: Card;
  media: Joined[];
  data: Awaited<ReturnType<typeof figuresUntil>>;
  /** Of the language model; `undefined` where the built-in interpreter answers. */
  model: string | undefined;
};

/** Of the member's own workspace and nothing else. */
export async function overviewOf(chat: Chat, { visitor, place, lang }: Member): Promise<Overview> {
  const shelf = { db: chat.db, workspaceId: place.workspaceId };
  const mayDecide = visitor.role === "company_admin" || visitor.role === "project_manager";
  const [approvals, schedules, media, data] = await Promise.all([
    seen(chat, place, { tool: "show_approvals", input: { action: "list_pending" }, lang }),
    seen(chat, place, { tool: "show_schedules", input: {}, lang }),
    listConnections(shelf),
    figuresUntil(shelf),
  ]);
  return {
    approvals: mayDecide ? approvals : withoutChoices(approvals),
    schedules,
    media,
    data,
    model: chat.model,
  };
}

/** What a role may not see is not there. */
async function seen(
  chat: Chat,
  place: Member["place"],
  what: { tool: string; input: Record<string, unknown>; lang: Lang },
): Promise<Card> {
  try {
    return await chat.look(place, what);
  } catch (error) {
    if (error instanceof Failure && error.code !== "unavailable") return { lang: what.lang, parts: [] };
    throw error;
  }
}

function withoutChoices(card: Card): Card {
  return {
    ...card,
    parts: card.parts.map((part) => (part.kind === "proposal" ? { ...part, choices: [] } : part)),
  };
}
