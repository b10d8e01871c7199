// Ids as each medium writes them. They depend on the seed and the order of making alone, so a first state is always the same.

import { unit } from "../market/noise.ts";
import type { Level, MediumName } from "../medium.ts";
import type { SandboxState } from "./state.ts";

const letters: Readonly<Record<Level, string>> = { campaign: "cmp", adGroup: "grp", ad: "nad" };
const salts: Readonly<Record<MediumName, number>> = { meta: 1, google_ads: 2, naver: 3, kakao: 4 };

/** Takes the next number of the account. */
export function objectId(state: SandboxState, medium: MediumName, level: Level, parentId = ""): string {
  const number = `${state.nextId++}`.padStart(6, "0");
  const account = `${1_000 + Math.floor(9_000 * unit(state.seed, salts[medium], 9_001, 0))}`;
  switch (medium) {
    case "meta":
      return `12020${account}${number}0`;
    case "google_ads":
      return level === "ad" ? `${parentId}~7${account}${number}` : `2${account}${number}`;
    case "naver":
      return `${letters[level]}-a001-01-00000${account}${number}`;
    case "kakao":
      return `${account}${number}`;
  }
}

/** The number of an object within its account. */
export function numberOf(medium: MediumName, id: string): number {
  return Number((medium === "meta" ? id.slice(0, -1) : id).slice(-6));
}

/** The number of a simulated account on its medium, from our own id of it. */
export function sandboxRef(accountId: string): string {
  const digits = BigInt(`0x${accountId.replaceAll("-", "").slice(-15)}`) % 9_000_000_000n;
  return `${1_000_000_000n + digits}`;
}
