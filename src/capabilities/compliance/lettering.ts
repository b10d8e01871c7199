// Words in ordinary writing: the answer to capitals, repeated marks and signs that stand for letters.

export type Lettering = "lower" | "once" | "plain";

const LETTERS: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
  "!": "i",
};

/** The words between `start` and `end` as they should be written. */
export function plainWriting(
  how: Lettering,
  text: string,
  start: number,
  end: number,
  field: string,
): string {
  const words = text.slice(start, end);
  switch (how) {
    case "lower":
      return lowered(text, words, start);
    case "once":
      return field === "headline" || field === "title"
        ? words.replace(/[!！]/g, "").slice(0, 1)
        : once(words);
    case "plain":
      return joined(words);
  }
}

function lowered(text: string, words: string, start: number): string {
  const low = words.replace(/[.\-_*·](?=[A-Za-z]|$)/g, "").toLowerCase();
  const isFirst = !/[\p{L}\p{N}]/u.test(text.slice(0, start)) || /[.!?]\s*$/.test(text.slice(0, start));
  return isFirst ? low.charAt(0).toUpperCase() + low.slice(1) : low;
}

/** `?!` becomes `?`, `~~` nothing: a wave is no mark of a sentence. */
function once(words: string): string {
  const mark = words.includes("?") ? "?" : words.trim().charAt(0);
  return /[.,!?;:%&$#]/.test(mark) ? mark : "";
}

function joined(words: string): string {
  const apart = /^\S(?:[\s.\-_*·~♥★]\S)+$/.test(words);
  if (apart) return words.replace(/[\s.\-_*·~♥★]/g, "");
  if (/^[42]\s?u$/i.test(words)) return words.startsWith("4") ? "for you" : "to you";
  if (words === "@") return "at";
  const bare = words.replace(/[^\p{L}\p{N}@$!]/gu, "");
  if (!/[a-z]/i.test(bare)) return /[가-힣]/.test(bare) ? bare : "";
  return bare.replace(/[013457@$!]/g, (sign) => LETTERS[sign] ?? sign);
}
