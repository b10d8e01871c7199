// What is told in one sentence and asked about in the next: "We have 3.5M monthly for Naver and Meta. Make a plan", "광고비 5백 더 생겼어. 어디다 쓸까?"

import { decide } from "./intent.ts";
import { allLook, type Found, type Look } from "./look.ts";
import { ownText, type Scan } from "./scan.ts";

type Find = (scan: Scan) => Found;
const plans = ["plan_word", "move", "advice", "where", "split", "plan_verb"];

/** Sentences of which the first only tells what the second is about become one request. */
export function withMoneyTold(scans: readonly Scan[], find: Find): Scan[] {
  const joined: Scan[] = [];
  for (const scan of scans) {
    const last = joined.at(-1);
    const both = last && { ...scan, lexemes: [...last.lexemes, ...scan.lexemes] };
    if (last && both && belongs(last, scan, both, find)) joined[joined.length - 1] = both;
    else joined.push(scan);
  }
  return joined;
}

function belongs(first: Scan, second: Scan, both: Scan, find: Find): boolean {
  if (ownText(first).includes("?")) return false;
  const [told, asked] = [allLook(find(first)), allLook(find(second))];
  return isPlan(told, asked) ? intentOf(both, find) === "budget_plan" : isProduct(first, asked, both, find);
}

function isPlan(told: Look, asked: Look): boolean {
  const sum = told.money || told.percent;
  return (
    sum && !told.has("show", "how_much", "which") && !asked.money && !asked.percent && asked.has(...plans)
  );
}

/** "TimeSheetly free trial. Google, 2 mil a month": a few words that only name it. */
function isProduct(first: Scan, asked: Look, both: Scan, find: Find): boolean {
  const words = ownText(first).trim().split(/\s+/).length;
  if (words > 5 || decide(asked)?.intent !== "create_campaign" || asked.hasName) return false;
  return (
    !decide(allLook(find(first)))?.intent.includes("_campaign") && intentOf(both, find) === "create_campaign"
  );
}

function intentOf(scan: Scan, find: Find) {
  return decide(allLook(find(scan)))?.intent;
}
