// Messages that build on a wish of the thread, or point at what was talked about: 아니 15%로, the Desk Lamp one, 그거 꺼줘, send this every Monday.

import type { Filter, MarketingQuery } from "../../core/query.ts";
import type { Targeting } from "../../core/slots.ts";
import { wishOf } from "./actions/action.ts";
import { peopleFields, targetingOf } from "./actions/people.ts";
import { isFigures } from "./figures.ts";
import type { Decision } from "./intent.ts";
import type { ActionIntent, Before, Part, Wish } from "./interpretation.ts";
import type { Found } from "./look.ts";
import { changedPlan, packWished, picturesWished, versionsWished } from "./follow-plan.ts";
import { continuedWork, sharedProduct } from "./follow-work.ts";
import { has } from "./scan.ts";
import { mergedFilters, points, subjectOf, wishFilters } from "./thread.ts";

type Input = Readonly<Record<string, unknown>>;

const intentOfTool: Readonly<Record<string, ActionIntent>> = {
  create_campaign: "create_campaign",
  edit_campaign: "edit_campaign",
  pause_campaign: "pause_resume",
  budget_plan: "budget_plan",
  create_audience: "audience",
  generate_copy: "generate_copy",
  generate_image: "generate_image",
  schedule_digest: "schedule_digest",
};
/** 서울만, 남성 빼고 after a change of whom a campaign is for: more of the same, and no limit of which campaigns. */
function aimedFurther(last: Wish, now: Input, found: Found): Input {
  const before = (last.input as { targeting?: Targeting }).targeting;
  const more = last.tool === "edit_campaign" && before ? targetingOf(found) : undefined;
  if (!before || !more) return now;
  const filters = ((now["filters"] ?? []) as Filter[]).filter(({ field }) => !peopleFields.includes(field));
  const said = Object.entries(more).filter(([, values]) => values.length > 0);
  return { ...now, filters, targeting: { ...before, ...Object.fromEntries(said) } };
}

/** What a change is for; without one of these it hangs in the air. */
const objects: readonly string[] = ["having", "product", "name", "text", "target", "person", "copyOf"];
const weak: readonly string[] = ["a name alone", "figures in general", "hello"];

/** The last wish with what is said now put in, when the message is a piece of one. */
export function continuedWish(found: Found, decision: Decision, before: Before): Part | undefined {
  const pack =
    packWished(found, before) ??
    picturesWished(found, before) ??
    versionsWished(found, before) ??
    changedPlan(found, decision, before);
  if (pack) return pack;
  const last = before.last === "wish" ? before.wishes?.at(-1) : undefined;
  const intent = last && intentOfTool[last.tool];
  const work = continuedWork(found, decision, before);
  if (work) return work;
  const each = forEachOfThem(found, before);
  if (each) return each;
  if (!last || !intent || !isPiece(found, decision, intent, last)) return undefined;
  const now = wishOf(intent, found);
  if (now.tool !== last.tool) return undefined;
  const input = merged(last.input as Input, aimedFurther(last, now.input as Input, found), found);
  if (JSON.stringify(input) === JSON.stringify(last.input)) return undefined;
  return {
    intent,
    because: `follow-up, ${decision?.because ?? "a piece of the last wish"}`,
    wish: { tool: last.tool, input },
  };
}

/** 모두, all of them: the answer to which campaign a sum or a share is for. */
function forEachOfThem({ scan }: Found, { last, wishes }: Before): Part | undefined {
  const wish = last === "wish" ? wishes?.at(-1) : undefined;
  const input = wish?.input as Input | undefined;
  const isSized = input?.["budget"] !== undefined || input?.["changePct"] !== undefined;
  if (wish?.tool !== "edit_campaign" || !isSized || !onlyAll.test(scan.text)) return undefined;
  return {
    intent: "edit_campaign",
    because: "follow-up, each of them",
    wish: { tool: wish.tool, input: { ...input, each: true } },
  };
}

const onlyAll =
  /^\s*(?:모두|전부|다|각각|셋 다|둘 다|(?:모든|전체) 캠페인)(?:에|한테)?(?: ?각각)?(?:요|다요|이요|해 ?줘요?|해 ?주세요| ?다)?[\s.!~]*$|^\s*(?:for )?(?:all|each|every one|both)(?: of)?(?: (?:them|the campaigns|campaigns))?(?:,? please)?[\s.!]*$/iu;

/** A wish of its own that leaves open what it is for: the thread says. */
export function completedWish(wish: Wish, found: Found, before: Before): Wish {
  if (wish.tool === "schedule_digest") return withFigures(wish, found, before);
  if (!lacksObject(wish)) return wish;
  if (wish.tool === "pause_campaign" || wish.tool === "edit_campaign")
    return withSubject(wish, found, before);
  const earlier = before.wishes?.findLast(({ tool }) => tool === wish.tool);
  return earlier
    ? { ...wish, input: merged(earlier.input as Input, wish.input as Input, found) }
    : sharedProduct(wish, before);
}

