// The whole product behind a command line, in this process: real chat, agent, tools and a database of its own.

import { buildAnswerer } from "../../src/app.ts";
import { reach } from "../../src/capabilities/campaigns/campaigns.ts";
import { ask, type Asked } from "../../src/chat/ask.ts";
import { type Chat, openChat } from "../../src/chat/chat.ts";
import { type AnswerJson, answerJson, type Call } from "../../src/commands/answer-json.ts";
import type { Card } from "../../src/core/card/card.ts";
import { cardText } from "../../src/core/card/plain/plain.ts";
import { DEFAULT_ZONE } from "../../src/core/time.ts";
import { openDemo } from "../../src/capabilities/workspace/workspace.ts";
import { noticeWork } from "../../src/jobs/approval-notices.ts";
import { mediaWork } from "../../src/jobs/media-work.ts";
import { closeTestDb, openTestDb, silentLog } from "./database.ts";
import { expectProved } from "./proved.ts";
import { fixedNow } from "./workspace.ts";

export type TestApp = {
  chat: Chat;
  /** Asks as `ask --json` does; files are absolute paths. No figure may be typed into the words of the cards. */
  ask: (question: string, options?: { files?: string[]; as?: string }) => Promise<AnswerJson>;
  /** The local operator's click, and what came of it. */
  decide: (as: string, decision: "approve" | "reject", id: string, reason?: string) => Promise<AnswerJson>;
  close: () => Promise<void>;
};

export async function openTestApp(now: Temporal.Instant = fixedNow): Promise<TestApp> {
  const db = await openTestDb();
  await openDemo(db, { now, zone: DEFAULT_ZONE });
  const chat = await openChat({
    db,
    log: silentLog,
    now: () => now,
    answerer: buildAnswerer(silentLog),
    works: [
      mediaWork({ db, log: silentLog, now: () => now, reach, halted: false }),
      noticeWork({ db, log: silentLog, now: () => now }),
    ],
  });
  async function answered(asked: Asked): Promise<{ json: AnswerJson; cards: Card[] }> {
    const cards: Card[] = [];
    const calls: Call[] = [];
    for await (const event of ask(chat, DEFAULT_ZONE, asked)) {
      if (event.kind !== "end") continue;
      cards.push(...event.cards.map(({ card }) => card));
      calls.push(...(event.calls ?? []));
    }
    const text = cards.map((card) => cardText(card)).join("\n\n");
    return { json: answerJson({ text, cards, calls, ms: 0 }), cards };
  }
  return {
    chat,
    async ask(question, { files = [], as } = {}) {
      const named = files.map((path) => ({ path, name: path.split("/").at(-1) ?? path }));
      const { json, cards } = await answered({ question, files: named, ...(as && { as }) });
      expectProved(
        cards,
        question,
        named.map(({ name }) => name),
      );
      return json;
    },
    async decide(as, decision, id, reason) {
      const input = { id, decision, ...(reason !== undefined && { reason }) };
      const act = { action: "decide_approval" as const, input, said: decision };
      return (await answered({ question: "", files: [], as, lang: "ko", act })).json;
    },
    async close() {
      await chat.close();
      await closeTestDb(db);
    },
  };
}
