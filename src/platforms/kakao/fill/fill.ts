// A form without a page: asked one question a slot, checked field by field, and sent as its button would send it once all were answered.

import { endFill, type Fill, findFill, keepFill } from "../../../chat/callbacks/fills.ts";
import type { Field, FormPart } from "../../../core/card/form.ts";
import { Failure } from "../../../core/failure.ts";
import type { Lang } from "../../../core/locale.ts";
import type { Heard, Said } from "../inbound/heard.ts";
import type { Desk, Visit } from "../slot/desk.ts";
import { lineReply, type Listener, type Reply, replyOf } from "../slot/reply.ts";
import { asksToLook } from "../slot/words.ts";
import { filledBy, isMeantForUs } from "./answer.ts";
import { questionOf, valuesOf } from "./question.ts";

/** A reply of this slot, or what was said by it altogether: the press that sends the form. */
type Filling = { reply: Reply } | { said: Said };

/** So long after it the same words are the same words. */
const TWIN_S = 2;

/** @returns nothing where no form is filled in, or what was said has nothing to do with it */
export async function fillSaid(desk: Desk, visit: Visit, { said }: Heard): Promise<Filling | undefined> {
  const filler = { db: desk.chat.db, ear: visit.ear, personId: visit.reader.personId };
  if (said.kind === "fill") return begin(desk, visit, said.form);
  // Whoever presses something else goes on elsewhere.
  if (said.kind === "press") await endFill(filler);
  if (said.kind !== "words" || asksToLook(said.text) || isMeantForUs(said.text)) return undefined;
  const fill = await findFill(filler);
  if (!fill) return undefined;
  const form = await formBehind(desk, visit, fill.form).catch(async (error: unknown) => {
    await endFill(filler);
    if (error instanceof Failure && error.code !== "unavailable") return undefined;
    throw error;
  });
  // It is over, so that the words are words.
  if (!form) return undefined;
  const { part, lang } = form;
  const asked = { desk, visit: { ...visit, reader: { ...visit.reader, lang } }, part };
  if (isTwin(fill, said.text, desk)) return ask(asked, fill, {});
  const fields = part.fields ?? [];
  const filled = filledBy(said.text, fields[fill.at]);
  const next = { ...fill, last: { text: said.text, atS: desk.nowS() } };
  switch (filled.kind) {
    case "stop":
      await endFill(filler);
      return { reply: lineReply(asked.visit.reader, "fillEnded") };
    case "send":
      return sendOff(asked, next);
    case "unknown":
      return ask(asked, next, { unknown: true });
    case "keep":
      return ask(asked, { ...next, at: fill.at + 1 }, {});
    case "value":
      return take(asked, next, filled.value);
  }
}

type Asked = { desk: Desk; visit: Visit; part: FormPart };

async function begin(desk: Desk, visit: Visit, token: string): Promise<Filling> {
  const { part, lang } = await formBehind(desk, visit, token);
  const asked = { desk, visit: { ...visit, reader: { ...visit.reader, lang } }, part };
  return ask(asked, { form: token, values: valuesOf(part), at: 0, last: null }, {});
}

/** @throws Failure as its button would, "conflict" where it is of no use any more */
async function formBehind(
  { chat }: Desk,
  { place }: Visit,
  token: string,
): Promise<{ part: FormPart; lang: Lang }> {
  const opened = await chat.openForm(place, { token });
  if (!opened?.form?.part.fields) throw new Failure("conflict", "no form is behind this button");
  return { part: opened.form.part, lang: opened.lang };
}

/** What cannot be read is asked for again, with what was expected. */
async function take({ desk, visit, part }: Asked, fill: Fill, value: string): Promise<Filling> {
  const field = part.fields?.[fill.at];
  if (!field) return ask({ desk, visit, part }, fill, {});
  const values = { ...fill.values, [field.name]: value };
  const wrong = await desk.chat.checkForm(visit.place, { token: fill.form, values });
  const isWrong = wrong[field.name] !== undefined;
  return ask({ desk, visit, part }, { ...fill, values, at: fill.at + (isWrong ? 0 : 1) }, { wrong });
}

/** At the first field that cannot be taken, it goes on there. */
async function sendOff(asked: Asked, fill: Fill): Promise<Filling> {
  const { desk, visit, part } = asked;
  const { form: token, values } = fill;
  const wrong = await desk.chat.checkForm(visit.place, { token, values });
  const at = (part.fields ?? []).findIndex(({ name }) => wrong[name] !== undefined);
  if (at !== -1) return ask(asked, { ...fill, at }, { wrong });
  await endFill({ db: desk.chat.db, ear: visit.ear, personId: visit.reader.personId });
  return { said: { kind: "press", token, values } };
}

type How = { wrong?: Readonly<Record<string, string>>; unknown?: boolean };

async function ask(
  { desk, visit, part }: Asked,
  fill: Fill,
  { wrong = {}, unknown = false }: How,
): Promise<Filling> {
  const { ear, reader } = visit;
  await keepFill({ db: desk.chat.db, ear, personId: reader.personId }, fill, reader.lang);
  const fields = (part.fields ?? []).map((field): Field => {
    const error = wrong[field.name];
    return { ...field, value: fill.values[field.name] ?? field.value, ...(error !== undefined && { error }) };
  });
  const listener: Listener = reader;
  return { reply: replyOf(questionOf(listener, fields, { at: fill.at, unknown })) };
}

function isTwin({ last }: Fill, text: string, { nowS }: Desk): boolean {
  return last?.text === text && nowS() - last.atS < TWIN_S;
}
