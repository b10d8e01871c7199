// The pages of an installation: plain HTML in both languages, without a script.

import { createHash } from "node:crypto";
import type { Response } from "express";
import { type Lang, say, type Words, words } from "../../../core/locale.ts";

const style = `body{font:16px/1.6 system-ui,"Noto Sans KR",sans-serif;margin:0;background:#f6f7f9;color:#16181d}
main{max-width:34rem;margin:8vh auto;padding:2rem;background:#fff;border-radius:12px}
h1{font-size:1.35rem;margin:0 0 1rem}p,li{margin:.5rem 0}
button,.go{font:inherit;padding:.7rem 1.2rem;border:0;border-radius:8px;background:#1f2937;color:#fff;text-decoration:none;display:inline-block;cursor:pointer}
select{font:inherit;padding:.5rem;max-width:100%;margin:.25rem 0 1rem;display:block}
code{background:#eef0f3;padding:.15rem .4rem;border-radius:4px;overflow-wrap:anywhere}
small{color:#565d6b}@media(max-width:600px){main{margin:0;min-height:100vh;border-radius:0;box-sizing:border-box}}`;

const hash = createHash("sha256").update(style).digest("base64");

/** A form that leads on to Slack is let through by the page's own rule: the chat's page knows none such. */
const headers: Readonly<Record<string, string>> = {
  "Content-Security-Policy": `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' https://slack.com`,
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "no-store",
};

export type Page = {
  title: Words;
  /** HTML whose foreign words went through `escaped`. */
  body: (lang: Lang) => string;
};

export function sendPage(res: Response, lang: Lang, { title, body }: Page, status = 200): void {
  const heading = escaped(say(lang, title));
  res
    .status(status)
    .set(headers)
    .type("html")
    .send(
      `<!doctype html><html lang="${lang}"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${heading} · CO9MA</title><style>${style}</style><main><h1>${heading}</h1>${body(lang)}</main></html>`,
    );
}

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

export function paragraph(lang: Lang, text: Words): string {
  return `<p>${escaped(say(lang, text))}</p>`;
}

/** Where the other language is one press away. */
export function otherLanguage(lang: Lang, path: string): string {
  const to = lang === "ko" ? "en" : "ko";
  return `<p><small><a href="${escaped(path)}?lang=${to}">${to === "ko" ? "한국어" : "English"}</a></small></p>`;
}

export const installTitle = words("Slack에 CO9MA 설치", "Add CO9MA to Slack");
