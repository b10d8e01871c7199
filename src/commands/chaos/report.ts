// What a chaos run tells: each finding in words, how the run went, and at the very end one line of figures.

import type { Finding } from "./check.ts";
import type { Ran } from "./messages.ts";
import type { MessagesArguments } from "./arguments.ts";

export type Outcome = Ran & {
  /** Answers that came again and said that they may have been seen; uses of a way back that was used before. */
  maybe?: number;
  secondUses?: number;
  /** Done, not planned. */
  kills: number;
  /** Ends of a replica that nobody killed. */
  crashes: number;
  seconds: number;
};

const titles: Readonly<Record<Finding["kind"], string>> = {
  lost: "LOST",
  double: "DOUBLE",
  order: "OUT OF ORDER",
  refused: "NEVER TAKEN",
};

export function reportOf({ scenario, seed, ...planned }: MessagesArguments, outcome: Outcome): string {
  const { findings, kills, sent, acks, failed, crashes, cut, seconds, maybe, secondUses } = outcome;
  const apart = secondUses === undefined ? "" : ` maybe_seen=${maybe} second_uses=${secondUses}`;
  const words = findings.map(titled);
  words.push(...failed.map(({ key, said }) => `answered with a failure: message ${key}: ${said}`));
  if (crashes > 0) words.push(`CRASHED: a replica ended ${crashes} times although nobody killed it`);
  if (cut)
    words.push(
      `CUT: ended before the plan's ${planned.kills} kills and ${planned.messages} messages were done`,
    );
  const [lost, double, order, refused] = (["lost", "double", "order", "refused"] as const).map((kind) =>
    count(findings, kind),
  );
  return [
    ...words,
    `acknowledgements=${acks} failed_answers=${failed.length} out_of_order=${order} never_taken=${refused} seconds=${seconds.toFixed(0)}`,
    `scenario=${scenario} seed=${seed} kills=${kills} messages=${sent} lost=${lost} double=${double}${apart}`,
  ].join("\n");
}

export function titled({ kind, key, conversation, seen }: Finding): string {
  return `${titles[kind]}: message ${key}, conversation ${conversation}: ${seen}`;
}

/** 0 only for a whole run in which every message was answered once, in order. */
export function exitCode({ findings, crashes, cut, secondUses = 0 }: Outcome): number {
  return findings.length === 0 && crashes === 0 && !cut && secondUses === 0 ? 0 : 1;
}

function count(findings: readonly Finding[], kind: Finding["kind"]): number {
  return findings.filter((finding) => finding.kind === kind).length;
}
