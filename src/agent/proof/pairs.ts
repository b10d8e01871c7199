// What a sentence claims of two of its figures: from one to the other, up from, the higher of the two.

import type { Fact } from "./facts.ts";
import type { Figure } from "./figures.ts";
import { signOf } from "./match.ts";
import { isEnd, isStart, type Move } from "./moves.ts";
import type { Reading } from "./reading.ts";

/** The order of a list, which is the rank of no single figure. */
export const order =
  /(?:from )?(?:the )?(?:lowest|cheapest|smallest|fewest|least \w+|highest|priciest|largest|biggest|most \w+) to (?:the )?(?:lowest|cheapest|smallest|fewest|least|highest|priciest|largest|biggest|most)(?: \w+(?=:))?|(?:낮은|적은|싼|저렴한|작은|높은|많은|비싼|큰) 순/;

type Pair = readonly [Fact, Fact];
/** True unless the two figures are told in a way that no pair of their facts bears out. */
type Rule = (reading: Reading, first: Figure, second: Figure, pairs: readonly Pair[]) => boolean;

/** @param found the facts of each figure of the sentence */
export function arePairsTrue(reading: Reading, found: readonly (readonly Fact[])[]): boolean {
  const { figures } = reading;
  const inTurn = figures.every((first, at) => {
    const second = figures[at + 1];
    const pairs = (found[at] ?? []).flatMap((a) => (found[at + 1] ?? []).map((b): Pair => [a, b]));
    return !second || pairs.length === 0 || rules.every((rule) => rule(reading, first, second, pairs));
  });
  return inTurn && isNamedSide(reading, found.flat()) && isWrittenSide(reading) && isSignTrue(reading);
}

/** "카카오 13,115원 < 네이버 16,221원" */
function isSignTrue({ text, figures }: Reading): boolean {
  return figures.every((first, at) => {
    const second = figures[at + 1];
    const sign = second && /[<>]/.exec(text.slice(first.to, second.from))?.[0];
    if (!second || !sign || first.unit.kind !== second.unit.kind) return true;
    return first.value === second.value || first.value < second.value === (sign === "<");
  });
}

/** "37.4%로 39.2%보다 낮아요": the two as they are written. */
function isWrittenSide({ text, figures, moves }: Reading): boolean {
  return figures.every((first, at) => {
    const second = figures[at + 1];
    if (!second || first.unit.kind !== second.unit.kind || first.sign !== 0 || second.sign !== 0) return true;
    if (!/^\)?\s?보다/.test(text.slice(second.to)) || first.bound !== "exact") return true;
    const side = moves.find((one) => one.side && one.from >= second.to);
    return !side || first.value > second.value === (side.direction === "up");
  });
}

/** "350%에서 284%로", "from 350% to 284%": the first is of the earlier days. */
const fromTo: Rule = ({ bare, moves }, first, second, pairs) => {
  if (!isStart(bare, first) || !isEnd(bare, second)) return true;
  if (range.test(bare)) return pairs.some(([a, b]) => a.value < b.value);
  const said = /(?<move>[a-z]+)\sfrom\s$/.exec(bare.slice(0, first.from));
  const move = said && moves.find(({ to }) => to === said.index + (said.groups?.["move"] ?? "").length);
  return pairs.some(([a, b]) => startOf(a) <= startOf(b) && isMoved(a, b, move ?? undefined));
};

/** Between two ends, which are no days in turn. */
const range = /(?<![a-z])rang(?:e|es|ed|ing)(?![a-z])|(?<![a-z])between(?![a-z])|사이|범위|분포/;

/** "225%로, 전주의 379%에서 내렸어요": the first is of the later days and on the side that is said. */
const toFrom: Rule = ({ bare, moves }, first, second, pairs) => {
  if (!/^\s?(?:으로|로),?\s/.test(bare.slice(first.to)) || !isStart(bare, second)) return true;
  const move = moves.find(({ from }) => from >= second.to);
  return pairs.some(([a, b]) => startOf(b) <= startOf(a) && isMoved(b, a, move));
};

/** "하락(350% → 284%)" */
const arrow: Rule = ({ bare, moves }, first, second, pairs) => {
  if (!/^\s?(?:→|->)\s?$/.test(bare.slice(first.to, second.from))) return true;
  const move = moves.findLast(({ to, side }) => !side && to <= first.from && first.from - to <= 16);
  return pairs.some(([a, b]) => startOf(a) <= startOf(b) && isMoved(a, b, move));
};

