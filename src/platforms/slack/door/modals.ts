// Modals: a skeleton stands there at once, as Slack's trigger dies in three seconds, and is filled when it is known what it asks. Only what is
// sent is kept, as the press of the button behind it; closing one leaves nothing.

import type { Logger } from "pino";
import type { Origin } from "../../../chat/body.ts";
import type { Chat, Place } from "../../../chat/chat.ts";
import type { FormAsk, WrongFields } from "../../../chat/forms.ts";
import { languageSpoken, whisperFailure } from "../../../chat/whisper.ts";
import { Failure } from "../../../core/failure.ts";
import { type Lang, say, words } from "../../../core/locale.ts";
import type { Modal } from "../blocks/view.ts";
import type { HeardOpening, HeardPress, HeardShortcut, HeardSubmit } from "../inbound/heard.ts";
import { isRefusal, type WebApi } from "../post/web-api.ts";
import { formView } from "../views/form-view.ts";
import { type Metadata, metadataText } from "../views/metadata.ts";
import { cardView, failureView, skeleton, toldView } from "../views/told-view.ts";
import type { Reply } from "./bolt.ts";
import type { Once } from "./once.ts";
import { entryTo } from "./outside.ts";
import type { Directory } from "./people.ts";
import { isDirect, originOf, placeOf, PLATFORM, roomRef } from "./place.ts";

type Parts = {
  chat: Chat;
  zone: string;
  log: Logger;
  api?: WebApi | undefined;
  directory?: Directory | undefined;
};

/** Slack waits three seconds for what a modal answers. */
const PATIENCE_MS = 2_300;

/**
 * Slack's trigger is used at once, and Slack has its answer once the modal stands there, or the press is kept where none opens; what the modal
 * asks is filled in behind that.
 * @param ways.asIs presses the button without asking, where no modal opens
 * @throws where Slack did not say whether it opened one, or the press could not be kept: whoever pressed sees that nothing was done
 */
export async function keepOpening(
  parts: Parts,
  heard: HeardOpening,
  ways: { asIs: (press: HeardPress) => Promise<void> },
): Promise<void> {
  const press: HeardPress = { ...heard, kind: "press", press: { token: heard.token } };
  const opening = openSkeleton(parts, heard.trigger);
  const kept = opening.then((opened) => (opened || heard.own ? undefined : ways.asIs(press)));
  const fill = async (): Promise<void> => {
    await kept;
    const opened = await opening;
    if (opened === undefined && !heard.own) return;
    const at = await standing(parts, press).catch((error: unknown) => asFailure(error, parts.log));
    if (at instanceof Failure) return opened && update(parts, opened, failureView(at, "ko"));
    const { place, origin } = at;
    if (opened === undefined) return whisperFailure(parts.chat.db, place, origin, noModal());
    const view = await viewOf(parts, place, { token: heard.token }, heard);
    if (view) return update(parts, opened, view);
    await ways.asIs(press);
    const lang = await languageSpoken(parts.chat.db, place, origin.person);
    await update(parts, opened, toldView(say(lang, pressed), lang));
  };
  inBackground(parts, fill());
  await withinPatience(kept);
}

/** Slack waits no longer; what is late goes on behind its answer. */
async function withinPatience(work: Promise<void>): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, PATIENCE_MS);
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

const pressed = words("눌렀어요. 이 창은 닫아도 돼요.", "Pressed; this window can be closed.");

type Opened = { id: string; hash: string };

/** @returns `undefined` where Slack opens none; where it says nothing at all, nothing is known and nothing is done */
async function openSkeleton({ api, log }: Parts, trigger: string): Promise<Opened | undefined> {
  if (!api) return undefined;
  try {
    const args = { trigger_id: trigger, view: skeleton };
    const { view } = await api.call("views.open", args, new AbortController().signal);
    const { id, hash } = view as Record<string, unknown>;
    return { id: String(id), hash: String(hash) };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    log.warn({ code: error.code }, "a modal was not opened");
    return undefined;
  }
}

