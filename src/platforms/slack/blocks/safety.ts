// What Slack would take and we never send: a mention of many, markup that came from outside, a link to a foreign server.

import type { Problem } from "./message.ts";
import { isOf, valuesIn } from "./walk.ts";

const mentions = ["broadcast", "usergroup", "user", "channel"];
const everybody = /@(?:here|channel|everyone|group)\b/i;
/** `<…>` is how mrkdwn links and pings, so both signs only ever stand escaped, and `&` only as the start of an escape. */
const markup = /[<>]|&(?!(?:amp|lt|gt);)/;

/** What Slack makes a link by itself. Our own links stand in elements, where their server can be checked. */
const bareLink = /:\/\/|\bwww\.|\bmailto:/i;

export function safetyProblems(message: unknown, hosts: readonly string[]): Problem[] {
  const found: Problem[] = [];
  for (const { path, key, value, parent } of valuesIn({ message })) {
    const here = path.replace(/^\/message/, "");
    if (mentions.some((type) => isOf(value, type))) found.push({ path: here, rule: "mentions nobody" });
    if (typeof value !== "string") continue;
    if (isParsed(key, parent, message)) found.push(...parsedProblems(here, value));
    if (key === "url" || key === "image_url") found.push(...linkProblems(here, value, hosts));
  }
  return found;
}

/** Whether Slack reads markup in this text: the message's own, mrkdwn and markdown. */
function isParsed(key: string, parent: object | undefined, message: unknown): boolean {
  return key === "text" && (parent === message || isOf(parent, "mrkdwn", "markdown"));
}

function parsedProblems(path: string, text: string): Problem[] {
  return [
    ...(markup.test(text) ? [{ path, rule: "&, < and > are escaped" }] : []),
    ...(bareLink.test(text) ? [{ path, rule: "holds no bare link" }] : []),
    ...(everybody.test(text) ? [{ path, rule: "names no group of people" }] : []),
  ];
}

function linkProblems(path: string, url: string, hosts: readonly string[]): Problem[] {
  const host = URL.canParse(url) ? new URL(url).host : "";
  return hosts.includes(host) ? [] : [{ path, rule: "leads to a server of ours" }];
}
