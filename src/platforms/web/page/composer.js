// The message box: text, the clip button, files dropped anywhere or pasted.

import { byId } from "./dom.js";
import { draftOf, keepDraft } from "./drafts.js";
import { t } from "./words.js";

/** A short note stands in place of the hint for so long. */
const noteMs = 5_000;

/**
 * @param lastMessage gives the message that "up" in an empty box brings back
 * @param onText gets the text, and the id of the message it replaces
 */
export function buildComposer({ onText, onFiles, lastMessage, onStop }) {
  const form = byId("composer");
  const box = byId("say");
  const picker = byId("file");

  let edited;
  /** Whose text stands in the box, and of which conversation. */
  let place;

  const note = () => place && keepDraft(place, { text: box.value, edited });

  /** Puts a message back into the box, to be said anew; `undefined` ends that. */
  const edit = (message) => {
    const left = edited && !message;
    edited = message;
    byId("editing").hidden = !message;
    if (!message && !left) return;
    box.value = message?.text ?? "";
    note();
    fit();
    box.focus();
  };
  const fit = () => {
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight}px`;
  };
  const send = () => {
    const text = box.value.trim();
    if (text === "") return;
    const replaces = edited?.id;
    edit(undefined);
    box.value = "";
    note();
    fit();
    onText(text, replaces);
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
    box.focus();
  });
  box.addEventListener("input", () => {
    note();
    fit();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowUp" && box.value === "" && !event.isComposing) {
      event.preventDefault();
      edit(lastMessage());
    }
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    if (edited) edit(undefined);
    else if (!byId("stop").hidden) onStop();
  });
  byId("stop").addEventListener("click", () => {
    onStop();
    box.focus();
  });
  byId("edit-end").addEventListener("click", () => edit(undefined));
  box.addEventListener("keydown", (event) => {
    // While Hangul is being composed, Enter belongs to the input method.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    send();
  });
  box.addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    onFiles(files);
  });
  byId("attach").addEventListener("click", () => picker.click());
  picker.addEventListener("change", () => {
    onFiles([...picker.files]);
    picker.value = "";
  });
  watchDrops(onFiles);

  const hint = () => {
    byId("hint").textContent = t(
      matchMedia("(pointer: coarse), (max-width: 860px)").matches ? "hintNarrow" : "hintWide",
      { find: navigator.platform.startsWith("Mac") ? "⌘K" : "Ctrl+K" },
    );
  };

  return {
    focus: () => box.focus(),
    edit,
    /** On the way to another conversation: what is written from now on belongs there. */
    leave() {
      place = undefined;
      edited = undefined;
      byId("editing").hidden = true;
      box.value = "";
      fit();
    },
    /** The conversation is this one now: what was written there and not sent stands in the box again. */
    at(now) {
      if (place === now) return;
      const draft = draftOf(now);
      // What was typed before the page knew where it is belongs here.
      if (place === undefined && box.value !== "") return void ((place = now), note());
      place = now;
      edited = draft?.edited;
      byId("editing").hidden = !edited;
      box.value = draft?.text ?? "";
      fit();
    },
    say(text) {
      byId("hint").textContent = text;
      setTimeout(hint, noteMs);
    },
    words() {
      box.placeholder = t("placeholder");
      hint();
    },
  };
}

function watchDrops(onFiles) {
  const veil = byId("drop");
  const holdsFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  let depth = 0;
  const show = (by) => {
    depth = Math.max(0, depth + by);
    veil.hidden = depth === 0;
  };
  window.addEventListener("dragenter", (event) => holdsFiles(event) && show(1));
  window.addEventListener("dragleave", (event) => holdsFiles(event) && show(-1));
  window.addEventListener("dragover", (event) => holdsFiles(event) && event.preventDefault());
  window.addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    depth = 0;
    show(0);
    onFiles([...event.dataTransfer.files]);
  });
}
