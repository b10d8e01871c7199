// In which language a message is to be answered.

import type { Lang } from "../core/locale.ts";

const englishGlue =
  /\b(the|is|are|was|were|did|do|does|how|what|which|why|when|where|show|give|tell|compare|for|of|by|per|on|in|to|and|with|me|my|our|we|please|last|this|only)\b/gi;

/** "/co9ma stop" is written alike in every language. */
const command = /^\s*[/@]?co9ma(?:\s+[a-z]+)?\s*[.!?]*\s*$/i;

/**
 * Korean as soon as Hangul carries the sentence; an English sentence around a Korean name stays English.
 * `fallback` decides for messages without letters.
 */
export function messageLanguage(text: string, fallback: Lang): Lang {
  if (command.test(text)) return fallback;
  const plain = text.replace(/"[^"]*"|'[^']*'/g, " ");
  const hangul = plain.match(/\p{Script=Hangul}+/gu) ?? text.match(/\p{Script=Hangul}+/gu) ?? [];
  const latin = plain.match(/[a-z]+/gi) ?? text.match(/[a-z]+/gi) ?? [];
  if (hangul.length === 0) return latin.length > 0 ? "en" : fallback;
  const glue = plain.match(englishGlue)?.length ?? 0;
  return glue >= 2 && latin.length > 2 * hangul.length ? "en" : "ko";
}
