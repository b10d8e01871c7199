// What a person asked for in words, made into briefs: which media, which formats, which language, what it is about.

import type { Lang } from "../../core/locale.ts";
import { Medium } from "../../core/medium.ts";
import type { Filter } from "../../core/query.ts";
import { formats, type Format } from "../../drawing/creative/formats.ts";
import type { CreativeBrief } from "./brief.ts";
import type { GenerateCopy, GenerateImage } from "./inputs.ts";

/** Where nobody says which. */
const usual: readonly Medium[] = ["meta", "naver", "google_ads"];
const NEAR = 0.12;

export function copyBriefs(input: GenerateCopy, lang: Lang): CreativeBrief[] {
  const { product, tone, targeting, filters, languages } = input;
  const media = mediaOf(filters);
  const shared = {
    product: product ?? nameIn(filters) ?? "",
    objective: "sales" as const,
    media,
    formats: media.flatMap((medium) => formats.find((format) => format.medium === medium)?.id ?? []),
    ...(tone && { tone }),
    ...(targeting && { audience: targeting }),
  };
  const wished = languages.length > 0 ? [...new Set(languages)] : [lang];
  return wished.map((one, at) => ({ ...shared, lang: one, ...(at > 0 && { formats: [] }) }));
}

export function imageBrief(input: GenerateImage, lang: Lang): CreativeBrief {
  const { product, filters, text } = input;
  const media = mediaOf(filters);
  const fitting = formatsFor(input, namesMedium(filters) ? media : Medium.options);
  const few = media.flatMap((medium) => formats.filter((format) => format.medium === medium).slice(0, 2));
  const wished = fitting ?? few;
  return {
    product: product ?? nameIn(filters) ?? "",
    objective: "sales",
    media: [...new Set([...(fitting ? [] : media), ...wished.map(({ medium }) => medium)])],
    formats: wished.map(({ id }) => id),
    lang,
    ...(text && { headline: text.slice(0, 120) }),
  };
}

/** What a wish is about where it names a stored campaign, without the marks of a naming rule. */
function nameIn(filters: readonly Filter[]): string | undefined {
  const named = filters.find(({ field }) => field === "campaign" || field === "adGroup" || field === "ad");
  const name = named?.values[0]?.replaceAll(/\[[^\]]*\]|[_|/]+/g, " ").trim();
  return name?.slice(0, 200) || undefined;
}

function namesMedium(filters: readonly Filter[]): boolean {
  return filters.some(({ field, op }) => field === "medium" && op === "in");
}

function mediaOf(filters: readonly Filter[]): Medium[] {
  const named = filters
    .filter(({ field, op }) => field === "medium" && op === "in")
    .flatMap(({ values }) => values.flatMap((value) => Medium.safeParse(value).data ?? []));
  return named.length > 0 ? named : [...usual];
}

/** Formats of the wished size or shape, at most six; `undefined` where none was wished for or none is near. */
function formatsFor({ size, aspect }: GenerateImage, media: readonly Medium[]): Format[] | undefined {
  const [width, height] = numbersIn(size);
  const [wide, high] = numbersIn(aspect);
  const among = formats.filter(({ medium }) => media.includes(medium));
  const exact = width && height ? among.filter((one) => one.width === width && one.height === height) : [];
  const ratio = width && height ? width / height : wide && high ? wide / high : undefined;
  if (ratio === undefined) return undefined;
  const near = among
    .map((format) => ({ format, off: Math.abs(Math.log(format.width / format.height / ratio)) }))
    .filter(({ off }) => off < NEAR)
    .toSorted((a, b) => a.off - b.off)
    .map(({ format }) => format);
  const found = exact.length > 0 ? exact : near.slice(0, 4);
  return found.length > 0 ? found : undefined;
}

function numbersIn(text: string | undefined): number[] {
  return (text?.match(/\d+(?:\.\d+)?/g) ?? []).map(Number);
}
