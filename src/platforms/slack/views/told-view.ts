// Modals without fields: the one that stands there at once, and words in the place of a form.

import type { Card } from "../../../core/card/card.ts";
import { cardText } from "../../../core/card/plain/plain.ts";
import { failureText, type Failure } from "../../../core/failure.ts";
import { type Lang, say, words } from "../../../core/locale.ts";
import type { Modal } from "../blocks/view.ts";
import { richTexts, words as inline } from "../render/piece.ts";

const close = words("닫기", "Close");
/** Before it is known who reads it, in both. */
const waiting = "불러오는 중이에요. · One moment.";
const MOST_BLOCKS = 20;

export const skeleton: Modal = {
  type: "modal",
  title: { type: "plain_text", text: "CO9MA", emoji: false },
  close: { type: "plain_text", text: "닫기 · Close", emoji: false },
  blocks: [{ type: "context", elements: [{ type: "plain_text", text: waiting, emoji: false }] }],
};

export function toldView(text: string, lang: Lang): Modal {
  return {
    type: "modal",
    title: { type: "plain_text", text: "CO9MA", emoji: false },
    close: { type: "plain_text", text: say(lang, close), emoji: false },
    blocks: richTexts(inline(text.trim() || "…")).slice(0, MOST_BLOCKS),
  };
}

export function failureView(failure: Failure, lang: Lang): Modal {
  const { say: said, next } = failureText(failure, lang);
  return toldView(`${said} ${next}`, lang);
}

export function cardView(card: Card): Modal {
  return toldView(cardText(card, { whole: true, width: 200 }), card.lang);
}
