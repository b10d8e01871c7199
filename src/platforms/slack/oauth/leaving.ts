// The app was taken out of a team, or its token was: what we keep of it goes before Slack has its answer.

import type { Logger } from "pino";
import { z } from "zod";
import type { Chat } from "../../../chat/chat.ts";
import { removeTeam } from "../../../chat/installed.ts";
import type { Self } from "../inbound/heard.ts";

const Left = z.object({
  type: z.literal("event_callback"),
  event_id: z.string().max(100).default(""),
  /** Seconds since 1970, of what happened and not of this delivery. */
  event_time: z.number().int().positive().optional().catch(undefined),
  event: z.union([
    z.object({ type: z.literal("app_uninstalled") }),
    z.object({
      type: z.literal("tokens_revoked"),
      tokens: z.object({ bot: z.array(z.string()).default([]) }),
    }),
  ]),
});

/** @returns whether it was such an event and is dealt with */
export type Leave = (body: unknown, self: Self) => Promise<boolean>;

/**
 * Of revoked tokens only our own count: people's may go without ours.
 * @param forget what was read of the team
 */
export function buildLeave({
  db,
  log,
  forget,
}: {
  db: Chat["db"];
  log: Logger;
  forget: (team?: string) => void;
}): Leave {
  return async (body, { team, botUser }) => {
    const left = Left.safeParse(body).data;
    if (!left) return false;
    const { event } = left;
    if (event.type === "tokens_revoked" && !event.tokens.bot.includes(botUser)) return true;
    const teamRef = enterpriseOf(body) ?? team;
    const key = `gone:${left.event_id || team}`;
    await removeTeam({ db, log }, { platform: "slack", teamRef, key, atS: left.event_time });
    forget();
    return true;
  };
}

/** An organisation's installation ends for all its teams at once. */
function enterpriseOf(body: unknown): string | undefined {
  const Whole = z.object({
    authorizations: z.array(z.object({ is_enterprise_install: z.literal(true), enterprise_id: z.string() })),
  });
  return Whole.safeParse(body).data?.authorizations[0]?.enterprise_id;
}
