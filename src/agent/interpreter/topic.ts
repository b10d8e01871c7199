// Which topic of the product a question is about.

import { z } from "zod";
import { loadYaml } from "../../language/data.ts";
import { anyMatches, type Gated } from "../../language/gated.ts";
import { Topic } from "../talk/help.ts";
import type { Measures } from "./measures.ts";
import { expressions } from "./rules/patterns.ts";
import { has, type Scan, written } from "./scan.ts";

const lines = z.string().transform((text) => text.split("\n").filter((line) => line.trim() !== ""));
const HelpSaid = z.object({
  sure: z.partialRecord(Topic, lines),
  likely: z.partialRecord(Topic, lines),
});
const file = loadYaml("help-said", HelpSaid);
const sure = tableOf(file.sure);
const likely = tableOf(file.likely);

const meaning =
  /(?:이|가|은|는|란|이란|이라는 ?게|라는 ?게)?\s*(?:뭐야|뭐예요|뭐에요|뭐임|뭐죠|뭔가요|뭐지|무엇|뭔지|무슨\s*(?:뜻|말|의미|지표)|뜻이|뜻은|뜻|의미|정의|개념|설명)|(?:은|는|이|가)?\s*어떻게\s*(?:계산|구하|산출|정의|나오는)|what\s+(?:does|is|'s)\s+(?:an?\s+|the\s+)?[\w-]+(?:\s+rate)?\s*(?:mean|stand for)?\s*\??$|\bwhat\s+does\b.*\bmean\b|\b(?:meaning|definition)\s+of\b|\bhow\s+(?:is|do\s+you|are)\s+.*\b(?:calculated?|computed?|defined?)\b|\bexplain\s+(?:what\s+)?\w+(?:\s+is)?\s*\??$/;

export type HelpTopic = { topic: Topic | undefined; sure: boolean };

/** @param limited whether a period, a medium or a name stands beside: then a figure is asked for, no meaning */
export function findTopic(scan: Scan, { metrics, having }: Measures, limited: boolean): HelpTopic {
  const text = written(scan, scan.lexemes[0]?.from ?? 0, scan.lexemes.at(-1)?.to ?? 0).toLowerCase();
  const [metric] = metrics;
  const ranks = has(scan, "best", "worst", "most", "high", "low");
  const asksMeaning = !ranks && metrics.length === 1 && having.length === 0 && !limited && meaning.test(text);
  if (metric && asksMeaning) return { topic: metric, sure: true };
  const known = topicIn(sure, text);
  return known
    ? { topic: known, sure: metrics.length === 0 || known === "cost" }
    : { topic: topicIn(likely, text), sure: false };
}

type Row = { topic: Topic; said: readonly Gated[] };

function tableOf(all: Partial<Record<Topic, string[]>>): Row[] {
  return (Object.entries(all) as [Topic, string[]][]).map(([topic, patterns]) => ({
    topic,
    said: expressions(patterns),
  }));
}

function topicIn(rows: readonly Row[], text: string): Topic | undefined {
  return rows.find(({ said }) => anyMatches(said, text))?.topic;
}
