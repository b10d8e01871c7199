// Marks in the texts of other surfaces as elements: Slack's mrkdwn, and the Markdown of Slack's markdown block and of Kakao's team chats.

import { el } from "./dom.js";

const pair = (mark, tag) => [
  new RegExp(`${mark}(?=\\S)([^\\n]+?)(?<=\\S)${mark}`),
  (found) => el(tag, {}, unescaped(found[1])),
];

const code = [
  [/```\n?([\s\S]+?)\n?```/, (found) => el("pre", { tabindex: 0 }, unescaped(found[1]))],
  [/`([^`\n]+)`/, (found) => el("code", {}, unescaped(found[1]))],
];

const rules = {
  mrkdwn: [
    ...code,
    [
      /<((?:https?|mailto):[^|>\s]+)(?:\|([^>]*))?>/,
      (found) => el("span", { class: "sl-link", title: found[1] }, unescaped(found[2] ?? found[1])),
    ],
    [/<!date\^[^|>]*\|([^>]*)>/, (found) => unescaped(found[1])],
    pair("\\*", "b"),
    pair("_", "i"),
    pair("~", "s"),
  ],
  markdown: [
    ...code,
    [
      /\[([^\]\n]+)\]\((https?:[^)\s]+)\)/,
      (found) => el("span", { class: "sl-link", title: found[2] }, found[1]),
    ],
    [/^#{1,6} +(.+)$/m, (found) => el("b", {}, found[1])],
    pair("\\*\\*", "b"),
    pair("~~", "s"),
  ],
};

/** @returns texts and elements in order: the first mark of the text, what stands before it, and the rest likewise */
export function marked(text, kind) {
  const hits = rules[kind].flatMap(([pattern, make]) => {
    const found = pattern.exec(text);
    return found ? [{ found, make }] : [];
  });
  const [first] = hits.toSorted((one, other) => one.found.index - other.found.index);
  if (!first) return [unescaped(text)];
  const { found, make } = first;
  const after = text.slice(found.index + found[0].length);
  return [unescaped(text.slice(0, found.index)), make(found), ...(after ? marked(after, kind) : [])];
}

function unescaped(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
