// A responsive search ad as Google wants it: 3 to 15 headlines, 2 to 4 descriptions, no name; the tag travels in its URL suffix.

import { landing, textsLike } from "./given.ts";
import { MediumError, type NewAd } from "./medium.ts";
import { TAG_PARAMETER, tagOf } from "./tag.ts";

const HEADLINES = { least: 3, most: 15 };
const DESCRIPTIONS = { least: 2, most: 4 };

/**
 * @param adGroup resource name
 * @throws MediumError "refused", code `texts`, when there are too few different ones: none is invented
 */
export function googleAd(adGroup: string, { name, texts, landingUrl }: NewAd): object {
  const digits = tagOf(name);
  const headlines = [...textsLike(texts, "headline"), ...textsLike(texts, "title")];
  const descriptions = [...textsLike(texts, "description"), ...textsLike(texts, "body")];
  return {
    adGroupAdOperation: {
      create: {
        adGroup,
        status: "PAUSED",
        ad: {
          finalUrls: [landing("google_ads", landingUrl)],
          ...(digits !== undefined && { finalUrlSuffix: `${TAG_PARAMETER}=${digits}` }),
          responsiveSearchAd: {
            headlines: assets(headlines, HEADLINES),
            descriptions: assets(descriptions, DESCRIPTIONS),
          },
        },
      },
    },
  };
}

/** Equal texts stand once. */
function assets(texts: readonly string[], { least, most }: typeof HEADLINES): { text: string }[] {
  const distinct = [...new Set(texts)].slice(0, most);
  if (distinct.length >= least) return distinct.map((text) => ({ text }));
  const message = `${distinct.length} different texts where ${least} are needed`;
  throw new MediumError("refused", message, { medium: "google_ads", code: "texts" });
}
