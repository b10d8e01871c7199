// What can be pressed on a card: a button says its label and carries a token, a link leads to an address of ours.

import type { Choice } from "../../../core/card/choice.ts";
import { suggestionsHeading } from "../../../core/card/plain/suggestions.ts";
import { clean } from "../../../core/card/plain/width.ts";
import type { Lang } from "../../../core/locale.ts";
import { limits } from "../skill/limits.ts";
import type { Bubbles } from "../skill/cards.ts";
import type { Extra } from "../skill/extra.ts";
import type { Offer, TextBlock } from "./bubble.ts";
import { isLonger, shortened } from "./words.ts";

export type Button = NonNullable<Bubbles["textCard"]["buttons"]>[number];

/** Those that carry a token; one without is said in words. */
export function choiceButtons(choices: readonly Choice[]): Button[] {
  return choices.flatMap(({ label, press }) =>
    "token" in press && press.token !== "" ? [actionButton(label, { token: press.token })] : [],
  );
}

/** Says its label, and carries what is meant by it. */
export function actionButton(label: string, extra: Extra): Button {
  return { action: "message", ...saying(label), extra };
}

/** Labels that are not whole on a button, or have none yet. */
export function untoldChoices(choices: readonly Choice[]): string[] {
  return choices
    .filter(
      ({ label, press }) =>
        !("token" in press) || press.token === "" || isLonger(label, limits.buttons.label),
    )
    .map(({ label }) => label);
}

export function linkButton(label: string, address: string): Button {
  return { action: "webLink", label: buttonLabel(label), webLinkUrl: address };
}

/** A button below the whole reply. @param called what it is called there, where its label is too long */
export function offerOf({ label, press }: Choice, called = label): Offer[] {
  return "token" in press && press.token !== ""
    ? [{ label: called, says: spoken(label), token: press.token }]
    : [];
}

export function questionOffers(texts: readonly string[]): Offer[] {
  return texts.flatMap((text) => (text.trim() === "" ? [] : [{ label: text, says: spoken(text) }]));
}

/** Questions that are not whole on a button. */
export function untoldQuestions(texts: readonly string[], lang: Lang): TextBlock[] {
  const untold = texts.filter((text) => isLonger(text, limits.buttons.label));
  return untold.length === 0 ? [] : [{ title: suggestionsHeading[lang], lines: untold, list: true }];
}

function saying(label: string): { label: string; messageText: string } {
  return { label: buttonLabel(label), messageText: spoken(label) };
}

/** What stands in the room as the person's own words, and comes back as such: nothing invisible in it. */
function spoken(label: string): string {
  return clean(label).trim() || "…";
}

/** Cut behind a word where that leaves enough of it. */
export function buttonLabel(label: string): string {
  const most = limits.buttons.label;
  const cut = shortened(label, most);
  if (!isLonger(label, most)) return cut || "…";
  const space = cut.lastIndexOf(" ");
  return space >= most / 2 ? `${cut.slice(0, space)}…` : cut;
}
