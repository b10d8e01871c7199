// Which way a sentence says that a figure moved: 줄었어요, up, −.

import { type Direction, moveNounBefore, moves, sides } from "../../language/statements.ts";
import type { Figure } from "./figures.ts";
import type { Place } from "./masked.ts";

export type Move = Place & { direction: Direction; side: boolean };

/** @param text with names and figures blanked; @returns in order */
export function findMoves(text: string, figures: readonly Figure[]): Move[] {
  const found = moves.flatMap(({ direction, pattern }) =>
    [...text.matchAll(pattern)].map((match) => ({ ...place(match), direction, side: false })),
  );
  const beside = (["more", "less"] as const).flatMap((side) =>
    [...text.matchAll(sides[side])]
      .filter(
        (match) =>
          !/(?:가장|제일)\s?$/.test(text.slice(0, match.index)) && !isBound(text, place(match), figures),
      )
      .map((match) => ({
        ...place(match),
        direction: side === "more" ? ("up" as const) : ("down" as const),
        side: true,
      })),
  );
  const free = beside.filter((one) => !found.some((other) => one.from < other.to && other.from < one.to));
  return [...found, ...free].toSorted((a, b) => a.from - b.from);
}

/** "more than 20%", "below ₩17,000" is how near, not which way. */
function isBound(text: string, { to }: Place, figures: readonly Figure[]): boolean {
  return figures.some(
    ({ from }) =>
      from >= to && /^\s(?:than\s)?$/.test(text.slice(to, from)) && !/[가-힣]/.test(text[to - 1] ?? ""),
  );
}

function place(match: RegExpExecArray): Place {
  return { from: match.index, to: match.index + match[0].length };
}

const boundary =
  /[;]|지만|는데|은데|반면|(?<=[고며]),|(?<=[은린른]\s(?:뒤|후)(?:에|로)?)\s|다가\s|(?<=(?:찍|늘|줄|내리|오르|높|낮|많|적|크)고)\s|(?<=(?:었|았|했|렸|졌|랐|났|갔|냈|됐)고)\s|(?<![a-z])(?:while|whereas|but|although|though|however)(?![a-z])/;

/** True when no clause ends between the two places. */
export function sameClause(text: string, from: number, to: number): boolean {
  return !boundary.test(text.slice(Math.min(from, to), Math.max(from, to)));
}

/**
 * The direction said of a figure. Korean says it behind the figure, English in front of it or right behind;
 * a list shares one: "spend and clicks fell 4% and 7%".
 */
export function directionOf(
  text: string,
  figures: readonly Figure[],
  at: number,
  all: readonly Move[],
  isSigned = false,
): Direction | undefined {
  const figure = figures[at];
  if (!figure) return undefined;
  if (figure.move) return figure.move;
  // −22.2% says its way: "a steeper drop (−22.2%)" is no rise.
  if (figure.sign !== 0 && !isSigned)
    return directionOf(
      text,
      figures,
      at,
      all.filter(({ side }) => !side),
      true,
    );
  const bracket = all.findLast(({ to }) => to <= figure.from);
  // 늘었는데(−33.5%)
  if (bracket && /^\s?[가-힣]{0,5}\s?\(\s?[+-]?$/.test(text.slice(bracket.to, figure.from)))
    return bracket.direction;
  const [before, after] = [figures[at - 1]?.to ?? 0, figures[at + 1]?.from ?? text.length];
  const ahead = all.filter(({ to }) => to <= figure.from && sameClause(text, to, figure.from));
  const behind = all.filter(({ from }) => from >= figure.to && sameClause(text, figure.to, from));
  const next = behind.find(({ from }) => from < after);
  // 34.5 points of that rise
  if (next && /^ of (?:the |that |this |its )?(?:\w+ )?$/.test(text.slice(figure.to, next.from)))
    return next.direction;
  const korean = /[가-힣]/.test(text);
  if (korean) {
    // 하락분 중 34.5%p를 차지: the way is that of what it is a part of.
    const part =
      next?.direction === "none"
        ? ahead.findLast(({ to }) => /^(?:분|폭|세|량|한 \S+ )/.test(text.slice(to)))
        : undefined;
    if (part) return part.direction;
    const noun = moveNounBefore.test(text.slice(before, figure.from)) ? ahead.at(-1) : undefined;
    return (next ?? noun ?? behind[0])?.direction;
  }
  const touching = next && isTouching(text.slice(figure.to, next.from)) ? next : undefined;
  const last = ahead.findLast(({ from }) => from >= before && !isTakenBefore(text, figures[at - 1], from));
  return (
    touching ??
    last ??
    next ??
    ahead.findLast(({ from }) => !takenByAny(text, figures, from)) ??
    behind[0]
  )?.direction;
}

/** "4% lower", "a 4% weekly drop". */
function isTouching(between: string): boolean {
  return /^\s?(?:(?!and|or|to|but|as|with|from|while|at|on|in|for)[a-z-]+\s)?$/.test(between);
}

function isTakenBefore(text: string, figure: Figure | undefined, from: number): boolean {
  return figure !== undefined && isTouching(text.slice(figure.to, from));
}

function takenByAny(text: string, figures: readonly Figure[], from: number): boolean {
  return figures.some((figure) => figure.to <= from && isTakenBefore(text, figure, from));
}

/** True where a figure is how much something moved: 692건 줄었어요, fell by ₩1,073,486, 608 more. */
export function isAmount(text: string, { from, to }: Figure, all: readonly Move[]): boolean {
  const behind = all.find((move) => move.from >= to);
  const touching = /^\s?(?:만큼|씩|정도|가량|쯤|넘게|이상|가까이|나|이나)?\s?(?:더\s)?$/;
  if (behind && behind.direction !== "none" && touching.test(text.slice(to, behind.from))) return true;
  const ahead = all.findLast((move) => move.to <= from);
  if (!ahead || ahead.side || ahead.direction === "none" || /[가-힣]/.test(text.slice(ahead.from, ahead.to)))
    return false;
  return /^\s(?:by\s)?(?:about\s|around\s|nearly\s|over\s|more than\s|some\s)?$/.test(
    text.slice(ahead.to, from),
  );
}

/** True where a figure is the end of a movement: 284%로 내렸어요, fell to 284%. */
export function isEnd(text: string, { from, to }: Figure): boolean {
  const rest = text.slice(to, to + 24);
  if (/[가-힣]/.test(text)) return /^\s?(?:으로|로|까지)\s/.test(rest);
  return /(?:^|\s)to\s(?:\w+\s){0,2}$/.test(text.slice(Math.max(0, from - 24), from));
}

/** True where a figure is the start of one: 350%에서, from 350%. */
export function isStart(text: string, { from, to }: Figure): boolean {
  if (/^에서(?=\s|,)/.test(text.slice(to, to + 4))) return true;
  return /(?:^|\s)from\s(?:\w+\s){0,3}$/.test(text.slice(Math.max(0, from - 24), from));
}
