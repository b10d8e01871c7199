// The outside checker of the Slack door: what was sent and acknowledged against what people in Slack saw, and nothing else.

import type { Finding, Sent } from "../check.ts";
import type { Seen } from "../../slack/web-api.ts";
import type { SlackMessage } from "./plan.ts";

/** An answer of figures: its post's key, the line it stands in, the day its footer names. */
type Answer = { id: string; line: string; day: string };

/** @returns each message at most once a kind */
export function checkSlack(
  sent: readonly Sent[],
  messages: ReadonlyMap<string, SlackMessage>,
  seen: readonly Seen[],
): Finding[] {
  const answers = answersIn(seen);
  const owners = new Map(sent.map(({ key }) => [placeOf(messages.get(key)), key]));
  return [
    ...sent.flatMap((message) => checkOne(message, messages.get(message.key), answers)),
    ...postedTwice(seen),
    ...answers.flatMap(({ id, line, day }) =>
      owners.has(`${line} ${day}`)
        ? []
        : [finding("double", id, `${line} shows ${day}, which nobody asked there`)],
    ),
    ...outOfOrder(sent, messages, answers),
  ];
}

/** Whether each acknowledged message has an answer by now. */
export function allAnswered(
  sent: readonly Sent[],
  messages: ReadonlyMap<string, SlackMessage>,
  seen: readonly Seen[],
): boolean {
  const there = new Set(answersIn(seen).map(({ line, day }) => `${line} ${day}`));
  return sent.every(({ key, acks }) => acks.length === 0 || there.has(placeOf(messages.get(key))));
}

/** Posts of the app that are no answer with figures, in lines where people asked. */
export function otherPosts(seen: readonly Seen[], messages: ReadonlyMap<string, SlackMessage>): Seen[] {
  const lines = new Set([...messages.values()].map(({ written }) => lineOf(written)));
  return seen.filter(
    (one) => one.kind === "message" && dayIn(one.text) === undefined && lines.has(lineIn(one)),
  );
}

function checkOne(message: Sent, asked: SlackMessage | undefined, answers: readonly Answer[]): Finding[] {
  const ids = new Set(
    answers.filter((one) => `${one.line} ${one.day}` === placeOf(asked)).map(({ id }) => id),
  );
  if (ids.size > 1)
    return [
      finding("double", message.key, `${ids.size} answers: ${[...ids].join(", ")}`, message.conversation),
    ];
  if (message.acks.length === 0)
    return [
      finding("refused", message.key, `at last: ${message.refused ?? "no answer"}`, message.conversation),
    ];
  return ids.size === 1
    ? []
    : [finding("lost", message.key, `no answer in ${placeOf(asked)}`, message.conversation)];
}

/** One key stands for one post. */
function postedTwice(seen: readonly Seen[]): Finding[] {
  const known = new Set<string>();
  return seen.flatMap(({ kind, key, channel }) => {
    if (kind !== "message") return [];
    if (key === undefined) return [finding("double", channel, "a post without its key")];
    if (known.has(key)) return [finding("double", key, `posted twice in ${channel}`)];
    known.add(key);
    return [];
  });
}

/** What was acknowledged before another message of its line left is answered before it. */
function outOfOrder(
  sent: readonly Sent[],
  messages: ReadonlyMap<string, SlackMessage>,
  answers: readonly Answer[],
): Finding[] {
  const rank = new Map(
    answers.map(({ line, day }, index): [string, number] => [`${line} ${day}`, index]).toReversed(),
  );
  const lines = Map.groupBy(sent, ({ key }) => lineOf(messages.get(key)?.written));
  return [...lines.values()].flatMap((here) =>
    here.flatMap((later) => {
      const at = rank.get(placeOf(messages.get(later.key)));
      const overtaken = here.find(
        (earlier) =>
          earlier !== later &&
          Math.min(...earlier.acks.map(({ atMs }) => atMs)) < later.firstMs &&
          (rank.get(placeOf(messages.get(earlier.key))) ?? -1) > (at ?? Infinity),
      );
      return overtaken
        ? [finding("order", later.key, `answered before ${overtaken.key}`, later.conversation)]
        : [];
    }),
  );
}

function answersIn(seen: readonly Seen[]): Answer[] {
  return seen.flatMap((one) => {
    const day = one.kind === "message" ? dayIn(one.text) : undefined;
    return day === undefined ? [] : [{ id: one.key?.split(":")[0] ?? "", line: lineIn(one), day }];
  });
}

function dayIn(text: string): string | undefined {
  return /(?:기간|Period) (\d{4}-\d{2}-\d{2})/.exec(text)?.[1];
}

function lineIn({ channel, thread }: Seen): string {
  return `${channel} ${thread ?? ""}`;
}

function lineOf(written: SlackMessage["written"] | undefined): string {
  if (!written) return "";
  const { channel, thread, mention, ts } = written;
  return `${channel} ${thread ?? (mention ? ts : "")}`;
}

function placeOf(message: SlackMessage | undefined): string {
  return `${lineOf(message?.written)} ${message?.day ?? ""}`;
}

function finding(kind: Finding["kind"], key: string, seen: string, conversation = -1): Finding {
  return { kind, key, conversation, seen };
}
