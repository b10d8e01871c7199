// What a second review of the same words found otherwise than the first, and why. Pure.

import type { Words } from "../../../core/locale.ts";
import type { Severity } from "../policy.ts";
import { RANK } from "../severity.ts";

/** Why a finding came, went or weighs otherwise. Days are ISO. */
export type Reason =
  | { kind: "started"; on: string }
  | { kind: "ended"; on: string }
  | { kind: "proof_out"; proof: string; on: string }
  | { kind: "proof_gone"; proof: string }
  | { kind: "proof_new"; proof: string }
  | { kind: "proof_old"; proof: string }
  | { kind: "pack"; pack: string; from?: string; to: string }
  | { kind: "brand" }
  | { kind: "first" }
  | { kind: "facts" };

/** One rule's finding in one or several texts of a thing; without `before` it is new, without `after` it is gone. */
export type Difference = {
  rule: string;
  before?: Severity;
  after?: Severity;
  /** Texts it stands in: 네이버 · A · 제목. */
  labels: Words[];
  /** The words concerned; empty where something is missing. */
  words: string;
  reason: Reason;
};

/** `place` is the text's position among the reviewed ones: labels are said in somebody's language. */
export type Found = { place: number; rule: string; severity: Severity; words: string };

/** @param labels of the texts, by place @param why of a rule's change @returns the gravest first; what only ever was a note is left out */
export function differences(
  before: readonly Found[],
  after: readonly Found[],
  { labels, why }: { labels: readonly Words[]; why: (rule: string) => Reason },
): Difference[] {
  const [old, now] = [strongest(before), strongest(after)];
  const merged = new Map<string, Difference>();
  for (const key of new Set([...old.keys(), ...now.keys()])) {
    const [was, is] = [old.get(key), now.get(key)];
    const one = is ?? was;
    if (!one || was?.severity === is?.severity || (!isHeavy(was) && !isHeavy(is))) continue;
    const { rule, place, words } = one;
    const same = `${rule} ${was?.severity ?? ""} ${is?.severity ?? ""}`;
    const known = merged.get(same);
    const label = labels[place];
    if (known) known.labels.push(...(label ? [label] : []));
    else
      merged.set(same, {
        rule,
        ...(was && { before: was.severity }),
        ...(is && { after: is.severity }),
        labels: label ? [label] : [],
        words,
        reason: why(rule),
      });
  }
  return [...merged.values()].toSorted(inOrder);
}

/** The gravest first. */
export function inOrder(a: Difference, b: Difference): number {
  return weight(a) - weight(b) || (a.rule < b.rule ? -1 : 1);
}

/** Worse before better, and by how grave it is now. */
function weight({ after, before }: Difference): number {
  return after ? RANK[after] : 10 + RANK[before ?? "note"];
}

function isHeavy(found: Found | undefined): boolean {
  return found !== undefined && found.severity !== "note";
}

/** Of each rule in each text. */
function strongest(found: readonly Found[]): Map<string, Found> {
  const kept = new Map<string, Found>();
  for (const one of found) {
    const key = `${one.place} ${one.rule}`;
    const known = kept.get(key);
    if (!known || RANK[one.severity] < RANK[known.severity]) kept.set(key, one);
  }
  return kept;
}
