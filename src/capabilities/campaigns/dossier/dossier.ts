// What a dossier shows, in words of one language: everything is settled here, drawing it decides nothing.

import type { Lang } from "../../../core/locale.ts";

type Verdict = "pass" | "fix" | "block";
export type Fact = { name: string; value: string };
export type Picture = {
  medium: string;
  format: string;
  size: string;
  alt: string;
  /** A `data:` address of the stored bytes; null where the file was too much to take along. */
  source: string | null;
  /** What the file's own data says of where it came from; null where it says nothing. */
  mark: string | null;
  sha256: string;
};
export type Copy = { medium: string; draft: string; fields: { name: string; text: string; room: string }[] };
export type SettledFinding = {
  severity: "note" | "fix" | "block";
  where: string;
  words: string;
  why: string;
  basis: string;
  settled: string;
};
export type ReviewLine = {
  at: string;
  version: string;
  verdict: Verdict;
  by: string;
  textHash: string;
  packDigest: string;
};
export type ProofLine = { kind: string; reference: string; about: string; validity: string; given: string };
export type ApprovalLine = {
  title: string;
  state: string;
  asked: string;
  decisions: string[];
  outcome: string;
  planHash: string;
};
export type LedgerLine = {
  seq: number;
  at: string;
  who: string;
  what: string;
  hash: string;
  prevHash: string;
};

export type Dossier = {
  lang: Lang;
  title: string;
  /** Campaign and version as a heading; `state` says whether it is approved. */
  state: string;
  isDraft: boolean;
  isSimulated: boolean;
  facts: Fact[];
  copies: Copy[];
  notices: string[];
  pictures: Picture[];
  /** `null` where nothing was ever reviewed. */
  verdict: Verdict | null;
  packs: { id: string; version: string; digest: string }[];
  /** Said in the place of the packs where they have changed since. */
  packNote: string;
  findings: SettledFinding[];
  earlier: SettledFinding[];
  reviews: ReviewLine[];
  nights: string[];
  proof: ProofLine[];
  approvals: ApprovalLine[];
  ledger: LedgerLine[];
  ledgerNote: string;
  chain: { whole: boolean; text: string };
};
