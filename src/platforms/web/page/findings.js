// What a review found.

import { el } from "./dom.js";

/** A review: the verdict as a heading, each finding with its words first, the text that passes at the end. */
export function drawFindings({ verdict, title, subject, findings, rewrite }) {
  return el(
    "section",
    { class: `findings ${verdict}` },
    el("h2", {}, title),
    subject !== "" && el("p", { class: "about" }, subject),
    findings.length > 0 &&
      el(
        "ul",
        {},
        ...findings.map(({ severity, label, words, why, fix, source }) =>
          el(
            "li",
            { class: severity },
            el("p", {}, el("b", {}, label), words !== "" && el("q", {}, words), ` ${why}`),
            fix !== "" && el("p", { class: "remedy" }, fix),
            el("p", { class: "law" }, source),
          ),
        ),
      ),
    rewrite && el("blockquote", {}, el("b", {}, rewrite.label), el("p", {}, rewrite.text)),
  );
}
