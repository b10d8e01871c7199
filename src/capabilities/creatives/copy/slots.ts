// Lines with slots: `{product|을/를}` takes the particle that fits, `[해요|합니다]` the ending of the tone.

import type { Lang } from "../../../core/locale.ts";
import { josa, type JosaPair } from "../../../language/josa.ts";

export type Values = {
  lang: Lang;
  /** Sentences end as in a talk between strangers (합니다), else as among people who know each other (해요). */
  formal: boolean;
  product: string;
  offer?: string | undefined;
  until?: string | undefined;
};

const slot = /\{(product|offer|until)(?:\|([^}]+))?\}/g;
const endings = /\[([^|\]]*)\|([^\]]*)\]/g;

/** The line in words; `undefined` when one of its slots has no value. */
export function filled(line: string, values: Values, kind: "head" | "say"): string | undefined {
  let lacks = false;
  const text = line
    .replace(endings, (_, polite: string, formal: string) => (values.formal ? formal : polite))
    .replace(slot, (_, name: "product" | "offer" | "until", pair: string | undefined) => {
      const value = name === "product" ? productIn(values, kind) : values[name];
      if (value === undefined || value === "") lacks = true;
      return pair && value ? josa(value, pair as JosaPair) : (value ?? "");
    });
  return lacks ? undefined : capitalised(text, values.lang);
}

/** In an English sentence a thing has its article; names, plurals and what brings its own do not. */
function productIn({ lang, product }: Values, kind: "head" | "say"): string {
  const bare = lang === "ko" || kind === "head" || /^(?:[A-Z0-9]|the |an? |our |your |my )/.test(product);
  return bare || /[^s]s$/.test(product) || product === "" ? product : `the ${product}`;
}

function capitalised(text: string, lang: Lang): string {
  return lang === "en" ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}
