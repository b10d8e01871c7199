// The page behind a link: an answer to read, a form to send once, or one file to upload. Who opens it needs no session: the address is all.

import { drawCard } from "./card.js";
import { byId, el } from "./dom.js";
import { askLink, sendToLink } from "./link-api.js";
import { drawUpload } from "./link-upload.js";
import { said } from "./link-words.js";
import { newKey } from "./api.js";
import { currentLang, setLang, t } from "./words.js";

const dark = matchMedia("(prefers-color-scheme: dark)");
const look = (name) => (document.documentElement.dataset.theme = name);
look(dark.matches ? "dark" : "light");
addEventListener("beforeprint", () => look("light"));
addEventListener("afterprint", () => look(dark.matches ? "dark" : "light"));

/** Nothing is asked or pressed on a page that is read. */
const reading = { ask() {}, press: () => Promise.reject(), isUsed: () => false };

const pages = { card: drawAnswer, form: drawFormPage, upload: drawUpload };

function drawAnswer({ cards }) {
  const drawn = cards.map((card) => drawCard(card, reading));
  // Here everything is shown: this page is for what did not fit elsewhere.
  for (const more of drawn.flatMap((card) => [...card.querySelectorAll(".more")])) more.click();
  const print = el("button", { type: "button", class: "go print" }, said("print"));
  print.addEventListener("click", () => window.print());
  return [
    el("section", {}, el("h1", {}, said("cardTitle")), el("p", { class: "soft" }, said("cardHint"))),
    ...drawn,
    print,
  ];
}

function drawFormPage({ form, lang }) {
  if (!form) return [el("section", {}, el("h1", {}, said("formUsed")), el("p", {}, said("formUsedHint")))];
  const press = async (_token, values) => {
    const { id } = await sendToLink("/press", { key: newKey(), values });
    const { cards = [] } = await answered(id);
    const now = await askLink("/data");
    // Something could not be taken: the same fields again, each with what is wrong.
    if (now.form) return fromTheTop(() => show(now));
    const drawn = cards.map((card) => drawCard(card, reading));
    fromTheTop(() =>
      byId("main").replaceChildren(el("section", {}, el("h1", {}, said("formSent"))), ...drawn),
    );
    byId("told").textContent = said("formSent");
  };
  return [
    el("section", {}, el("h1", {}, said("formTitle")), el("p", { class: "soft" }, said("formHint"))),
    drawCard({ lang, parts: [form] }, { ...reading, press }),
  ];
}

/** What a press far down the page brought is read from its beginning. */
function fromTheTop(change) {
  change();
  window.scrollTo(0, 0);
  byId("main").focus({ preventScroll: true });
}

/** Asks until the answer is there; after three minutes the conversation alone has it. */
async function answered(id) {
  for (let asked = 0; asked < 120; asked += 1) {
    const answer = await askLink(`/answer/${id}`).catch(() => ({}));
    if (answer.cards) return answer;
    await new Promise((go) => setTimeout(go, 1_500));
  }
  return {};
}

async function load() {
  const data = await askLink("/data").catch((refusal) => ({ refusal }));
  if (!data.refusal) setLang(data.lang);
  show(data);
  const other = byId("lang");
  other.addEventListener("click", () => {
    setLang(currentLang() === "ko" ? "en" : "ko");
    show(data);
  });
}

function show(data) {
  const main = byId("main");
  const draw = pages[data.purpose];
  const other = byId("lang");
  other.textContent = t("otherLangMark");
  other.setAttribute("aria-label", `${t("otherLangMark")} ${t("otherLang")}`);
  main.replaceChildren(
    ...(draw
      ? draw(data, { answered, reading })
      : [el("p", { class: "wrong" }, data.refusal?.message || said("over"))]),
  );
  document.title = `CO9MA · ${main.querySelector("h1")?.textContent ?? ""}`;
  main.removeAttribute("aria-busy");
}

void load();
