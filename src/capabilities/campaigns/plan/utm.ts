// Tags of a landing page by the workspace's rule. What a link carries already stays as it is, so tagging twice changes nothing.

import { type CampaignRule, filled, type RuleValues } from "./naming.ts";

/** 여름 샌들 세일! = 여름_샌들_세일: letters and digits, joined. */
export function slugOf(name: string): string {
  const parts = name
    .normalize("NFC")
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu);
  const slug = (parts ?? ["campaign"]).join("_").slice(0, 60);
  return slug.replace(/[\uD800-\uDBFF]$/, ""); // half a letter cannot stand in an address
}

/** @param url a whole address, checked before */
export function taggedUrl(url: string, said: RuleValues, rule: CampaignRule): string {
  const [address = "", ...fragments] = url.split("#");
  const fragment = fragments.length > 0 ? `#${fragments.join("#")}` : "";
  const known = new URL(url).searchParams;
  const values = { ...said, name: slugOf(said.name), brand: slugOf(said.brand) };
  const tags = [
    ["utm_source", filled(rule.utmSource, values)],
    ["utm_medium", filled(rule.utmMedium, values)],
    ["utm_campaign", filled(rule.utmCampaign, values)],
  ] as const;
  const missing = tags.filter(([key]) => !known.has(key));
  if (missing.length === 0) return url;
  const query = missing.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join("&");
  const joint = !address.includes("?") ? "?" : /[?&]$/.test(address) ? "" : "&";
  return `${address}${joint}${query}${fragment}`;
}
