// Changes of a plan that was just drafted, in words: 네이버에 50만원 더, 카카오 빼줘, a week longer, url은 https://…

import { z } from "zod";
import type { BriefChanges } from "../../capabilities/campaigns/plan/brief.ts";
import { Targeting } from "../../core/slots.ts";
import { durationOf, flightOf } from "./actions/dates.ts";
import { editOf } from "./actions/edit.ts";
import { placesLeftOut, withoutPeople } from "./actions/left-out.ts";
import { hasPeople, leftOutOf } from "./actions/people.ts";
import { advertisedOf } from "./actions/product.ts";
import { lettersOf, writtenOf } from "./actions/request.ts";
import { mediaOf, targetingOf } from "./actions/spoken.ts";
import type { Decision } from "./intent.ts";
import type { Before, Part, Wish } from "./interpretation.ts";
import type { Found } from "./look.ts";
import { calledAs, moneyIn } from "./plan-money.ts";
import { planWords as words } from "./plan-words.ts";
import { has, type Scan, spot } from "./scan.ts";

type Input = Readonly<Record<string, unknown>>;
type Changes = z.input<z.ZodObject<typeof BriefChanges.shape>>;

/** What these ask for is something else, however much it looks like a piece of a plan. */
const others: readonly string[] = [
  "pause_resume",
  "approve_reject",
  "review_compliance",
  "schedule_digest",
  "cancel_schedule",
  "roles_admin",
  "generate_copy",
  "generate_image",
];
const asks = ["why", "how", "trend", "explain", "compare", "which"] as const;

/** Wishes that only show something, or were asked back about and came to nothing, leave the thread with its plan. */
function leavesPlan({ tool, asked }: Wish): boolean {
  return (
    tool.startsWith("show_") || (tool !== "create_campaign" && asked !== undefined) || besides.includes(tool)
  );
}
const besides = ["campaign_form", "convert_creative", "note_rejection", "send_reason", "export_dossier"];

/** The plan of the thread: its newest draft, while nothing else was wished for since. */
function planIn({ last, wishes = [] }: Before): Wish | undefined {
  const wish = last === "wish" ? wishes.findLast((one) => !leavesPlan(one)) : undefined;
  return wish?.tool === "create_campaign" && typeof (wish.input as Input)["planId"] === "string"
    ? wish
    : undefined;
}

/** The plan again with what is said to change; `undefined` for anything else. */
export function changedPlan(found: Found, decision: Decision, before: Before): Part | undefined {
  const plan = planIn(before);
  if (!plan || (decision && others.includes(decision.intent))) return undefined;
  const { scan, measures } = found;
  const letters = lettersOf(scan);
  if (has(scan, ...asks) || words.again.test(letters)) return undefined;
  if (words.unlike.test(letters) && mediaOf(found).length === 0)
    return part(plan, { cannot: "unlike_days" }, "follow-up, days of unlike amounts");
  if (measures.metrics.length > 0) return undefined;
  if (isAboutAnother(found, plan.input as Input)) return undefined;
  if (words.show.test(letters)) return part(plan, {}, "the plan again");
  const changes = differencesIn(found, letters, plan.input as Input);
  return changes && part(plan, changes, "follow-up, a change of the plan");
}

/** 홈카페 영상 예산 30만원으로: a campaign called by its level or its own name is not the plan. */
function isAboutAnother({ names }: Found, plan: Input): boolean {
  const own = calledAs(plan);
  return names.some(({ marked, words: called }) => marked && !own.includes(called.toLowerCase()));
}

function part(plan: Wish, changes: Input, because: string): Part {
  return {
    intent: "create_campaign",
    because,
    wish: { tool: plan.tool, input: { ...plan.input, ...changes } },
  };
}

function differencesIn(found: Found, letters: string, plan: Input): (Changes & Input) | undefined {
  return (
    unheldIn(found, letters) ??
    moneyIn(found, letters, plan) ??
    peopleIn(found, letters, plan) ??
    mediaIn(found, letters, plan) ??
    textsIn(found, letters)
  );
}

