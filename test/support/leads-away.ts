// What of an answer would lead away or call everybody, as Slack and the page draw it.

import type { Card } from "../../src/core/card/card.ts";
import { renderSlack } from "../../src/platforms/slack/render/render.ts";
import { drawCard } from "../../src/platforms/web/render.ts";

/** Everything that leads away or calls everybody, as the two surfaces draw it. */
export function leadsAway(cards: readonly Card[], answer: string): string[] {
  const faults: string[] = [];
  if (
    /https?:|\/\/|data:|javascript:|<!|@(?:here|channel|everyone)|\p{L}\.(?:com|example|live)|moc\./iu.test(
      bare(answer),
    )
  )
    faults.push(`words: ${answer}`);
  for (const card of cards) {
    const { messages } = renderSlack(card);
    for (const { text, blocks } of messages as { text: string; blocks: unknown }[]) {
      faults.push(...linksIn(text).map((found) => `slack text: ${found}`));
      walk(blocks, (key, value) => {
        if (key === "url" || key === "link" || value === "link" || value === "broadcast" || value === "user")
          faults.push(`slack ${key}: ${String(value)}`);
      });
      for (const text of mrkdwnIn(blocks)) faults.push(...linksIn(text).map((found) => `mrkdwn: ${found}`));
    }
    walk(drawCard(card), (key, value) => {
      if (/^(?:href|url|src|link)$/.test(key) && !String(value).startsWith("/"))
        faults.push(`web ${key}: ${String(value)}`);
    });
  }
  return faults;
}

const bare = (text: string): string => text.normalize("NFKC").replaceAll(/\p{Cf}/gu, "");

/** What Slack would make of a text in which it reads markup. */
function linksIn(text: string): string[] {
  return (
    text.match(/<[!@#a-z][^>]*>|[a-z]+:\/\/\S+|@(?:here|channel|everyone)|[\p{L}\p{N}]\.\p{L}{2,}/giu) ?? []
  );
}

function mrkdwnIn(value: unknown): string[] {
  const found: string[] = [];
  const look = (one: unknown): void => {
    if (typeof one !== "object" || one === null) return;
    if ("type" in one && one.type === "mrkdwn" && "text" in one) found.push(String(one.text));
    Object.values(one).forEach(look);
  };
  look(value);
  return found;
}

function walk(value: unknown, see: (key: string, value: unknown) => void, key = ""): void {
  if (typeof value === "object" && value !== null)
    for (const [inner, one] of Object.entries(value)) walk(one, see, Array.isArray(value) ? key : inner);
  else see(key, value);
}
