// A question with its buttons; fields on a page of their own behind an address, else how the same is said in words.

import type { FormPart } from "../../../core/card/form.ts";
import { fieldTexts } from "../../../core/card/plain/form.ts";
import { runsText } from "../../../core/card/text.ts";
import { words } from "../../../core/locale.ts";
import { limits } from "../skill/limits.ts";
import { type Bubble, type Drawn, ranks, textBubbles } from "./bubble.ts";
import { addressOf, type PartPlace, titleOf } from "./place.ts";
import { actionButton, type Button, choiceButtons, linkButton, untoldChoices } from "./press.ts";
import { harmless } from "./words.ts";

const fill = words("화면에서 입력하기", "Fill it in");
const oneByOne = words("하나씩 답하기", "One by one");
const choose = words("골라 주세요", "Please choose");

export function drawForm(part: FormPart, place: PartPlace): Drawn {
  const { lang, features } = place;
  const question = harmless(runsText(part.question, lang)).trim();
  if (part.fields) return { bubbles: fieldBubbles(part, question, place), offers: [] };
  const buttons = choiceButtons(part.choices).slice(0, features.buttons);
  const untold = untoldChoices(part.choices).map((label) => `• ${harmless(label)}`);
  return { bubbles: asked([question, ...untold], buttons, place), offers: [] };
}

/**
 * Whoever opens the page sends it under the asker's name: in a room that everybody reads it is offered to nobody, as little as where there is
 * no address. There the fields are asked for one after the other.
 */
function fieldBubbles(part: FormPart, question: string, place: PartPlace): Bubble[] {
  const isRoom = place.features.surface === "kakao_team";
  const address = isRoom ? undefined : addressOf("form", place);
  const fields = fieldTexts(part.fields ?? [], place.lang).map((text) => `• ${harmless(text)}`);
  const byWords = part.byWords === undefined ? [] : [harmless(part.byWords)];
  const buttons = address === undefined ? stepButtons(part, place) : [linkButton(fill[place.lang], address)];
  return asked([question, ...fields, ...byWords], buttons, place);
}

function stepButtons({ choices: [send] }: FormPart, { lang }: PartPlace): Button[] {
  if (!send || !("token" in send.press) || send.press.token === "") return [];
  return [actionButton(oneByOne[lang], { form: send.press.token })];
}

/** Question and buttons on one card, or the question in words before the card. */
function asked(lines: readonly string[], buttons: Button[], place: PartPlace): Bubble[] {
  const { lang } = place;
  const told = lines.filter((line) => line !== "");
  if (buttons.length === 0) return textBubbles(ranks.decision, [{ lines: told }], lang);
  const description = told.join("\n");
  const fits = description !== "" && description.length <= limits.textCard.together;
  const short = titleOf(told[0] ?? "", 80, place) || choose[lang];
  const output = { textCard: { description: fits ? description : short, buttons } };
  const before = fits ? [] : textBubbles(ranks.decision, [{ lines: told }], lang);
  return [...before, { rank: ranks.decision, kind: "card", output }];
}
