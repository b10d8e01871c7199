// A card as elements, one function a part.

import { drawChart } from "./chart.js";
import { el } from "./dom.js";
import { drawForm } from "./form.js";
import { drawFindings } from "./findings.js";
import { drawTable } from "./table.js";
import { t } from "./words.js";

/**
 * @param acts `ask(text)` for a suggestion, `press(token)` for a button, `isUsed(token)`: whether it was pressed before
 * @param live the card of a turn that still runs: its buttons wait for the end
 */
export function drawCard(card, acts, live = false) {
  const parts = card.parts.map((part) => drawers[part.kind]?.(part, card.lang, acts, live));
  return el("div", { class: "card", lang: card.lang }, ...parts);
}

const drawers = {
  text: ({ tone, text }) => el("p", { class: `text ${tone}`, role: tone === "warning" && "note" }, text),
  kpis: drawKpis,
  table: drawTable,
  chart: drawChart,
  proposal: ({ title, lines, choices }, _lang, acts, live) =>
    el(
      "section",
      { class: choices.some(({ style }) => style === "primary") ? "offer lead" : "offer" },
      el("h2", {}, title),
      el("ul", {}, ...lines.map((line) => el("li", {}, line))),
      choices.length > 0 && drawChoices(choices, acts, live),
    ),
  findings: drawFindings,
  form: ({ question, choices, fields }, lang, acts, live) =>
    fields
      ? drawForm({ question, choices, fields }, lang, acts, live)
      : el("section", { class: "offer lead" }, el("p", {}, question), drawChoices(choices, acts, live)),
  progress: ({ text, doneRatio }) =>
    el(
      "div",
      { class: "progress" },
      el("p", { class: "waiting" }, text),
      doneRatio !== undefined && el("progress", { value: doneRatio, max: 1, "aria-label": text }),
    ),
  file: ({ name, href, size, picture }) =>
    el(
      "figure",
      { class: "file" },
      picture &&
        el(
          "a",
          { href, target: "_blank", rel: "noopener" },
          el("img", {
            src: href,
            alt: picture.alt,
            width: picture.width,
            height: picture.height,
            loading: "lazy",
          }),
        ),
      el(
        "figcaption",
        {},
        el("a", { href: `${href}?download`, download: name }, name),
        ` ${[picture && `${picture.width}×${picture.height}`, size].filter(Boolean).join(" · ")}`,
      ),
    ),
  sources: ({ lines, demo }, lang) =>
    el(
      "footer",
      { class: "sources" },
      ...lines.map((line) => el("p", {}, ...piecesOf(line))),
      demo && el("p", {}, el("span", { class: "demo" }, t("demo", {}, lang)), ` ${t("simulated", {}, lang)}`),
    ),
  feedback: ({ choices }, _lang, acts, live) =>
    el("div", { class: "feedback" }, drawChoices(choices, acts, live)),
  suggestions: ({ texts }, _lang, acts) =>
    el(
      "ul",
      { class: "next" },
      ...texts.map((text) =>
        el("li", {}, el("button", { type: "button", onclick: () => acts.ask(text) }, text)),
      ),
    ),
};

/** `기간 … · 시간대 …` as pieces that are broken last. */
function piecesOf(line) {
  return line.split(" · ").flatMap((piece, at) => [at > 0 && " · ", el("span", { class: "piece" }, piece)]);
}

function drawKpis({ items }, lang) {
  const tiles = items.map(({ label, text, previous, change }) =>
    el(
      "div",
      { class: "kpi" },
      el("dt", {}, label),
      el("dd", { class: "figure" }, text),
      (change || previous) &&
        el(
          "dd",
          { class: "before" },
          change && el("span", { class: "change" }, `${change.arrow} ${change.text}`),
          previous && el("span", {}, t("before", { x: previous }, lang)),
        ),
    ),
  );
  return el("dl", { class: `kpis of-${items.length}` }, ...tiles);
}

function drawChoices(choices, acts, live) {
  const group = el("div", { class: "choices", role: "group" });
  const over = choices.some(({ token }) => token && acts.isUsed(token));
  for (const { label, style, token } of choices) {
    const pressed = token && acts.isUsed(token) ? " pressed" : "";
    const button = el(
      "button",
      { type: "button", class: style + pressed, disabled: live || over || !token },
      label,
    );
    button.addEventListener("click", () => {
      for (const other of group.children) other.disabled = true;
      button.classList.add("pressed");
      acts.press(token).catch(() => {
        button.classList.remove("pressed");
        for (const other of group.children) other.disabled = false;
      });
    });
    group.append(button);
  }
  return group;
}
