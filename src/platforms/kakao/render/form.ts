// A question with its buttons; fields on a page of their own behind an address, else how the same is said in words.

import type { FormPart } from "../../../core/card/form.ts";
import { fieldTexts } from "../../../core/card/plain/form.ts";
import { runsText } from "../../../core/card/text.ts";
import { words } from "../../../core/locale.ts";
import { limits } from "../skill/limits.ts";
import { type Bubble, type Drawn, ranks, textBubbles } from "./bubble.ts";
import { addressOf, type PartPlace, titleOf } from "./place.ts";
import { type Button, choiceButtons, linkButton, untoldChoices } from "./press.ts";
import { harmless } from "./words.ts";

const fill = words("화면에서 입력하기", "Fill it in");
const fillElsewhere = words(
  "여럿이 보는 방에서는 내 이름으로 보내는 입력 화면을 열지 않아요. 저와의 1:1 채팅이나 웹 페이지에서 입력해 주세요.",
  "A form is sent under your name, so its page is not offered where others read along. Fill it in one-to-one with me, or on the web page.",
);
const choose = words("골라 주세요", "Please choose");

export function drawForm(part: FormPart, place: PartPlace): Drawn {
  const { lang, features } = place;
  const question = harmless(runsText(part.question, lang)).trim();
  if (part.fields) return { bubbles: fieldBubbles(part, question, place), offers: [] };
  const buttons = choiceButtons(part.choices).slice(0, features.buttons);
  const untold = untoldChoices(part.choices).map((label) => `• ${harmless(label)}`);
  return { bubbles: asked([question, ...untold], buttons, place), offers: [] };
}

/** Whoever opens the page sends it under the asker's name: in a room that everybody reads it is offered to nobody. */
function fieldBubbles(part: FormPart, question: string, place: PartPlace): Bubble[] {
  const isRoom = place.features.surface === "kakao_team";
  const address = isRoom ? undefined : addressOf("form", place);
  const fields = fieldTexts(part.fields ?? [], place.lang).map((text) => `• ${harmless(text)}`);
  const byWords = part.byWords === undefined ? [] : [harmless(part.byWords)];
  const elsewhere = isRoom ? [fillElsewhere[place.lang]] : [];
  const buttons = address === undefined ? [] : [linkButton(fill[place.lang], address)];
  return asked([question, ...fields, ...byWords, ...elsewhere], buttons, place);
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
