// The next field of a form as one short reply: what is asked, what stands there by now, and the usual answers to press.

import type { Field, FormPart } from "../../../core/card/form.ts";
import { fieldTexts } from "../../../core/card/plain/form.ts";
import { type Lang, say, words } from "../../../core/locale.ts";
import { buttonLabel } from "../render/press.ts";
import { harmless, isLonger, pieces } from "../render/words.ts";
import { limits } from "../skill/limits.ts";
import type { SkillTemplate } from "../skill/response.ts";
import type { Listener } from "../slot/reply.ts";

const keep = words("그대로 두기", "Keep it");
const skip = words("건너뛰기", "Skip");
const send = words("이대로 보내기", "Send it now");
const sendLast = words("보내기", "Send");
const stop = words("그만두기", "Cancel");

const LONGEST = 900;
const MOST_OFFERS = 10;

/** @param fields with what stands in each by now, and what is wrong with it */
export function questionOf(
  listener: Listener,
  fields: readonly Field[],
  { at, unknown }: { at: number; unknown: boolean },
): SkillTemplate {
  const { lang } = listener;
  const field = fields[at];
  if (!field) return lastOf(listener, fields);
  const { options = [], hint, error } = field;
  const [told = ""] = fieldTexts([{ ...field, error: undefined }], lang);
  const lines = [
    `(${at + 1}/${fields.length}) ${told}`,
    ...(error === undefined ? [] : [`⚠ ${error}`]),
    ...(unknown && error === undefined ? [say(lang, pickOne)] : []),
    ...(hint === undefined ? [] : [hint]),
    ...options.map(({ label }, index) => `${index + 1}. ${label}`),
    say(lang, howOf(field)),
  ];
  const own = options.map(({ label }) => label);
  const past = say(lang, field.value === "" ? skip : keep);
  return reply(listener, lines, [...own.slice(0, MOST_OFFERS - 3), past, say(lang, send), say(lang, stop)]);
}

const pickOne = words("아래에서 골라 주세요.", "Please choose from the list.");

function howOf({ kind, value }: Field) {
  if (kind === "several")
    return words(
      "번호나 이름으로 답해 주세요. 여러 개면 쉼표로 이어 주세요.",
      "Answer by number or name, several with commas between.",
    );
  if (kind === "one") return words("번호나 이름으로 답해 주세요.", "Answer by number or name.");
  return value === ""
    ? words("답을 적어 주세요. 비워 두려면 ‘건너뛰기’예요.", "Write the answer, or “Skip” to leave it empty.")
    : words("새 값을 적어 주세요. 지우려면 ‘비우기’예요.", "Write the new value, or “clear” to empty it.");
}

function lastOf(listener: Listener, fields: readonly Field[]): SkillTemplate {
  const { lang } = listener;
  const lines = [
    say(lang, words("이렇게 보낼까요?", "Shall I send it like this?")),
    ...fieldTexts(fields, lang).map((text) => `• ${text}`),
  ];
  return reply(listener, lines, [say(lang, sendLast), say(lang, stop)]);
}

/** A team chat has no quick replies: there the words to write stand in the text. */
function reply(
  { profile, lang }: Listener,
  lines: readonly string[],
  offers: readonly string[],
): SkillTemplate {
  const team = profile === "team" ? [inWords(offers.slice(-3), lang)] : [];
  const text = [...lines, ...team].map(harmless).join("\n");
  const outputs = pieces(text, LONGEST, lang)
    .slice(0, 3)
    .map((piece) => ({ simpleText: { text: piece } }));
  if (profile === "team") return { outputs };
  const quickReplies = offers.map((offer) => ({
    action: "message" as const,
    label: isLonger(offer, limits.buttons.label) ? buttonLabel(offer) : harmless(offer),
    messageText: harmless(offer),
  }));
  return { outputs, quickReplies };
}

function inWords(offers: readonly string[], lang: Lang): string {
  const quoted = offers.map((offer) => (lang === "ko" ? `‘${offer}’` : `“${offer}”`)).join(", ");
  return say(
    lang,
    words(
      `이렇게도 답할 수 있어요: ${quoted}. 저를 멘션해 주세요.`,
      `You may also answer ${quoted}. Mention me, please.`,
    ),
  );
}

/** What a form's fields hold, as they are asked for. */
export function valuesOf({ fields = [] }: FormPart): Record<string, string> {
  return Object.fromEntries(fields.map(({ name, value }) => [name, value]));
}
