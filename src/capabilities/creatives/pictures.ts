// The pictures of a creative: designs from brand, lines and offer, laid out for each format, drawn in the worker and kept as documents.

import { Failure } from "../../core/failure.ts";
import { type Lang, words } from "../../core/locale.ts";
import { isDrawn } from "../../drawing/creative/clean.ts";
import type { Design, Layout, Offer, TooLong } from "../../drawing/creative/design.ts";
import { formatOf, formatsOf, type Format } from "../../drawing/creative/formats.ts";
import { isTooLong, layoutOf } from "../../drawing/creative/layout.ts";
import type { Photo } from "../../drawing/creative/photo.ts";
import type { Ctx } from "../context.ts";
import { keepMade } from "../documents/documents.ts";
import { studio } from "../studio.ts";
import type { BrandGuide } from "./brand.ts";
import type { Checked, CreativeImage } from "./brief.ts";
import { pictureLines } from "./copy/write-copy.ts";
import { discountText, type Prepared, priceText, untilText } from "./texts.ts";

const FEW = 4;
const NO_BREAK = "\u00a0";
const LONGEST_GLUED = 14;

/** Printed on every picture. */
export const pictureMark = words("AI로 만든 이미지", "Made with AI");
const off = words("할인", "OFF");

export type Pictures = { images: CreativeImage[]; left: { format: string; reason: string }[] };

type Order = {
  brief: Checked;
  guide: BrandGuide;
  made: Prepared;
  currency: string;
  number: number;
  photo: Photo | undefined;
};

export async function drawPictures(ctx: Ctx, order: Order): Promise<Pictures> {
  const designs = designsOf(order);
  const done = await Promise.all(
    wanted(order.brief).map((format) => drawOne(ctx, { ...order, format, designs })),
  );
  return {
    images: done.flatMap((one) => ("documentId" in one ? [one] : [])),
    left: done.flatMap((one) => ("reason" in one ? [one] : [])),
  };
}

/** Every format of the media, for when a creative is converted. */
export function allFormats(media: Checked["media"]): string[] {
  return [...new Set(media)].flatMap((medium) => formatsOf(medium).map(({ id }) => id));
}

/** The formats that are to be drawn. */
export function wanted({ formats, media }: Checked): Format[] {
  if (!formats) return [...new Set(media)].flatMap((medium) => formatsOf(medium).slice(0, FEW));
  return formats.flatMap((id) => formatOf(id) ?? []);
}

type One = Order & { format: Format; designs: Design[] };

async function drawOne(ctx: Ctx, one: One): Promise<CreativeImage | { format: string; reason: string }> {
  const { format, designs, photo, brief, number, made } = one;
  const { lang } = brief;
  const laid = firstLaid(designs, format);
  if (!laid) return { format: format.id, reason: noWords[lang] };
  if ("role" in laid) return { format: format.id, reason: reasonOf(laid, lang) };
  const { layout, design } = laid;
  const usesPhoto = layout.marks.some(({ kind }) => kind === "photo");
  const png = await studio(ctx).paint({
    layout,
    mostBytes: format.mostBytes,
    note: pictureMark[lang],
    ...(usesPhoto && photo && { photo }),
  });
  if (!png) return { format: format.id, reason: notDrawn[lang] };
  if (png.length > format.mostBytes) return { format: format.id, reason: tooHeavy[lang] };
  const name = `${(made.subject.product || "creative").replaceAll(/\s+/g, "-")}_${format.id}_v${number}.png`;
  const kept = await keepMade(ctx, { name, content: png });
  const { id, medium, width, height } = format;
  const alt = [
    design.headline.replaceAll(NO_BREAK, " "),
    design.offer && [design.offer.big, design.offer.note].filter(Boolean).join(" "),
    pictureMark[lang],
  ];
  return {
    format: id,
    medium,
    width,
    height,
    documentId: kept.id,
    name: kept.name,
    bytes: kept.bytes,
    alt: alt.filter(Boolean).join(" · "),
  };
}

const noWords = words("이 규격에 넣을 문구를 만들지 못했어요.", "I have no words for this format.");
const notDrawn = words(
  "지금은 그리지 못했어요. 다시 요청해 주세요.",
  "It could not be drawn now. Please ask again.",
);
const tooHeavy = words("매체가 받는 용량보다 커요.", "It is heavier than the medium takes.");

