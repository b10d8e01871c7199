// How near a name stands to a figure: tied to it, beside it, or in a list of names.

import type { Mention } from "./mentions.ts";

/** Words between a figure and the name behind it that tie the two: 16,875원인 구글, ₩16,875 for Google, 4% lower spend. */
const tied =
  /^(?:인|짜리|이었던|였던|을 기록한|를 기록한|의|을 쓴|를 쓴)\s|^\s?(?:(?!(?:and|or|while|but|to|as)\s)[a-z-]+\s)?(?:drop|decline|decrease|fall|increase|rise|gain|growth|jump|cut|change|share|more|less|lower|higher|fewer|worth)?\s?(?:in|of|for|on|from|by|through|via|went to)\s(?:the\s|its\s)?$|^\s(?:lower|higher|fewer|more|less)\s$|^\s?(?:줄어든|늘어난|감소한|증가한|오른|내린|높은|낮은)\s$/;
const beside = /^\s?(?:원|건|회|을|를|이)?\s?$/;

/** @param after the text behind the name */
export function attachment(between: string, after: string): "sure" | "maybe" | undefined {
  // 13,115원(카카오)
  if (/^\s?\($/.test(between) && /^(?:'s)?\)/.test(after)) return "sure";
  if (/[,;.()]/.test(between) || between.length > 24) return undefined;
  if (tied.test(between)) return "sure";
  return beside.test(between) ? "maybe" : undefined;
}

export function touches(between: string): boolean {
  return /^(?:'s)?\s?(?:의|은|는|이|가)?\s?[(:]?\s?(?:at|of|cpa|cpc|cpm|ctr|cvr|roas|aov|광고비|매출)?\s?[(:]?[+-]?$/.test(
    between,
  );
}

const joint = /^\s?(?:와|과|랑|이랑|하고|및|그리고|·|\/|,|&|and|, and|plus)\s?$/;

/** 메타와 네이버: the names that stand together, up to `last`. */
export function groupUpTo<M extends Mention>(text: string, all: readonly M[], last: M): M[] {
  const group = [last];
  for (const one of all.toReversed()) {
    const first = group[0];
    if (!first || one.to > first.from) {
      if (one.from === first?.from && one !== first) group.unshift(one);
      continue;
    }
    if (!joint.test(text.slice(one.to, first.from).replace(/^의?\s?(?:캠페인|광고비|cpa|cpc|roas)/, "")))
      break;
    group.unshift(one);
  }
  return group;
}

export function groupFrom<M extends Mention>(text: string, all: readonly M[], first: M): M[] {
  const last = all
    .filter((one) => one.from >= first.from)
    .reduce((end, one) => (joint.test(text.slice(end.to, one.from)) ? one : end), first);
  return groupUpTo(text, all, last).filter((one) => one.from >= first.from);
}
