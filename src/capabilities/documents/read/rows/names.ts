// Names of the three levels in one row. An id stands in where a name is missing, unless a spreadsheet has ruined it.

import type { Plan } from "../plan.ts";
import { isMissing } from "../source.ts";

export type RowNames = {
  campaign?: string;
  campaignRef?: string;
  adGroup?: string;
  ad?: string;
  empty: boolean;
  /** A letter could not be decoded. */
  damaged: boolean;
};

/** `1.20253E+17`: the digits are gone, so it names nothing. */
const ruinedId = /^\d+([.,]\d+)?e\+?\d+$/i;
/** Spreadsheets are told to keep an id as text by `="123"` or a leading apostrophe. */
const guarded = /^(?:="(.*)"|'(.*))$/;
const REPLACEMENT = "\ufffd";

export function buildNameReader({ names }: Plan, damaged: boolean): (cells: string[]) => RowNames {
  return (cells) => {
    const found: RowNames = { empty: true, damaged: false };
    const campaignRef = idAt(cells, names.campaignRef);
    if (campaignRef !== undefined) found.campaignRef = campaignRef;
    const campaign = textAt(cells, names.campaign) ?? campaignRef;
    const adGroup = textAt(cells, names.adGroup) ?? idAt(cells, names.adGroupRef);
    const ad = textAt(cells, names.ad) ?? idAt(cells, names.adRef);
    if (campaign !== undefined) found.campaign = campaign;
    if (adGroup !== undefined) found.adGroup = adGroup;
    if (ad !== undefined) found.ad = ad;
    found.empty = campaign === undefined && adGroup === undefined && ad === undefined;
    if (damaged) found.damaged = [campaign, adGroup, ad].some((name) => name?.includes(REPLACEMENT));
    return found;
  };
}

function isRuinedId(cell: string): boolean {
  return ruinedId.test(cell.trim());
}

function textAt(cells: string[], index: number | undefined): string | undefined {
  const cell = index === undefined ? undefined : cells[index];
  return cell === undefined || isMissing(cell) ? undefined : cell.trim();
}

function idAt(cells: string[], index: number | undefined): string | undefined {
  const text = textAt(cells, index);
  if (text === undefined || isRuinedId(text)) return undefined;
  const bare = guarded.exec(text);
  return bare ? (bare[1] ?? bare[2]) : text;
}
