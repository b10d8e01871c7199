// What a client was given, made safe to send: ids that enter paths and queries, addresses, texts by their house names.

import { MediumError, type MediumName } from "./medium.ts";

/** @throws MediumError "refused" when it does not match, so that nothing foreign enters a path or a query */
export function checked(medium: MediumName, text: string, pattern: RegExp): string {
  if (!pattern.test(text)) throw new MediumError("refused", "an id that is none", { medium, code: "id" });
  return text;
}

export function landing(medium: MediumName, url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol === "https:" || parsed?.protocol === "http:") return url;
  throw new MediumError("refused", "a landing address that is none", { medium, code: "url" });
}

/**
 * The first of these texts that is there, else the first of any name: a medium shows what was approved and nothing else.
 * @throws MediumError "refused", code `texts`, when there is none
 */
export function textOf(
  medium: MediumName,
  texts: Readonly<Record<string, string>>,
  names: readonly string[],
): string {
  const found = [...names, ...Object.keys(texts)].map((name) => texts[name]?.trim()).find(Boolean);
  if (found !== undefined) return found;
  throw new MediumError("refused", "an ad without words", { medium, code: "texts" });
}

/** All texts whose field name begins with `prefix`, in the order of their names: `headline`, `headline2`, … */
export function textsLike(texts: Readonly<Record<string, string>>, prefix: string): string[] {
  return Object.keys(texts)
    .filter((name) => name.toLowerCase().startsWith(prefix))
    .toSorted((a, b) => a.localeCompare(b, "en", { numeric: true }))
    .map((name) => (texts[name] ?? "").trim())
    .filter((text) => text !== "");
}

/** `periods` of at most `days` days that together are `whole`. */
export function pieces(
  whole: { from: Temporal.PlainDate; to: Temporal.PlainDate },
  days: number,
): { from: Temporal.PlainDate; to: Temporal.PlainDate }[] {
  const parts = [];
  for (let from = whole.from; Temporal.PlainDate.compare(from, whole.to) <= 0;) {
    const end = from.add({ days: days - 1 });
    const to = Temporal.PlainDate.compare(end, whole.to) < 0 ? end : whole.to;
    parts.push({ from, to });
    from = to.add({ days: 1 });
  }
  return parts;
}
