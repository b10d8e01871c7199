// The built-in writer: three texts a medium and segment, each from another angle of the trade, within every limit of its fields.
// Pure functions over data files; what it writes is a first draft and says so.

import type { Lang } from "../../../core/locale.ts";
import type { Medium } from "../../../core/medium.ts";
import type { Objective } from "../../../core/objective.ts";
import { type Field, fieldsOf, frames, type Industry, type Tone } from "./data.ts";
import { isForbidden } from "./forbidden.ts";
import { fits, lengthBy } from "./measure.ts";
import { isPlace } from "./about.ts";
import { ended, joined, paired } from "./sentences.ts";
import { filled, type Values } from "./slots.ts";

export type CopyBrief = {
  lang: Lang;
  industry: Industry;
  objective: Objective;
  product: string;
  thing: string;
  occasion?: string | undefined;
  tone?: Tone | undefined;
  formal: boolean;
  offer?: string | undefined;
  until?: string | undefined;
  /** The brand's own phrases, and words it does not want to read. */
  use: readonly string[];
  avoid: readonly string[];
  /** Words that past copy comes back to: lines with one of them are tried first. */
  prefer: readonly string[];
  /** Turns the order of lines, so that segments read differently. */
  turn: number;
};

export type FieldText = {
  field: string;
  text: string;
  width: number;
  limit: number;
  by: Field["by"];
  confirmed: boolean;
};

/** Lines in the order in which they are tried. */
type Pool = {
  heads: string[];
  news: string[];
  says: string[];
  newsSays: string[];
  close: string;
  cta: string[];
  phrases: string[];
};

/** Copy for some media and one segment of people; `examples` is past copy of the brand. */
export type CopyOrder = {
  brief: CopyBrief;
  media: readonly Medium[];
  segment?: string | undefined;
  examples: readonly string[];
};

/** Three texts a medium, who wrote them, and what people should know of it. */
export type Written = {
  texts: ReadonlyMap<Medium, FieldText[][]>;
  writer: "built_in" | "model";
  remarks: readonly string[];
};

/** The built-in writer, or a model's with the built-in one behind it. */
export type CopyWriter = { write: (order: CopyOrder) => Written | Promise<Written> };

export const builtInWriter: CopyWriter = {
  write: ({ brief, media }) => ({
    texts: new Map(media.map((medium) => [medium, writeCopy(brief, medium)])),
    writer: "built_in",
    remarks: [],
  }),
};

/** One text for a medium from each of the three angles. */
export function writeCopy(brief: CopyBrief, medium: Medium): FieldText[][] {
  // No two texts open alike.
  const taken = new Set<string>();
  return [0, 1, 2].map((angle) => {
    const text = oneText(poolOf(brief, angle), { brief, medium, angle, taken });
    taken.add(text[0]?.text ?? "");
    return text;
  });
}

/** Lines of one kind alone, the best first: what a person asks for as "headlines" or "body text". */
export function linesFor(
  brief: CopyBrief,
  kind: "head" | "say",
  field: Pick<Field, "limit" | "by">,
): string[] {
  const byAngle = [0, 1, 2].map((angle) => {
    const pool = poolOf(brief, angle);
    return kind === "head" ? [...(angle === 0 ? pool.news : []), ...pool.heads] : sayings(pool, angle, field);
  });
  const longest = Math.max(...byAngle.map((lines) => lines.length));
  const mixed = Array.from({ length: longest }, (_, at) =>
    byAngle.flatMap((lines) => lines[at] ?? []),
  ).flat();
  return [...new Set(mixed)].filter((line) => fits(line, field));
}

/** Lines for a picture: headlines and single sentences, the best first, and the button. */
export function pictureLines(brief: CopyBrief): { heads: string[]; says: string[]; cta: string } {
  const pools = [0, 1, 2].map((angle) => poolOf(brief, angle));
  const news = pools[0]?.news ?? [];
  return {
    heads: [...new Set([...news, ...pools.flatMap(({ heads }) => heads)])],
    says: pools.flatMap(({ says }) => says),
    cta: pools[0]?.cta[0] ?? "",
  };
}

function sayings(pool: Pool, angle: number, field: Pick<Field, "limit" | "by">): string[] {
  const first = angle === 0 ? pool.newsSays : [];
  return [...first, ...pool.says]
    .map((line) => joined([line, pool.close], field, 2))
    .filter((line) => line !== "");
}

function poolOf(brief: CopyBrief, angle: number): Pool {
  const { industry, lang, objective, tone, occasion, turn } = brief;
  const own = industry.angles[angle]![lang];
  const ofTone = tone ? (industry.tones[tone]?.[lang].slice(angle, angle + 1) ?? []) : [];
  const ofOccasion = occasion ? frames.occasions[occasion]?.[lang] : undefined;
  const ofPlace = isPlace(brief.product, lang) ? frames.places[lang] : undefined;
  const offer = frames.offer[lang];
  const about = (lines: readonly string[], kind: "head" | "say"): string[] =>
    written(lines, { ...brief, product: brief.thing }, kind);
  const named = (lines: readonly string[] | undefined, kind: "head" | "say"): string[] =>
    written(lines ?? [], brief, kind);
  const cta = industry.cta[objective];
  return {
    heads: [
      ...about(ofTone, "head"),
      ...turned(about(own.head, "head"), turn),
      ...turned(named(ofPlace?.head, "head"), angle),
    ],
    news: [...named(ofOccasion?.head, "head").slice(0, 2), ...named(offer.head, "head")],
    says: [...turned(about(own.say, "say"), turn), ...turned(named(ofPlace?.say, "say"), angle)],
    newsSays: [...named(offer.say, "say"), ...named(ofOccasion?.say, "say")],
    close: named([industry.close[objective][lang]], "say")[0] ?? "",
    cta: lang === "en" ? [cta.en, cta.short] : [cta.ko],
    phrases: brief.use.filter((phrase) => !isUnwanted(phrase, brief.avoid)),
  };
}