/** A modal that was closed meanwhile, or shows something newer, is left alone. */
async function update({ api, log }: Parts, { id, hash }: Opened, view: Modal): Promise<void> {
  try {
    await api?.call("views.update", { view_id: id, hash, view }, new AbortController().signal);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    log.info({ code: error.code }, "a modal was not filled");
  }
}

/** @returns `undefined` where the press asks nothing */
async function viewOf(
  { chat, log }: Parts,
  place: Place,
  ask: FormAsk,
  from: { channel?: string; message?: string | undefined; thread?: string | undefined },
): Promise<Modal | undefined> {
  let lang: Lang = "ko";
  try {
    lang = await languageSpoken(chat.db, place, "");
    const opened = await chat.openForm(place, ask);
    if (!opened) return undefined;
    const { form, card } = opened;
    if (!form) return cardView(card);
    const { channel, message, thread } = from;
    const metadata: Metadata = {
      token: form.token,
      lang: opened.lang,
      ...(channel !== undefined && { channel }),
      ...(message !== undefined && { message }),
      ...(thread !== undefined && { thread }),
    };
    return formView(form.part, { lang: opened.lang, metadata: metadataText(metadata) });
  } catch (error) {
    return failureView(asFailure(error, log), lang);
  }
}

function asFailure(error: unknown, log: Logger): Failure {
  if (error instanceof Failure) return error;
  log.error({ err: error }, "a modal could not be filled");
  return new Failure("unavailable", "a modal could not be filled", { cause: error });
}

/** @throws Failure "forbidden" for somebody from outside, and in a room where nothing is answered */
async function standing(
  parts: Parts,
  heard: HeardPress,
): Promise<{ place: Place; origin: Origin & { person: string } }> {
  const direct = isDirect(heard.channel);
  const threadRef = heard.thread ?? (direct ? "" : heard.message);
  const from = originOf(heard, heard.message);
  if (direct && heard.outsider) throw notHere();
  const room = { platform: PLATFORM, roomRef: roomRef(heard), threadRef };
  const entry = direct ? "open" : await entryTo(parts, heard, room, from);
  if (entry === "closed" || entry === "outside") throw notHere();
  return { place: await placeOf(parts, heard, threadRef), origin: from };
}

function notHere(): Failure {
  return new Failure("forbidden", "no forms for people from outside", {
    say: words("이 양식은 팀 안의 사람만 열 수 있어요.", "Only people of the team can open this form."),
    next: words("요청은 대화에 글로 적어 주세요.", "Please write what you need in the conversation."),
  });
}

function noModal(): Failure {
  return new Failure("unavailable", "Slack opened no modal", {
    say: words("Slack에서 양식 창을 열지 못했어요.", "Slack did not open the form."),
    next: words(
      "버튼을 다시 누르거나, 카드에 적힌 대로 글로 적어 주세요.",
      "Press the button again, or say it in words as the card tells.",
    ),
  });
}

/**
 * What was filled in is looked at before it is kept: what cannot be taken comes back at its field.
 * @returns what Slack does with the modal: nothing closes it
 */
export async function keepSubmit(parts: Parts, heard: HeardSubmit, once: Once): Promise<Reply | undefined> {
  const { chat, log } = parts;
  const { key, token, values } = heard;
  const press: HeardPress = {
    ...heard,
    kind: "press",
    message: heard.message ?? "",
    press: { token },
  };
  let lang: Lang = "ko";
  const keep = async (at: Place, origin: Origin): Promise<void> => {
    const from = heard.message === undefined ? { person: origin.person } : origin;
    await once(key, async () => {
      await chat.press(at, { key, token, values, origin: from });
      return true;
    });
  };
  try {
    const { place, origin } = await standing(parts, press);
    lang = await languageSpoken(chat.db, place, origin.person);
    const found = await checked(parts, place, { token, values });
    if (found instanceof Failure) {
      // The form is outdated: what was typed is kept with the press, whose answer brings a new form of it.
      await keep(place, origin);
      return instead(failureView(found, lang));
    }
    if (Object.keys(found).length > 0) return { response_action: "errors", errors: found };
    await keep(place, origin);
    return undefined;
  } catch (error) {
    if (!(error instanceof Failure) || error.code === "unavailable") throw error;
    log.info({ code: error.code }, "a modal came to nothing");
    return instead(failureView(error, lang));
  }
}

