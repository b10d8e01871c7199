// A prompt of bounded length, the tools' schemas counted: the turn in hand is kept, earlier ones newest first,
// each as whole as there is room for. A call and its result never part.

import type { LanguageModelV4CallOptions, LanguageModelV4Message } from "@ai-sdk/provider";
import { type Grain, readableMessage } from "./readable.ts";

/** Characters of a whole request; what a turn of words and cards needs is a tenth of it. */
const MOST_CHARS = 80_000;
/** However many tools there are. */
const LEAST_TALK_CHARS = 16_000;

/** From whole to a bare trace. */
const grains: readonly Grain[] = [
  { said: Infinity, text: 500, list: 200 },
  { said: 2_000, text: 300, list: 50 },
  { said: 600, text: 120, list: 12 },
  { said: 200, text: 60, list: 3 },
  { said: 200, text: 20, list: 0 },
];

export function fittedPrompt({ prompt, tools }: LanguageModelV4CallOptions): LanguageModelV4Message[] {
  const [system, turns] = turnsOf(prompt);
  let room = Math.max(LEAST_TALK_CHARS, MOST_CHARS - sizeOf(tools ?? []) - sizeOf(system));
  const kept: LanguageModelV4Message[][] = [];
  for (const [age, turn] of turns.toReversed().entries()) {
    const fitting = age === 0 ? inHand(turn, room) : earlier(turn, room / 2);
    if (!fitting) break;
    kept.unshift(fitting);
    room -= sizeOf(fitting);
  }
  return [...system, ...kept.flat()];
}

type Messages = readonly LanguageModelV4Message[];

/** What stands before the first word of a person, and the turns, each beginning with one. */
function turnsOf(prompt: Messages): [Messages, LanguageModelV4Message[][]] {
  const turns: LanguageModelV4Message[][] = [];
  const first = prompt.findIndex(({ role }) => role === "user");
  for (const message of first < 0 ? [] : prompt.slice(first)) {
    if (message.role === "user") turns.push([]);
    turns.at(-1)?.push(message);
  }
  return [first < 0 ? prompt : prompt.slice(0, first), turns];
}

/** Whole or shortened; `undefined` where even that takes too much. */
function earlier(turn: Messages, room: number): LanguageModelV4Message[] | undefined {
  return grains.map((grain) => shaped(turn, grain)).find((shape) => sizeOf(shape) <= room);
}

/** What is asked now is never shortened; what was found for it, only as far as it must. */
function inHand(turn: Messages, room: number): LanguageModelV4Message[] {
  const shapes = grains.map((grain) => shaped(turn, { ...grain, said: Infinity }));
  return shapes.find((shape) => sizeOf(shape) <= room) ?? shapes.at(-1) ?? [];
}

function shaped(turn: Messages, grain: Grain): LanguageModelV4Message[] {
  return turn.map((message) => readableMessage(message, grain));
}

function sizeOf(sent: unknown): number {
  return JSON.stringify(sent).length;
}
