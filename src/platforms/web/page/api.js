// Talking to the server. A refusal arrives as `{ say, next }` in the asker's language and is thrown as such.

import { currentLang, t } from "./words.js";

export class Refusal extends Error {
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
  return read(await fetch(`/api/state?${query}`, { headers: { accept: "application/json" } }));
}

export async function post(path, body) {
  const response = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify({ lang: currentLang(), ...body }),
  });
  return read(response);
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
    request.onerror = () => reject(new Refusal(0, { say: t("sentFailed") }));
    request.send(file);
  });
}

async function read(response) {
  const body = response.status === 204 ? {} : await response.json().catch(() => ({}));
  if (!response.ok) throw new Refusal(response.status, body);
  return body;
}
