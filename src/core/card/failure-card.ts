// What went wrong and the next step as a card, in the asker's language. Anything but a `Failure` is a bug and says nothing of itself.

import { Failure, failureText } from "../failure.ts";
import { type Lang, say, words } from "../locale.ts";
import type { Card } from "./card.ts";

const bug = words(
  "처리하다가 문제가 생겼어요. 바뀐 것은 없어요. 잠시 뒤 다시 물어봐 주세요.",
  "Something went wrong on my side. Nothing was changed. Please try again in a moment.",
);

export function failureCard(error: unknown, lang: Lang): Card {
  if (!(error instanceof Failure)) return warning(say(lang, bug), lang);
  const { say: told, next } = failureText(error, lang);
  return warning(`${told} ${next}`, lang);
}

function warning(text: string, lang: Lang): Card {
  return { lang, parts: [{ kind: "text", tone: "warning", runs: [text] }] };
}
