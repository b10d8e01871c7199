// Two wishes said in one breath, told apart where each half is a wish by itself: 카피 3개 뽑고 이미지도 한 장, say no to the video and cancel the Friday report.

import { isPredicate } from "../../language/predicates.ts";
import { wishOf } from "./actions/action.ts";
import { decide } from "./intent.ts";
import type { ActionIntent, Intent } from "./interpretation.ts";
import type { Found, Look } from "./look.ts";
import type { Scan } from "./scan.ts";

/** Reads of the work: cutting a wish about campaigns in two is left to the signs between them. */
const around: readonly Intent[] = [
  "audience",
  "generate_copy",
  "generate_image",
  "review_compliance",
  "approve_reject",
  "schedule_digest",
  "cancel_schedule",
  "roles_admin",
];
/** A wish that stands by its own words; figures hold lists of metrics, which are no two wishes. */
const wishes: readonly Intent[] = [
  "create_campaign",
  "edit_campaign",
  "pause_resume",
  "budget_plan",
  ...around,
  "list_campaigns",
];
/** Of the same kind only these are two when both name what they are about: approve A and reject B. */
const repeated: readonly Intent[] = ["approve_reject", "roles_admin"];
const MOST_TRIED = 4;
/** More wishes in one sentence are a paste. */
const MOST_WISHES = 6;

type Piece = { scan: Scan; found: Found; look: Look };
type Read = (scan: Scan) => Piece;

/** @param read looks at one half; @returns the request itself, or its parts in their order */
export function toldApart({ scan, look }: Piece, read: Read, most = MOST_WISHES): Scan[] {
  if (most <= 1) return [scan];
  const places = joints(scan).slice(0, MOST_TRIED);
  if (places.length === 0) return [scan];
  const whole = decide(look);
  if (!whole || !wishes.includes(whole.intent)) return [scan];
  for (const place of places) {
    const [left, right] = [part(scan, 0, place.to), part(scan, place.from, scan.lexemes.length)];
    if (left.lexemes.length === 0 || right.lexemes.length === 0) continue;
    const [first, second] = [read(left), read(right)];
    if (place.listed ? areDecided(first, second) : areTwo(first, second))
      return [left, ...toldApart(second, read, most - 1)];
  }
  return [scan];
}

/** 캐러셀은 오케이, 기획안은 노: a comma parts decisions only; elsewhere it stands in lists. */
function areDecided(first: Piece, second: Piece): boolean {
  return decide(first.look)?.intent === "approve_reject" && areTwo(first, second);
}

function areTwo(first: Piece, second: Piece): boolean {
  const [left, right] = [decide(first.look)?.intent, decide(second.look)?.intent];
  if (!left || !right || !wishes.includes(left) || !wishes.includes(right)) return false;
  if (!around.includes(left) && !around.includes(right)) return false;
  if (left !== right) return true;
  const [one, other] = [objectOf(left, first), objectOf(right, second)];
  return repeated.includes(left) && other !== undefined && one !== undefined && one !== other;
}

/** Whom or what a decision is about; a list is about all that waits. */
function objectOf(intent: Intent, { found }: Piece): string | undefined {
  const { input } = wishOf(intent as ActionIntent, found);
  const { action, target, person } = input as Readonly<
    Record<"action" | "target" | "person", string | undefined>
  >;
  return target ?? person ?? (action === "list_pending" ? "all" : undefined);
}

function part(scan: Scan, from: number, to: number): Scan {
  return { ...scan, lexemes: scan.lexemes.slice(from, to) };
}

type Joint = { to: number; from: number; listed?: boolean };

/** Where a half may end (`to`) and the next begin (`from`), as places in the list of lexemes. */
function joints({ lexemes, text }: Scan): Joint[] {
  return lexemes.flatMap((lexeme, index) => {
    const next = lexemes[index + 1];
    if (!next || index === 0) return [];
    if (/^(?:and|plus|then|also|&|\+)$/.test(lexeme.text)) return [{ to: index, from: index + 1 }];
    if (lexeme.text.trim() === ",") return [{ to: index, from: index + 1, listed: true }];
    const word = wordUpTo(text, lexeme.to);
    const ends = next.from > lexeme.to || next.text === ",";
    return ends && goesOn(word) && !/^(?:싶|있|나서|나면)/.test(next.text)
      ? [{ to: index + 1, from: index + 1 }]
      : [];
  });
}

function wordUpTo(text: string, to: number): string {
  return /[가-힣]+$/.exec(text.slice(Math.max(0, to - 16), to))?.[0] ?? "";
}

const nouns = /(?:광|보|신|창|최|경|재|참|권|기|부|선|충|원|사|예|중|통|공|상)고$/;

/** A verb that goes on, or a thing beside another: 뽑고, 해지하구, 3개랑. Quotations (쓴다고), denials (말고, 빼고) and nouns do not. */
function goesOn(word: string): boolean {
  if (/(?:[다라냐자]고|말고|빼고|않고|받고|하고는|제외하고)$/.test(word)) return false;
  if (/[가-힣](?:이?랑|고요|하구|해주구)$/.test(word)) return true;
  if (/[가-힣]고$/.test(word)) return !nouns.test(word);
  return /[가-힣](?:구|면서)$/.test(word) && isPredicate(word);
}
