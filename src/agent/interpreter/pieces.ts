// Pieces of a message put together again: what says nothing alone belongs to the request beside it.

import { wishOf } from "./actions/action.ts";
import { isFigures } from "./figures.ts";
import { decide } from "./intent.ts";
import type { ActionIntent } from "./interpretation.ts";
import { toldApart } from "./joined-wishes.ts";
import { allLook, type Found, type Look } from "./look.ts";
import { ownText, type Scan } from "./scan.ts";

/** Rules whose reading rests on little: such a piece belongs to its neighbour ("I've got 4 million left. Where should it go?"). */
const weak: readonly string[] = ["a name alone", "figures in general"];

type Piece = { scan: Scan; found: Found; look: Look };

/** @param pieces in the message's order; @param find reads one piece; @returns whole requests, each to be read anew */
export function wholeRequests(pieces: readonly Scan[], find: (scan: Scan) => Found): Scan[] {
  const read = (scan: Scan): Piece => {
    const found = find(scan);
    return { scan, found, look: allLook(found) };
  };
  const whole: Piece[] = [];
  let open: Piece | undefined;
  for (const scan of withoutPurposes(withoutReasons(pieces.map(read)))) {
    const joined = open ? read(together(open.scan, scan.scan)) : scan;
    open = undefined;
    const last = whole.at(-1);
    if (last && (isBareQuestion(scan.look) || completes(last, joined) || completesWish(last, joined, read)))
      whole[whole.length - 1] = read(together(last.scan, joined.scan));
    else if (isWeak(joined)) open = joined;
    else whole.push(joined);
  }
  if (open) whole.push(joinLast(whole, open, read));
  return whole.flatMap((piece) => toldApart(piece, read));
}

const koreanReason =
  /(?:[가-힣](?:서|서요|셔서요?|라서요?|거든요?|니까요?|려고요?|려구요?|길래요?|는데요|든요|중이라서?|더라고요?|래요|대요|네요))[\s.!~ㅠㅜㅋㅎ)]*$/;
