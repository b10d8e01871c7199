// What people did and did not do: 장바구니 담고 안 산, clicked but never bought.

import { z } from "zod";
import { loadYaml } from "../../../language/data.ts";
import { type Span, spanOf } from "./own-text.ts";

const Deed = z.enum(["click", "purchase", "view", "add_to_cart"]);
type Deed = z.output<typeof Deed>;

const regexp = z.string().transform((source) => new RegExp(source, "i"));
const table = loadYaml(
  "deeds",
  z.object({
    deeds: z.array(
      z.object({ deed: Deed, patterns: z.array(z.string().transform((source) => new RegExp(source, "gi"))) }),
    ),
    not_after: regexp,
    not_before_ko: regexp,
    not_before_en: regexp,
    implied: regexp,
  }),
);

export type Deeds = { did: Deed[]; didNot: Deed[]; spans: Span[] };

export function deedsIn(text: string): Deeds {
  const done: (Span & { deed: Deed; not: boolean })[] = [];
  for (const { deed, patterns } of table.deeds) {
    for (const match of patterns.flatMap((form) => [...text.matchAll(form)])) {
      const span = spanOf(match);
      if (done.some(({ from, to }) => span.from < to && from < span.to)) continue;
      done.push({ ...span, deed, not: isDenied(text, span, match[0]) });
    }
  }
  const did = new Set(done.filter(({ not }) => !not).map(({ deed }) => deed));
  const didNot = new Set(done.filter(({ not }) => not).map(({ deed }) => deed));
  if (did.has("add_to_cart") && didNot.size === 0 && table.implied.test(text)) didNot.add("purchase");
  for (const deed of didNot) did.delete(deed);
  return { did: [...did], didNot: [...didNot], spans: done };
}

function isDenied(text: string, { from, to }: Span, said: string): boolean {
  const before = text.slice(0, from);
  if (/^(?:미|비|안)|^non/i.test(said)) return true;
  if (/[가-힣]/.test(said)) return table.not_before_ko.test(before) || table.not_after.test(text.slice(to));
  return table.not_before_en.test(before);
}
