// What can be pressed. A button carries a token or, for a next question, its words; what a button has no room for stands beside it.

import type { Choice } from "../../../core/card/choice.ts";
import { limits } from "../blocks/objects.ts";
import type { Block } from "../blocks/block.ts";
import { isLonger, shortened } from "./words.ts";

/** How a press is told apart when it comes back: by the start of its action_id. */
export const pressAction = "press:";
export const askAction = "ask:";

const { button } = limits;

type Button = Extract<Extract<Block, { type: "actions" }>["elements"][number], { type: "button" }>;

export function choiceButtons(choices: readonly Choice[]): Block[] {
  return actions(
    choices.flatMap(({ label, style, press }, at) =>
      "token" in press && press.token !== ""
        ? [{ ...buttonOf(label, `${pressAction}${at}`, press.token), ...(style !== "plain" && { style }) }]
        : [],
    ),
  );
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
