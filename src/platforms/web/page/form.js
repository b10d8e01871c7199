// Fields to be filled in and sent together. What is read of them is read on the server, by the reader of messages: the page only asks.

import { el } from "./dom.js";
import { t } from "./words.js";

/** Fields drawn so far: labels are tied to them by id. */
let drawn = 0;

export function drawForm({ question, choices, fields }, lang, acts, live) {
  const [send] = choices;
  const used = !send?.token || acts.isUsed(send.token);
  const rows = fields.map(drawField);
  const button = el(
    "button",
    { type: "submit", class: used && !live ? "primary pressed" : "primary" },
    send?.label,
  );
  const set = el(
    "fieldset",
    { disabled: live || used },
    el("legend", {}, question),
    wrongOf(fields, rows, lang),
    ...rows.map(({ node }) => node),
    el("div", { class: "choices" }, button),
  );
  const refused = el("p", { class: "wrong", role: "alert", hidden: true });
  const form = el("form", { class: "offer lead fill", novalidate: true }, set, refused);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (set.disabled) return;
    const values = Object.fromEntries(rows.map(({ name, read }) => [name, read()]));
    set.disabled = true;
    refused.hidden = true;
    acts.press(send.token, values).catch(({ status, message }) => {
      set.disabled = false;
      // Answered, and nothing came of it: the answer below says why.
      if (status === undefined) return;
      refused.textContent = message || t("sentFailed", {}, lang);
      refused.hidden = false;
    });
  });
  return form;
}

/** What is wrong, named at the top with a way to each field. */
function wrongOf(fields, rows, lang) {
  const wrong = fields.flatMap(({ label, error }, at) => (error ? [{ label, error, row: rows[at] }] : []));
  if (wrong.length === 0) return undefined;
  const items = wrong.map(({ label, error, row }) => {
    const link = el("button", { type: "button", class: "link" }, label);
    link.addEventListener("click", () => row.focus());
    return el("li", {}, link, ` ${error}`);
  });
  return el("div", { class: "wrong" }, el("p", {}, t("wrongFields", {}, lang)), el("ul", {}, ...items));
}

function drawField({ name, label, kind, value, options = [], hint, error }) {
  const id = `field-${(drawn += 1)}`;
  const told = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  const about = { "aria-describedby": told || undefined, "aria-invalid": error ? "true" : undefined };
  const notes = [
    hint && el("p", { class: "expects", id: `${id}-hint` }, hint),
    error && el("p", { class: "error", id: `${id}-error` }, error),
  ];
  if (kind === "several") return drawSeveral({ name, label, value, options, about, notes });
  const input =
    kind === "one" ? drawSelect({ id, value, options, about }) : drawInput({ id, kind, value, about });
  return {
    name,
    node: el("div", { class: `slot ${kind}` }, el("label", { for: id }, label), input, ...notes),
    read: () => input.value,
    focus: () => input.focus(),
  };
}

const types = { date: "date", url: "url" };
const keyboards = { money: "text", number: "decimal", url: "url" };

function drawInput({ id, kind, value, about }) {
  return el("input", {
    id,
    type: types[kind] ?? "text",
    inputmode: keyboards[kind],
    autocomplete: "off",
    value,
    maxlength: 2000,
    ...about,
  });
}

function drawSelect({ id, value, options, about }) {
  const items = options.map((one) =>
    el("option", { value: one.value, selected: one.value === value }, one.label),
  );
  return el("select", { id, ...about }, ...items);
}

function drawSeveral({ name, label, value, options, about, notes }) {
  const picked = value.split(",");
  const boxes = options.map((one) => ({
    value: one.value,
    label: one.label,
    box: el("input", { type: "checkbox", checked: picked.includes(one.value) }),
  }));
  const node = el(
    "fieldset",
    { class: "slot several", ...about },
    el("legend", {}, label),
    el("div", { class: "boxes" }, ...boxes.map((one) => el("label", {}, one.box, one.label))),
    ...notes,
  );
  return {
    name,
    node,
    read: () =>
      boxes
        .filter(({ box }) => box.checked)
        .map((one) => one.value)
        .join(","),
    focus: () => boxes[0]?.box.focus(),
  };
}