function reasonOf({ role, text, shorter }: TooLong, lang: Lang): string {
  const what = roleWords[role]?.[lang] ?? role;
  if (lang === "ko")
    return `${what} ‘${text}’ 문구가 이 크기에는 길어요.${shorter ? ` ‘${shorter}’ 정도로 줄여 주세요.` : " 더 짧게 적거나 매체의 문구 칸에 넣어 주세요."}`;
  return `The ${what} “${text}” is too long for this size.${shorter ? ` Try “${shorter}”.` : " Shorten it or put it into a text field of the medium."}`;
}

const roleWords: Partial<Record<TooLong["role"], Record<Lang, string>>> = {
  headline: words("제목", "headline"),
  sub: words("설명", "line below"),
  legal: words("고지", "notice"),
  cta: words("버튼", "button"),
  big: words("혜택", "offer"),
  price: words("가격", "price"),
};

/** The first design that has room; else what stands in the way of the last, shortest one. */
function firstLaid(
  designs: readonly Design[],
  format: Format,
): { layout: Layout; design: Design } | TooLong | undefined {
  let tooLong: TooLong | undefined;
  for (const design of designs) {
    const layout = layoutOf(design, format);
    if (!isTooLong(layout)) return { layout, design };
    tooLong = layout;
    if (layout.role === "legal") return layout;
  }
  return tooLong;
}

/**
 * The notices of the brand and the brief in one line; empty where there are none.
 * @throws Failure "invalid" where the font lacks a letter of them: to be known before a photograph is asked for
 */
export function noticeOf({ brief, guide }: Pick<Order, "brief" | "guide">): string {
  const legal = [...guide.legal, ...(brief.legalLines ?? [])]
    .map((line) => line.trim())
    .filter(Boolean)
    .join(" ");
  if (legal && !isDrawn(legal)) throw unknownLetters(legal);
  return legal;
}

/** The same picture with each of its possible headlines and lines below, the best first. */
function designsOf({ brief, guide, made, currency, photo }: Order): Design[] {
  const { lang } = brief;
  const { copy, industry } = made;
  const offer = offerOf(brief, currency);
  const { heads, says, cta } = pictureLines({
    ...copy,
    offer: undefined,
    ...(offer && { occasion: undefined }),
  });
  const legal = noticeOf({ brief, guide });
  const base: Omit<Design, "headline"> = {
    lang,
    template: photo ? "photo" : offer ? "offer" : "type",
    palette: guide.colors ?? industry.palette,
    cta,
    mark: pictureMark[lang],
    ...(guide.name && isDrawn(guide.name) && { brand: guide.name }),
    ...(offer && { offer }),
    ...(legal && { legal }),
    ...(photo && { photo: { width: photo.width, height: photo.height } }),
  };
  const subs = [...says.filter(isDrawn).slice(0, 4), undefined];
  const wished = brief.headline === undefined ? heads.filter(isDrawn) : [brief.headline];
  return wished
    .flatMap((headline) => [...new Set([glued(headline, copy.thing), headline])])
    .flatMap((headline) => subs.map((sub) => ({ ...base, headline, ...(sub && { sub }) })));
}

/** A short name stays in one line, where there is room for that. */
function glued(headline: string, thing: string): string {
  if (thing.length > LONGEST_GLUED || !thing.includes(" ")) return headline;
  return [thing, capital(thing)].reduce(
    (text, name) => text.replaceAll(name, name.replaceAll(" ", NO_BREAK)),
    headline,
  );
}

function unknownLetters(text: string): Failure {
  return new Failure("invalid", "a notice has letters that the font does not have", {
    say: words(
      `고지 문구에 그릴 수 없는 글자가 있어요: ${text}`,
      `A notice has letters I cannot draw: ${text}`,
    ),
    next: words("한글이나 영문으로 바꿔 주세요.", "Write it in Hangul or Latin letters."),
  });
}

function offerOf({ offer, lang }: Checked, currency: string): Offer | undefined {
  const discount = discountText(offer?.discountPct);
  const price = priceText(offer?.priceMinor, currency, lang);
  const was = priceText(offer?.wasMinor, currency, lang);
  const big = discount ?? price;
  if (big === undefined) return undefined;
  const until = offer?.until && capital(untilText(offer.until, lang));
  return {
    big,
    ...(discount && { note: off[lang], ...(price && { price }) }),
    ...(was && { was }),
    ...(until && { until }),
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