const englishReason =
  /^\W*(?:i know|i think|(?:the |my |our )?[a-z]+ (?:is|are|wants?|needs?|asked|said|keeps?|was|were) |we (?:swapped|changed|launched|moved|have|had|are)|it'?s for|asking (?:for|because)|because|standup)/i;

/** A sentence that only tells what the figures are for: 이사회 장표에 넣어야 해서요, the accountant wants it. */
function isPurpose({ scan, found, look }: Piece): boolean {
  const text = ownText(scan);
  if (
    text.includes("?") ||
    look.hasMetric ||
    found.measures.having.length > 0 ||
    look.has("show", "how", "except", "only")
  )
    return false;
  if (
    look.marked + look.loose > 0 ||
    look.grain ||
    look.limit ||
    look.hasTime ||
    look.hasMedium ||
    look.money ||
    look.percent
  )
    return false;
  return (
    koreanReason.test(text) || (englishReason.test(text) && !look.has("pause", "resume", "change", "why"))
  );
}

/** Without the sentences beside a question of figures that only tell what it is for. */
function withoutPurposes(pieces: Piece[]): Piece[] {
  const asked = pieces.some(({ look }) => look.hasMetric && isFigures(decide(look)?.intent));
  return asked ? pieces.filter((piece) => !isPurpose(piece)) : pieces;
}

/** "Tomorrow I meet the client, so …": a reason in front holds days and media that nobody asks about. */
function withoutReasons(pieces: Piece[]): Piece[] {
  return pieces.filter(({ scan, look }, index) => {
    const reason = /^(?:so|그런데|그러는데|그래서|그러니까|그러니)$/.test(scan.lexemes.at(-1)?.text ?? "");
    const next = pieces[index + 1]?.look;
    return !(reason && next && !look.hasMetric && (next.hasMetric || next.asksHow || next.hasLevel));
  });
}

function together(first: Scan, second: Scan): Scan {
  return { ...second, lexemes: [...first.lexemes, ...second.lexemes] };
}

function joinLast(whole: Piece[], piece: Piece, read: (scan: Scan) => Piece): Piece {
  const last = whole.pop();
  return last ? read(together(last.scan, piece.scan)) : piece;
}

function isWeak({ look }: Piece): boolean {
  const decision = decide(look);
  return decision !== undefined && weak.includes(decision.because);
}

/** "What happened?" behind "ROAS fell", "chart please" behind a question: they ask about what stands before them. */
function isBareQuestion(look: Look): boolean {
  const shaped = look.marked + look.loose > 0 || look.grain;
  const named = look.hasMetric || look.hasTime || look.hasMedium || look.hasName || shaped;
  const asks = look.has("why", "trend", "show", "compare", "move");
  return asks && !named && !look.has("down", "up", "help");
}

/** "Is our CPC up? Week by week since September": the second sentence only says more about the first. */
function completes(first: Piece, { found, look }: Piece): boolean {
  const [asked, more] = [decide(first.look), decide(look)];
  const saysWhen = look.has("period_field") && look.hasTime && !look.has("change", "raise", "cut", "move");
  if (!asked || !isFigures(asked.intent) || (more && !isFigures(more.intent) && !saysWhen)) return false;
  if (
    found.measures.asked > 0 ||
    !first.look.hasMetric ||
    look.has("how", "compare", "why", "and_also") ||
    look.comparesPeriods
  )
    return false;
  const said = first.found;
  const fields = new Set(said.limits.filters.map(({ field }) => field));
  const adds = [
    !(look.hasTime && first.look.hasTime),
    !(look.grain && first.look.grain) && !(look.marked > 0 && first.look.marked > 0),
    !(look.limit && first.look.limit),
    found.limits.filters.every(({ field }) => !fields.has(field)),
  ];
  return (
    adds.every(Boolean) &&
    (look.hasTime ||
      look.grain ||
      look.limit ||
      look.having > 0 ||
      found.limits.filters.length > 0 ||
      look.marked > 0)
  );
}

/** Wishes whose slots are said in several sentences as often as in one. */
const toldInPieces: readonly string[] = [
  "create_campaign",
  "generate_copy",
  "generate_image",
  "audience",
  "schedule_digest",
  "approve_reject",
  "review_compliance",
];

/** "Need headlines for the mat. Under 30 characters. Four options": it adds slots to the wish and changes none. */
function completesWish(first: Piece, piece: Piece, read: (scan: Scan) => Piece): boolean {
  const [asked, more] = [decide(first.look), decide(piece.look)];
  if (!asked || !toldInPieces.includes(asked.intent)) return false;
  if (more && more.intent !== asked.intent && !isLittle(more.because, piece.look)) return false;
  const intent = asked.intent as ActionIntent;
  const both = read(together(first.scan, piece.scan));
  if (decide(both.look)?.intent !== intent) return false;
  const [before, after] = [wishOf(intent, first.found), wishOf(intent, both.found)];
  if (before.tool !== after.tool) return false;
  const [had, has] = [Object.entries(before.input), new Map(Object.entries(after.input))];
  const kept = had.every(
    ([slot, value]) => isEmpty(value) || JSON.stringify(has.get(slot)) === JSON.stringify(value),
  );
  if (kept && more?.intent === intent && isBare(wishOf(intent, piece.found).input)) return true;
  return kept && [...has].some(([slot, value]) => !had.some(([one]) => one === slot) && !isEmpty(value));
}

/** Decided by little: a name, a metric or a group alone, without a verb of its own. */
function isLittle(because: string, look: Look): boolean {
  if (weak.includes(because) || ["thanks", "small talk"].includes(because)) return true;
  return (
    ["how much", "people to gather"].includes(because) &&
    !look.has("show", "how", "how_much", "gather", "list")
  );
}

/** "Who'd buy a kayak? Build me an audience": the second only says once more what is to be done. */
function isBare(input: object): boolean {
  return Object.entries(input).every(([slot, value]) => slot === "action" || isEmpty(value));
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
