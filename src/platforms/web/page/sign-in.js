// For a browser that is nobody yet: a box for the one-use code of the start, or the code in the link that was opened.

import { post } from "./api.js";
import { el } from "./dom.js";
import { t } from "./words.js";

/** A sign-in link carries its code behind the #, so that it reaches no log on the way. */
const linkCode = /^#sign-in=([\w-]+)$/;

export function buildSignIn(onSignedIn) {
  const box = el("input", {
    id: "code",
    autocomplete: "one-time-code",
    autocapitalize: "characters",
    required: true,
  });
  const note = el("p", { role: "alert" });
  const form = el(
    "form",
    { class: "offer" },
    el("h2", {}, t("signInTitle")),
    el("p", {}, t("signIn")),
    el("label", { for: "code" }, t("code")),
    box,
    el("div", { class: "choices" }, el("button", { class: "primary" }, t("enter"))),
    note,
  );
  const send = (code) =>
    post("/api/sign-in", { code }).then(onSignedIn, (refusal) => {
      note.textContent = refusal.message;
    });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void send(box.value);
  });
  const linked = linkCode.exec(location.hash)?.[1];
  if (linked) {
    history.replaceState(null, "", location.pathname);
    void send(linked);
  }
  return form;
}
