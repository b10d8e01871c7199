// A Web API of Slack's on a port of its own, strict: it refuses what Slack refuses, and says what reached people.

import { createServer, type IncomingMessage } from "node:http";
import { messageProblems } from "../../src/platforms/slack/blocks/message.ts";

type Sent = { channel: string; thread_ts?: string; text: string; blocks?: unknown[] };

export type SlackApi = {
  url: string;
  /** Messages in the order in which people saw them. */
  sent: Sent[];
  /** What was refused, and why. */
  refused: string[];
  /** Slack's word for every call from now on; `undefined` for none. */
  fail: (error: string | undefined) => void;
  close: () => Promise<void>;
};

export async function openSlackApi(self: { team: string; botUser: string }): Promise<SlackApi> {
  const sent: Sent[] = [];
  const refused: string[] = [];
  let failing: string | undefined;

  function answerTo(method: string, fields: Record<string, string>): Record<string, unknown> {
    if (failing !== undefined) return { ok: false, error: failing };
    if (method === "auth.test") return { ok: true, team_id: self.team, user_id: self.botUser };
    if (method === "conversations.open") return { ok: true, channel: { id: `D-${fields["users"]}` } };
    if (method !== "chat.postMessage") return { ok: false, error: "unknown_method" };
    return post(fields);
  }

  function post(fields: Record<string, string>): Record<string, unknown> {
    const { channel = "", thread_ts, text = "", blocks } = fields;
    const message = {
      text,
      ...(blocks !== undefined && { blocks: JSON.parse(blocks) as unknown[] }),
      unfurl_links: fields["unfurl_links"] !== "false",
      unfurl_media: fields["unfurl_media"] !== "false",
    };
    const problems = messageProblems(message);
    if (problems.length > 0) {
      refused.push(...problems.map(({ path, rule }) => `${path}: ${rule}`));
      return { ok: false, error: "invalid_blocks" };
    }
    sent.push({
      channel,
      text,
      ...(thread_ts && { thread_ts }),
      ...(message.blocks && { blocks: message.blocks }),
    });
    return { ok: true, channel, ts: `1763900000.${String(sent.length).padStart(6, "0")}` };
  }

  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const method = (request.url ?? "").split("/").at(-1) ?? "";
      const answer = answerTo(method, Object.fromEntries(new URLSearchParams(body)));
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/api/`,
    sent,
    refused,
    fail: (error) => {
      failing = error;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const text of request.setEncoding("utf8") as AsyncIterable<string>) body += text;
  return body;
}
