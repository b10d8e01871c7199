// Starts the page and ties its parts together: state from the server, the live stream, what a person does.

import { buildAccount } from "./account.js";
import { addressedPlace, showPlace } from "./address.js";
import { getExplained, getState, newKey, post, postFile } from "./api.js";
import { buildAs } from "./as.js";
import { buildComposer } from "./composer.js";
import { byId, el } from "./dom.js";
import { takeFirstState } from "./first.js";
import { buildFind } from "./find.js";
import { buildLine } from "./line.js";
import { buildOlder } from "./older.js";
import { buildOutbox } from "./outbox.js";
import { buildSide } from "./side.js";
import { buildLinkSignIn, buildSignIn, takeLink } from "./sign-in.js";
import { openStream } from "./stream.js";
import { buildTalk } from "./talk.js";
import { buildUndelivered } from "./undelivered.js";
import { currentLang, sayAll, setLang, t } from "./words.js";

const talk = buildTalk({
  ask,
  press,
  isUsed: (token) => state.used.includes(token),
  explain: (id) => getExplained(here(), id),
  edit: (message) => composer.edit(message),
  onRunning: (running) => (byId("stop").hidden = !running),
});
const composer = buildComposer({
  onText: ask,
  onFiles: dropAll,
  lastMessage: talk.lastMessage,
  onStop: stop,
});
const line = buildLine();
const older = buildOlder({ talk, here });
const find = buildFind({ onClose: () => composer.focus(), older });
const outbox = buildOutbox({ draw: talk.outgoing, onSent: arrived });
const side = buildSide({
  onThread: enter,
  onFresh: () => enter(newKey()),
  onRename: rename,
  onWorkspace: (workspaceId) => choose("/api/workspace", { workspaceId }),
  onPerson: (personId) => choose("/api/view-as", { personId }),
});
const account = buildAccount();
const as = buildAs({ here, say: (text) => composer.say(text) });
const undelivered = buildUndelivered({ here });

let state;
let closeStream = () => {};
/** Loads so far: one that comes late is not drawn over a later one. */
let loads = 0;
/** On the way to another conversation, person or workspace: what is sent meanwhile belongs there. */
let moving = Promise.resolve();
/** How a message of this page ended (its outcome), by its id: told to who waits, also when it ended before anybody waited. */
const endings = new Map();

/** Where the page is: what every request names, so that two tabs may be in two places. */
function here() {
  return { thread: state.thread, workspace: state.workspace.id };
}

/**
 * Draws a conversation (the last one when none is named) and follows it.
 * @param entered whether a person went there
 */
async function load(place, entered = false) {
  closeStream();
  const mine = ++loads;
  if (state && place.thread !== state.thread) composer.leave();
  const fresh = await line.during(takeFirstState() ?? getState(place)).catch((refusal) => ({ refusal }));
  if (mine !== loads) return;
  if (fresh.refusal) return loadLater(place, fresh.refusal);
  state = fresh;
  showPlace(here(), entered);
  if (!localStorage.getItem("lang")) setLang(state.lang);
  words();
  composer.at(`${state.person.id}/${state.thread}`);
  side.show(state);
  account.show(state);
  undelivered.show(state);
  if (state.entries.length === 0) talk.clear(hello());
  else talk.show(state.entries);
  older.reset(state.older);
  outbox.resume(state);
  find.reset();
  as.refresh();
  const last = state.entries.flatMap(({ cards }) => cards ?? []).at(-1)?.id;
  closeStream = openStream(here(), last, {
    ...talk,
    end: ended,
    opened,
    online: line.online,
    lost: () => load(here()),
  });
  if (matchMedia("(pointer: fine)").matches) composer.focus();
}

/** The line is there: what ran while it was not is told from its start, what waits is sent. */
function opened() {
  line.online(true);
  talk.restart();
  void outbox.flush();
}

function enter(thread) {
  moving = load({ thread, workspace: state.workspace.id }, true);
}

function loadLater(place, { status }) {
  if (status === 401) return talk.clear(buildSignIn((to) => load(place.workspace ? place : to)));
  // An address of a workspace that is not, or no longer, this person's.
  if (status === 403 && place.workspace) return load({});
  line.online(false);
  const mine = loads;
  const again = new Promise((go) => setTimeout(go, 3_000)).then(() => mine === loads && load(place));
  // Before the first state nothing can be sent: it waits.
  return state ? undefined : again;
}

async function ended(entry) {
  talk.end(entry);
  if (entry.replaced) talk.replaced(entry.id);
  endingOf(entry.id).resolve(entry.outcome);
  if (!state.threads.some(({ thread }) => thread === state.thread)) await refreshSide();
}

function endingOf(id) {
  if (!endings.has(id)) endings.set(id, Promise.withResolvers());
  return endings.get(id);
}

async function refreshSide() {
  const { thread } = state;
  const fresh = await getState(here()).catch(() => undefined);
  if (!fresh || state.thread !== thread) return;
  state = { ...state, threads: fresh.threads };
  side.show(state);
}

