// Which creatives of a campaign are switched off or on: 소재 B만 꺼줘, 소재 B랑 C, ‘가볍게’ 소재, pause creative B, turn ads B and C off.

import type { Scan } from "../scan.ts";
import { type Span, writtenOf } from "./request.ts";

const thing = "(?:광고 ?)?(?:소재|시안|크리에이티브)";
/** A letter or a small number that counts nothing: 소재 2개 is an amount. */
const one = String.raw`(?:[A-Za-z](?![A-Za-z])|\d{1,2}(?!\d|\s?(?:개|일|주|달|시간|퍼센트|프로|만|천|원|%|days?|weeks?|hours?|months?)))`;
const joined = String.raw`(?:\s?(?:번|안)?\s?(?:,|&|랑|이랑|하고|와|과|및|and|or)\s?)`;
const several = String.raw`(?<names>${one}(?:${joined}${one}){0,7})`;
const quoted = String.raw`["'“‘](?<quoted>[^"'“”‘’\n]{1,80})["'”’]`;
const off = "(?:꺼|끄|끌|일시|중지|정지|멈|중단|내려|내리|스톱|off|켜|켤|재개|살려)";
const only = String.raw`\s?(?:번|안)?(?:만|은|는|을|를|도)?\s(?:(?:좀|일단|잠깐|바로|지금|당장|다시|먼저|우선)\s){0,3}`;
const piece = "(?:creative|variant|ad|draft|visual)s?";
/** What stands behind names in an order: `ad a customer saw`, `ads i made` and `ads 3 times a day` name none. */
const behind = String.raw`(?=\s*$|\s*[.,!?;:]|\s(?:of|in(?! a row)|on|off|back|from|for|until|till|only|please|pls|now|again|and|or|too|today|tonight|tomorrow|at|under|within|so|because|since|but|instead|then|first|right away)(?![a-z]))`;

const forms: readonly RegExp[] = [
  new RegExp(`${thing}\\s?${several}${only}${off}`),
  new RegExp(`${thing}\\s?${quoted}${only}${off}`),
  new RegExp(`(?:^|\\s)${several}\\s?(?:번\\s?)?(?:${thing}|안)${only}${off}`),
  new RegExp(`${quoted}\\s?${thing}${only}${off}`),
  new RegExp(String.raw`\b${piece} ${several}${behind}`, "i"),
  new RegExp(String.raw`\b${piece} (?:called |named )?${quoted}`, "i"),
  new RegExp(String.raw`${quoted} ${piece}\b`, "i"),
];
const everyOne =
  /(?:소재|시안|크리에이티브)(?:들)?(?:은|는|을|를)?\s?(?:전부|모두|다|싹)(?=\s)|(?:all|every)(?: of)?(?: the| its)? (?:creative|ad|variant)s?(?! ?(?:set|group))/i;

/** `undefined` when none is named. Letters in capitals, numbers, words of a headline, or `all`. */
export function creativesSwitched(scan: Scan): (Span & { creatives: string[] }) | undefined {
  const text = writtenOf(scan);
  for (const form of forms) {
    const match = form.exec(text);
    const words = match?.groups?.["names"] ?? match?.groups?.["quoted"];
    if (!match || words === undefined) continue;
    const from = match.index + Math.max(0, match[0].indexOf(words));
    const span = { from, to: from + words.length };
    return { ...span, creatives: match.groups?.["names"] === undefined ? [words.trim()] : listed(words) };
  }
  const all = everyOne.exec(text);
  return all ? { from: all.index, to: all.index + all[0].length, creatives: ["all"] } : undefined;
}

function listed(words: string): string[] {
  const names = words.match(/(?<![A-Za-z])[A-Za-z](?![A-Za-z])|\d{1,2}/g) ?? [];
  return [...new Set(names.map((name) => name.toUpperCase()))];
}
