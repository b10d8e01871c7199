// Every question the product itself offers is one it answers: asked word for word, in a conversation of its own.

import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startersFor } from "../../src/chat/starters.ts";
import { firstPersona } from "../../src/chat/people.ts";
import { findWorkspace, lastWorkspace } from "../../src/capabilities/workspace/workspace.ts";
import type { AnswerJson } from "../../src/commands/answer-json.ts";
import type { Lang } from "../../src/core/locale.ts";
import { openTestApp, type TestApp } from "../support/app.ts";
import { fixedNow } from "../support/workspace.ts";

/** Enough to reach every kind of answer; more would ask the same again with other names. */
const MOST_ASKED = 40;

const others = {
  ko: [
    "이번 달 매체별 CPA",
    "지난달 ROAS 높은 캠페인 5개",
    "어제 광고비",
    "최근 4주 광고비 주별 추이 보여줘",
  ],
  en: [
    "CPA by medium this month",
    "Top 5 campaigns by ROAS last month",
    "Spend yesterday",
    "Weekly spend trend",
  ],
} as const;

function offered({ cards }: AnswerJson): string[] {
  return cards.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.kind === "suggestions" ? part.texts : [])),
  );
}

/** What was wrong with an answer; nothing when it holds figures and no shrug. */
function fault(question: string, { numbers, text }: AnswerJson): string[] {
  const shrug = /찾지 못|이해하지 못|could not find|not understand/i.exec(text)?.[0];
  if (shrug) return [`${question}: ${shrug}`];
  return numbers.length === 0 ? [`${question}: no figure`] : [];
}

/** Asks `first` and whatever the answers offer, each once. */
async function walk(app: TestApp, first: readonly string[]): Promise<{ asked: number; faults: string[] }> {
  const waiting = [...first];
  const known = new Set(waiting);
  const faults: string[] = [];
  let asked = 0;
  for (; asked < MOST_ASKED; asked += 1) {
    const question = waiting.shift();
    if (question === undefined) break;
    const answer = await app.ask(question);
    faults.push(...fault(question, answer));
    const fresh = offered(answer).filter((text) => !known.has(text));
    for (const text of fresh) known.add(text);
    waiting.push(...fresh);
  }
  return { asked, faults };
}

describe("questions the product offers", { timeout: 120_000 }, () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await openTestApp();
  }, 60_000);
  afterAll(() => app.close());

  test.each(["ko", "en"] as const)("in the demo are answered with figures (%s)", async (lang: Lang) => {
    const { db } = app.chat;
    const here = await lastWorkspace(db, firstPersona());
    const demo = here && (await findWorkspace(db, here.id));
    if (!demo) throw new Error("no demo");
    const starters = await startersFor(db, { ...demo, demo: true }, fixedNow);

    const { asked, faults } = await walk(app, [...starters[lang], ...others[lang]]);

    expect(faults).toEqual([]);
    expect(asked).toBeGreaterThan(15);
  });
});

describe("questions an import offers", { timeout: 120_000 }, () => {
  test.each(["made-meta-day-ko.csv", "made-google-campaigns-en.csv", "made-mix-week-ko.csv"])(
    "after %s are answered from it",
    async (name) => {
      const app = await openTestApp();
      const path = fileURLToPath(new URL(`../fixtures/reports/${name}`, import.meta.url));

      const imported = await app.ask("", { files: [path] });
      const { faults } = await walk(app, offered(imported));

      expect(offered(imported).length).toBeGreaterThan(0);
      expect(faults).toEqual([]);
      await app.close();
    },
  );
});
