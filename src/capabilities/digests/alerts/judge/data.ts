// Reports that stay away, and ads that a medium turned down.

import type { Quantity } from "../../../../core/quantity.ts";
import { type Account, daysBetween, type Ground } from "../ground.ts";
import type { Rule, Seen, Verdict } from "../rules.ts";

/** Fewer arrivals are no rhythm. */
const LEAST_ARRIVALS = 4;
/** Reports at longer distances are nothing daily work hangs on. */
const LONGEST_GAP_DAYS = 14;
/** Nobody waits any more for what has been away so long. */
const FORGOTTEN_DAYS = 45;
/** Media give yesterday's figures in the morning: until then their absence says nothing. */
const MORNING = 10;

export function judgeMissing(ground: Ground, rule: Rule): Verdict[] {
  return ground.days.accounts.flatMap((account) => {
    const seen = judgeAccount(ground, account);
    return seen === "unsure" ? [] : [{ ruleId: rule.id, subject: `account:${account.id}`, seen }];
  });
}

function judgeAccount(ground: Ground, account: Account): Seen | undefined | "unsure" {
  const last = ground.days.last.get(account.id);
  if (!last) return "unsure";
  const lacks = account.connection === "file" ? lateBy(ground, account) : connectedLack(ground, last);
  if (lacks === "unsure") return "unsure";
  if (!lacks) return undefined;
  const days = (value: number): Quantity => ({ value, unit: "count", metric: "days", scope: {} });
  return {
    kind: "missing",
    about: { medium: account.medium, account: account.name },
    period: { from: last.toString(), to: last.toString() },
    now: days(lacks.away),
    against: days(lacks.usual),
    beside: [],
    compared: "rhythm",
    sure: "stated",
    names: [],
    demo: account.connection === "sandbox",
  };
}

type Lack = { away: number; usual: number };

/** A connected account gives each day the morning after. */
function connectedLack({ today, now, zone }: Ground, last: Temporal.PlainDate): Lack | undefined {
  const due = now.toZonedDateTimeISO(zone).hour >= MORNING ? 1 : 2;
  const away = daysBetween(last, today);
  return away > due ? { away, usual: 1 } : undefined;
}

/** Reports that people drop: late once they are away for half as long again as usual, and a day at least. */
function lateBy({ today, arrivals }: Ground, { id }: Account): Lack | undefined | "unsure" {
  const came = arrivals.get(id) ?? [];
  const [last] = came.slice(-1);
  if (!last || came.length < LEAST_ARRIVALS) return "unsure";
  const gaps = came.slice(1).map((day, index) => daysBetween(came[index] ?? day, day));
  const usual = gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0;
  const away = daysBetween(last, today);
  if (usual > LONGEST_GAP_DAYS || away > FORGOTTEN_DAYS) return "unsure";
  // A pair of days over the weekend is nobody's delay.
  const most = Math.max(usual + 1, Math.ceil(usual * 1.5)) + (usual === 1 ? 1 : 0);
  return away > most ? { away, usual } : undefined;
}

export function judgeRejected(ground: Ground, rule: Rule): Verdict[] {
  return [...ground.rejected].flatMap(([id, names]) => {
    const account = ground.days.accounts.find((one) => one.id === id);
    if (!account) return [];
    const seen: Seen | undefined =
      names.length === 0
        ? undefined
        : {
            kind: "rejected",
            about: { medium: account.medium, account: account.name },
            now: { value: names.length, unit: "count", metric: "items", scope: {} },
            beside: [],
            compared: "review",
            sure: "stated",
            names: names.slice(0, 5),
            demo: account.connection === "sandbox",
          };
    return [{ ruleId: rule.id, subject: `account:${id}`, seen }];
  });
}
