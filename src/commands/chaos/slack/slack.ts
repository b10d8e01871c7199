// The scenario `slack`: replicas are killed while people write in Slack, whose Web API fails in its own ways; in the end people saw one
// answer to each acknowledged message, in order.

import { setTimeout as pause } from "node:timers/promises";
import { eventsOf } from "../../slack/events.ts";
import { buildKnock, type Json, type Knock } from "../../slack/knock.ts";
import type { Looked, Slack } from "../../slack/slack.ts";
import { carryOut, limitOf, type Run } from "../carry-out.ts";
import type { Finding, Sent } from "../check.ts";
import type { Ran } from "../messages.ts";
import { planRun, type Size } from "../plan.ts";
import { buildSending, type Post } from "../sending.ts";
import { allAnswered, checkSlack, otherPosts } from "./check.ts";
import { answered, enterPeople } from "./people.ts";
import { planSlack, type SlackMessage, type SlackPlan } from "./plan.ts";

/** A row of a killed process is taken over after 15 s, its post perhaps after as long again, behind a pause that Slack named. */
const SETTLE_MS = 90_000;
const LOOK_MS = 1_000;
/** Time for an answer that comes twice to show itself. */
const QUIET_MS = 3_000;

export async function runSlack(size: Size, run: Run & { slack: Slack }): Promise<Ran> {
  const { replicas, signal, say, slack } = run;
  const knock = buildKnock();
  try {
    const people = await enterPeople({ ...run, knock });
    await answered(
      { ...run, knock },
      { user: people[0] ?? "", ts: "1763730000.000001", text: "지난주 캠페인 어땠어?" },
    );
    const begun = (await slack.look()).seen.length;
    const planned = planSlack(planRun(size), size, people, today());
    const limit = limitOf(size, signal);
    const urls = replicas.map(({ url }) => url);
    const sending = buildSending(urls, postTo(knock, planned), limit);
    const cut = await carryOut(planned.plan, sending, { ...run, signal: limit });
    say("sending has ended; waiting for the last answers");
    await settle(slack, sending.sent, planned.messages, signal);
    const { seen, refused, grown } = await slack.look();
    say(`${grown.count} answers grew under the eyes of their reader`);
    return judged(sending.sent, planned.messages, { seen: seen.slice(begun), refused, grown, cut });
  } finally {
    knock.close();
  }
}

function today(): Temporal.PlainDate {
  const now = Temporal.Instant.fromEpochMilliseconds(Math.floor(performance.timeOrigin + performance.now()));
  return now.toZonedDateTimeISO("Asia/Seoul").toPlainDate();
}

function judged(
  sent: readonly Sent[],
  messages: ReadonlyMap<string, SlackMessage>,
  { seen, refused, grown, cut }: Looked & { cut: boolean },
): Ran {
  const failed = otherPosts(seen, messages).map(({ channel, text }) => ({ key: channel, said: text }));
  return {
    findings: [
      ...checkSlack(sent, messages, seen),
      ...grown.left.map((key): Finding => ({
        kind: "double",
        key,
        conversation: -1,
        seen: "it grew and was left",
      })),
    ],
    sent: sent.length,
    acks: sent.reduce((sum, { acks }) => sum + acks.length, 0),
    failed: [...failed, ...refused.map((said) => ({ key: "a post Slack refused", said }))],
    cut,
  };
}

/** Either of a message's two deliveries may come first; every delivery keeps its id over its retries. */
function postTo(knock: Knock, { messages }: SlackPlan): Post {
  const events = new Map(
    [...messages].map(([key, { written, mentionFirst }]) => {
      const both = eventsOf(written);
      return [key, mentionFirst ? both.toReversed() : both];
    }),
  );
  return async (url, { key }, { kind, tries }) => {
    const [first, twin = first] = events.get(key) ?? [];
    const num = tries + (kind === "again" ? 1 : 0);
    const retry = num > 0 ? ({ num, reason: tries > 0 ? "http_error" : "http_timeout" } as const) : undefined;
    const status = await knock.event(url, (kind === "twin" ? twin : first) as Json, retry);
    if (status !== 200) throw new Error(`status ${status}`);
    return key;
  };
}

async function settle(
  slack: Slack,
  sent: readonly Sent[],
  messages: ReadonlyMap<string, SlackMessage>,
  signal: AbortSignal,
): Promise<void> {
  const untilMs = performance.now() + SETTLE_MS;
  while (performance.now() < untilMs && !signal.aborted) {
    if (allAnswered(sent, messages, (await slack.look()).seen)) break;
    await pause(LOOK_MS);
  }
  await pause(QUIET_MS);
}
