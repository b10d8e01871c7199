// Talking to the server under the link's own address; a refusal arrives in the asker's language.

import { Refusal } from "./api.js";
import { currentLang } from "./words.js";

/** Without what a platform or a person hung on to the address. */
const here = location.pathname.replace(/\/$/, "");

export async function askLink(path, options = {}) {
  const response = await fetch(`${here}${path}?lang=${currentLang()}`, options).catch(() => undefined);
  const body = await response?.json().catch(() => undefined);
  if (!response?.ok || !body) throw new Refusal(response?.status ?? 0, body ?? {});
  return body;
}

export function sendToLink(path, body) {
  return askLink(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

/** Sends one file as the bare body; `onShare` gets 0..1 while the bytes go out. */
export function fileToLink(file, onShare) {
  const request = new XMLHttpRequest();
  request.open("POST", `${here}/file?lang=${currentLang()}`);
  request.responseType = "json";
  request.setRequestHeader("content-type", "application/octet-stream");
  request.setRequestHeader("x-file-name", encodeURIComponent(file.name));
  request.upload.onprogress = (event) => event.lengthComputable && onShare(event.loaded / event.total);
  return new Promise((resolve, reject) => {
    request.onload = () =>
      request.status < 300
        ? resolve(request.response)
        : reject(new Refusal(request.status, request.response ?? {}));
    request.onerror = () => reject(new Refusal(0, {}));
    request.send(file);
  });
}
