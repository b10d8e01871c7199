// KakaoTalk's SkillResponse as bubbles: texts, cards, lists, carousels, their buttons and the quick replies below.

import { el } from "./dom.js";
import { said } from "./preview-words.js";
import { marked } from "./preview-marks.js";

/** KakaoTalk folds a longer text behind a button. */
const FOLDED = 500;

export function drawKakao({ payloads }) {
  return payloads
    .flatMap(({ template }, at) => [
      at > 0 && el("p", { class: "ka-next" }, said("page")),
      ...template.outputs.map(drawOutput),
      drawQuick(template.quickReplies),
    ])
    .filter(Boolean);
}

const bubbles = {
  simpleText: drawText,
  simpleImage: ({ imageUrl, altText }) => el("figure", { class: "ka-card" }, picture({ imageUrl, altText })),
  textCard: (card) => el("div", { class: "ka-card" }, titled(card), buttonsOf(card)),
  basicCard: (card) =>
    el("div", { class: "ka-card" }, picture(card.thumbnail), titled(card), buttonsOf(card)),
  listCard: drawList,
  itemCard: drawItems,
  carousel: ({ type, items }) =>
    el(
      "div",
      { class: "ka-carousel", tabindex: 0, role: "region", "aria-label": type },
      ...items.map((item) => draw(type, item)),
    ),
};

function drawOutput(output) {
  const [[kind, held]] = Object.entries(output);
  return draw(kind, held);
}

function draw(kind, held) {
  return bubbles[kind]?.(held) ?? el("p", { class: "ka-text" }, said("unknown", { x: kind }));
}

function drawText({ text, extra }) {
  const words = (part) => (extra?.markdown ? marked(part, "markdown") : [part]);
  if (text.length <= FOLDED) return el("p", { class: "ka-text" }, ...words(text));
  return el(
    "details",
    { class: "ka-text" },
    el("summary", {}, ...words(`${text.slice(0, FOLDED)}…`), el("span", { class: "ka-more" }, said("more"))),
    ...words(text),
  );
}

function titled({ title, description }) {
  if (!title && !description) return undefined;
  return el(
    "div",
    { class: "ka-words" },
    title && el("b", {}, title),
    description && el("p", {}, description),
  );
}

function picture(thumbnail) {
  if (!thumbnail) return undefined;
  const { imageUrl, altText, fixedRatio } = thumbnail;
  // Its address is that of this server as the platform reaches it; the page itself loads from where it is.
  const { pathname, search } = new URL(imageUrl);
  return el("img", {
    class: fixedRatio ? "ka-square" : "ka-wide",
    src: pathname + search,
    alt: altText ?? "",
  });
}

function drawList(card) {
  const items = card.items.map(({ title, description, action, link }, at) =>
    el(
      "li",
      {},
      card.listLayout === "ranking" && el("span", { class: "ka-rank" }, String(at + 1)),
      el("div", {}, el("b", {}, title), description && el("p", {}, description)),
      (action || link) && el("span", { class: "ka-go", "aria-hidden": "true" }, "›"),
    ),
  );
  return el(
    "div",
    { class: "ka-card" },
    el("p", { class: "ka-head" }, card.header.title),
    el("ul", { class: "ka-list" }, ...items),
    buttonsOf(card),
  );
}

function drawItems(card) {
  const { head, profile, thumbnail, imageTitle, itemList, itemListAlignment, itemListSummary } = card;
  const row = ({ title, description }) => [el("dt", {}, title), el("dd", {}, description)];
  return el(
    "div",
    { class: "ka-card" },
    (head ?? profile) && el("p", { class: "ka-head" }, (head ?? profile).title),
    picture(thumbnail),
    imageTitle && titled(imageTitle),
    el("dl", { class: `ka-items ka-${itemListAlignment ?? "left"}` }, ...itemList.flatMap(row)),
    itemListSummary && el("dl", { class: "ka-items ka-sum ka-right" }, ...row(itemListSummary)),
    titled(card),
    buttonsOf(card),
  );
}

function buttonsOf({ buttons, buttonLayout }) {
  if (!buttons?.length) return undefined;
  return el(
    "div",
    { class: `ka-buttons ${buttonLayout ?? "vertical"}`, role: "group", "aria-label": said("buttons") },
    ...buttons.map(({ label, action }) =>
      el(
        "button",
        { type: "button", disabled: true },
        label,
        action === "webLink" && el("span", { "aria-hidden": "true" }, " ↗"),
      ),
    ),
  );
}

function drawQuick(replies) {
  if (!replies?.length) return undefined;
  return el(
    "div",
    { class: "ka-quick", role: "group", "aria-label": said("buttons") },
    ...replies.map(({ label }) => el("button", { type: "button", disabled: true }, label)),
  );
}
