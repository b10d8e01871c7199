// How past copy speaks, learned by counting: endings, forms of address, emoji and exclamation marks, length, words that come back.
// Pure; what was learned is shown with the number of copies behind it and changes only how drafts are written, never what they claim.

import type { Lang } from "../../core/locale.ts";
import type { Medium } from "../../core/medium.ts";
import type { MediumText } from "./brief.ts";
import { fieldsOf } from "./copy/data.ts";
import { isForbidden } from "./copy/forbidden.ts";
import { lengthBy, lettersIn } from "./copy/measure.ts";

type FieldText = MediumText["fields"][number];
type Use = "often" | "sometimes" | "never";

/** Each with the copies that show it; absent where they show nothing. */
export type Voice = {
  copies: number;
  endings?: { formal: boolean; copies: number };
  address?: { word: string; copies: number };
  emoji?: { use: Use; copies: number; mark?: string };
  exclamation?: { use: Use; copies: number };
  /** The median, in letters as people count them. */
  letters?: number;
  words: { word: string; copies: number }[];
};

/** One text shows no habit. */
const FEWEST = 2;
const MOST_WORDS = 8;
const SHORT_LETTERS = 40;
const emoji = /\p{Extended_Pictographic}(?:\uFE0F|\u200D\p{Extended_Pictographic})*/gu;
const addresses: Readonly<Record<Lang, RegExp>> = {
  ko: /(?<![가-힣])(고객님|여러분|회원님|사장님|어머님|손님|구독자님|이웃님|당신)(?=들|[,!?.\s은는이가을를의도만께]|$)/u,
  en: /(?:^|[.!?\n]\s*|\b(?:hey|hi|hello|dear)\s)(folks|friends|everyone|neighbou?rs|team|guys|dear customers?)(?=[,!])/iu,
};
/** Said in front of a text; 당신 is no call. */
const calls: ReadonlySet<string> = new Set(["고객님", "여러분", "회원님", "사장님", "어머님", "손님"]);
const particles = /(?:에서|까지|부터|으로|처럼|은|는|이|가|을|를|에|의|로|와|과|도|만)$/;
const verbs = /(?:요|다|죠|까|세요|니다|하는|되는|있는|없는|하고|해서)$/;
const plainEnglish: ReadonlySet<string> = new Set(
  "with your from this that have more when what will into just than then they them their there here only over every about".split(
    " ",
  ),
);

/** @param examples texts that ran before; those of the other language say nothing about this one */
export function voiceOf(examples: readonly string[], lang: Lang): Voice {
  const own = examples.filter((text) => /[가-힣]/.test(text) === (lang === "ko"));
  const voice: Voice = { copies: own.length, words: recurringIn(own, lang) };
  const endings = lang === "ko" ? endingsIn(own) : undefined;
  if (endings) voice.endings = endings;
  const address = addressIn(own, lang);
  if (address) voice.address = address;
  if (own.length < FEWEST) return voice;
  const marks = own.flatMap((text) => text.match(emoji) ?? []);
  voice.emoji = { ...useIn(own, emoji), ...(marks.length > 0 && { mark: mostOf(marks) }) };
  voice.exclamation = useIn(own, /!/g);
  const lengths = own.map(lettersIn).toSorted((a, b) => a - b);
  voice.letters = lengths[Math.floor(lengths.length / 2)] ?? 0;
  return voice;
}

/** Whether sentences end as in a talk between strangers (합니다); `undefined` when as many end the other way. */
function endingsIn(texts: readonly string[]): Voice["endings"] {
  const of = (pattern: RegExp): { ends: number; copies: number } => {
    const ends = texts.map((text) => sentencesOf(text).filter((one) => pattern.test(one)).length);
    return { ends: ends.reduce((all, one) => all + one, 0), copies: ends.filter((one) => one > 0).length };
  };
  const [formal, polite] = [of(/(?:니다|니까|십시오)$/), of(/[요죠]$/)];
  if (formal.ends === polite.ends) return undefined;
  return formal.ends > polite.ends
    ? { formal: true, copies: formal.copies }
    : { formal: false, copies: polite.copies };
}

function sentencesOf(text: string): string[] {
  return text.split(/[.!?~\n]+/).map((one) => one.replaceAll(emoji, "").trim());
}

function addressIn(texts: readonly string[], lang: Lang): Voice["address"] {
  const named = texts.flatMap((text) => addresses[lang].exec(text)?.[1] ?? []);
  if (named.length === 0) return undefined;
  const word = mostOf(named);
  return { word, copies: named.filter((one) => one === word).length };
}

function useIn(texts: readonly string[], mark: RegExp): { use: Use; copies: number } {
  const copies = texts.filter((text) => text.match(mark) !== null).length;
  return { use: copies === 0 ? "never" : copies * 2 >= texts.length ? "often" : "sometimes", copies };
}

/** Words of two letters and more that stand in more than one copy, without endings and what may not be written. */
function recurringIn(texts: readonly string[], lang: Lang): Voice["words"] {
  const counts = new Map<string, number>();
  for (const text of texts)
    for (const word of new Set(wordsOf(text, lang))) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .filter(([word, copies]) => copies >= FEWEST && !isForbidden(word))
    .toSorted(([a, some], [b, others]) => others - some || (a < b ? -1 : 1))
    .slice(0, MOST_WORDS)
    .map(([word, copies]) => ({ word, copies }));
}

function wordsOf(text: string, lang: Lang): string[] {
  const all = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  if (lang === "en") return all.filter((word) => word.length > 3 && !plainEnglish.has(word));
  return all.flatMap((word) => {
    const stem = word.length > 2 ? word.replace(particles, "") : word;
    const said = /[가-힣]/.test(stem) && stem.length > 1 && !verbs.test(word);
    return said && !addresses.ko.test(stem) ? [stem] : [];
  });
}

function mostOf(words: readonly string[]): string {
  const counts = Map.groupBy(words, (word) => word);
  return [...counts].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? "";
}

/** The fields as the brand would write them, each within its limit; what does not fit stays as it was. */
export function spokenAs(fields: readonly FieldText[], voice: Voice, medium: Medium): FieldText[] {
  return fields.map((field) => {
    const kind = kindOf(field, medium);
    if (kind === "cta") return field;
    const changes = kind === "tell" ? [...inText, exclaimed] : [exclaimed];
    return changes.reduce((one, change) => fitting(one, change(one.text, voice)), field);
  });
}

function kindOf({ field }: FieldText, medium: Medium): string | undefined {
  return fieldsOf[medium].find(({ field: name }) => name === field || field.startsWith(`${name}_`))?.kind;
}

function fitting(field: FieldText, text: string): FieldText {
  const width = lengthBy(field.by, text);
  return text !== "" && width <= field.limit ? { ...field, text, width } : field;
}

type Change = (text: string, voice: Voice) => string;

const inText: readonly Change[] = [
  (text, { letters }) =>
    letters !== undefined && letters < SHORT_LETTERS
      ? text
          .split(/(?<=[.!?])\s/)
          .slice(0, 2)
          .join(" ")
      : text,
  (text, { address }) => (address && calls.has(address.word) ? `${address.word}, ${text}` : text),
  (text, { emoji: used }) => (used?.use === "often" && used.mark ? `${text} ${used.mark}` : text),
];

/** Brands that call out end their last sentence so; those that never do keep to full stops. */
function exclaimed(text: string, { exclamation }: Voice): string {
  if (exclamation?.use === "never") return text.replaceAll(/!+/g, ".");
  return exclamation?.use === "often" ? text.replace(/\.(?=[^.]*$)(?=\P{L}*$)/u, "!") : text;
}