/** Lines whose slots all have values, without what the law or the brand forbids. */
function written(lines: readonly string[], brief: CopyBrief, kind: "head" | "say"): string[] {
  const { lang, formal, product, offer, until } = brief;
  const values: Values = { lang, formal, product, offer, until };
  const own = lines
    .flatMap((line) => filled(line, values, kind) ?? [])
    .filter((line) => !isUnwanted(line, brief.avoid) && !/(?:^|\s)(\S{2,}) \1(?:\s|$)/u.test(line));
  const likes = (line: string): boolean => brief.prefer.some((word) => line.toLowerCase().includes(word));
  return [...own.filter(likes), ...own.filter((line) => !likes(line))];
}

/** Whether the law's list of words or the brand's own forbids the line. */
export function isUnwanted(line: string, avoid: readonly string[]): boolean {
  return (
    isForbidden(line) || avoid.some((word) => word !== "" && line.toLowerCase().includes(word.toLowerCase()))
  );
}

function turned(lines: readonly string[], by: number): string[] {
  const at = lines.length === 0 ? 0 : by % lines.length;
  return [...lines.slice(at), ...lines.slice(0, at)];
}

type Of = { brief: CopyBrief; medium: Medium; angle: number; taken: ReadonlySet<string> };

function oneText(pool: Pool, { brief, medium, angle, taken }: Of): FieldText[] {
  const { offer } = brief;
  const said = fieldsOfText(pool, fieldsOf[medium], { angle, taken });
  if (offer === undefined || said.some(({ text }) => text.includes(offer))) return said;
  // What is offered is said in every text that has room for it.
  const at = said.findIndex((one) => isHead(one, medium) && fits(`${one.text}, ${offer}`, one));
  if (at !== -1)
    return said.map((one, index) => (index === at ? remeasured(one, `${one.text}, ${offer}`) : one));
  const news = turned(
    pool.news.filter((line) => line.includes(offer)),
    angle,
  );
  return said.map((one) => {
    const line = isHead(one, medium) ? news.find((text) => fits(text, one) && !taken.has(text)) : undefined;
    return line ? remeasured(one, line) : one;
  });
}

function isHead({ field }: FieldText, medium: Medium): boolean {
  return fieldsOf[medium].some(
    ({ kind, field: name }) => kind === "head" && (name === field || `${name}_1` === field),
  );
}

function remeasured(one: FieldText, text: string): FieldText {
  return { ...one, text, width: lengthBy(one.by, text) };
}

function fieldsOfText(
  pool: Pool,
  fields: readonly Field[],
  { angle, taken }: { angle: number; taken: ReadonlySet<string> },
): FieldText[] {
  const used = new Set<string>();
  return fields
    .flatMap((field) =>
      Array.from({ length: field.count }, (_, at) => {
        const tried = candidates(pool, field, { angle, at });
        const fresh = (one: string): boolean => fits(one, field) && !used.has(one);
        const opening = used.size === 0 ? tried.find((one) => fresh(one) && !taken.has(one)) : undefined;
        const text = opening ?? tried.find(fresh) ?? "";
        used.add(text);
        const name = nameOf(field, at);
        return {
          field: name,
          text,
          width: lengthBy(field.by, text),
          limit: field.limit,
          by: field.by,
          confirmed: field.confirmed,
        };
      }),
    )
    .filter(({ text }) => text !== "");
}

/** A field that stands several times is counted: `headline_2`. */
export function nameOf({ field, count }: Field, at: number): string {
  return count > 1 ? `${field}_${at + 1}` : field;
}

function candidates(pool: Pool, field: Field, { angle, at }: { angle: number; at: number }): string[] {
  const { heads, news, says, newsSays, close, cta, phrases } = pool;
  const newsFirst = angle === 0;
  switch (field.kind) {
    case "head": {
      const orders = [
        newsFirst ? [...news, ...heads] : [...heads, ...news],
        newsFirst ? [...heads, ...news] : [...news, ...heads],
        [...phrases, ...heads.toReversed(), ...news],
      ];
      return [...(orders[at % orders.length] ?? heads), close, ...cta];
    }
    case "say": {
      const first = newsFirst ? paired(newsSays, says, field) : paired(says, newsSays, field);
      const opening = at === 0 ? first : [];
      const texts = [joined([...opening, close], field, 2), joined([...says.slice(1, 2), close], field, 2)];
      return [...texts.slice(at), ...(at === 0 ? [] : says.toReversed()), ...says, close, ...newsSays].map(
        (line) => ended(line, field),
      );
    }
    case "tell": {
      const lines = newsFirst
        ? [newsSays[0], says[0], says[1], close]
        : [says[0], says[1], newsSays[0], close];
      return [joined([...lines, ...phrases], field, 5), ...says, close];
    }
    case "short":
      return [...(newsFirst ? news.slice(-2) : []), close, ...cta, ...heads];
    case "cta":
      return cta;
  }
}
