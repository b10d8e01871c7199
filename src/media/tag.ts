// The tag at the end of a name by which an object is found again: `여름 샌들 [co9-1a2b3c4d]`.

import { MediumError, type MediumName, type Remote } from "./medium.ts";

const AT_END = /\[co9-([0-9a-f]{8})\]$/;
const GIVEN = /^\[?co9-([0-9a-f]{8})\]?$/;

/** The eight digits at the end of `name`, if it ends in a tag. */
export function tagOf(name: string): string | undefined {
  return AT_END.exec(name.trim())?.[1];
}

/** @throws MediumError "refused" for what is no tag: a search for nothing would find everything */
export function tagDigits(medium: MediumName, tag: string): string {
  const digits = GIVEN.exec(tag)?.[1];
  if (digits === undefined) throw new MediumError("refused", "not a tag", { medium, code: "tag" });
  return digits;
}

/** The one of a list that carries the tag; of several, the first made. */
export function byTag(medium: MediumName, listed: readonly Remote[], tag: string): Remote | undefined {
  const digits = tagDigits(medium, tag);
  return listed.find(({ name }) => tagOf(name) === digits);
}

/** Ads of search media have no name; the tag travels as a parameter of their address. */
export const TAG_PARAMETER = "co9";

export function withTagInUrl(url: string, name: string): string {
  const digits = tagOf(name);
  if (digits === undefined) return url;
  const tagged = new URL(url);
  tagged.searchParams.set(TAG_PARAMETER, digits);
  return tagged.toString();
}

export function withoutTag(url: string): string {
  const plain = URL.canParse(url) ? new URL(url) : undefined;
  if (!plain?.searchParams.has(TAG_PARAMETER)) return url;
  plain.searchParams.delete(TAG_PARAMETER);
  return plain.toString();
}

/** What an ad without a name is called: its headline and the tag of its address. */
export function nameByUrl(headline: string, url: string): string {
  const digits = URL.canParse(url) ? new URL(url).searchParams.get(TAG_PARAMETER) : undefined;
  return digits ? `${headline} [co9-${digits}]` : headline;
}
