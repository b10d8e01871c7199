// Changes of a plan that was just drafted, in words: 네이버에 50만원 더, 카카오 빼줘, a week longer, url은 https://…

import { z } from "zod";
import type { BriefChanges } from "../../capabilities/campaigns/plan/brief.ts";
import { Targeting } from "../../core/slots.ts";
import { loadYaml } from "../../language/data.ts";
import { changePctOf } from "./actions/change.ts";
import { editOf } from "./actions/edit.ts";
import { placesLeftOut, withoutPeople } from "./actions/left-out.ts";
import { budgetOf } from "./actions/money.ts";
import { hasPeople, leftOutOf } from "./actions/people.ts";
import { advertisedOf } from "./actions/product.ts";
import { lettersOf } from "./actions/request.ts";
import { mediaOf, targetingOf } from "./actions/spoken.ts";
import { mediaMoved } from "./actions/transfer.ts";
import type { Decision } from "./intent.ts";
import type { Before, Part, Wish } from "./interpretation.ts";
import type { Found } from "./look.ts";
import { has, spot } from "./scan.ts";

const pattern = z.array(z.string()).transform((forms) => new RegExp(forms.join("|"), "u"));
const words = loadYaml(
  "plan-words",
  z.object({
    more: pattern,
    less: pattern,
    add: pattern,
    drop: pattern,
    show: pattern,
    pack: pattern,
    again: pattern,
    pictures: pattern,
  }),
);

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

/** The plan of the thread: its newest draft, while nothing else was wished for since. */
function planIn({ last, wishes }: Before): Wish | undefined {
  const wish = last === "wish" ? wishes?.at(-1) : undefined;
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
  if (measures.metrics.length > 0 || has(scan, ...asks) || words.again.test(letters)) return undefined;
  if (words.show.test(letters)) return part(plan, {}, "the plan again");
  const changes = differencesIn(found, letters, plan.input as Input);
  return changes && part(plan, changes, "follow-up, a change of the plan");
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
    moneyIn(found, letters) ??
    peopleIn(found, letters, plan) ??
    mediaIn(found, letters, plan) ??
    textsIn(found)
  );
}

/** 네이버에 50만원 더, 예산 20% 줄여줘, 네이버에서 메타로 30만원. */
function moneyIn(found: Found, letters: string): Changes | undefined {
  const amount = budgetOf(found)?.amount;
  const pct = changePctOf(found);
  const { fromMedium, toMedium } = mediaMoved(found.scan);
  if (fromMedium && toMedium && amount)
    return {
      more: [
        { medium: fromMedium, amount: -amount },
        { medium: toMedium, amount },
      ],
    };
  const media = mediaOf(found);
  if (amount === undefined && pct === undefined) return undefined;
  const less = words.less.test(letters);
  if (amount !== undefined && !less && !words.more.test(letters)) return undefined;
  if (
    /(?:으로|로)\s?(?:늘|올|줄|낮|내|깎|증액|감액|해|하)|\bto (?:about )?[₩$\d]/u.test(letters) &&
    amount !== undefined
  )
    return undefined;
  const sized = amount === undefined ? { pct: pct ?? 0 } : { amount: less ? -amount : amount };
  return { more: media.length > 0 ? media.map((medium) => ({ medium, ...sized })) : [sized] };
}

/** 20대 남성도: besides; 남성 빼고: without. */
function peopleIn(found: Found, letters: string, plan: Input): (Changes & Input) | undefined {
  const people = targetingOf(found);
  if (!people || mediaOf(found).length > 0) return undefined;
  const out = leftOutOf(found);
  const drops = words.drop.test(letters);
  if (drops || hasPeople(out))
    return { targeting: without(plan["targeting"], hasPeople(out) ? { ...out, audience: [] } : people) };
  return words.add.test(letters) ? { addTargeting: people } : undefined;
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

/** An address, a name, a longer or shorter flight. */
function textsIn(found: Found): (Changes & Input) | undefined {
  const edit = editOf(found).input as Input;
  if (typeof edit["url"] === "string") return { url: edit["url"] };
  const name = edit["name"] ?? advertisedOf(found).name;
  if (typeof name === "string") return { name };
  const days = edit["endShiftDays"] ?? longerBy(found);
  return typeof days === "number" ? { longerDays: days } : undefined;
}

/** A week longer, two weeks shorter. */
function longerBy({ scan }: Found): number | undefined {
  const [, count = "", unit = "", way = ""] =
    /(?<![\p{L}])(a|an|one|two|three|four|\d{1,2})(?: more)? (day|week|month)s? (longer|shorter)/u.exec(
      lettersOf(scan),
    ) ?? [];
  const number = { a: 1, an: 1, one: 1, two: 2, three: 3, four: 4 }[count] ?? Number(count);
  const length = { day: 1, week: 7, month: 30 }[unit];
  return length === undefined || number === 0 ? undefined : number * length * (way === "shorter" ? -1 : 1);
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