/** @param replaces id of an earlier message that this one is put in the place of */
async function ask(text, replaces) {
  await moving;
  if (replaces && talk.isNext(replaces)) void stop();
  outbox.add({ ...here(), key: newKey(), text, ...(replaces && { replaces }) });
}

function arrived({ thread, text, replaces }, id) {
  if (took(thread, { id, said: text, by: "message" }) && replaces) takePlace(replaces);
}

/**
 * Draws what the server took, where it was said: the person may be elsewhere by now.
 * @returns whether it was drawn
 */
function took(thread, entry) {
  if (thread !== state.thread) return false;
  talk.said(entry);
  return true;
}

/** The conversation may be called by the message that was replaced. */
function takePlace(replaced) {
  talk.replaced(replaced);
  void refreshSide();
}

async function stop() {
  const { stopped } = await post("/api/stop", here()).catch(() => ({ stopped: false }));
  byId("announce").textContent = t(stopped ? "stopped" : "notStopped");
  if (!stopped) composer.say(t("notStopped"));
}

async function rename(thread, title) {
  await post("/api/title", { ...here(), thread, title }).catch((refusal) => composer.say(refusal.message));
  await refreshSide();
}

/**
 * @param values what stands in the fields of a form, by their names
 * @throws when nothing came of it and the button may be pressed again
 */
async function press(token, values) {
  const from = here();
  const sent = await post("/api/buttons", { ...from, key: newKey(), token, values });
  state.used.push(token);
  took(from.thread, { id: sent.id, said: sent.said });
  if ((await endingOf(sent.id).promise) !== "failed") return;
  const { used } = await getState(from);
  if (used.includes(token)) return;
  state.used = state.used.filter((one) => one !== token);
  throw new Error("the button is free again");
}

async function dropAll(files) {
  await moving;
  // Nobody is signed in.
  if (!state) return;
  for (const file of files) await drop(file);
}

async function drop(file, key = newKey(), shown = talk.outgoing(file.name, true)) {
  if (file.size > state.maxFileBytes)
    return shown.failed(t("tooLarge", { most: Math.floor(state.maxFileBytes / 1e6) }));
  try {
    const from = here();
    const sent = await postFile(file, { ...from, key }, (share) => shown.note(uploadText(file.name, share)));
    shown.arrived();
    if (sent.thread === from.thread) return void took(from.thread, { id: sent.id, files: [file.name] });
    byId("announce").textContent = t("moved");
    await load({ thread: sent.thread, workspace: sent.workspace });
  } catch (refusal) {
    shown.failed(refusal.message || t("sentFailed"), () => drop(file, key, shown));
  }
}

function uploadText(name, share) {
  return share < 1
    ? t("uploading", { name, percent: `${Math.floor(share * 100)}%` })
    : t("reading", { name });
}

function choose(path, body) {
  moving = line
    .during(post(path, body))
    .then(() => load({}, true))
    .catch((refusal) => composer.say(refusal.message || t("sentFailed")));
}

function hello() {
  const questions = state.starters[currentLang()];
  const words = state.workspace.demo ? "helloDemo" : questions.length > 0 ? "helloOwn" : "helloEmpty";
  const items = questions.map((text) => starter(text, () => ask(text)));
  if (items.length === 0) items.push(starter(t("chooseFile"), () => byId("attach").click()));
  return el(
    "section",
    { class: "hello" },
    el("h2", {}, t("helloTitle")),
    el("p", {}, t(words)),
    el("ul", { class: "starters" }, ...items),
  );
}

function starter(text, onclick) {
  return el("li", {}, el("button", { type: "button", onclick }, text));
}

/** Writes the page's own words and the labels of its two switches. */
function words() {
  sayAll();
  composer.words();
  const dark = document.documentElement.dataset.theme === "dark";
  label(byId("lang"), t("otherLangMark"), t("otherLang"));
  label(byId("theme"), dark ? "☀" : "☾", t(dark ? "toLight" : "toDark"));
}

function label(button, mark, text) {
  button.textContent = mark;
  button.title = text;
  button.setAttribute("aria-label", `${mark} ${text}`);
}

/** By a sign-in link, or where the address leads. */
function begin() {
  const code = takeLink();
  if (!code) return void (moving = load(addressedPlace()));
  closeStream();
  // What is still loading is not drawn over it.
  loads += 1;
  const onLeft = () => load(addressedPlace());
  talk.clear(buildLinkSignIn(code, { onSignedIn: (to) => load(to), onLeft }));
}

document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  find.open();
});
byId("lang").addEventListener("click", () => {
  setLang(currentLang() === "ko" ? "en" : "ko");
  localStorage.setItem("lang", currentLang());
  words();
  if (!state) return;
  side.show(state);
  if (state.entries.length === 0 && document.querySelector(".hello")) talk.clear(hello());
});
byId("theme").addEventListener("click", () => {
  const { dataset } = document.documentElement;
  dataset.theme = dataset.theme === "dark" ? "light" : "dark";
  localStorage.setItem("theme", dataset.theme);
  words();
});

words();
window.addEventListener("popstate", () => (moving = load(addressedPlace())));
window.addEventListener("hashchange", () => location.hash.startsWith("#sign-in=") && begin());
begin();
