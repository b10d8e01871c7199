// The look of the page and its first question to the server, before the rest of the page has come.

import { addressedPlace } from "./address.js";
import { getState } from "./api.js";
import { setLang } from "./words.js";

document.documentElement.dataset.theme =
  localStorage.getItem("theme") ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
setLang(localStorage.getItem("lang") ?? (navigator.language?.startsWith("en") ? "en" : "ko"));

/** Who comes by a sign-in link is somebody else a moment later. */
let asked = location.hash.startsWith("#sign-in=") ? undefined : getState(addressedPlace());
// A refusal is told to who takes it.
asked?.catch(() => {});

/** The answer to the first question, once; `undefined` from then on. */
export function takeFirstState() {
  const first = asked;
  asked = undefined;
  return first;
}