/** "22.5%, up from 22.2%" */
const upFrom: Rule = ({ bare, moves }, first, second, pairs) => {
  const between = bare.slice(first.to, second.from);
  if (!/^,?\s\(?(?:\w+\s)?\w+ from\s(?:\w+\s)?$/.test(between)) return true;
  const move = moves.find(({ from, to }) => from >= first.to && to <= second.from);
  return pairs.some(([a, b]) => isMoved(b, a, move));
};

/** "From lowest to highest: …", "낮은 순으로": the figures that follow are in that order. */
const inOrder: Rule = ({ text, figures }, first, second, pairs) => {
  const rises = risesIn(text);
  if (rises === undefined || first.unit.kind !== second.unit.kind || figures.length < 2) return true;
  return pairs.some(([a, b]) => (rises ? a.value <= b.value : a.value >= b.value));
};

/** "감소폭(33.5%)이 감소폭(7.0%)보다 커요", "fell faster (-7.0%) than … (-4.0%)": one amount beside another. */
const besideAmount: Rule = ({ text, moves }, first, second, pairs) => {
  const moving = pairs.filter(([a, b]) => a.moving && b.moving && a.about !== b.about);
  if (moving.length === 0) return true;
  const isKorean = /^\)?\s?보다/.test(text.slice(second.to));
  const side = moves.find(({ side: isSide, from }) => isSide && from >= second.to);
  const word =
    /(?<![a-z])(?<more>faster|more \w+ly|harder|steeper|bigger|larger)|(?<less>slower|less \w+ly|smaller|milder)/.exec(
      text.slice(0, second.from),
    );
  const isLarger = isKorean
    ? side && side.direction === "up"
    : /(?<![a-z])than(?![a-z])/.test(text) && word
      ? word.groups?.["more"] !== undefined
      : undefined;
  return (
    isLarger === undefined || moving.some(([a, b]) => Math.abs(a.value) > Math.abs(b.value) === isLarger)
  );
};

const low = /^(?:(?:from )?(?:the )?(?:low|cheap|small|few|least)|낮|적|싼|싸|저렴|작)/;

/** True for "낮은 순", "순으로 높아져요" and "순으로 낮아요", which starts with the lowest. */
function risesIn(text: string): boolean | undefined {
  const told =
    /순으로 (?<side>높|많|비싸|커|낮|적|싸|저렴|작)(?<becomes>아[지졌진질집]|어[지졌진질집]|[지졌진질집])?/.exec(
      text,
    );
  if (told) return low.test(told.groups?.["side"] ?? "") !== (told.groups?.["becomes"] !== undefined);
  const said = order.exec(text);
  return said ? low.test(said[0]) : undefined;
}

const rules: readonly Rule[] = [fromTo, toFrom, arrow, upFrom, inOrder, besideAmount];

function isMoved(before: Fact, after: Fact, move: Move | undefined): boolean {
  const said = signOf(move?.direction, after.about);
  return said === undefined || said === 0 || Math.sign(after.value - before.value) === said;
}

function startOf({ span }: Fact): string {
  return span?.from ?? "";
}

/** "데스크톱이 조금 높아요", "Meta is slightly higher": the named one against the other figures of the sentence. */
function isNamedSide({ bare, mentions, moves }: Reading, found: readonly Fact[]): boolean {
  const better = [...bare.matchAll(betterWords)].map((match): Move => ({
    from: match.index,
    to: match.index + match[0].length,
    direction: "better",
    side: true,
  }));
  return [...moves, ...better].every((move) => {
    const named = mentions.findLast(({ to }) => to <= move.from);
    if (!move.side || named?.kind !== "value" || !isSubject(bare.slice(named.to, move.from))) return true;
    const levels = found.filter(({ moving }) => !moving);
    const isOwn = ({ dims }: Fact): boolean => dims[named.dim]?.includes(named.value) ?? false;
    const [own, others] = [levels.filter(isOwn), levels.filter((fact) => !isOwn(fact))];
    if (own.length === 0 && levels.some(({ dims }) => named.dim in dims)) return false;
    return own.every((a) =>
      others.every(
        (b) => a.about !== b.about || Math.sign(a.value - b.value) === signOf(move.direction, a.about),
      ),
    );
  });
}

const betterWords =
  /효율적|효율이|효과적|우수|낫|나아요|좋(?:아요|습니다|네요|고)|more efficient|more effective|more cost-effective/g;

function isSubject(between: string): boolean {
  return /^(?:이|가)\s(?:(?:조금|더|약간|다소|훨씬)\s)+$|^\sis\s(?:(?:slightly|a bit|a little|much|the|clearly)\s)?$/.test(
    between,
  );
}
