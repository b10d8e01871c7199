// The outside checker of Kakao's door: what people sent and were told against what they saw, and nothing else.

import type { Engine } from "../../kakao/engine.ts";
import type { Finding } from "../check.ts";

export type Asked = {
  key: string;
  conversation: number;
  user: string;
  code: string;
  firstMs: number;
  /** Of the wall, in which it was written. */
  minutes: Set<number>;
  /** When Kakao had a reply in time that said nothing of a fault. */
  ackedMs?: number;
};

export type Judged = { findings: Finding[]; maybe: number };

const doubtful = "이미 보셨을 수도 있는";

/**
 * An answer that comes again is doubled, unless it says itself that it may have been seen: those are counted apart. What was written again
 * in another minute may be answered again.
 */
export function checkKakao(asked: readonly Asked[], seen: Engine["seen"]): Judged {
  let maybe = 0;
  const first = new Map<string, number>();
  const findings = asked.flatMap((one): Finding[] => {
    const mine = seen
      .map(({ user, text }, at) => ({ user, text, at }))
      .filter(({ user, text }) => user === one.user && text.includes(one.code));
    const sure = mine.filter(({ text }) => !text.includes(doubtful));
    first.set(one.key, mine[0]?.at ?? Infinity);
    if (mine.length > 1 && sure.length < mine.length) maybe += 1;
    const found = (kind: Finding["kind"], what: string): Finding => ({ ...one, kind, seen: what });
    const most = Math.max(1, one.minutes.size);
    if (sure.length > most || mine.length > 2 * most) return [found("double", `${mine.length} answers`)];
    if (mine.length > 0) return [];
    return one.ackedMs === undefined
      ? [found("refused", "it was written until the end of the run, and never taken")]
      : [found("lost", "no answer was seen")];
  });
  return { findings: [...findings, ...outOfOrder(asked, first)], maybe };
}

function outOfOrder(asked: readonly Asked[], first: ReadonlyMap<string, number>): Finding[] {
  const lines = Map.groupBy(asked, ({ user }) => user);
  return [...lines.values()].flatMap((here) =>
    here.flatMap((later): Finding[] => {
      const overtaken = here.find(
        (earlier) =>
          earlier.ackedMs !== undefined &&
          earlier.ackedMs < later.firstMs &&
          (first.get(earlier.key) ?? -1) > (first.get(later.key) ?? Infinity),
      );
      return overtaken ? [{ ...later, kind: "order", seen: `answered before ${overtaken.key}` }] : [];
    }),
  );
}
