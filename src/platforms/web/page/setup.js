// The set-up of KakaoTalk: each step in order, what to paste in it, and what is wrong so far. Tests nothing that costs money.

import { Refusal } from "./api.js";
import { byId, el } from "./dom.js";
import { steps, texts } from "./setup-words.js";
import { currentLang, setLang, t } from "./words.js";

const dark = matchMedia("(prefers-color-scheme: dark)");
document.documentElement.dataset.theme = dark.matches ? "dark" : "light";

const inLang = ([ko, en]) => (currentLang() === "ko" ? ko : en);
const said = (key) => inLang(texts[key]);
const marks = { fine: "✓", note: "!", stops: "✗" };

let data;

async function load() {
  const main = byId("main");
  main.setAttribute("aria-busy", "true");
  const workspace = new URLSearchParams(location.search).get("workspace");
  const query = new URLSearchParams({ lang: currentLang(), ...(workspace && { workspace }) });
  const response = await fetch(`/api/setup/kakao?${query}`).catch(() => undefined);
  const body = await response?.json().catch(() => undefined);
  data = response?.ok ? body : { refusal: new Refusal(response?.status ?? 0, body ?? {}) };
  show();
}

function show() {
  const main = byId("main");
  const other = byId("lang");
  other.textContent = t("otherLangMark");
  other.setAttribute("aria-label", `${t("otherLangMark")} ${t("otherLang")}`);
  document.title = `CO9MA · ${said("title")}`;
  main.replaceChildren(...(data.refusal ? refused(data.refusal) : drawn(data)));
  main.removeAttribute("aria-busy");
}

function refused({ message }) {
  return [el("h1", {}, said("title")), el("p", { class: "wrong" }, message || said("noAnswer"))];
}

function drawn({ workspace, findings, ...given }) {
  const again = el("button", { type: "button", class: "go" }, said("again"));
  again.addEventListener("click", () => {
    again.disabled = true;
    again.textContent = said("testing");
    void load();
  });
  return [
    el("section", {}, el("h1", {}, said("title")), el("p", { class: "soft" }, `${said("of")} ${workspace}`)),
    el("section", {}, el("h2", {}, said("state")), findingList(findings), again),
    el(
      "section",
      {},
      el("h2", {}, said("steps")),
      el("ol", { class: "steps" }, ...steps.map((one) => step(one, given))),
    ),
  ];
}

function findingList(findings) {
  const line = ({ weight, say, next }) =>
    el(
      "li",
      { class: weight },
      el("span", { class: "mark", "aria-hidden": "true" }, marks[weight]),
      el("div", {}, el("p", {}, `${said(weight)} ${say}`), next ? el("p", { class: "next" }, next) : ""),
    );
  return el("ul", { class: "findings-list" }, ...findings.map(line));
}

function step({ title, takes, cost, text, values = [] }, given) {
  const facts = el("p", { class: "soft" }, `${inLang(takes)} · ${inLang(cost)}`);
  const pasted = values.map(([label, name]) => value(inLang(label), given[name] ?? said("missing")));
  return el(
    "li",
    {},
    el("h3", {}, inLang(title)),
    facts,
    ...text.map((line) => el("p", {}, inLang(line))),
    ...pasted,
  );
}

function value(label, text) {
  const copy = el("button", { type: "button", class: "copy-value" }, said("copy"));
  copy.setAttribute("aria-label", `${said("copy")}: ${label}`);
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text).catch(() => undefined);
    copy.textContent = said("copied");
    byId("told").textContent = `${label} ${said("copied")}`;
  });
  return el("div", { class: "value" }, el("span", {}, label), el("code", {}, text), copy);
}

if (!navigator.language.startsWith("ko")) setLang("en");
byId("lang").addEventListener("click", () => {
  setLang(currentLang() === "ko" ? "en" : "ko");
  void load();
});
void load();
