// The upload page: one file, made for a thumb.

import { drawCard } from "./card.js";
import { byId, el } from "./dom.js";
import { fileToLink } from "./link-api.js";
import { said } from "./link-words.js";

/** @param tools.answered waits for the answer to what was sent; `reading` presses nothing */
export function drawUpload(data, tools) {
  const stage = el("section", {});
  if (data.sent) void showResult(stage, data.sent, tools);
  else stage.append(...offer(stage, data, tools));
  return [stage];
}

function offer(stage, data, tools) {
  const most = Math.floor(data.maxBytes / 1e6);
  const input = el("input", { type: "file", id: "file", required: true });
  const button = el("button", { type: "submit", class: "go", disabled: true }, said("upload"));
  const wrong = el("p", { class: "wrong", role: "alert", hidden: true });
  const share = el("progress", { max: 1, value: 0, hidden: true, "aria-label": said("upload") });
  const form = el(
    "form",
    { class: "send-file" },
    el("label", { for: "file" }, said("file")),
    input,
    button,
    share,
    wrong,
  );
  const refuse = (text) => {
    wrong.textContent = text;
    wrong.hidden = text === "";
  };
  input.addEventListener("change", () => {
    const [file] = input.files;
    const bad = !file
      ? ""
      : file.size > data.maxBytes
        ? said("tooLarge", { most })
        : file.size === 0
          ? said("empty")
          : "";
    refuse(bad);
    button.disabled = !file || bad !== "";
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const [file] = input.files;
    if (!file || button.disabled) return;
    button.disabled = input.disabled = true;
    share.hidden = false;
    refuse("");
    try {
      const { id } = await fileToLink(file, (part) => {
        share.value = part;
        button.textContent = said("uploading", { name: file.name, percent: `${Math.floor(part * 100)}%` });
      });
      data.sent = id;
      await showResult(stage, id, tools);
    } catch (refusal) {
      share.hidden = true;
      button.textContent = said("upload");
      input.disabled = false;
      // A link that is over or used takes nothing more; what is wrong with the file, another one mends.
      button.disabled = refusal.status === 404 || refusal.status === 409;
      refuse(refusal.message || said("failed"));
    }
  });
  return [
    el("h1", {}, said("uploadTitle")),
    el("p", { class: "soft" }, said("uploadHint", { most, minutes: data.minutes })),
    form,
  ];
}

async function showResult(stage, id, { answered, reading }) {
  stage.replaceChildren(el("h1", {}, said("uploaded")), el("p", { class: "waiting" }, said("reading")));
  byId("told").textContent = said("reading");
  const { outcome, cards } = await answered(id);
  const failed = outcome === "failed";
  const title = said(failed ? "notTaken" : "uploaded");
  stage.replaceChildren(
    el("h1", {}, title),
    el("p", { class: "soft" }, said(cards ? "uploadedHint" : "still")),
    ...(cards ?? []).map((card) => drawCard(card, reading)),
    el("p", { class: "soft" }, said("another")),
  );
  byId("told").textContent = title;
}
