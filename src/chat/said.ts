// A person's words as they may be answered: without letters nobody sees, of a length somebody meant.

import { maskContacts } from "../language/contacts.ts";
import { Failure } from "../core/failure.ts";
import { noLetters, tooLong } from "./replies.ts";

/** Room for a long paste of a question; a table belongs into a file. */
const MAX_LETTERS = 8_000;

const invisible = /[\p{Cf}\u115f\u1160\u3164\uffa0]/gu;
const controls = /[\p{Cc}\u2028\u2029]+/gu;
/** Joins pictures into one and must stay between them. */
const joiner = "\u200d";

/** More than this is not even kept. */
const MOST_KEPT = 20_000;

/** The message as it can be stored: the database holds neither NUL nor half a letter. */
export function storable(text: string): string {
  return text.slice(0, MOST_KEPT).toWellFormed().replaceAll("\0", "");
}

/**
 * The message with invisible and steering letters taken out, in one normal form.
 * @throws Failure when nothing readable is left or it is too long to be a question
 */
export function readable(text: string): string {
  if (text.length > MAX_LETTERS) throw new Failure("limit", `message of ${text.length} letters`, tooLong);
  const plain = text
    .normalize("NFC")
    .replace(controls, (run) => (run.includes("\n") ? "\n" : " "))
    .replace(invisible, (letter) => (letter === joiner ? letter : ""))
    .trim();
  if (!hasLetters(plain)) throw new Failure("invalid", "message without letters", noLetters);
  return plain;
}

export function hasLetters(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** For where words are seen beside their message: in lists, as titles. */
export function withoutContacts(text: string): string {
  return maskContacts(text).text;
}
