// The message box: text, the clip button, files dropped anywhere or pasted.

import { byId } from "./dom.js";
import { t } from "./words.js";

export function buildComposer({ onText, onFiles }) {
  const form = byId("composer");
  const box = byId("say");
  const picker = byId("file");

  const fit = () => {
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight}px`;
  };
  const send = () => {
    const text = box.value.trim();
    if (text === "") return;
    box.value = "";
    fit();
    onText(text);
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
    box.focus();
  });
  box.addEventListener("input", fit);
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

  return {
    focus: () => box.focus(),
    words() {
      box.placeholder = t("placeholder");
      byId("hint").textContent = t(
        matchMedia("(pointer: coarse), (max-width: 860px)").matches ? "hintNarrow" : "hintWide",
      );
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
