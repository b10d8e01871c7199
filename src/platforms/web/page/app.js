// Starts the page and ties its parts together: state from the server, the live stream, what a person does.

import { getState, post, postFile } from "./api.js";
import { buildComposer } from "./composer.js";
import { byId, el } from "./dom.js";
import { buildSide } from "./side.js";
import { openStream } from "./stream.js";
import { buildTalk } from "./talk.js";
import { currentLang, sayAll, setLang, t } from "./words.js";

const talk = buildTalk({ ask, press });
const composer = buildComposer({ onText: ask, onFiles: dropAll });
const side = buildSide({
  onThread: (thread) => load(thread),
  onFresh: () => load(crypto.randomUUID()),
  onWorkspace: (workspaceId) => choose("/api/workspace", { workspaceId }),
  onPerson: (personId) => choose("/api/view-as", { personId }),
});

let state;
let closeStream = () => {};

/** Draws a conversation (the last one when none is named) and follows it. */
async function load(thread) {
  closeStream();
  try {
    state = await getState(thread);
  } catch (refusal) {
    if (refusal.status === 401) return talk.clear(el("p", { class: "text warning" }, t("signIn")));
    online(false);
    return void setTimeout(() => load(thread), 3_000);
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
  closeStream = openStream(state.thread, last, {
    ...talk,
    end: ended,
    online,
    lost: () => load(state.thread),
  });
  if (matchMedia("(pointer: fine)").matches) composer.focus();
}

async function ended(entry) {
  talk.end(entry);
  if (!state.threads.some(({ thread }) => thread === state.thread)) await refreshSide();
}

async function refreshSide() {
  const { thread } = state;
  const fresh = await getState(thread).catch(() => undefined);
  if (!fresh || state.thread !== thread) return;
  state = { ...state, threads: fresh.threads };
  side.show(state);
}

function online(connected) {
  byId("line").textContent = connected ? "" : t("offline");
}

/** Sends one message. Its key stays the same when it is sent again, so it is answered once. */
async function ask(text, key = crypto.randomUUID(), shown = talk.outgoing(text)) {
  try {
    const { thread } = state;
    const sent = await post("/api/messages", { key, thread, text });
    shown.arrived();
    talk.said({ id: sent.id, said: text });
  } catch (refusal) {
    shown.failed(refusal.message || t("sentFailed"), () => ask(text, key, shown));
  }
}

async function press(token) {
  const sent = await post("/api/buttons", { token });
  talk.said({ id: sent.id, said: sent.said });
}

async function dropAll(files) {
  for (const file of files) await drop(file);
}

async function drop(file, key = crypto.randomUUID(), shown = talk.outgoing(file.name, true)) {
  try {
    const { thread } = state;
    const sent = await postFile(file, { key, thread }, (share) =>
      shown.note(
        share < 1
          ? t("uploading", { name: file.name, percent: `${Math.floor(share * 100)}%` })
          : t("reading", { name: file.name }),
      ),
    );
    shown.arrived();
    if (sent.thread === thread) return talk.said({ id: sent.id, files: [file.name] });
    byId("announce").textContent = t("moved");
    await load(sent.thread);
  } catch (refusal) {
    shown.failed(refusal.message || t("sentFailed"), () => drop(file, key, shown));
  }
}

async function choose(path, body) {
  await post(path, body);
  await load();
}

function hello() {
  const items = state.starters[currentLang()].map((text) =>
    el("li", {}, el("button", { type: "button", onclick: () => ask(text) }, text)),
  );
  return el(
    "section",
    { class: "hello" },
    el("h2", {}, t("helloTitle")),
    el("p", {}, t(state.workspace.demo ? "helloDemo" : "helloOwn")),
    el("ul", { class: "starters" }, ...items),
  );
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
