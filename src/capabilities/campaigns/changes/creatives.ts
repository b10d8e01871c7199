// Which creative a person means: those a campaign has, running or not, and drafts made for it.

import { nameKey } from "../../../language/names.ts";
import type { CampaignAds, RunningAd, Shows } from "./ads.ts";
import type { Drafted } from "./drafts.ts";

/** One creative of one campaign. `key` names it beyond doubt; `letter` is what people call it. */
export type Candidate = {
  key: string;
  letter?: string;
  headline: string;
  from: "ads" | "draft";
  /** Of a draft: a model made the photograph on its pictures. */
  madePhoto?: boolean;
  ads: readonly RunningAd[];
  /** Left out where no new ad can be made of it. */
  shows?: Omit<Shows, "landingUrl">;
};

/** In doubt: several that fit, or all where none fits. */
export type Chosen =
  | { kind: "one"; candidate: Candidate }
  | { kind: "doubt"; among: Candidate[]; fits: boolean };

/** @param said letter, number, words of its headline, `other`, or a key */
export function chooseCreative(said: string, candidates: readonly Candidate[]): Chosen {
  const exact = candidates.find(({ key }) => key === said);
  if (exact) return { kind: "one", candidate: exact };
  const fitting = fittingOf(said, candidates);
  const [only] = fitting;
  if (only && fitting.length === 1) return { kind: "one", candidate: only };
  const fits = fitting.length > 1;
  return { kind: "doubt", among: fits ? fitting : [...candidates], fits };
}

function fittingOf(said: string, candidates: readonly Candidate[]): Candidate[] {
  if (said === "other") return candidates.filter((one) => !isOnAir(one));
  const letter = /^[a-z]$/i.test(said) ? said.toUpperCase() : letterAt(said);
  if (letter !== undefined) return candidates.filter((one) => one.letter === letter);
  const key = nameKey(said);
  return key === "" ? [] : candidates.filter(({ headline }) => nameKey(headline).includes(key));
}

/** 2 = B. */
function letterAt(said: string): string | undefined {
  const number = /^\d{1,2}$/.test(said) ? Number(said) : 0;
  return number >= 1 && number <= 26 ? String.fromCodePoint(64 + number) : undefined;
}

export function isOnAir({ ads }: Candidate): boolean {
  return ads.some(({ status }) => isRunning(status));
}

export function isRunning(status: RunningAd["status"]): boolean {
  return status === "active" || status === "in_review";
}

/** Those the campaign has, then drafts for it that no ad shows yet. */
export function candidatesOf({ one, ads }: CampaignAds, drafts: readonly Drafted[]): Candidate[] {
  const there = [...Map.groupBy(ads, keyOfAd).values()].map(candidateOf);
  const known = new Set(there.map(({ headline }) => nameKey(headline)));
  const drafted = drafts
    .filter(({ product }) => isFor(product, one.name))
    .slice(0, 1)
    .flatMap((set) => draftsFor(set, one.medium))
    .filter(({ headline }) => !known.has(nameKey(headline)));
  return [...there, ...drafted];
}

/** Ads of one creative carry its letter, else its name. */
function keyOfAd({ letter, name }: RunningAd): string {
  return letter === undefined ? `ad:=${name}` : `ad:${letter}`;
}

export function candidateOf(ads: readonly RunningAd[]): Candidate {
  const [first] = ads;
  if (!first) throw new Error("a creative without an ad");
  const { letter, shows, name } = ads.find((ad) => ad.shows) ?? first;
  return {
    key: keyOfAd(first),
    ...(letter !== undefined && { letter }),
    headline: (letter === undefined ? undefined : shows && headlineOf(shows.texts)) ?? name,
    from: "ads",
    ads,
    ...(shows && { shows }),
  };
}

function draftsFor({ versionId, texts, images, madePhoto }: Drafted, medium: string): Candidate[] {
  return texts
    .filter((text) => text.medium === medium)
    .map(({ variant, fields }) => {
      const words = Object.fromEntries(fields.map(({ field, text }) => [field, text]));
      const pictures = images.filter((image) => image.medium === medium);
      return {
        key: `draft:${versionId}:${variant}`,
        letter: variant,
        headline: headlineOf(words) ?? variant,
        from: "draft" as const,
        madePhoto,
        ads: [],
        shows: {
          texts: words,
          images: pictures.map(({ format, documentId }) => ({ format, documentId })),
          shown: [],
        },
      };
    });
}

function headlineOf(texts: Readonly<Record<string, string>>): string | undefined {
  const field =
    Object.keys(texts).find((name) => /^(?:headline|title)1?$/.test(name)) ?? Object.keys(texts)[0];
  return field === undefined ? undefined : texts[field];
}

/** A word of the product stands in the campaign's name. */
function isFor(product: string, campaign: string): boolean {
  const name = nameKey(campaign);
  return product.split(/\s+/).some((word) => nameKey(word).length >= 2 && name.includes(nameKey(word)));
}
