// The plan of a run of approvals, all of it from one seed: what is asked for, who presses what and when, and which replica dies at which moment.

import { unit } from "../../../media/market/noise.ts";
import type { MediumName } from "../../../media/medium.ts";

export const mediumNames: readonly MediumName[] = ["meta", "google_ads", "naver", "kakao"];

/** A launch over some media, or one change of a campaign that is there. */
export type PlannedRequest =
  | { kind: "launch"; number: number; media: readonly MediumName[] }
  | { kind: "budget" | "pause" | "resume"; number: number; medium: MediumName; raise: boolean };

type PlannedClick = {
  key: string;
  request: number;
  decider: number;
  decision: "approve" | "reject";
  /** After the start of its round. */
  atMs: number;
  replica: number;
};

/** When: as a call stands between its mark and the medium, between the medium and its close, or at a moment of the round. */
export type PlannedKill = { replica: number; aim: "marked" | "back" | "moment"; delayMs: number };

export type Round = { clicks: PlannedClick[]; kill?: PlannedKill };

export type Size = { seed: number; kills: number; approvals: number; replicas: number };

const ROUND_MS = 600;
const LAUNCH_SHARE = 0.45;
const LATE_REJECT_SHARE = 0.15;
/** What a late press is behind the first ones. */
const LATE_MS = 250;

export function planRequests({ seed, approvals }: Size): PlannedRequest[] {
  return Array.from({ length: approvals }, (_, number) => {
    const draw = drawer(seed, number, 11);
    const medium = mediumNames[below(4, draw())] ?? "meta";
    if (draw() < LAUNCH_SHARE) {
      const second = mediumNames[below(4, draw())] ?? "meta";
      return { kind: "launch", number, media: [...new Set([medium, second])] };
    }
    const kind = (["budget", "pause", "resume"] as const)[below(3, draw())] ?? "budget";
    return { kind, number, medium, raise: draw() < 0.5 };
  });
}

/** Three presses each: two approvals at once, and one more a little later that approves or rejects. */
export function planRounds(size: Size): Round[] {
  const { seed, kills, approvals, replicas } = size;
  const count = Math.max(1, kills);
  return Array.from({ length: count }, (_, round) => {
    const [from, to] = [round, round + 1].map((at) => Math.round((at * approvals) / count));
    const clicks: PlannedClick[] = [];
    for (let request = from ?? 0; request < (to ?? 0); request += 1) clicks.push(...clicksOn(request));
    return kills === 0 ? { clicks } : { clicks, kill: killIn(round) };
  });

  function clicksOn(request: number): PlannedClick[] {
    const draw = drawer(seed, request, 12);
    const atMs = Math.round(draw() * ROUND_MS);
    return [0, 1, 2].map((decider) => ({
      key: `click-${seed}-${request}-${decider}`,
      request,
      decider,
      decision: decider === 2 && draw() < LATE_REJECT_SHARE ? "reject" : "approve",
      atMs: decider === 2 ? atMs + LATE_MS + Math.round(draw() * LATE_MS) : atMs,
      replica: below(replicas, draw()),
    }));
  }

  function killIn(round: number): PlannedKill {
    const draw = drawer(seed, round, 13);
    const aim = (["marked", "back", "moment"] as const)[below(3, draw())] ?? "moment";
    return {
      replica: below(replicas, draw()),
      aim,
      delayMs: Math.round(draw() * (aim === "moment" ? 900 : 25)),
    };
  }
}

function drawer(seed: number, index: number, purpose: number): () => number {
  let count = 0;
  return () => unit(seed, index, purpose, count++);
}

function below(limit: number, share: number): number {
  return Math.floor(share * limit);
}