function isPiece(found: Found, decision: Decision, intent: ActionIntent, last: Wish): boolean {
  const { scan, measures, names, limits } = found;
  if (measures.metrics.length > 0 || has(scan, "why", "how_much", "list", "thanks", "explain", "trend"))
    return false;
  if (isAddress(scan) && intent === "edit_campaign") return true;
  const open = !decision || weak.includes(decision.because) || decision.because === "nothing understood";
  if (
    isFigures(decision?.intent) &&
    !has(scan, "how", "show", "which", "compare", "where") &&
    hasFigure(scan)
  )
    return true;
  if (open) return names.length > 0 || limits.filters.length > 0 || hasFigure(scan) || has(scan, "start_off");
  if (decision.intent === intent) {
    const now = wishOf(intent, found);
    return names.length === 0 && lacksObject(now) && !isOfItsOwn(now, found) && !lacksObject(last);
  }
  if (intent === "create_campaign" && addsToNew(found, decision)) return true;
  const corrects = has(scan, "follow", "correction") && names.length === 0;
  return (
    corrects &&
    ["create_campaign", "edit_campaign", "budget_plan", "list_campaigns"].includes(decision.intent)
  );
}

/** 모든 캠페인 일시정지, 되돌려: about all there are, or about what was done last, whatever the thread asked about. */
function isOfItsOwn({ input }: Wish, { scan }: Found): boolean {
  return everyOne.test(scan.text) || ((input as Input)["action"] === "undo" && !points(scan));
}

const everyOne =
  /(?:모든|전체)\s?(?:캠페인|광고)|(?:캠페인|광고)(?:들)?(?:을|를|은|는)?\s?(?:전부|모두|다\s|싹)|(?<![a-z])(?:all|every)(?: of)?(?: the| our| my)? (?:campaigns?|ads)(?![a-z])/iu;

/** 매체는 메타, 일예산 3만원: nothing is to be changed yet, so it says more about the new one. */
function addsToNew(found: Found, decision: NonNullable<Decision>): boolean {
  const changes = ["raise", "cut", "rename", "undo", "delete", "archive", "duplicate"];
  return (
    decision.intent === "edit_campaign" &&
    found.names.every(({ marked }) => !marked) &&
    !has(found.scan, ...changes)
  );
}

/** A web address alone answers which page a change is to lead to. */
function isAddress({ text }: Found["scan"]): boolean {
  return /^\s*(?:https?:\/\/|www\.)\S+\s*\S{0,12}\s*$/i.test(text);
}

function hasFigure(scan: Found["scan"]): boolean {
  return scan.lexemes.some(
    ({ kind }) => kind === "amount" || kind === "time" || kind === "clock" || kind === "room",
  );
}

function lacksObject(wish: Wish): boolean {
  const input = wish.input as Input;
  if (objects.some((slot) => !isEmpty(input[slot]) && String(input[slot]).length > 1)) return false;
  return wishFilters(wish).length === 0;
}

function withSubject(wish: Wish, found: Found, before: Before): Wish {
  const { scan } = found;
  const name = subjectOf(before);
  if (!name || isOfItsOwn(wish, found) || !(points(scan) || before.last === "wish")) return wish;
  const filters: Filter[] = [{ field: "campaign", op: "in", values: [name] }];
  return { ...wish, input: { ...wish.input, filters } };
}

/** 이거 매일 아침 보내줘: the figures just shown are what is sent. */
function withFigures(wish: Wish, { scan }: Found, { query, last }: Before): Wish {
  const input = wish.input as Partial<Pick<MarketingQuery, "metrics" | "filters" | "dimensions">>;
  const meant = points(scan) || /\b(?:this|that|these|those)\b/i.test(scan.text);
  if (!query || last !== "figures" || !meant || !isEmpty(input.metrics)) return wish;
  const { metrics, dimensions } = query;
  const filters = mergedFilters(query.filters, input.filters ?? []);
  return { ...wish, input: { ...input, metrics, dimensions, filters } };
}

function merged(last: Input, now: Input, { scan }: Found): Input {
  const said = Object.entries(now).filter(
    ([slot, value]) =>
      !isEmpty(value) && !isDefault(slot, scan) && !(slot === "product" && isKept(last[slot], scan)),
  );
  const filters = mergedFilters((last["filters"] ?? []) as Filter[], (now["filters"] ?? []) as Filter[]);
  const money =
    now["budget"] && last["budget"]
      ? { budget: { ...(last["budget"] as object), ...(now["budget"] as object) } }
      : {};
  const both = { ...last, ...Object.fromEntries(said), ...money, ...(filters.length > 0 && { filters }) };
  const pct = Number(now["changePct"]);
  const percent =
    last["changePct"] && pct
      ? { changePct: Math.sign(Number(last["changePct"])) * percentSaid(scan, pct) }
      : {};
  return now["budget"] || now["changePct"] ? without({ ...both, ...percent }, "field") : both;
}

/** What is advertised stays what it was, unless it is put right. */
function isKept(product: unknown, scan: Found["scan"]): boolean {
  return !isEmpty(product) && !has(scan, "correction");
}

/** 아니 15%로: the figure itself, whatever the particle makes of it. */
function percentSaid(scan: Found["scan"], read: number): number {
  const said = scan.lexemes.find((lexeme) => lexeme.kind === "amount" && lexeme.amount.kind === "percent");
  return said?.kind === "amount" ? said.amount.value : Math.abs(read);
}

/** Switching on or off stays as it was unless it is said anew. */
function isDefault(slot: string, scan: Found["scan"]): boolean {
  return slot === "level" || (slot === "action" && !has(scan, "pause", "resume"));
}

function without(input: Input, slot: string): Input {
  const { [slot]: _, ...rest } = input;
  return rest;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}
