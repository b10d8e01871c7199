// Switching off and on: which ones, on what condition, until when.

import type { z } from "zod";
import type { PauseCampaign } from "../../../capabilities/campaigns/tools.ts";
import type { Wish } from "../interpretation.ts";
import type { Found } from "../look.ts";
import { has, type Scan } from "../scan.ts";
import { choiceOf } from "./choice.ts";
import { creativesSwitched } from "./creatives-switched.ts";
import { durationOf, whensOf, type When } from "./dates.ts";
import { levelOf, objectsOf } from "./objects.ts";
import { lettersOf } from "./request.ts";
import { said } from "./spoken.ts";

type Input = z.input<typeof PauseCampaign>;
type Day = Temporal.PlainDate;

export function pauseOf(found: Found): Wish {
  const { scan } = found;
  const action = isResume(scan) ? ("resume" as const) : ("pause" as const);
  const choice = choiceOf(found);
  const judged = choice.having.length > 0 || choice.order !== undefined;
  const recurring = recurringOf(scan);
  const named = creativesSwitched(scan);
  const objects = objectsOf(
    found,
    named ? [named] : [],
    recurring ? ["day_type", "status"] : ["status", "day_type"],
  );
  const input: Input = said({
    action,
    // The letter or the headline of a creative is no name beside it.
    filters: objects
      .filter(({ field, values }) => field !== "ad" || !(named || values.every(isCount)))
      .concat(statusOf(found)),
    level: named ? "ad" : levelOf(found),
    creatives: named?.creatives,
    ...choice,
    recurring,
    ...(recurring ? {} : daysOf(scan, action, judged)),
  });
  return { tool: "pause_campaign", input };
}

/** ads 3 times a day: a bare number is a creative only where it is read as one. */
function isCount(value: string): boolean {
  return /^\d{1,2}$/.test(value);
}

/** Off for now and on again later is a pause. */
function isResume(scan: Scan): boolean {
  if (!has(scan, "resume")) return false;
  if (!has(scan, "pause")) return true;
  const first = (cue: string): number =>
    scan.lexemes.findIndex(
      (lexeme) =>
        lexeme.kind === "word" && lexeme.meanings.some((one) => one.kind === "cue" && one.cue === cue),
    );
  const letters = lettersOf(scan);
  if (
    /(?:멈췄(?!다가)|멈춘|꺼둔|꺼 둔|꺼놨(?!다가)|꺼진|중지한|중지된|중지했(?!다가)|정지한|정지된|중단한|중단된|paused|stopped|we (?:paused|stopped))/.test(
      letters,
    )
  )
    return true;
  return first("resume") < first("pause");
}

/** 꺼진 것들 다 켜줘: the state they are in says which ones; 켜진 상태로 does not. */
function statusOf({ limits, scan }: Found): Input["filters"] & object {
  const letters = lettersOf(scan);
  if (
    !/(?:that(?:'s| is|'re| are)?|which (?:is|are)|everything|anything|all) (?:that's |that is |currently |already )?(?:paused|stopped|active|running|live|ended|pending|rejected|inactive)|(?:된|진|춘|중인|는|있는)\s?(?:거|것|캠페인|광고|애들|소재|전부|다|모든)|(?:paused|stopped|active|running|live|ended|pending|rejected|inactive)\s(?:\w+\s){0,2}(?:campaigns?|ads?|ad sets?|ad groups?|ones?|creatives?)/.test(
      letters,
    )
  )
    return [];
  return limits.filters.filter(({ field }) => field === "status");
}

function recurringOf(scan: Scan): Input["recurring"] {
  const letters = lettersOf(scan);
  if (
    /주말\s?마다|매\s?주말|주말(?:에|엔|에는)?\s?(?:항상|늘|계속|무조건)|(?:every|each|all) weekends?|weekends off|(?:on|over|at|for) weekends(?![a-z])|only (?:on )?weekdays|weekdays only|평일에만 (?:돌|집행|운영)/.test(
      letters,
    )
  )
    return "weekends";
  if (
    /매일|날마다|밤마다|새벽마다|아침마다|저녁마다|매\s?(?:밤|새벽)|every (?:night|day|evening|morning)|each (?:night|day|evening|morning)|nightly|daily|overnight|at night(?!time)|밤에는|새벽에는|야간에는/.test(
      letters,
    )
  )
    return "daily";
  return /무기한|별도 (?:안내|요청|지시|공지)|따로 말할 때까지|쭉 꺼|계속 꺼|영구|indefinitely|until further notice|for good|permanently|until (?:i|we) (?:say|tell)/.test(
    letters,
  )
    ? "continuous"
    : undefined;
}

