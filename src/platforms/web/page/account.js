// Where people sign in: a link to another device, and the way out. On this machine alone there is nothing of it.

import { post } from "./api.js";
import { copyText } from "./clipboard.js";
import { byId, el } from "./dom.js";
import { t } from "./words.js";

/** What a browser keeps that is nobody's: the next person here finds the page as it was set. */
const nobodys = ["lang", "theme"];

export function buildAccount() {
  const role = el("span", { class: "role" });
  const note = el("p", { hidden: true });
  const box = el(
    "div",
    { class: "account", hidden: true },
    el("p", {}, el("span", { "data-words": "signedInAs" }), " · ", role),
    worded("otherDevice", () => openDialog()),
    worded("signOut", () => signOut(note)),
    note,
  );
  document.querySelector(".side-foot").append(box);
  return {
    show({ network, person }) {
      box.hidden = !network;
      role.dataset.words = person.role;
      role.textContent = t(person.role);
    },
  };
}

/** @param note says why somebody is still signed in */
async function signOut(note) {
  const refusal = await post("/api/sign-out", {}).catch((reason) => reason);
  if (refusal instanceof Error && refusal.status !== 401) {
    note.hidden = false;
    byId("announce").textContent = note.textContent = refusal.message;
    return;
  }
  for (const name of Object.keys(localStorage)) if (!nobodys.includes(name)) localStorage.removeItem(name);
  location.replace("/");
}

/** A link is made when it is asked for, so that none lies about unused. */
function openDialog() {
  const note = el("p", { role: "status" });
  const link = el("input", { readonly: true, "aria-label": t("linkLabel"), size: 1 });
  const dialog = el(
    "dialog",
    { class: "device", "aria-labelledby": "device-title" },
    el("h2", { id: "device-title" }, t("otherDevice")),
    el("p", {}, t("linkHint")),
    link,
    el(
      "div",
      { class: "choices" },
      worded(
        "copyLink",
        async () => (note.textContent = t(await copyText(link.value, dialog).catch(() => "notCopied"))),
        "primary",
      ),
      worded("signOutOthers", () => closeOthers(note)),
      worded("close", () => dialog.close()),
    ),
    note,
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  void fillLink(link, note);
}

async function fillLink(link, note) {
  note.textContent = t("thinking");
  try {
    const { url, minutes } = await post("/api/sign-in/link", {});
    link.value = url;
    note.textContent = t("linkLife", { n: minutes });
  } catch (refusal) {
    note.textContent = refusal.message;
  }
}

async function closeOthers(note) {
  const { closed, message } = await post("/api/sign-out/others", {}).catch((refusal) => refusal);
  note.textContent = message ?? t(closed === 0 ? "noOthers" : "othersOut", { n: closed });
}

function worded(words, onclick, kind) {
  return el("button", { type: "button", class: kind, "data-words": words, onclick }, t(words));
}
