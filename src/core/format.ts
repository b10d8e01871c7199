// How a quantity is written. The only place where shown figures, percent signs and currency signs are made.

import type { Lang } from "./locale.ts";
import { metrics } from "./metric.ts";
import { shownDecimals, UNKNOWN_CURRENCY } from "./money.ts";
import { amountQuantity, type Quantity } from "./quantity.ts";

const NO_VALUE = "–";

const intl: Readonly<Record<Lang, string>> = { ko: "ko-KR", en: "en-US" };
const formats = new Map<string, Intl.NumberFormat>();
/** What rounds to nothing has no minus: never "-0%". */
const signDisplay = "negative";
const plainDigits = new Intl.NumberFormat("en-US", {
  useGrouping: false,
  maximumFractionDigits: 12,
  signDisplay,
});

const compact: Readonly<Record<Lang, Intl.NumberFormat>> = { ko: compactIn("ko"), en: compactIn("en") };

function compactIn(lang: Lang): Intl.NumberFormat {
  return new Intl.NumberFormat(intl[lang], { notation: "compact", maximumSignificantDigits: 3, signDisplay });
}

/** `1,234원`, `$117.06`, `42,000`, `1.78%`, `420%`; "–" when the value is `null`. */
export function formatQuantity(quantity: Quantity, lang: Lang): string {
  const { value } = quantity;
  if (value === null) return NO_VALUE;
  if (quantity.metric === "effect") return signed(quantity, value, lang);
  return unsigned(quantity, value, lang);
}

/** A part of a change says its direction. */
function signed(quantity: Quantity, value: number, lang: Lang): string {
  return withSign(value, unsigned(quantity, Math.abs(value), lang));
}

/** @param size as it is shown: what rounds to nothing went neither way */
function withSign(value: number, size: string): string {
  const moved = /[1-9]/.test(size);
  const sign = !moved ? "±" : value > 0 ? "+" : "−";
  return `${sign}${size}`;
}

/** `3,000,000원`: an amount of a plan, a request or a limit. */
export function formatAmount(amount: Parameters<typeof amountQuantity>[0], lang: Lang): string {
  return formatQuantity(amountQuantity(amount), lang);
}

function unsigned(quantity: Quantity, value: number, lang: Lang): string {
  switch (quantity.unit) {
    case "currency":
      return formatCurrency(value, quantity.currency ?? UNKNOWN_CURRENCY, lang);
    case "count":
      return decimal(lang, 0, Number.isInteger(value) ? 0 : 2).format(value);
    case "ratio":
      return formatRatio(quantity, value, lang);
  }
}

/** The same figure in little room, for the ticks of an axis only: `1,200만원`, `₩12M`, `4.2만`; never the figure itself. */
export function formatTick(quantity: Quantity, lang: Lang): string {
  const { value } = quantity;
  if (value === null || quantity.unit === "ratio") return formatQuantity(quantity, lang).replace("-", "−");
  return `${value < 0 ? "−" : ""}${shortOf(quantity, Math.abs(value), lang)}`;
}

function shortOf({ unit, currency }: Quantity, value: number, lang: Lang): string {
  const short = compact[lang].format(value);
  if (unit === "count") return short;
  if (currency === "KRW") return lang === "ko" ? `${short}원` : `₩${short}`;
  return currency === "USD" ? `$${short}` : short;
}

/** A relative change with its sign: `+12.3%`, `−4.0%`, `±0.0%`; a change of rates in points: `+0.40%p`. */
export function formatChange(quantity: Quantity, lang: Lang): string {
  if (quantity.value === null) return NO_VALUE;
  const size = Math.abs(quantity.value) * 100;
  const points = quantity.metric === "points";
  const shown = decimal(lang, points ? 2 : 1, points ? 2 : 1).format(size);
  return `${withSign(quantity.value, shown)}${points ? "%p" : "%"}`;
}

/** The figure as a file holds it, not rounded: `4210000`, `420` for 420%; nothing without a value. */
export function formatPlain(quantity: Quantity): string {
  const { value } = quantity;
  if (value === null) return "";
  const shown = isPercent(quantity) ? Number((value * 100).toPrecision(15)) : value;
  return plainDigits.format(shown);
}

/** Size of a file: `45 KB`, `1.4 MB`. */
export function formatBytes(bytes: number): string {
  const [value, unit] =
    bytes < 1_000_000 ? [Math.max(1, Math.round(bytes / 1_000)), "KB"] : [bytes / 1_000_000, "MB"];
  return `${decimal("en", 0, unit === "KB" ? 0 : 1).format(value)} ${unit}`;
}

/** The unit that belongs over a column of such figures: `원`, `USD`, `%`, `%p`; nothing for a count or a multiple. */
export function formatUnit(quantity: Quantity, lang: Lang): string {
  if (quantity.unit === "ratio" && quantity.metric === "points") return "%p";
  if (quantity.unit === "ratio") return isPercent(quantity) ? "%" : "";
  if (quantity.unit === "count" || (quantity.currency ?? UNKNOWN_CURRENCY) === UNKNOWN_CURRENCY) return "";
  return quantity.currency === "KRW" && lang === "ko" ? "원" : (quantity.currency ?? "");
}

function isPercent(quantity: Quantity): boolean {
  return quantity.unit === "ratio" && shownAs(quantity) !== "multiple";
}

function shownAs({ metric }: Quantity): string | undefined {
  return metric in metrics ? metrics[metric as keyof typeof metrics].shown : undefined;
}

function formatRatio(quantity: Quantity, value: number, lang: Lang): string {
  if (quantity.metric === "change" || quantity.metric === "points") return formatChange(quantity, lang);
  if (quantity.metric === "share") return `${decimal(lang, 1, 1).format(value * 100)}%`;
  const shown = shownAs(quantity);
  if (shown === "multiple") return decimal(lang, 2, 2).format(value);
  if (shown === "whole_percent") return `${decimal(lang, 0, 0).format(value * 100)}%`;
  return `${decimal(lang, 2, rateDecimals(value)).format(value * 100)}%`;
}

/** Two decimals, more where two would hide the rate: 0.0179 %. */
function rateDecimals(value: number): number {
  const percent = Math.abs(value) * 100;
  return percent === 0 || percent >= 0.1 ? 2 : Math.min(6, 2 - Math.floor(Math.log10(percent)));
}

function formatCurrency(value: number, currency: string, lang: Lang): string {
  const digits =
    value !== 0 && Math.abs(value) < 1 ? Math.max(shownDecimals(currency), 2) : shownDecimals(currency);
  const amount = decimal(lang, digits, digits).format(value);
  // Said once, over the column or figure and in the footer: in every cell it would drown the figures.
  if (currency === UNKNOWN_CURRENCY) return amount;
  if (currency === "KRW") return lang === "ko" ? `${amount}원` : `₩${amount}`;
  if (currency === "USD") return amount.startsWith("-") ? `-$${amount.slice(1)}` : `$${amount}`;
  return `${amount} ${currency}`;
}

function decimal(lang: Lang, least: number, most: number): Intl.NumberFormat {
  const key = `${lang}${least}${most}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(intl[lang], {
    minimumFractionDigits: least,
    maximumFractionDigits: most,
    signDisplay,
  });
  formats.set(key, made);
  return made;
}

/** At most `most` UTF-16 units, `…` among them where something was cut; no letter is cut in half. */
export function clipped(text: string, most: number): string {
  return text.length <= most ? text : `${wholeLetters(text.slice(0, most - 1))}…`;
}

/** A piece of a text without the half of a letter that cutting may have left at either end. */
export function wholeLetters(piece: string): string {
  return piece.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, "");
}
