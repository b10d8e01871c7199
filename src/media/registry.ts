// The media the house can drive: one line each. A new medium is a file with a client, its features and a line here.

import type { ClientParts } from "./call.ts";
import { openGoogleAds } from "./google-ads.ts";
import { openKakao } from "./kakao.ts";
import type { Medium, MediumName } from "./medium.ts";
import { openMeta } from "./meta.ts";
import { openNaver } from "./naver.ts";
import type { NaverParts } from "./naver-wire.ts";

/** `key` and `epochMs` are for media that sign. */
export type MediumParts = ClientParts & Pick<NaverParts, "key" | "epochMs">;

export const media: Readonly<Record<MediumName, (parts: MediumParts) => Medium>> = {
  meta: openMeta,
  google_ads: openGoogleAds,
  naver: openNaver,
  kakao: openKakao,
};
