// Which creative is to run from now on: 소재 B로 바꿔, 2번 시안으로, 다른 소재로, swap it to creative B, another ad.

import type { Scan } from "../scan.ts";
import { writtenBy } from "./product.ts";
import { type Span, writtenOf } from "./request.ts";

const thing = "(?:광고 ?)?(?:소재|시안|크리에이티브)";
const change = String.raw`(?:[가-힣]{0,3}\s?){0,2}?(?:바꿔|바꾸|바꿀|교체|변경|전환|갈아|돌려|돌리|틀어|써|쓰자|내보내|집행|가자|하자|해)`;
const quoted = String.raw`["'“‘](?<quoted>[^"'“”‘’\n]{1,80})["'”’]`;
const short = String.raw`(?<name>[A-Za-z](?![A-Za-z])|\d{1,2})`;
const swap = "(?:swap|switch|change|replace|rotate|move|go|use|run|show|put|set)";
const piece = "(?:creative|variant|version|ad|draft|visual)";

const forms: readonly RegExp[] = [
  new RegExp(String.raw`${thing}(?:를|을|은|는)?\s?${short}\s?(?:번|안)?\s?(?:으?로|만)\s?${change}`),
  new RegExp(
    String.raw`(?:^|\s)${short}\s?(?:번|안)?\s?(?:째\s?)?(?:${thing}|안)\s?(?:으?로|만)\s?${change}`,
  ),
  new RegExp(String.raw`(?:광고|배너|이미지)(?:를|을)?\s${short}\s?(?:번|안)?\s?(?:으?로)\s?${change}`),
  new RegExp(String.raw`${thing}[^.?!\n]{0,10}?${quoted}\s?(?:으?로|만)\s?${change}`),
  new RegExp(String.raw`${quoted}\s?${thing}\s?(?:으?로|만)\s?${change}`),
  new RegExp(
    String.raw`${thing}(?:를|을)\s(?<name>[^,.;!?\n"']{2,40}?)\s?(?:으?로)\s(?:좀\s)?(?:바꿔|바꾸|교체|변경|전환)`,
  ),
  new RegExp(
    String.raw`${swap}\b[^.?!\n]{0,60}?\b(?:to|with|for|into|on)?\s?(?:the\s)?${piece}\s${short}\b`,
    "i",
  ),
  new RegExp(
    String.raw`${swap}\b[^.?!\n]{0,60}?\b(?:creative|ad)s?\b[^.?!\n]{0,30}?\b(?:to|with|for)\s${quoted}`,
    "i",
  ),
  new RegExp(
    String.raw`${swap}\b[^.?!\n]{0,60}?\b(?:creative|ad)s?\b\s(?:to|with|for)\s(?:the\s)?${short}\b`,
    "i",
  ),
];

const other =
  /(?:다른|새|새로운|딴)\s?(?:광고 ?)?(?:소재|시안|크리에이티브)(?:로|으로|를|을)?\s?[가-힣 ]{0,6}(?:바꿔|바꾸|교체|변경|전환|갈아|돌려)|(?:소재|크리에이티브)(?:를|을|만|도|좀)?\s?(?:좀\s)?(?:바꿔|바꾸자|교체|갈아)(?!서|니|도|보)|(?:swap|switch|change|replace|rotate)\b[^.?!\n]{0,50}?\b(?:to |with |for |in )?(?:another|a different|a new|the other|a fresh|other) (?:creative|ad|variant|version)\b|(?:swap|change|replace|rotate|refresh) (?:out )?the creatives?\b(?! (?:for|of|in|on)? ?\w+ (?:name|budget|bid))/i;

/** `undefined` when no other creative is wished for. `words` is a letter, a number, words of its headline, or `other`. */
export function creativeSaid(scan: Scan): (Span & { words: string }) | undefined {
  const text = writtenOf(scan);
  const named = writtenBy(forms, text);
  if (named) return /^[a-z]$/.test(named.words) ? { ...named, words: named.words.toUpperCase() } : named;
  const match = other.exec(text);
  if (!match) return undefined;
  // A campaign may stand between the verb and its object.
  const from =
    match.index + Math.max(0, match[0].search(/another|different|other|fresh|new|creative|소재|시안|크리/i));
  return { from, to: match.index + match[0].length, words: "other" };
}
