// Pieces of a wish around the work said after it: in Korean please, 정사각형으로, 아침 9시에 그로스방에.

import { wishOf } from "./actions/action.ts";
import { rhythmOf } from "./actions/rhythm.ts";
import { isFigures } from "./figures.ts";
import type { Decision } from "./intent.ts";
import type { ActionIntent, Before, Part, Wish } from "./interpretation.ts";
import type { Found } from "./look.ts";
import { has } from "./scan.ts";

type Input = Readonly<Record<string, unknown>>;

const intentOfTool: Readonly<Record<string, ActionIntent>> = {
  generate_copy: "generate_copy",
  generate_image: "generate_image",
  create_audience: "audience",
  schedule_digest: "schedule_digest",
};
/** Decided by little: a piece may look like one of these. */
const weak: readonly string[] = [
  "a name alone",
  "figures in general",
  "nothing understood",
  "hello",
  "how much",
];
const asks = ["why", "how", "how_much", "list", "trend", "explain", "compare", "which"];

/** The last wish with the slots that are said now; `undefined` when the message is no piece of it. */
export function continuedWork(found: Found, decision: Decision, before: Before): Part | undefined {
  const last = before.last === "wish" ? before.wishes?.at(-1) : undefined;
  const intent = last && intentOfTool[last.tool];
  if (!last || !intent || !isOpen(found, decision, intent)) return undefined;
  const now =
    intent === "schedule_digest" ? schedulePiece(found, last) : slotsSaid(wishOf(intent, found), last);
  if (!now) return undefined;
  const because = `follow-up, ${decision?.because ?? "a piece of the last wish"}`;
  return { intent, because, wish: { tool: last.tool, input: { ...last.input, ...now } } };
}

/** A picture for what a text was just written for, and the other way round. */
export function sharedProduct(wish: Wish, { wishes }: Before): Wish {
  const made = ["generate_copy", "generate_image"];
  const input = wish.input as Input;
  if (!made.includes(wish.tool) || input["product"] !== undefined || input["text"] !== undefined) return wish;
  const earlier = wishes?.findLast(({ tool, input: said }) => made.includes(tool) && "product" in said);
  return earlier ? { ...wish, input: { product: (earlier.input as Input)["product"], ...input } } : wish;
}

function isOpen({ scan, measures }: Found, decision: Decision, intent: ActionIntent): boolean {
  if (has(scan, ...asks) || (measures.metrics.length > 0 && intent !== "schedule_digest")) return false;
  if (!decision || weak.includes(decision.because) || decision.intent === intent) return true;
  const schedules = intent === "schedule_digest";
  return schedules && (isFigures(decision.intent) || decision.because === "a change") && measures.asked === 0;
}

/** Slots of a text, picture or group; a wish that names its own thing is a new one. */
function slotsSaid({ tool, input }: Wish, last: Wish): Input | undefined {
  if (tool !== last.tool) return undefined;
  const said = Object.entries(input as Input).filter(([, value]) => !isEmpty(value));
  const known = (last.input as Input)["product"];
  const others = said.filter(([slot]) => slot !== "product");
  if (known !== undefined && others.length === 0) return undefined;
  const named = said.some(([slot]) => slot === "product");
  return named && known !== undefined && others.length > 1
    ? undefined
    : fromSlots(known === undefined ? said : others);
}

function fromSlots(slots: [string, unknown][]): Input | undefined {
  return slots.length > 0 ? Object.fromEntries(slots) : undefined;
}

/** The days, the time, the room or the figures that are said now; the rest of the rhythm stays. */
function schedulePiece(found: Found, last: Wish): Input | undefined {
  const now = wishOf("schedule_digest", found).input as Input;
  const before = last.input as Input;
  if (now["cron"] && !isEmpty(now["metrics"]) && !isEmpty(before["metrics"])) return undefined;
  const placed = found.scan.lexemes.some(({ kind }) => kind === "clock" || kind === "room");
  if (!isEmpty(now["metrics"]) && !isEmpty(before["metrics"]) && !placed) return undefined;
  const cron = rhythmKept(found, now["cron"], before["cron"]);
  const slots = Object.entries({ ...now, cron }).filter(
    ([slot, value]) => !isEmpty(value) && !["action", "which", "at"].includes(slot),
  );
  return fromSlots(slots);
}

/** Only a time: the days stay. Only days: the time stays. */
function rhythmKept({ scan }: Found, now: unknown, before: unknown): string | undefined {
  const [clock] = rhythmOf(scan).clocks;
  const had = typeof before === "string" ? before.split(" ") : undefined;
  const said = typeof now === "string" ? now.split(" ") : undefined;
  if (!had) return said?.join(" ");
  const days = said ? said.slice(2) : had.slice(2);
  const time = clock ? [String(clock.minute), String(clock.hour)] : had.slice(0, 2);
  return said || clock ? [...time, ...days].join(" ") : undefined;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}
