// Words onto the clipboard, also where the browser gives pages none.

import { el } from "./dom.js";

/** @param host what the text is copied out of by hand: a dialog lets nothing outside it be selected */
export async function copyText(text, host = document.body) {
  if (navigator.clipboard) await navigator.clipboard.writeText(text);
  else if (!copyByHand(text, host)) return "notCopied";
  return "copied";
}

/** The clipboard of a page that is not served over https. */
function copyByHand(text, host) {
  const before = document.activeElement;
  const box = el("textarea", { class: "hidden" });
  box.value = text;
  host.append(box);
  box.select();
  const copied = document.execCommand("copy");
  box.remove();
  before?.focus();
  return copied;
}
