// "How I got this": the queries, sums and files behind an answer, shown below it and put away again.

import { drawCard } from "./card.js";
import { byId, el } from "./dom.js";
import { t } from "./words.js";

/** Sections made so far: each has a name of its own, so that its control can point at it. */
let made = 0;

/** @param explain gives the cards; asked once, and again after a failure */
export function howTool(answer, explain) {
  const id = `how-${++made}`;
  const attributes = { type: "button", "data-words": "how", "aria-expanded": "false", "aria-controls": id };
  const button = el("button", attributes, t("how"));
  const section = el("section", { class: "how", id, "data-label": "how" });
  let told = false;
  let telling = false;

  async function tell() {
    section.replaceChildren(el("p", { class: "waiting" }, t("thinking")));
    try {
      const cards = await explain();
      section.replaceChildren(...cards.map((card) => drawCard(card, {})));
      told = true;
    } catch (refusal) {
      const reason = refusal.status ? refusal.message : t("notTold");
      section.replaceChildren(el("p", { class: "text warning" }, reason));
    }
    byId("announce").textContent = section.querySelector(".text").textContent;
    section.scrollIntoView({ block: "nearest" });
  }

  /** Put away it is gone: nobody finds a figure in it that cannot be seen. */
  function show(yes) {
    section.setAttribute("aria-label", t("how"));
    if (yes) answer.append(section);
    else section.remove();
    button.setAttribute("aria-expanded", String(yes));
  }

  button.addEventListener("click", async () => {
    if (telling) return;
    if (told) return show(!section.isConnected);
    show(true);
    telling = true;
    await tell();
    telling = false;
  });
  return button;
}
