// What can be done with a whole answer: asked how it was made, copied as text, copied as a picture.

import { copyText } from "./clipboard.js";
import { saveFile } from "./csv.js";
import { byId, el } from "./dom.js";
import { howTool } from "./how.js";
import { subjectOf } from "./subject.js";
import { t } from "./words.js";

const saidForMs = 2_000;

/**
 * @param cards of the finished answer, whose plain text is what is copied
 * @param explain gives the cards that say how this answer's figures were made
 */
export function drawTools(answer, cards, explain) {
  const text = cards.map(({ card }) => card.plain).join("\n\n");
  return el(
    "div",
    { class: "tools", role: "group", "data-label": "tools", "aria-label": t("tools") },
    cards.some(({ card }) => card.measured) && howTool(answer, explain),
    tool("copyText", () => copyText(text)),
    tool("copyPicture", () => copyPicture(answer)),
  );
}

function tool(words, act) {
  const button = el("button", { type: "button", "data-words": words }, t(words));
  button.addEventListener("click", async () => {
    const done = await act().catch(() => "notCopied");
    button.textContent = byId("announce").textContent = t(done);
    setTimeout(() => (button.textContent = t(words)), saidForMs);
  });
  return button;
}

/** Where the clipboard takes no picture, it is saved as a file. What paints it is loaded with the first one. */
async function copyPicture(answer) {
  const picture = import("./picture.js").then(({ pictureOf }) => pictureOf(answer));
  try {
    await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
    return "copied";
  } catch {
    saveFile(await picture, `${subjectOf(answer)}.png`);
    return "saved";
  }
}
