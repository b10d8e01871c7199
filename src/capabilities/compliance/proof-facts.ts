// Which proof on file speaks of a text, and the facts it tells. Proof of one product says nothing of another: it counts where that product is
// named, by the campaign, the plan or the copy itself. A number that makes a product another kind of thing before the law (functional
// cosmetics, functional food) and names no product is nobody's: it counts for words alone, and for no campaign that has a product.

import { nameKey } from "../../language/names.ts";
import { foldWidth } from "../../language/text.ts";
import type { Facts, Proof } from "./facts.ts";
import type { KeptProof } from "./proof.ts";
import { proofKind } from "./proof-kinds.ts";
import type { Trade } from "./trades.ts";

/** `whole`: names of the thing the text is a part of, all its words where it has none. */
export type About = { whole: string; text: string; product: string | undefined; trade: Trade };

/** Of the proof that has not run out, newest first: what counts for a text, and what is on file for something else. */
export type Heard = { counted: readonly KeptProof[]; unheard: readonly KeptProof[] };

/** @param until the last day it is judged for */
export function hearerOf(kept: readonly KeptProof[], until: string): (about: About) => Heard {
  const valid = kept
    .filter((one) => !runsOut(one, until))
    .map((one) => ({ one, names: one.product === null ? undefined : naming(one.product) }));
  return (about) => {
    const near = valid.map(({ one, names }) => ({
      one,
      near: names ? nearness(names, about) : nobodys(one, about),
    }));
    const counted = near.filter((each) => each.near > 0);
    return {
      counted: counted
        .toSorted((a, b) => b.near - a.near || lengthOf(b.one) - lengthOf(a.one))
        .map(({ one }) => one),
      unheard: near.filter((each) => each.near === 0).map(({ one }) => one),
    };
  };
}

/** @param counted what stands first is nearest to the text and has the last word */
export function factsFrom(counted: readonly KeptProof[]): Facts {
  const facts: Record<string, unknown> = {};
  const proofs: Proof[] = [];
  for (const { kind, reference, issuedOn, expiresOn } of counted.toReversed()) {
    const known = proofKind(kind);
    if (known?.fact) facts[kind] = reference;
    if (known?.product) facts["product"] = known.product;
    if (!known?.fact)
      proofs.push({
        kind,
        ...(reference && { ref: reference }),
        ...(issuedOn && { on: issuedOn.toString() }),
        ...(expiresOn && { until: expiresOn.toString() }),
      });
  }
  return { ...facts, ...(proofs.length > 0 && { evidence: proofs }) };
}

const [OF_THE_THING, OF_THE_TEXT, OF_ALL] = [3, 2, 1] as const;

function nearness(names: RegExp, { whole, text }: About): number {
  if (names.test(plain(whole))) return OF_THE_THING;
  return names.test(plain(text)) ? OF_THE_TEXT : 0;
}

/** Proof that names no product. */
function nobodys({ kind }: KeptProof, { product, trade }: About): number {
  const makes = proofKind(kind);
  if (!makes?.product) return OF_ALL;
  return product === undefined && makes.trades.includes(trade) ? OF_ALL : 0;
}

/** The product as a word of its own, however it is spaced: cream is not named by ice cream spelt in one. */
function naming(product: string): RegExp {
  const letters = Array.from(nameKey(product));
  if (letters.length === 0) return /(?!)/u;
  const end = /[a-z0-9]$/.test(nameKey(product)) ? "(?![a-z0-9])" : "";
  return new RegExp(
    String.raw`(?<![\p{L}\p{N}])${letters.join(String.raw`[^\p{L}\p{N}\n]{0,2}`)}${end}`,
    "u",
  );
}

function plain(words: string): string {
  return foldWidth(words).toLowerCase();
}

function lengthOf({ product }: KeptProof): number {
  return product === null ? 0 : nameKey(product).length;
}

function runsOut({ expiresOn }: KeptProof, until: string): boolean {
  return expiresOn !== null && Temporal.PlainDate.compare(expiresOn, until) < 0;
}