function instead(view: Modal): Reply {
  return { response_action: "update", view };
}

/** Nothing where it takes longer than Slack waits: the press is checked again when it is worked on. */
async function checked(
  { chat }: Parts,
  place: Place,
  filled: { token: string; values: Record<string, string> },
): Promise<WrongFields | Failure> {
  const { promise: late, resolve } = Promise.withResolvers<WrongFields>();
  const timer = setTimeout(() => resolve({}), PATIENCE_MS);
  try {
    return await Promise.race([chat.checkForm(place, filled), late]);
  } catch (error) {
    if (error instanceof Failure && error.code === "conflict") return error;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function inBackground({ log }: Parts, work: Promise<void>): void {
  work.catch((error: unknown) => log.warn({ err: error }, "a modal was not opened"));
}

/** What Slack's own menus offer: a form from nowhere, and a look at a message, told to whoever asked alone. */
export async function keepShortcut(parts: Parts, heard: HeardShortcut, once: Once): Promise<void> {
  if (heard.outsider) {
    parts.log.info("a shortcut of another team's person is not answered");
    return;
  }
  const { shortcut } = heard;
  if (shortcut.name === "new_campaign")
    return openBrief(parts, { ...heard, channel: "D" }, shortcut.trigger, once);
  await once(heard.key, async () => {
    await reviewCopy(parts, heard, shortcut.text);
    return true;
  });
}

const newCampaign = words("새 캠페인", "New campaign");
const BRIEF = { action: "campaign_form", input: {} };

async function openBrief(parts: Parts, heard: HeardShortcut, trigger: string, once: Once): Promise<void> {
  const opening = openSkeleton(parts, trigger);
  const asked = async (): Promise<{ place: Place; lang: Lang }> => {
    const place = await placeOf(parts, heard, "");
    return { place, lang: await languageSpoken(parts.chat.db, place, `${heard.team}/${heard.user}`) };
  };
  const fill = async (opened: Opened): Promise<void> => {
    const { place, lang } = await asked();
    const view = await viewOf(parts, place, { ...BRIEF, lang }, {});
    if (view) await update(parts, opened, view);
  };
  const kept = opening.then(async (opened) => {
    if (opened) return inBackground(parts, fill(opened));
    await once(heard.key, async () => {
      const { place, lang } = await asked();
      await parts.chat.act(place, { ...BRIEF, key: heard.key, said: say(lang, newCampaign), lang });
      return true;
    });
  });
  inBackground(parts, kept);
  await withinPatience(kept);
}

const reviewThis = words("이 문구 검수", "Review this copy");

/** The words are somebody else's: they are looked at, and no model reads them as a wish. */
async function reviewCopy({ chat, zone }: Parts, heard: HeardShortcut, text: string): Promise<void> {
  const alone = await placeOf({ chat, zone }, { ...heard, channel: "D" }, "");
  const person = `${heard.team}/${heard.user}`;
  const lang = await languageSpoken(chat.db, alone, person);
  const beside = isDirect(heard.channel)
    ? undefined
    : { roomRef: roomRef(heard), threadRef: heard.thread ?? "" };
  await chat.act(alone, {
    key: heard.key,
    action: "review_compliance",
    input: { text: text.slice(0, MOST_REVIEWED) },
    said: say(lang, reviewThis),
    lang,
    origin: { person, ...(beside && { beside }) },
  });
}

/** A message of Slack's is no longer. */
const MOST_REVIEWED = 12_000;
