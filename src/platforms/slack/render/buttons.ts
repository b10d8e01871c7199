// What can be pressed. A button carries a token or, for a next question, its words; what a button has no room for stands beside it.

import type { FeedbackPart } from "../../../core/card/feedback.ts";
import type { Choice } from "../../../core/card/choice.ts";
import { type Lang, words as inBoth } from "../../../core/locale.ts";
import { limits } from "../blocks/objects.ts";
import type { Block } from "../blocks/block.ts";
import { isLonger, shortened } from "./words.ts";

/** How a press is told apart when it comes back: by the start of its action_id. */
export const pressAction = "press:";
export const askAction = "ask:";
/** It asks something first, or shows a form; a form that stands on the card is filled in. */
export const openAction = "open:";
export const fillAction = "fill:";

const { button } = limits;

type Button = Extract<Extract<Block, { type: "actions" }>["elements"][number], { type: "button" }>;

export function choiceButtons(choices: readonly Choice[]): Block[] {
  return actions(
    choices.flatMap(({ label, style, press, opens }, at) =>
      "token" in press && press.token !== ""
        ? [
            {
              ...buttonOf(label, `${opens ? openAction : pressAction}${at}`, press.token),
              ...(style !== "plain" && { style }),
            },
          ]
        : [],
    ),
  );
}

/** Slack's own two thumbs; one asks why, which stands before its token. */
export const feedbackAction = "feedback:";
export const whyMark = "why.";

export function thumbs({ good, bad }: FeedbackPart): Block[] {
  const thumb = ({ label, press, opens }: Choice) => ({
    text: { type: "plain_text" as const, text: shortened(label, button.text) || "…", emoji: true },
    value: `${opens ? whyMark : ""}${"token" in press ? press.token : ""}`,
  });
  const [positive_button, negative_button] = [thumb(good), thumb(bad)];
  if (positive_button.value === "" || negative_button.value === "") return [];
  const element = {
    type: "feedback_buttons" as const,
    action_id: `${feedbackAction}0`,
    positive_button,
    negative_button,
  };
  return [{ type: "context_actions", elements: [element] }];
}

const fillIn = inBoth("양식 열기", "Open the form");

/** Of a form with fields: they are filled in and sent elsewhere, where Slack can. */
export function fillButtons([choice]: readonly Choice[], lang: Lang): Block[] {
  if (!choice || !("token" in choice.press) || choice.press.token === "") return [];
  const button = buttonOf(fillIn[lang], `${fillAction}0`, choice.press.token);
  return actions([{ ...button, style: "primary" }]);
}

/** Labels that are not whole on a button, or have none yet. */
export function untoldChoices(choices: readonly Choice[]): string[] {
  return choices
    .filter(({ label, press }) => !("token" in press) || press.token === "" || isLonger(label, button.text))
    .map(({ label }) => label);
}

export function askButtons(texts: readonly string[]): Block[] {
  return actions(
    texts.flatMap((text, at) => (canBeAsked(text) ? [buttonOf(text, `${askAction}${at}`, text)] : [])),
  );
}

/** Questions that are not whole on a button. */
export function untoldQuestions(texts: readonly string[]): string[] {
  return texts.filter((text) => text.trim() !== "" && (isLonger(text, button.text) || !canBeAsked(text)));
}

function canBeAsked(text: string): boolean {
  return text.trim() !== "" && text.length <= button.value;
}

function buttonOf(label: string, action_id: string, value: string): Button {
  const text = shortened(label, button.text) || "…";
  return { type: "button", action_id, text: { type: "plain_text", text, emoji: false }, value };
}

function actions(elements: Button[]): Block[] {
  return elements.length === 0 ? [] : [{ type: "actions", elements }];
}
