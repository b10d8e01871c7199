// The outside checker: what was sent and acknowledged against what anybody can read. It knows no table and no process of the app.

import type { Entry } from "./browser.ts";

export type Sent = {
  key: string;
  conversation: number;
  text: string;
  /** When its first request left. All times are of one clock of the run. */
  firstMs: number;
  /** Every request that was taken: the id the answer named, and when it had come. */
  acks: { id: string; atMs: number }[];
  /** What the last request got that was not taken. */
  refused?: string;
};

/** A conversation as one reader saw it, oldest first. */
export type Reading = { conversation: number; reader: string; entries: readonly Entry[] };

export type Finding = {
  kind: "lost" | "double" | "order" | "refused";
  key: string;
  conversation: number;
  /** In words. */
  seen: string;
};

/** @returns each message at most once a kind, in the order they were sent */
export function check(sent: readonly Sent[], readings: readonly Reading[]): Finding[] {
  const found = [
    ...sent.flatMap(notAcked),
    ...sharedIds(sent),
    ...sharedCards(sent, readings),
    ...readings.flatMap((reading) => checkReading(reading, sent)),
  ];
  const first = new Map(
    found.map((one) => [`${one.kind} ${one.key}`, one]).toReversed() as [string, Finding][],
  );
  const place = new Map(sent.map(({ key }, index) => [key, index]));
  return [...first.values()].toSorted((a, b) => (place.get(a.key) ?? -1) - (place.get(b.key) ?? -1));
}

function finding(kind: Finding["kind"], { key, conversation }: Sent, seen: string): Finding {
  return { kind, key, conversation, seen };
}

function notAcked(message: Sent): Finding[] {
  const ids = new Set(message.acks.map(({ id }) => id));
  if (ids.size === 1) return [];
  if (ids.size > 1)
    return [finding("double", message, `acknowledged under ${ids.size} ids: ${[...ids].join(", ")}`)];
  return [finding("refused", message, `never acknowledged, at last: ${message.refused ?? "no answer"}`)];
}

/** Two messages under one id: one of them is nowhere. */
function sharedIds(sent: readonly Sent[]): Finding[] {
  const owners = new Map<string, Sent>();
  return sent.flatMap((message) =>
    message.acks.flatMap(({ id }) => {
      const owner = owners.get(id) ?? message;
      owners.set(id, owner);
      return owner === message ? [] : [finding("lost", message, `acknowledged under the id of ${owner.key}`)];
    }),
  );
}

/** A card that stands under two messages, or a message that has other cards for another reader: somebody was answered twice. */
function sharedCards(sent: readonly Sent[], readings: readonly Reading[]): Finding[] {
  const answers = new Map<string, { cards: string; reader: string }>();
  const owners = new Map<string, string>();
  const known = byId(sent);
  const found: Finding[] = [];
  for (const { reader, entries } of readings) {
    for (const { id, cards } of entries.filter(isAnswered)) {
      const message = known.get(id);
      if (!message) continue;
      const names = cards.map((card) => card.id).join(", ");
      const before = answers.get(id) ?? { cards: names, reader };
      answers.set(id, before);
      if (before.cards !== names)
        found.push(
          finding("double", message, `${before.reader} shows cards ${before.cards}, ${reader} ${names}`),
        );
      for (const card of cards) {
        const owner = owners.get(card.id) ?? id;
        owners.set(card.id, owner);
        if (owner !== id) found.push(finding("double", message, `card ${card.id} also answers ${owner}`));
      }
    }
  }
  return found;
}

function checkReading(reading: Reading, sent: readonly Sent[]): Finding[] {
  const here = sent.filter(({ conversation }) => conversation === reading.conversation);
  return [
    ...here.flatMap((message) => checkAnswer(message, reading)),
    ...strangers(here, sent, reading),
    ...outOfOrder(here, reading),
  ];
}

function checkAnswer(message: Sent, { reader, entries }: Reading): Finding[] {
  const id = message.acks[0]?.id;
  // A message that was never acknowledged may be there or not, but not twice.
  const mine = entries.filter((entry) => (id === undefined ? entry.said === message.text : entry.id === id));
  const [entry] = mine;
  if (mine.length > 1) return [finding("double", message, `${reader} shows ${mine.length} answers`)];
  if (id === undefined) return [];
  if (!entry) return [finding("lost", message, `acknowledged as ${id}, ${reader} does not show it`)];
  if (!isAnswered(entry))
    return [finding("lost", message, `acknowledged as ${id}, ${reader} shows no answer`)];
  if (entry.cards.length === 0) return [finding("lost", message, `${reader} shows an answer without a card`)];
  return entry.said === message.text
    ? []
    : [finding("lost", message, `${reader} shows other words at ${id}: “${entry.said}”`)];
}

/** Entries under an id that no ack named: a message kept twice, or one that nobody sent. */
function strangers(
  here: readonly Sent[],
  sent: readonly Sent[],
  { reader, conversation, entries }: Reading,
): Finding[] {
  const ids = new Set(here.flatMap(({ acks }) => acks.map(({ id }) => id)));
  return entries.flatMap(({ id, said }) => {
    if (ids.has(id)) return [];
    const message = sent.find(({ text }) => text === said);
    if (!message)
      return [
        { kind: "double", key: id, conversation, seen: `${reader} shows “${said}”, which nobody sent` },
      ];
    if (message.conversation !== conversation)
      return [finding("double", message, `${reader} shows it in conversation ${conversation}, too`)];
    return message.acks.length === 0 ? [] : [finding("double", message, `${reader} also shows it as ${id}`)];
  });
}

/** What was acknowledged before another message of the conversation left is answered before it. */
function outOfOrder(here: readonly Sent[], { reader, entries }: Reading): Finding[] {
  const known = byId(here);
  const shown = entries.filter(isAnswered).flatMap(({ id }) => known.get(id) ?? []);
  return shown.flatMap((later, place) => {
    const overtaken = shown.slice(0, place).find((earlier) => ackedMs(later) < earlier.firstMs);
    return overtaken ? [finding("order", later, `${reader} shows ${overtaken.key} before it`)] : [];
  });
}

function byId(sent: readonly Sent[]): Map<string, Sent> {
  return new Map(sent.flatMap((message) => message.acks.map(({ id }) => [id, message] as const)));
}

function ackedMs({ acks }: Sent): number {
  return Math.min(...acks.map(({ atMs }) => atMs));
}

export function isAnswered({ outcome }: Entry): boolean {
  return outcome !== undefined;
}
