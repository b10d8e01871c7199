// Talking to the server. A refusal arrives as `{ say, next }` in the asker's language and is thrown as such.

import { currentLang, t } from "./words.js";

export class Refusal extends Error {
  /** @param status of HTTP; 0 when there was no answer */
  constructor(status, said) {
    super([said.say, said.next].filter(Boolean).join(" "));
    this.status = status;
  }
}

/** A name for something sent once: also where the page is not served over https and `crypto.randomUUID` is missing. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param place the thread, and the workspace it is in; the last ones when left out */
export async function getState(place = {}) {
  const query = new URLSearchParams({ lang: currentLang(), ...place });
  return asked(`/api/state?${query}`);
}

/** @param before where the messages end that are asked for */
export async function getOlder(place, before) {
  return asked(`/api/older?${new URLSearchParams({ ...place, before, lang: currentLang() })}`);
}

/** @returns `id` of the nearest message above that holds the text, or `older`: where to go on */
export async function getFound(place, text, before) {
  const query = new URLSearchParams({ ...place, before, text, lang: currentLang() });
  return asked(`/api/find?${query}`);
}

/** Cards that say how the figures of the answer to one message were made. */
export async function getExplained(place, id) {
  const query = new URLSearchParams({ ...place, id, lang: currentLang() });
  return (await asked(`/api/explain?${query}`)).cards;
}

/** The conversation as another surface draws it. */
export async function getPreview(place, as) {
  return asked(`/api/preview?${new URLSearchParams({ ...place, as, lang: currentLang() })}`);
}

/** @param signal ends the request when nobody waits for it any longer */
export async function post(path, body, signal) {
  return asked(path, {
    method: "POST",
    signal,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ lang: currentLang(), ...body }),
  });
}

/** Sends one file as the bare body; `onShare` gets 0..1 while the bytes go out. */
export function postFile(file, named, onShare) {
  const query = new URLSearchParams({ ...named, lang: currentLang() });
  const request = new XMLHttpRequest();
  request.open("POST", `/api/files?${query}`);
  request.responseType = "json";
  request.setRequestHeader("content-type", "application/octet-stream");
  request.setRequestHeader("x-file-name", encodeURIComponent(file.name));
  request.upload.onprogress = (event) => event.lengthComputable && onShare(event.loaded / event.total);
  return new Promise((resolve, reject) => {
    request.onload = () =>
      request.status < 300
        ? resolve(request.response)
        : reject(new Refusal(request.status, request.response ?? {}));
    request.onerror = () => reject(unheard());
    request.send(file);
  });
}

/** @throws Refusal, also when nobody answered: what a browser says then is in its own words. */
async function asked(path, { headers, ...options } = {}) {
  const response = await fetch(path, {
    ...options,
    headers: { accept: "application/json", ...headers },
  }).catch(() => Promise.reject(unheard()));
  const body = response.status === 204 ? {} : await response.json().catch(() => undefined);
  if (!response.ok) throw new Refusal(response.status, body ?? {});
  // Cut off in its middle.
  if (!body) throw unheard();
  return body;
}

function unheard() {
  return new Refusal(0, { say: t("sentFailed") });
}