/** 네이버는 3일 늦게, 첫 3일에 더 써줘: what a plan does not hold. */
function unheldIn(found: Found, letters: string): Input | undefined {
  const media = mediaOf(found);
  const { start, end, durationDays } = flightOf(found.scan);
  const shifted = words.late.test(letters) && durationDays !== undefined;
  if (
    media.length === 1 &&
    !words.only.test(letters) &&
    (start ?? end ?? (shifted || undefined)) !== undefined
  )
    return { cannot: "medium_dates", media };
  return words.unlike.test(letters) ? { cannot: "unlike_days" } : undefined;
}

/** 20대 남성도: besides; 남성 빼고: without; 서울만: that alone is said anew. */
function peopleIn(found: Found, letters: string, plan: Input): (Changes & Input) | undefined {
  const people = targetingOf(found);
  if (!people || mediaOf(found).length > 0) return undefined;
  const out = leftOutOf(found);
  const drops = words.drop.test(letters);
  if (drops || hasPeople(out))
    return { targeting: without(plan["targeting"], hasPeople(out) ? { ...out, audience: [] } : people) };
  if (words.add.test(letters)) return { addTargeting: people };
  const now = Targeting.catch(Targeting.parse({})).parse(plan["targeting"] ?? {});
  const said = Object.entries(people).filter(([, values]) => values.length > 0);
  return { targeting: { ...now, ...Object.fromEntries(said) } };
}

function without(stands: unknown, gone: Targeting): Targeting {
  const now = Targeting.catch(Targeting.parse({})).parse(stands ?? {});
  const audience = now.audience.filter((one) => !gone.audience.includes(one));
  const named = { ...gone, region: gone.region.filter((place) => !now.region.includes(place)) };
  return { ...withoutPeople(now, gone), audience: [...audience, ...placesLeftOut(named)] };
}

/** 카카오 빼줘, 구글도 추가해줘; 카카오 말고 네이버: one in the place of the other. */
function mediaIn(found: Found, letters: string, plan: Input): (Changes & Input) | undefined {
  const media = mediaOf(found);
  const named = spot(found.scan, "medium").map(({ meaning }) => meaning.word.value as string);
  const excluded = [...new Set(named)].filter((one) => !media.includes(one));
  const all = [...new Set([...media, ...excluded])];
  if (all.length === 0) return undefined;
  if (media.length > 0 && excluded.length > 0) {
    const stands = z.array(z.string()).catch([]).parse(plan["media"]);
    return { media: [...new Set([...stands.filter((one) => !excluded.includes(one)), ...media])] };
  }
  if (excluded.length > 0 || words.drop.test(letters)) return { dropMedia: all };
  return words.add.test(letters) ? { addMedia: all } : undefined;
}

/** An address, a name, what it is for, a longer or shorter flight. */
function textsIn(found: Found, letters: string): (Changes & Input) | undefined {
  const edit = editOf(found).input as Input;
  const url = edit["url"] ?? writtenAddress(found.scan);
  if (typeof url === "string") return { url };
  const name = edit["name"] ?? advertisedOf(found).name;
  if (typeof name === "string") return { name };
  const objective = objectiveIn(letters);
  if (objective) return { objective };
  const days = edit["endShiftDays"] ?? longerBy(found);
  return typeof days === "number" ? { longerDays: days } : undefined;
}

/** url은 htp:/shop: what stands there is taken as written, the pre-flight says what is wrong with it. */
function writtenAddress(scan: Scan): string | undefined {
  return /(?:url|유알엘|링크|주소|랜딩|landing page|link)(?:은|는|를|을|이|가|:|\s+is|\s+to)?\s+(\S*[:/.]\S{2,})/iu.exec(
    writtenOf(scan),
  )?.[1];
}

/** 목적을 방문으로, objective: leads. */
function objectiveIn(letters: string): string | undefined {
  if (!words.objective.test(letters)) return undefined;
  return aims.find(([, said]) => said.test(letters))?.[0];
}

