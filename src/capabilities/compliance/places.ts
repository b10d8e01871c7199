// Where a text runs and whose law is taken, from what the workspace knows.

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

/** Whose law is taken where nobody says: that of the workspace's own place. */
export function jurisdictionOf(zone: string): string {
  if (zone === "Asia/Tokyo") return "JP";
  if (zone.startsWith("America/")) return "US";
  return zone.startsWith("Europe/") ? "EU" : "KR";
}
