// How the built-in interpreter reads a message: each request with its intent, the rule that decided, and its typed calls.

import { callsFor, type ToolCall } from "../agent/interpreter/calls.ts";
import { interpret } from "../agent/interpreter/interpret.ts";
import type { Lang } from "../core/locale.ts";

export type Reading = {
  lang: Lang;
  parts: { intent: string; because: string; calls: ToolCall[] }[];
};

/** Nothing is run and nothing stored; the message is read as the first of a conversation. */
export function readingOf(said: string, today: Temporal.PlainDate): Reading {
  const meant = interpret(said, {}, { today, lang: "ko" });
  const parts = meant.parts.map((part) => ({
    intent: part.intent,
    because: part.because,
    calls: callsFor({ ...meant, parts: [part] }),
  }));
  return { lang: meant.lang, parts };
}

export function readingText({ lang, parts }: Reading): string {
  const lines = parts.flatMap(({ intent, because, calls }, index) => [
    `${index + 1}. ${intent}, because: ${because}`,
    ...calls.map(({ tool, input }) => `   ${tool} ${JSON.stringify(input)}`),
    ...(calls.length === 0 ? ["   no call"] : []),
  ]);
  return [`language: ${lang}`, ...lines].join("\n");
}
