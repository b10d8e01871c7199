// What Slack gives an agent: sessions with a status and a title, a line under a thread, prompts, a Home; with Slack's limits of each.
// Sources: docs.slack.dev, agents.sessions.setStatus, agents.sessions.rename, assistant.threads.setStatus, assistant.threads.setSuggestedPrompts,
// views.publish, read 2026-11.

import { homeProblems } from "../../src/platforms/slack/home/view.ts";

type Fields = Record<string, string>;
type Answer = Record<string, unknown>;

type SlackSession = { status: string; title: string | undefined; statuses: string[] };

export type SlackAgent = {
  /** Sessions by `channel:thread`. */
  sessions: Map<string, SlackSession>;
  /** The lines that stand under threads now, by `channel:thread`. */
  lines: Map<string, { status: string; loading: string[] }>;
  /** Prompts by channel. */
  prompts: Map<string, { title: string; message: string }[]>;
  /** The Home that each person sees, and how often it was published. */
  homes: Map<string, { blocks: unknown[]; count: number }>;
  methods: Readonly<Record<string, (fields: Fields) => Answer>>;
};

const no = (error: string): Answer => ({ ok: false, error });
const statuses = new Set(["active", "processing", "suspended", "closed"]);

/** @param room.isKnown whether a message is there. @param room.refused what was not taken for its form */
export function buildSlackAgent(room: {
  isKnown: (message: string) => boolean;
  refused: string[];
}): SlackAgent {
  const sessions: SlackAgent["sessions"] = new Map();
  const lines: SlackAgent["lines"] = new Map();
  const prompts: SlackAgent["prompts"] = new Map();
  const homes: SlackAgent["homes"] = new Map();
  const threadOf = ({ channel_id, thread_ts }: Fields): string => `${channel_id}:${thread_ts}`;

  const methods: SlackAgent["methods"] = {
    "agents.sessions.setStatus": (fields) => {
      const { status = "", title, thread_ts } = fields;
      if (!statuses.has(status)) return no("invalid_status");
      if (!thread_ts || !room.isKnown(threadOf(fields))) return no("thread_not_found");
      if (title !== undefined && (title.length > 200 || title === "")) return no("invalid_title");
      const before = sessions.get(threadOf(fields));
      const session = before ?? { status, title, statuses: [] };
      session.status = status;
      session.statuses.push(status);
      sessions.set(threadOf(fields), session);
      return { ok: true, status, title: session.title ?? "" };
    },
    "agents.sessions.rename": (fields) => {
      const session = sessions.get(threadOf(fields));
      if (!session) return no("session_not_found");
      if (!fields["title"] || fields["title"].length > 200) return no("invalid_title");
      session.title = fields["title"];
      return { ok: true };
    },
    "assistant.threads.setStatus": (fields) => {
      const { status = "", loading_messages = "[]" } = fields;
      const loading = JSON.parse(loading_messages) as string[];
      if (!room.isKnown(threadOf(fields))) return no("invalid_thread_ts");
      if (loading.length > 10) return no("invalid_arguments");
      if (status === "") lines.delete(threadOf(fields));
      else lines.set(threadOf(fields), { status, loading });
      return { ok: true };
    },
    "assistant.threads.setSuggestedPrompts": ({ channel_id = "", thread_ts, prompts: given = "[]" }) => {
      const all = JSON.parse(given) as { title: string; message: string }[];
      // Slack fails in silence here for an agent.
      if (thread_ts !== undefined) return { ok: true };
      if (all.length === 0 || all.length > 4) return no("invalid_arguments");
      prompts.set(channel_id, all);
      return { ok: true };
    },
    "views.publish": ({ user_id = "", view = "{}" }) => {
      const home = JSON.parse(view) as { blocks: unknown[] };
      const problems = homeProblems(home);
      room.refused.push(...problems.map(({ path, rule }) => `${path}: ${rule}`));
      if (problems.length > 0) return no("invalid_arguments");
      const count = (homes.get(user_id)?.count ?? 0) + 1;
      homes.set(user_id, { blocks: home.blocks, count });
      return { ok: true, view: { id: `V-${user_id}` } };
    },
  };
  return { sessions, lines, prompts, homes, methods };
}
