// A new campaign, as it was asked for.

import type { z } from "zod";
import type { Targeting } from "../../../core/slots.ts";
import type { CreateCampaign } from "../../../capabilities/campaigns/create-tool.ts";
import type { Wish } from "../interpretation.ts";
import { countOf } from "../../../language/number-words.ts";
import type { Found } from "../look.ts";
import { has } from "../scan.ts";
import { waysSaid } from "../work-said.ts";
import { addressIn } from "./address.ts";
import { flightOf } from "./dates.ts";
import { bidOf, budgetOf } from "./money.ts";
import { keywordNames, levelOf } from "./objects.ts";
import { targetingOf } from "./people.ts";
import { lettersOf } from "./request.ts";
import { advertisedOf } from "./product.ts";
import { mediaOf, said, valuesOf } from "./spoken.ts";

type Input = z.input<typeof CreateCampaign>;

const objectives = ["awareness", "traffic", "leads", "sales"] as const;
const formats = ["video", "carousel", "image"] as const;

export function createOf(found: Found): Wish {
  const { scan } = found;
  const letters = lettersOf(scan);
  const advertised = advertisedOf(found);
  const input: Input = said({
    media: mediaMeant(found, letters),
    dropMedia: mediaLeftOut(found),
    placements: [
      ...new Set([...valuesOf(found, "placement"), ...valuesOf(found, "product_type"), ...feedsIn(letters)]),
    ],
    ...advertised,
    objective: objectives.find((aim) => has(scan, `aim_${aim}`)),
    budget: budgetOf(found),
    bid: bidOf(found),
    targeting: withoutPlacesOf(targetingOf(found), advertised.product),
    ...flightOf(scan),
    keywords: keywordNames(found).map(({ words }) => words),
    split:
      has(scan, "even_split") ||
      /50\s?[/:-]\s?50|5\s?:\s?5|1\s?\/\s?n(?![a-z])|(?<![a-z])half .{1,24}(?<![a-z])half /.test(letters)
        ? ("even" as const)
        : undefined,
    format:
      formats.find((format) => has(scan, `format_${format}`)) ??
      (valuesOf(found, "campaign_type").includes("video") ? "video" : undefined),
    type: typeOf(found, letters),
    level: levelOf(found) === "adGroup" ? ("adGroup" as const) : undefined,
    initialStatus: has(scan, "start_off") ? ("paused" as const) : undefined,
    url: addressIn(scan),
    byTemplate: waysSaid(scan).has("at_once") ? true : undefined,
  });
  return { tool: "create_campaign", input };
}

/** 인스타 stands for its medium, and for where in it the ads are to be. */
function feedsIn(letters: string): string[] {
  const feeds = [
    ["instagram", /인스타|인별|instagram|(?<![a-z])insta(?![a-z])/],
    ["facebook", /페이스북|페북|facebook/],
  ] as const;
  return feeds.flatMap(([feed, said]) => (said.test(letters) ? [feed] : []));
}

/** 카카오 빼고: the usual media without it, where none is named. */
function mediaLeftOut({ limits }: Found): string[] | undefined {
  const out = limits.filters.filter(({ field, op }) => field === "medium" && op === "not_in");
  return out.length > 0 ? out.flatMap(({ values }) => values) : undefined;
}

/** 5개 매체: so many of those there are, the usual ones first. */
function mediaMeant(found: Found, letters: string): string[] {
  const named = mediaOf(found);
  if (named.length > 0 || !waysSaid(found.scan).has("many_media")) return named;
  const [, word = ""] =
    /(\d|두|세|네|다섯|여섯|two|three|four|five|six)\s?(?:개\s?)?(?:매체|채널|플랫폼|media|channels|platforms)/.exec(
      letters,
    ) ?? [];
  return usual.slice(0, countOf(word) ?? Number(word));
}

const usual = ["meta", "naver", "google_ads", "kakao", "tiktok"];

/** Google display, 구글 검색: the kind of campaign said right behind its medium. */
function typeOf(found: Found, letters: string): string | undefined {
  if (has(found.scan, "test_word")) return "ab_test";
  const [, search, display, most] =
    /(?:google|구글)(?:\sads)?\s?(?:(search|검색)|(display|디스플레이)|(pmax|performance max|실적 최대화))/.exec(
      letters,
    ) ?? [];
  if (search) return "search";
  if (display) return "display";
  if (most) return "performance_max";
  return valuesOf(found, "campaign_type").find((type) => type !== "video");
}

/** 제주 한라봉: the place is where the thing comes from, not where its buyers live. */
function withoutPlacesOf(targeting: Targeting | undefined, product = ""): Targeting | undefined {
  if (!targeting) return undefined;
  const region = targeting.region.filter((place) => !product.includes(place));
  const { age, gender, audience } = targeting;
  return region.length + age.length + gender.length + audience.length > 0
    ? { ...targeting, region }
    : undefined;
}
