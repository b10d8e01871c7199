// Finds a wide media-mix table: a date, one spend or impression column per channel, perhaps a target, and columns to keep out.

import { type HeaderCell, readHeaderCell } from "../header/header-cell.ts";
import { wideWords } from "../header/words.ts";
import { limits } from "../limits.ts";
import { isMissing, type SheetRow } from "../source.ts";

type MixMetric = "spend" | "impressions" | "clicks";
export type Channel = { name: string } & Partial<Record<MixMetric, number>>;
type Target = { conversions?: number; revenue?: number; perConversion?: number };

export type MixColumns = {
  /** Place of the header among the head lines. */
  at: number;
  cells: HeaderCell[];
  channels: Channel[];
  target: Target;
};

const LEAST_CHANNELS = 2;
/** Fields of an ordinary report: with them, columns such as `Search cost` are just more columns. */
const ordinary = new Set(["campaign", "campaignRef", "adGroup", "ad", "spend"]);

export function findMix(rows: SheetRow[]): MixColumns | undefined {
  for (const [at, row] of rows.slice(0, limits.headerLines).entries()) {
    const cells = row.cells.map(readHeaderCell);
    if (cells.some((cell) => cell.meaning && ordinary.has(cell.meaning.field))) continue;
    if (!cells.some((cell) => cell.meaning && ["day", "week", "month"].includes(cell.meaning.field)))
      continue;
    const channels = channelsOf(cells);
    const carried = channels.filter((one) => one.spend !== undefined || one.impressions !== undefined);
    if (carried.length >= LEAST_CHANNELS) return { at, cells, channels, target: targetOf(cells) };
  }
  return undefined;
}

function channelsOf(cells: HeaderCell[]): Channel[] {
  const found = new Map<string, Channel>();
  for (const cell of cells) {
    const part = channelPart(cell.text);
    if (!part || isAside(cell.text)) continue;
    const key = part.name.toLowerCase();
    const channel = found.get(key) ?? { name: part.name };
    channel[part.metric] ??= cell.index;
    found.set(key, channel);
  }
  return [...found.values()];
}

/** `Channel0_spend`, `TV cost`, `네이버_비용`, `cost_google`, `facebook_S`. */
function channelPart(text: string): { name: string; metric: MixMetric } | undefined {
  const bare = text
    .normalize("NFKC")
    .replace(/[([][^()[\]]*[)\]]/g, " ")
    .trim();
  for (const metric of ["spend", "impressions", "clicks"] as const) {
    for (const word of wideWords.suffixes[metric]) {
      const name = nameBeside(bare, word);
      if (name !== undefined) return { name, metric };
    }
  }
  return undefined;
}

function nameBeside(text: string, word: string): string | undefined {
  const lower = text.toLowerCase();
  const short = word.startsWith("_");
  const korean = /[가-힣]/.test(word);
  const ends = short || korean ? lower.endsWith(word) : new RegExp(`[_\\s.-]${word}$`).test(lower);
  if (ends) return channelName(text.slice(0, text.length - word.length));
  const starts = !short && new RegExp(`^${word}[_\\s.-]`).test(lower);
  return starts ? channelName(text.slice(word.length)) : undefined;
}

function channelName(text: string): string | undefined {
  const name = text.replace(/^[_\s.-]+|[_\s.-]+$/g, "");
  return isMissing(name) || wideWords.notChannels.includes(name.toLowerCase()) ? undefined : name;
}

/** Organic reach, controls and promotions are no paid channels. */
function isAside(text: string): boolean {
  const lower = text.toLowerCase();
  return wideWords.aside.some((word) => lower.includes(word));
}

function targetOf(cells: HeaderCell[]): Target {
  const target: Target = {};
  for (const part of ["perConversion", "conversions", "revenue"] as const) {
    const cell = cells.find(({ key }) => wideWords.target[part].includes(key));
    if (cell) target[part] = cell.index;
  }
  return target;
}