const aims = [
  ["traffic", /트래픽|방문|유입|클릭|traffic|visits?|clicks?/u],
  ["leads", /리드|상담|문의|예약|가입|신청|leads?|sign-?ups?|bookings?/u],
  ["sales", /구매|판매|매출|전환|sales|purchases?|conversions?/u],
  ["awareness", /인지|도달|노출|알리|awareness|reach/u],
] as const;

/** A week longer, two weeks shorter. */
function longerBy(found: Found): number | undefined {
  const { scan } = found;
  const length = durationOf(scan);
  const letters = lettersOf(scan);
  if (length !== undefined && words.longer.test(letters) && mediaOf(found).length === 0) {
    if (!/(?:주|일|달|개월|간)\s?(?:으로|로)|\bto (?:a |an |one |two |three |\d)/u.test(letters))
      return length;
  }
  return longerInWords(scan);
}

function longerInWords(scan: Scan): number | undefined {
  const [, count = "", unit = "", way = ""] =
    /(?<![\p{L}])(a|an|one|two|three|four|\d{1,2})(?: more)? (day|week|month)s? (longer|shorter)/u.exec(
      lettersOf(scan),
    ) ?? [];
  const number = { a: 1, an: 1, one: 1, two: 2, three: 3, four: 4 }[count] ?? Number(count);
  const length = { day: 1, week: 7, month: 30 }[unit];
  return length === undefined || number === 0 ? undefined : number * length * (way === "shorter" ? -1 : 1);
}

/** 버전 1이랑 비교해줘, 버전 1로 되돌려줘: of the thread's plan, else of the newest. */
export function versionsWished({ scan }: Found, before: Before): Part | undefined {
  const letters = lettersOf(scan);
  const plan = planIn(before);
  const numbers = numbersIn(letters);
  const first = words.first.test(letters) ? 1 : undefined;
  if (plan && words.back.test(letters))
    return part(plan, { toVersion: numbers[0] ?? first ?? 0 }, "back to a version of the plan");
  const numbered = words.back.test(letters) ? numbers[0] : undefined;
  if (numbered !== undefined)
    return {
      intent: "create_campaign",
      because: "back to a version of the newest plan",
      wish: { tool: "create_campaign", input: { toVersion: numbered } },
    };
  if (
    !words.versions.test(letters) ||
    (!plan && !/계획|플랜|초안|버전|버젼|plan|draft|version/u.test(letters))
  )
    return undefined;
  const [from = first ?? 0, to] = numbers;
  const planId = (plan?.input as Input | undefined)?.["planId"];
  return {
    intent: "create_campaign",
    because: "versions of a plan",
    wish: {
      tool: "show_plan_versions",
      input: { ...(planId !== undefined && { planId }), from, ...(to !== undefined && { to }) },
    },
  };
}

function numbersIn(letters: string): number[] {
  const all = [...letters.matchAll(new RegExp(words.number.source, "gu"))];
  return all.map(([, behind, ahead]) => Number(behind ?? ahead)).toSorted((a, b) => a - b);
}

/** 계획에 새 그림 넣어줘: the newest pictures of its creative into the thread's plan, else into the newest. */
export function picturesWished({ scan }: Found, before: Before): Part | undefined {
  if (!words.pictures.test(lettersOf(scan)) || has(scan, ...asks)) return undefined;
  const plan = planIn(before);
  return {
    intent: "create_campaign",
    because: "the newest pictures for a plan",
    wish: { tool: "create_campaign", input: { ...plan?.input, newPictures: true } },
  };
}

/** 런치팩 줘, the launch pack please: of the thread's plan, else of the newest. */
export function packWished({ scan }: Found, before: Before): Part | undefined {
  if (!words.pack.test(lettersOf(scan)) || has(scan, ...asks)) return undefined;
  const planId = (planIn(before)?.input as Input | undefined)?.["planId"];
  return {
    intent: "create_campaign",
    because: "a launch pack",
    wish: { tool: "launch_pack", input: planId === undefined ? {} : { planId } },
  };
}
