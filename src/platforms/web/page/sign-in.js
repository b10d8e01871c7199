// For a browser that is nobody yet, or was opened by a link: one press for the link, a box for the code of the start.

import { post } from "./api.js";
import { byId, el } from "./dom.js";
import { t } from "./words.js";

/** A sign-in link carries its code behind the #, so that it reaches no log on the way. */
const linkCode = /^#sign-in=([\w.-]+)$/;

/** The code of the link that this page was opened by; it is taken out of the address, and so out of the browser's history. */
export function takeLink() {
  const code = linkCode.exec(location.hash)?.[1];
  if (code) history.replaceState(null, "", location.pathname + location.search);
  return code;
}

/**
 * A link is used by a press, not by being opened: programs that look at links must not use it up.
 * @param onSignedIn hears the place the link was made for
 * @param onLeft when the person stays who they are
 */
export function buildLinkSignIn(code, { onSignedIn, onLeft }) {
  const enter = worded("openHere", "primary", "submit");
  const leave = worded("cancel");
  const { form, note } = formOf("linkTitle", "linkUse", [], [enter, leave]);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    enter.disabled = true;
    const refused = await send(code, note, onSignedIn);
    enter.disabled = false;
    // What did not get there may be pressed again.
    if (refused !== 403) return;
    enter.hidden = true;
    leave.focus();
  });
  leave.addEventListener("click", () => done(onLeft));
  return form;
}

/** @param onSignedIn hears the place the person is in then */
export function buildSignIn(onSignedIn) {
  const box = el("input", {
    id: "code",
    autocomplete: "one-time-code",
    autocapitalize: "characters",
    required: true,
  });
  const fields = [el("label", { for: "code", "data-words": "code" }, t("code")), box];
  const { form, note } = formOf("signInTitle", "signIn", fields, [worded("enter", "primary", "submit")]);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void send(box.value, note, onSignedIn);
  });
  return form;
}

/** There is nobody to write to while it is shown. */
function formOf(title, text, fields, buttons) {
  byId("app").dataset.out = "";
  const note = el("p", { role: "alert" });
  const form = el(
    "form",
    { class: "offer" },
    el("h2", { "data-words": title }, t(title)),
    el("p", { "data-words": text }, t(text)),
    ...fields,
    el("div", { class: "choices" }, ...buttons),
    note,
  );
  return { form, note };
}

/** @returns the status of a refusal, 0 when nobody answered; nothing when the person is in */
async function send(code, note, onSignedIn) {
  try {
    const place = await post("/api/sign-in", { code });
    done(() => onSignedIn(place));
    return undefined;
  } catch (refusal) {
    note.textContent = refusal.message;
    return refusal.status;
  }
}

function done(next) {
  delete byId("app").dataset.out;
  next();
}

function worded(words, kind, type = "button") {
  return el("button", { type, class: kind, "data-words": words }, t(words));
}
