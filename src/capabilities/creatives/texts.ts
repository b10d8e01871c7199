// From a brief and the brand guide to what the writer needs, and from its texts to those of a set.

import { formatQuantity } from "../../core/format.ts";
import { type Lang, words } from "../../core/locale.ts";
import { exponentOf } from "../../core/money.ts";
import type { Targeting } from "../../core/slots.ts";
import { type BrandGuide, endingsOf } from "./brand.ts";
import type { Checked, MediumText } from "./brief.ts";
import { industryOf, type Subject, subjectOf, toneOf } from "./copy/about.ts";
import type { Industry } from "./copy/data.ts";
import type { CopyBrief, CopyWriter, Written } from "./copy/write-copy.ts";
import { spokenAs, type Voice, voiceOf } from "./voice.ts";

/** Trades in which people expect to be spoken to formally. */
const formalTrades: ReadonlySet<string> = new Set(["clinic", "finance", "b2b", "real-estate"]);
const MOST_SEGMENTS = 3;
const variants = ["A", "B", "C"] as const;

export type Prepared = { copy: CopyBrief; subject: Subject; industry: Industry; voice: Voice };

export function prepared(brief: Checked, guide: BrandGuide, currency: string): Prepared {
  const { lang, objective } = brief;
  const subject = subjectOf(brief.product, lang);
  const industry = industryOf(brief.industry, brief.product);
  const voice = voiceOf(guide.examples, lang);
  const tone = toneOf(brief.tone ?? guide.tone);
  const formal = isFormal(brief.tone ?? guide.tone, voice) ?? formalTrades.has(industry.id);
  const { product, thing, occasion } = subject;
  const offer = offerText(brief.offer, currency, lang);
  const until = brief.offer?.until && untilText(brief.offer.until, lang);
  const { use, avoid } = guide;
  return {
    copy: {
      lang,
      objective,
      industry,
      product,
      thing,
      occasion,
      tone,
      formal,
      offer,
      until,
      use,
      avoid,
      prefer: voice.words.map(({ word }) => word),
      turn: 0,
    },
    subject,
    industry,
    voice,
  };
}

/** What is said of the endings, else what the tone asks for, else what past copy does. */
function isFormal(said: string | undefined, { endings }: Voice): boolean | undefined {
  const asked = endingsOf(said);
  if (asked) return asked === "formal";
  const tone = toneOf(said);
  return tone ? tone === "formal" || tone === "premium" : endings?.formal;
}

export type Texts = { texts: MediumText[]; writer: Written["writer"]; remarks: string[] };

/** Medium by medium, segment by segment; the writer is asked once a segment, for all media. */
export async function textsFor(
  { copy, voice }: Prepared,
  { media, audience, lang }: Checked,
  { writer, examples }: { writer: CopyWriter; examples: readonly string[] },
): Promise<Texts> {
  const all = [...new Set(media)];
  const segments = segmentsOf(audience, lang);
  const written = await Promise.all(
    segments.map(async (segment, turn) =>
      writer.write({ brief: { ...copy, turn }, media: all, segment, examples }),
    ),
  );
  const texts: MediumText[] = [];
  for (const medium of all)
    for (const [turn, one] of written.entries())
      for (const [at, fields] of (one.texts.get(medium) ?? []).entries())
        texts.push({
          medium,
          ...(segments[turn] && { segment: segments[turn] }),
          variant: variants[at] ?? "C",
          // A model was shown how the brand speaks.
          fields: one.writer === "model" ? fields : spokenAs(fields, voice, medium),
        });
  return {
    texts,
    writer: written.some((one) => one.writer === "model") ? "model" : "built_in",
    remarks: [...new Set(written.flatMap(({ remarks }) => remarks))],
  };
}

/** Whom the texts are for, each in words; one without a name where nobody is named apart. */
function segmentsOf(audience: Targeting | undefined, lang: Lang): (string | undefined)[] {
  const { age = [], gender = [] } = audience ?? {};
  const ages = age.map(({ min, max }) =>
    lang === "ko" ? (max ? `${min}–${max}세` : `${min}세 이상`) : max ? `${min}–${max}` : `${min}+`,
  );
  const genders = gender.map((one) => genderWords[one][lang]);
  const ordered = lang === "ko" ? { first: ages, second: genders } : { first: genders, second: ages };
  const { first, second } = ordered;
  const named =
    first.length > 0 && second.length > 0
      ? first.flatMap((one) => second.map((other) => `${one} ${other}`))
      : [...first, ...second];
  return named.length === 0 ? [undefined] : named.slice(0, MOST_SEGMENTS);
}

const genderWords = { female: words("여성", "women"), male: words("남성", "men") };

type OfferSaid = Checked["offer"];

/** "30% 할인", or the price where no discount is named. */
function offerText(offer: OfferSaid, currency: string, lang: Lang): string | undefined {
  const discount = discountText(offer?.discountPct);
  if (discount) return `${discount} ${lang === "ko" ? "할인" : "off"}`;
  return priceText(offer?.priceMinor, currency, lang);
}

export function discountText(pct: number | undefined): string | undefined {
  return pct === undefined ? undefined : `${Number(pct.toFixed(1))}%`;
}

export function priceText(minor: number | undefined, currency: string, lang: Lang): string | undefined {
  if (minor === undefined) return undefined;
  const value = minor / 10 ** exponentOf(currency);
  return formatQuantity({ value, unit: "currency", currency, metric: "budget", scope: {} }, lang);
}

export function untilText(day: string, lang: Lang): string {
  const { month, day: date } = Temporal.PlainDate.from(day);
  if (lang === "ko") return `${month}월 ${date}일까지`;
  return `until ${Temporal.PlainDate.from(day).toLocaleString("en-US", { month: "short", day: "numeric" })}`;
}
