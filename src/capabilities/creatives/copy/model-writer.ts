// Copy from a language model: asked once for all fields, once more for those that did not pass; the built-in writer has the rest.
// Nothing it writes stands unchecked: limits, forbidden words, and no figure or claim that the brief does not hold.

import { type Lang, words } from "../../../core/locale.ts";
import { type Medium, mediumLabels } from "../../../core/medium.ts";
import { josa } from "../../../language/josa.ts";
import type { AskCopy, AskedField, CopyRequest } from "./asked-copy.ts";
import { isStrange, unsaidIn } from "./claims.ts";
import { type Field, fieldLabel, fieldsOf, frames } from "./data.ts";
import { fits, lengthBy } from "./measure.ts";
import {
  builtInWriter,
  type CopyBrief,
  type CopyOrder,
  type CopyWriter,
  type FieldText,
  isUnwanted,
  nameOf,
  writeCopy,
  type Written,
} from "./write-copy.ts";

const variants = ["A", "B", "C"] as const;
const MOST_EXAMPLES = 5;
const FEW = 4;

/** @param open begins one asking; its calls share their time */
export function modelWriter(open: () => AskCopy): CopyWriter {
  return {
    async write(order) {
      const ask = open();
      const slots = slotsOf(order.media);
      const request = requestOf(order);
      const first = await ask({ ...request, fields: slots.map(askedField(order.brief.lang)) });
      if ("trouble" in first) return { ...(await builtInWriter.write(order)), remarks: [first.trouble] };
      const passed: Passed = new Map();
      const failed = sift(slots, first.texts, passed, order);
      if (failed.size > 0) {
        const wrong = slots.filter(({ key }) => failed.has(key));
        const asked = wrong.map((slot) => ({
          ...askedField(order.brief.lang)(slot),
          wrong: failed.get(slot.key)!,
        }));
        const again = await ask({ ...request, fields: asked });
        if ("texts" in again) sift(wrong, again.texts, passed, order);
      }
      return writtenFrom(order, slots, passed);
    },
  };
}

type Slot = { key: string; medium: Medium; at: number; name: string; field: Field };
type Passed = Map<string, string>;

function slotsOf(media: readonly Medium[]): Slot[] {
  return media.flatMap((medium) =>
    variants.flatMap((variant, at) =>
      fieldsOf[medium].flatMap((field) =>
        Array.from({ length: field.count }, (_, index) => {
          const name = nameOf(field, index);
          return { key: `${medium}_${variant}_${name}`, medium, at, name, field };
        }),
      ),
    ),
  );
}

function askedField(lang: Lang): (slot: Slot) => AskedField {
  return ({ key, field: { kind, limit, by, [lang]: label } }) => ({ key, label, kind, limit, by });
}

function requestOf({ brief, segment, examples }: CopyOrder): Omit<CopyRequest, "fields"> {
  const { lang, industry, objective, product, thing, tone, formal, offer, until } = brief;
  const said = {
    product,
    thing,
    occasion: occasionWords(brief)[0],
    trade: industry.id,
    objective,
    tone,
    offer,
    until,
    people: segment,
    endings: lang === "ko" ? (formal ? "합니다" : "해요") : undefined,
  };
  return {
    lang,
    brief: Object.fromEntries(Object.entries(said).flatMap(([key, one]) => (one ? [[key, one]] : []))),
    brand: { use: brief.use, avoid: brief.avoid, examples: examples.slice(0, MOST_EXAMPLES) },
  };
}

/** As people call the occasion: its key is ours. */
function occasionWords({ occasion, lang }: CopyBrief): readonly string[] {
  return (occasion && frames.occasions[occasion]?.words[lang]) || [];
}

