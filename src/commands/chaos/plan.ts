// The plan of a chaos run, all of it from one seed: what is sent when and where, what is sent again, which replica is killed at which moment.

import { unit } from "../../media/market/noise.ts";

export type Size = {
  seed: number;
  kills: number;
  messages: number;
  /** Share of the messages that are sent again under the same id, 0 to 1. */
  resent: number;
  replicas: number;
};

export type PlannedMessage = {
  /** The client's own id of the message: the same whenever it is sent again. */
  key: string;
  conversation: number;
  /** No two messages of a run say the same. */
  text: string;
  /** After the start of its round. */
  atMs: number;
  replica: number;
  /** The same message once more, so long after the first request left, whatever became of that one; 0 is a twin. */
  again?: { afterMs: number; replica: number };
  /** Another delivery of it under another id, so long after the first request left. */
  twin?: { afterMs: number; replica: number };
};

/** A kill so long after the first request of `aim` left; without `aim`, after the start of its round. */
export type PlannedKill = {
  replica: number;
  aim: string | undefined;
  delayMs: number;
  /** The replica is killed also while it is still starting; else once it serves. */
  early: boolean;
};

/** Messages and the kill among them; the next round begins when the kill is done. */
type Round = { messages: PlannedMessage[]; kill?: PlannedKill };

export type Plan = { conversations: number; rounds: Round[] };

const MESSAGES_A_CONVERSATION = 15;
/** Fewer conversations would only wait for each other. */
const FEWEST_CONVERSATIONS = 6;
const ROUND_MS = 800;
const EARLY_SHARE = 0.2;
/** Most kills come while the message they aim at is on its way: being kept, claimed, answered or stored. */
const CLOSE_SHARE = 0.7;
const CLOSE_MS = 80;
const WIDE_MS = 1_000;

const questions = [
  "지난주 캠페인 어땠어?",
  "compare Meta and Naver CPA this month",
  "어제 광고비 얼마야?",
  "ROAS 왜 떨어졌어?",
  "지난주 매체별 전환수 알려줘",
  "top 5 campaigns by spend last week",
  "안녕하세요",
  "what can you do?",
];

export function planRun(size: Size): Plan {
  const { seed, kills, messages } = size;
  const conversations = Math.max(FEWEST_CONVERSATIONS, Math.ceil(messages / MESSAGES_A_CONVERSATION));
  const all = Array.from({ length: messages }, (_, index) => planMessage(size, index, conversations));
  const rounds = Array.from({ length: Math.max(1, kills) }, (_, round) => {
    const [from, to] = [round, round + 1].map((at) => Math.round((at * messages) / Math.max(1, kills)));
    const sent = all.slice(from, to).toSorted((a, b) => a.atMs - b.atMs);
    return kills === 0 ? { messages: sent } : { messages: sent, kill: planKill(size, round, sent) };
  });
  return { conversations, rounds };

  function planKill({ replicas }: Size, round: number, sent: readonly PlannedMessage[]): PlannedKill {
    const draw = drawer(seed, round, 1);
    const close = draw() < CLOSE_SHARE;
    return {
      replica: below(replicas, draw()),
      aim: sent[below(sent.length, draw())]?.key,
      delayMs: Math.round(draw() * (close ? CLOSE_MS : WIDE_MS)),
      early: draw() < EARLY_SHARE,
    };
  }
}

function planMessage({ seed, resent, replicas }: Size, index: number, conversations: number): PlannedMessage {
  const draw = drawer(seed, index, 0);
  const message = {
    key: `chaos-${seed}-${index}`,
    conversation: below(conversations, draw()),
    text: `${questions[below(questions.length, draw())]} (질문 ${index})`,
    atMs: Math.round(draw() * ROUND_MS),
    replica: below(replicas, draw()),
  };
  if (draw() >= resent) return message;
  return { ...message, again: { afterMs: againAfterMs(draw(), draw()), replica: below(replicas, draw()) } };
}

/** A twin, an impatient second press, or a retry of much later: a third each. */
function againAfterMs(kind: number, share: number): number {
  if (kind < 1 / 3) return 0;
  return Math.round(share * (kind < 2 / 3 ? 300 : 6_000));
}

/** Numbers in [0, 1) that depend on nothing but the seed and what they are for. */
function drawer(seed: number, index: number, purpose: number): () => number {
  let count = 0;
  return () => unit(seed, index, purpose, count++);
}

function below(limit: number, share: number): number {
  return Math.floor(share * limit);
}
