// Where a text runs, in which language it is and whose law is taken, from what the workspace knows.

const PLACES: Readonly<Record<string, string>> = {
  meta: "meta_feed",
  google_ads: "google_search",
  naver: "naver_search",
  kakao: "kakao_moment",
};

/** The placement that policies of a medium are written for. */
export function placeOf(medium: string | undefined): string {
  return (medium === undefined ? undefined : PLACES[medium]) ?? "other";
}

/** The language a copy is written in. */
export function langOf(text: string): "ko" | "en" | "ja" {
  if (/[ぁ-ゖァ-ヺ]/.test(text)) return "ja";
  return /[가-힣ㄱ-ㅎ]/.test(text) ? "ko" : "en";
}

/** Whose law is taken where nobody says: that of the workspace's own place. */
export function jurisdictionOf(zone: string): string {
  if (zone === "Asia/Tokyo") return "JP";
  if (zone.startsWith("America/")) return "US";
  return zone.startsWith("Europe/") ? "EU" : "KR";
}
