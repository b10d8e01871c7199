// Ad media by their product names. The simulated market is no medium of its own: it plays the four.

import { z } from "zod";
import { type Words, words } from "./locale.ts";

export const Medium = z.enum(["meta", "google_ads", "naver", "kakao", "tiktok", "other"]);
export type Medium = z.output<typeof Medium>;

export const mediumLabels: Readonly<Record<Medium, Words>> = {
  meta: words("메타", "Meta"),
  google_ads: words("구글", "Google Ads"),
  naver: words("네이버", "Naver"),
  kakao: words("카카오", "Kakao"),
  tiktok: words("틱톡", "TikTok"),
  other: words("기타 매체", "Other media"),
};
