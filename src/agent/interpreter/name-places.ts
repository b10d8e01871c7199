// Where names can stand in an English sentence in small letters, and where only talk stands.

import { isMarker, isTitle, touches } from "./name-words.ts";
import { isCue, isHangul, isKind, type Scan, written } from "./scan.ts";

const subjects = /^(?:i|we|you|they|he|she)$/;
const helpers =
  /^(?:am|are|were|be|been|being|will|would|can|could|should|may|might|must|have|has|had|to|not|never|'ll|'re|'ve|i'm|we're|they're|you're|i've|we've|they've|she's|he's|it's|did we|did they|do we)$/;
/** Words of people and offices: what stands before them says whose they are, not what is advertised. */
const people =
  /^(?:boss|bosses|ceo|cfo|cmo|coo|client|clients|manager|managers|director|directors|team|teams|colleague|colleagues|agency|office|rep|partner|partners|side|guy|guys|people|folks|meeting|call|deck|slide|slides|report)$/;

/** A verb nobody listed, or whom somebody talks of: we are hammering, I owe Harold, my Singapore boss. */
export function isSaid(scan: Scan, index: number): boolean {
  const word = scan.lexemes[index];
  const before = scan.lexemes[index - 1];
  const next = scan.lexemes[index + 1];
  if (!word || isHangul(word.text) || isMarker(next)) return false;
  if (next && people.test(next.text) && touches(scan, index, index + 1)) return true;
  if (!before || !touches(scan, index - 1, index)) return false;
  if (/(?:ing|ed)$/.test(word.text) && (helpers.test(before.text) || subjects.test(before.text))) return true;
  if (subjects.test(before.text)) return true;
  return isKind(before, "plain") && subjects.test(scan.lexemes[index - 2]?.text ?? "");
}

/** Everyday words that begin a name in small letters: morning granola, hiking boots, winter coats. */
const leads =
  /^(?:morning|evening|night|day|summer|winter|spring|autumn|fall|weekend|holiday|kids|baby|home|mini|super|premium|classic|fresh|golden|happy|lucky|easy|daily|new|big|best|hot|cold|green|black|white|red|blue)$/;

export function isLead(scan: Scan, index: number): boolean {
  const word = scan.lexemes[index];
  const next = scan.lexemes[index + 1];
  if (word?.kind !== "word" || next?.kind !== "unknown" || isHangul(next.text)) return false;
  if (
    !touches(scan, index, index + 1) ||
    isTitle(written(scan, next.from, next.to)) ||
    isSaid(scan, index + 1)
  )
    return false;
  const plain = word.meanings.find((meaning) => meaning.kind === "plain");
  const doing = plain && word.text.endsWith("ing");
  if (!leads.test(word.text) && !(plain?.kind === "plain" && plain.noun) && !doing) return false;
  return opensName(scan, index);
}

/** What may stand before a name: nothing, a sign, a small word, a metric, a medium, a day, or what is wanted. */
function opensName(scan: Scan, index: number): boolean {
  const before = scan.lexemes[index - 1];
  if (!before || before.kind === "sign" || before.kind === "time" || before.kind === "particle") return true;
  if (before.kind !== "word") return false;
  if (
    /^(?:of|for|on|in|to|with|from|about|at|by|and|or|the|our|my|a|an|is|are|was|were|how|vs|versus|than|did|does|has|have)$/.test(
      before.text,
    )
  )
    return true;
  return before.meanings.some(
    ({ kind }) => kind === "metric" || kind === "medium" || kind === "cue" || kind === "dimension",
  );
}

/** Groups of customers that Korean names end in: 포근이불 신규고객. */
const customers = /^(?:신규|기존|재구매|휴면|이탈|충성|잠재|우수|vip)\s?(?:고객|구매자|회원)(?![가-힣])/;

/** Whether such a group begins here, right behind the rest of its name and right before what is asked of it. */
export function customersAt(scan: Scan, at: number): number | undefined {
  const [before, word] = [scan.lexemes[at - 1], scan.lexemes[at]];
  if (!word || before?.kind !== "unknown" || !isHangul(before.text)) return undefined;
  const said = customers.exec(scan.text.slice(word.from).toLowerCase());
  const to = word.from + (said?.[0].length ?? 0);
  const last = scan.lexemes.findIndex((lexeme) => lexeme.to === to);
  const next = scan.lexemes[last + 1];
  return said && last >= at && (isKind(next, "metric") || isMarker(next)) ? last : undefined;
}

/** An everyday noun that ends a name in small letters, right before what is asked of it: dog fair ctr. */
export function closesName(scan: Scan, at: number): boolean {
  const word = scan.lexemes[at];
  const before = scan.lexemes[at - 1];
  if (word?.kind !== "word" || before?.kind !== "unknown" || isHangul(before.text)) return false;
  if (isTitle(written(scan, before.from, before.to)) || people.test(word.text)) return false;
  const noun = word.meanings.some((meaning) => meaning.kind === "plain" && meaning.noun);
  if (!noun && !/^(?:night|day|morning|evening|weekend)s?$/.test(word.text)) return false;
  const next = scan.lexemes[at + 1];
  return !next || isKind(next, "metric") || isMarker(next) || next.kind === "time" || isCue(next, "how");
}
