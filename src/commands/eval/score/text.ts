// When two written values are the same: case, blanks, punctuation and the word "campaign" do not count.

const endings = /(campaigns?|ads?|캠페인|광고|님|씨)$/;

function plain(value: unknown): string {
  const text = String(value).normalize("NFKC").trim().toLowerCase();
  const bare = text.replace(/^(the|our|my|an?)\s+/, "").replaceAll(/[\s\p{P}\p{S}]+/gu, "");
  return bare.replace(endings, "") || bare;
}

/** @param share how much of the longer text the shorter one must be, when it stands inside it */
export function sameText(gold: unknown, said: unknown, share = 0.4): boolean {
  if (said === undefined || said === null || typeof said === "object") return false;
  const [a, b] = [plain(gold), plain(said)];
  if (a === b) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 2 && long.includes(short) && short.length / long.length >= share;
}

/** Lists whose values are names: a part of the name will do, down to this share of it. */
const names: Readonly<Record<string, number>> = {
  campaign: 0.6,
  account: 0.6,
  brand: 0.6,
  adset: 1,
  creative: 1,
  keyword: 0.5,
  audience: 0.4,
  region: 0.5,
  country: 0.5,
};

/** Same members in any order; a `"*"` in the label allows more. */
export function sameList(field: string, gold: unknown, said: unknown): boolean {
  const want = listOf(gold).filter((one) => one !== "*");
  const have = listOf(said);
  const share = names[field];
  const same = (a: unknown, b: unknown): boolean =>
    share === undefined ? plain(a) === plain(b) : sameText(a, b, share);
  const open = listOf(gold).includes("*");
  return (
    want.every((one) => have.some((other) => same(one, other))) &&
    (open || have.every((other) => want.some((one) => same(one, other))))
  );
}

export function listOf(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}
