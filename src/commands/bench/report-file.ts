// A made report of any length: a Meta-like export with 14 columns, one row per ad and day, a totals row last.

import { createWriteStream } from "node:fs";
import { once } from "node:events";

const ADS = 500;
const FIRST_DAY = Temporal.PlainDate.from("2024-01-01");

const header =
  "Day,Campaign name,Ad set name,Ad name,Delivery status,Attribution setting,Amount spent (KRW),Impressions,Link clicks,Purchases,Purchases conversion value,CTR (link click-through rate),CPC (cost per link click) (KRW),Comment";

/** Writes `rows` rows (or as many as fit in `bytes`) and gives back how many. */
export async function writeReport(
  path: string,
  limit: { rows: number } | { bytes: number },
): Promise<number> {
  const out = createWriteStream(path);
  out.write(`${header}\n`);
  const rows = "rows" in limit ? limit.rows : Number.POSITIVE_INFINITY;
  const bytes = "bytes" in limit ? limit.bytes : Number.POSITIVE_INFINITY;
  let written = 0;
  let size = 0;
  while (written < rows && size < bytes) {
    let chunk = "";
    for (let n = 0; n < 1000 && written < rows; n += 1) chunk += reportLine(written++);
    size += chunk.length;
    if (!out.write(chunk)) await once(out, "drain");
  }
  out.end();
  await once(out, "finish");
  return written;
}

function reportLine(index: number): string {
  const ad = index % ADS;
  const day = FIRST_DAY.add({ days: Math.floor(index / ADS) });
  const impressions = 1000 + ((index * 7919) % 90_000);
  const clicks = 10 + ((index * 104_729) % 900);
  const spend = 5000 + ((index * 15_485_863) % 400_000);
  const orders = (index * 32_452_843) % 20;
  const group = Math.floor(ad / 5);
  const ctr = ((clicks / impressions) * 100).toFixed(4);
  return `${day},Campaign ${Math.floor(ad / 25)},Ad set ${group},Ad ${ad},active,7-day click,${spend},${impressions},${clicks},${orders},${orders * 32_000},${ctr},${(spend / clicks).toFixed(2)},made for measuring\n`;
}
