// Korean names in Latin letters, for places that take no others: tags of links, names in tools that cannot search Hangul.

import { romanize } from "es-hangul";

/** 여름 샌들 세일 → yeoreum_saendeul_seil: lower case, letters and digits, joined. */
export function latinSlug(text: string): string {
  const latin = text.normalize("NFC").replace(/[가-힣]+/g, (hangul) => romanize(hangul));
  const plain = latin.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return (plain.match(/[a-z0-9]+/g) ?? []).join("_");
}
