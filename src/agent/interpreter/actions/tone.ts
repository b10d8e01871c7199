// How a text should sound: 따뜻한 톤으로, 재치있게, in a playful tone.

import { z } from "zod";
import { loadYaml } from "../../../language/data.ts";
import { Forms, oneOf, type Read, spanOf } from "./own-text.ts";

const table = loadYaml(
  "tones",
  z.object({
    roots: Forms,
    endings: Forms,
    frames_ko: Forms,
    frames_en: Forms,
    words: Forms,
    not_tones: Forms,
  }),
);
const endings = oneOf(table.endings);
const frame = oneOf(table.frames_ko);
const framed = new RegExp(
  `(?<words>[가-힣a-z-]{2,}(?:\\s(?:있는|있게|넘치는|나는|튀는|주는))?)\\s?(?:${frame})(?=$|[\\s,.!?]|으로|로|의|이|을|를|은|는|인|있|하)`,
  "dgi",
);
const rooted = new RegExp(
  `(?<![가-힣])(?<words>${oneOf(table.roots)})\\s?(?:${endings})요?(?=$|[\\s,.!?~:])`,
  "dg",
);
const behindFrame = new RegExp(`(?:${frame})(?:은|는|이|:)\\s*(?<words>[가-힣a-z-]{2,})`, "dgi");
const english = oneOf(table.frames_en);
const englishForms = [
  new RegExp(`(?<words>[a-z-]{3,})(?:\\s(?:and|but|yet|&)\\s[a-z-]+)?\\s(?:${english})`, "dgi"),
  new RegExp(`(?:${english})(?:\\s?:|\\sshould be|\\sis)?\\s(?<words>${oneOf(table.words)})`, "dgi"),
  new RegExp(
    `(?:sounds?|sounding|feels?|make it|make them|be)\\s(?:a bit |more |very |a little )?(?<words>${oneOf(table.words)})`,
    "dgi",
  ),
  new RegExp(`(?<words>${oneOf(table.words)})`, "dgi"),
];

/** The first tone that is said, a Korean one by its root. */
export function toneOf(text: string): Read<string> | undefined {
  return (
    koreanTone(text) ?? englishForms.map((form) => firstIn(text, form)).find((tone) => tone !== undefined)
  );
}

function koreanTone(text: string): Read<string> | undefined {
  const said = [framed, behindFrame, rooted].flatMap((form) => firstIn(text, form) ?? []);
  const tone = said.find(({ value }) => !isFrame(value));
  return tone && { ...tone, value: rootOf(tone.value) };
}

function firstIn(text: string, form: RegExp): Read<string> | undefined {
  for (const match of text.matchAll(form)) {
    const value = (match.groups?.["words"] ?? "").toLowerCase();
    if (!table.not_tones.includes(value)) return { ...spanOf(match), value };
  }
  return undefined;
}

function isFrame(word: string): boolean {
  return table.frames_ko.includes(word);
}

/** 따뜻한 -> 따뜻, 고급스럽게 -> 고급; what has no known root stays as it was said. */
function rootOf(word: string): string {
  const root = table.roots.find((one) => word.startsWith(one) && word.length > one.length);
  return root ?? word;
}
