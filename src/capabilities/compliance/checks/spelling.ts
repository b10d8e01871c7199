// Ordinary words of English ads with a letter wrong: doubled, dropped, swapped, or `z` for the plural.

import { rawSpan } from "../text.ts";
import type { Hit, Seen } from "./hit.ts";

const WORDS = new Set(
  "free sale sales price prices quality cheap cheapest discount discounts delivery delivered shipping shop shops store stores order orders online today tonight tomorrow offer offers limited special specials product products service services amazing beautiful wonderful great good best better winter summer spring autumn jacket jackets shoes boots sneakers shirt shirts dress dresses jeans pants coats sweater sweaters furniture mattress mattresses chairs tables sofas lamps rugs tents bags backpack backpacks watches phone phones laptop laptops computer computers camera cameras kitchen garden flowers flower gifts coffee chocolate cookies candles towels blankets pillows toys books hotels hotel flights travel insurance repair cleaning moving dental plumber weekend clearance exclusive original official premium comfortable professional available guarantee warranty customer customers reviews welcome forever every everyone perfect collection fashion jewelry organic natural fresh healthy protein vitamins fitness lessons course courses tickets parts tires batteries printer printers headphones speakers monitors bicycle bicycles mountain outdoor camping".split(
    " ",
  ),
);
const RIGHT = new Set(
  "tents prize prizes shoe quiz waltz quartz blitz jazz buzz fizz topaz offer officer sofa store stare story tale sell tours toner tones rags bugs hugs mugs rigs bag beds bets oder odder shops hoops stops course coarse bets rest goof goods goad gold greet treat pries prices prince pants paints pats coast coasts cots lamb lamps tires tries boost boosts shot shots spirt skirt skirts shit form from fright bites bests bees beast beats".split(
    " ",
  ),
);

/** Words that are one slip away from a common word of ads and are no word themselves. */
export function misspelt({ view }: Seen): Hit[] {
  return [...view.text.matchAll(/(?<![a-z0-9'@#.-])[a-z]{4,14}(?![a-z0-9'@.-])/g)]
    .filter(([word]) => !WORDS.has(word) && !RIGHT.has(word) && slips(word).some((one) => WORDS.has(one)))
    .map((match) => rawSpan(view, match.index, match.index + match[0].length));
}

/** What the writer may have meant: a letter less, two letters swapped, a letter more, `s` for `z`. */
function slips(word: string): string[] {
  const out = word.endsWith("z") ? [`${word.slice(0, -1)}s`] : [];
  for (let at = 0; at < word.length; at += 1) {
    const before = word.slice(0, at);
    if (at > 0 && word[at] === word[at - 1]) out.push(before + word.slice(at + 1));
    if (at > 0 && at + 1 < word.length && word.length > 4)
      out.push(before + (word[at + 1] ?? "") + (word[at] ?? "") + word.slice(at + 2));
    if (word.length > 4 && at > 0)
      for (const letter of "aceiloruntsck") out.push(before + letter + word.slice(at));
  }
  return out;
}