/** First day of the pause when it is not today, and the first day it runs again. */
function daysOf(
  scan: Scan,
  action: "pause" | "resume",
  judged: boolean,
): { from?: string; resumeOn?: string } {
  const whens = whensOf(scan).filter(({ days }) => Temporal.PlainDate.compare(days.to, scan.today) >= 0);
  if (action === "resume") return resumeDay(whens, scan);
  const back = whens.find((when) => isBack(scan, when));
  const off = whens.filter((when) => when !== back && !(judged && !isBound(scan, when)));
  const from = off.find(
    ({ days, role }) =>
      role !== "until" && role !== "through" && Temporal.PlainDate.compare(days.from, scan.today) > 0,
  )?.days.from;
  const resumeOn = back?.days.from ?? endOf(scan, off, from);
  return { ...(from && { from: from.toString() }), ...(resumeOn && { resumeOn: resumeOn.toString() }) };
}

function resumeDay(whens: readonly When[], scan: Scan): { resumeOn?: string } {
  const day = whens.find(({ role }) => role !== "until" && role !== "through")?.days.from;
  return day && !day.equals(scan.today) ? { resumeOn: day.toString() } : {};
}

/** 월요일에 재개, back on Dec 1: the day it runs again is said outright. */
function isBack(scan: Scan, { mention }: When): boolean {
  const letters = lettersOf(scan);
  const behind = letters.slice(mention.to, mention.to + 16);
  const ahead = letters.slice(Math.max(0, mention.from - 26), mention.from);
  if (/^(?:에|부터|날|은|는|에는|엔|,)?\s?(?:다시|재개|켜|켤|살려|on(?![a-z])|되살)/.test(behind))
    return true;
  return /(?:back|resume[sd]?|resuming|restart(?:ed|ing|s)?|again|turn(?:ed)? (?:it |them )?(?:back )?on|normal|재개는|재개일은?|다시 켜는 건|켜는 날은|relaunch)\s?(?:on|from|by|:|again on|again from)?\s?$/.test(
    ahead,
  );
}

/** 오늘만, 내일까지, until Monday: it bounds the pause. */
function isBound(scan: Scan, { mention, role }: When): boolean {
  if (role) return true;
  return /^(?:\s?하루)?\s?(?:만(?!원)|동안|only|한정|내내)/.test(
    lettersOf(scan).slice(mention.to, mention.to + 8),
  );
}

/** The day after the last day off; an English "until Monday" names the first day on. */
function endOf(scan: Scan, off: readonly When[], from: Day | undefined): Day | undefined {
  const until = off.find(({ role }) => role === "until" || role === "through");
  if (until) return afterUntil(scan, until);
  const bounded =
    off.find((when) => isBound(scan, when) || when.span || !when.days.from.equals(scan.today)) ??
    off.find(() =>
      /하루|today only|just (?:for )?today|only (?:for )?today|for today|today,|for the day|오늘은/.test(
        lettersOf(scan),
      ),
    );
  const days = durationOf(scan);
  if (days) return (from ?? scan.today).add({ days });
  if (bounded) return bounded.role === "from" ? undefined : bounded.days.to.add({ days: 1 });
  return undefined;
}

function afterUntil(scan: Scan, { days, role, mention, span }: When): Day {
  const english = !/까지/.test(lettersOf(scan).slice(mention.from, mention.to + 6));
  if (role === "through" || !english) return days.to.add({ days: 1 });
  const end = /end of|month|year-end|eom|eoy/.test(mention.text);
  return span && end
    ? days.to.add({ days: 1 })
    : /after\s?$/.test(lettersOf(scan).slice(0, mention.from))
      ? days.to.add({ days: 1 })
      : days.from;
}
