// For admins: answers that a platform did not take. Nothing is shown where there are none.

import { post } from "./api.js";
import { el } from "./dom.js";
import { t } from "./words.js";

/** @param here names the workspace the page is in */
export function buildUndelivered({ here }) {
  const count = el("summary", {});
  const list = el("ul", {});
  const box = el("details", { class: "undelivered", hidden: true }, count, list);
  document.querySelector(".side-foot").prepend(box);
  return {
    show({ undelivered }) {
      box.hidden = undelivered.length === 0;
      count.textContent = t("undelivered", { n: undelivered.length });
      list.replaceChildren(...undelivered.map((one) => lineOf(one, here)));
    },
  };
}

function lineOf({ id, said, why }, here) {
  const note = el("p", { role: "status" }, why);
  const button = el("button", { type: "button", "data-words": "deliverAgain" }, t("deliverAgain"));
  button.addEventListener("click", async () => {
    button.disabled = true;
    const answer = await post("/api/deliver-again", { ...here(), id }).catch((refusal) => refusal);
    if (answer instanceof Error) {
      button.disabled = false;
      note.textContent = answer.message;
      return;
    }
    note.textContent = t(answer.sent ? "delivering" : "deliveredSince");
  });
  return el("li", {}, el("strong", {}, said || "…"), note, button);
}