/** Takes what passes into `passed`; the rest by key, with what is wrong with it. */
function sift(
  slots: readonly Slot[],
  texts: ReadonlyMap<string, string>,
  passed: Passed,
  { brief }: CopyOrder,
): Map<string, string> {
  const failed = new Map<string, string>();
  const said = [brief.product, brief.offer, brief.until, ...occasionWords(brief), ...brief.use].join(" · ");
  const used = new Set(passed.values());
  for (const { key, field } of slots) {
    const text = tidied(texts.get(key) ?? "", brief.product);
    const wrong = flawOf(text, { field, said, avoid: brief.avoid });
    // A button may be the same on every draft.
    if (wrong === undefined && (field.kind === "cta" || !used.has(text))) passed.set(key, text);
    else failed.set(key, wrong ?? "stands elsewhere already");
    used.add(text);
  }
  return failed;
}

type Rule = { field: Field; said: string; avoid: readonly string[] };

/** In words for the model; it never repeats its own text back to itself. */
function flawOf(text: string, { field, said, avoid }: Rule): string | undefined {
  if (text === "") return "is missing";
  if (!fits(text, field)) return `is ${lengthBy(field.by, text)} long, at most ${field.limit}`;
  if (isStrange(text)) return "holds a link, an address or markup";
  if (isUnwanted(text, avoid)) return "holds a forbidden word";
  return unsaidIn(text, said) === undefined ? undefined : "holds a figure or claim that is not in the brief";
}

const pairs = ["을/를", "은/는", "이/가", "와/과"] as const;

/** One line, with the particle behind the product's name as its sound asks. */
function tidied(given: string, product: string): string {
  const text = given.normalize("NFC").replace(/\s+/gu, " ").trim();
  if (product === "" || !/[가-힣]/.test(text)) return text;
  return pairs.reduce(
    (line, pair) =>
      pair.split("/").reduce((one, particle) => corrected(one, { product, particle, pair }), line),
    text,
  );
}

function corrected(
  text: string,
  { product, particle, pair }: { product: string; particle: string; pair: (typeof pairs)[number] },
): string {
  const right = josa(product, pair);
  return text
    .split(`${product}${particle}`)
    .reduce(
      (whole, next) => whole + (/^(?![\p{L}\p{N}])/u.test(next) ? right : `${product}${particle}`) + next,
    );
}

const filledIn = words(
  "사실 확인이나 글자 수 한도를 통과하지 못한 칸은 기본 문구 작성기로 채웠어요",
  "Fields whose text was too long or said what the brief does not were filled by the built-in writer",
);
const nothingPassed = words(
  "언어 모델이 쓴 문구가 사실 확인이나 글자 수 한도를 통과하지 못해 기본 문구 작성기로 썼어요.",
  "Nothing the language model wrote kept to the brief and the limits, so the built-in writer wrote it.",
);

async function writtenFrom(order: CopyOrder, slots: readonly Slot[], passed: Passed): Promise<Written> {
  const { brief, media } = order;
  if (passed.size === 0)
    return { ...(await builtInWriter.write(order)), remarks: [nothingPassed[brief.lang]] };
  const replaced = new Set<string>();
  const texts = new Map(
    media.map((medium) => {
      const own = writeCopy(brief, medium);
      const drafts = variants.map((_, at) =>
        slots
          .filter((slot) => slot.medium === medium && slot.at === at)
          .flatMap(({ key, name, field }): FieldText[] => {
            const text = passed.get(key);
            if (text !== undefined) return [measured(name, text, field)];
            replaced.add(`${mediumLabels[medium][brief.lang]} ${fieldLabel(medium, name, brief.lang)}`);
            return own[at]?.filter((one) => one.field === name) ?? [];
          }),
      );
      return [medium, drafts] as const;
    }),
  );
  return { texts, writer: "model", remarks: remarksOf([...replaced], brief.lang) };
}

function measured(name: string, text: string, { limit, by, confirmed }: Field): FieldText {
  return { field: name, text, width: lengthBy(by, text), limit, by, confirmed };
}

function remarksOf(replaced: readonly string[], lang: Lang): string[] {
  if (replaced.length === 0) return [];
  const named = replaced.slice(0, FEW).join(", ");
  return [`${filledIn[lang]}: ${named}${replaced.length > FEW ? " …" : "."}`];
}
