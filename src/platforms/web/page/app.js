// Starts the page and ties its parts together: state from the server, the live stream, what a person does.

import { getState, newKey, post, postFile } from "./api.js";
import { buildComposer } from "./composer.js";
import { byId, el } from "./dom.js";
import { buildSide } from "./side.js";
import { buildSignIn } from "./sign-in.js";
import { openStream } from "./stream.js";
import { buildTalk } from "./talk.js";
import { currentLang, sayAll, setLang, t } from "./words.js";

const talk = buildTalk({ ask, press, isUsed: (token) => state.used.includes(token) });
const composer = buildComposer({ onText: ask, onFiles: dropAll });
const side = buildSide({
  onThread: (thread) => load({ thread, workspace: state.workspace.id }),
  onFresh: () => load({ thread: newKey(), workspace: state.workspace.id }),
  onWorkspace: (workspaceId) => choose("/api/workspace", { workspaceId }),
  onPerson: (personId) => choose("/api/view-as", { personId }),
});

let state;
let closeStream = () => {};
/** Presses without an answer yet, by their message: who waits for it. */
const presses = new Map();

/** Where the page is: what every request names, so that two tabs may be in two places. */
function here() {
  return { thread: state.thread, workspace: state.workspace.id };
}

/** Draws a conversation (the last one when none is named) and follows it. */
async function load(place) {
  closeStream();
  try {
    state = await getState(place);
  } catch (refusal) {
    if (refusal.status === 401) return talk.clear(buildSignIn(() => load(place)));
    online(false);
    return void setTimeout(() => load(place), 3_000);
  }
  if (!localStorage.getItem("lang")) setLang(state.lang);
  words();
  side.show(state);
  talk.clear(state.entries.length === 0 && hello());
  for (const entry of state.entries) {
    if (entry.cards) talk.end(entry, false);
    else talk.said(entry);
  }
  talk.toEnd();
  const last = state.entries.flatMap(({ cards }) => cards ?? []).at(-1)?.id;
  closeStream = openStream(here(), last, { ...talk, end: ended, online, lost: () => load(here()) });
  if (matchMedia("(pointer: fine)").matches) composer.focus();
}

async function ended(entry) {
  talk.end(entry);
  presses.get(entry.id)?.(entry);
  presses.delete(entry.id);
  if (!state.threads.some(({ thread }) => thread === state.thread)) await refreshSide();
}

async function refreshSide() {
  const { thread } = state;
  const fresh = await getState(here()).catch(() => undefined);
  if (!fresh || state.thread !== thread) return;
  state = { ...state, threads: fresh.threads };
  side.show(state);
}

function online(connected) {
  byId("line").textContent = connected ? "" : t("offline");
}

/** Sends one message. Its key stays the same when it is sent again, so it is answered once. */
async function ask(text, key = newKey(), shown = talk.outgoing(text)) {
  try {
    const sent = await post("/api/messages", { ...here(), key, text });
    shown.arrived();
    talk.said({ id: sent.id, said: text });
  } catch (refusal) {
    shown.failed(refusal.message || t("sentFailed"), () => ask(text, key, shown));
  }
}

/** @throws when nothing came of it and the button may be pressed again */
async function press(token) {
  const sent = await post("/api/buttons", { ...here(), key: newKey(), token });
  state.used.push(token);
  talk.said({ id: sent.id, said: sent.said });
  const { outcome } = await new Promise((resolve) => presses.set(sent.id, resolve));
  if (outcome !== "failed") return;
  const { used } = await getState(here());
  if (used.includes(token)) return;
  state.used = used;
  throw new Error("the button is free again");
}

async function dropAll(files) {
  for (const file of files) await drop(file);
}

async function drop(file, key = newKey(), shown = talk.outgoing(file.name, true)) {
  if (file.size > state.maxFileBytes)
    return shown.failed(t("tooLarge", { most: Math.floor(state.maxFileBytes / 1e6) }));
  try {
    const from = here();
    const sent = await postFile(file, { ...from, key }, (share) => shown.note(uploadText(file.name, share)));
    shown.arrived();
    if (sent.thread === from.thread) return talk.said({ id: sent.id, files: [file.name] });
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

async function choose(path, body) {
  await post(path, body);
  await load();
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

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
}

byId("lang").addEventListener("click", () => {
  setLang(currentLang() === "ko" ? "en" : "ko");
  localStorage.setItem("lang", currentLang());
  words();
  side.show(state);
  if (state.entries.length === 0 && document.querySelector(".hello")) talk.clear(hello());
});
byId("theme").addEventListener("click", () => {
  setTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark");
  localStorage.setItem("theme", document.documentElement.dataset.theme);
  words();
});

setTheme(
  localStorage.getItem("theme") ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"),
);
setLang(localStorage.getItem("lang") ?? (navigator.language?.startsWith("en") ? "en" : "ko"));
words();
await load();
