// What grows in a message of ours while an answer is made: a plan of tasks, and words as they are proved. Words go as blocks, drawn as in any
// other message: in a chunk of Markdown a text of the model could link, mention and format.
// Source: docs.slack.dev, "Sending and scheduling messages", text streaming, read 2026-11.

import { runsText } from "../../../core/card/text.ts";
import type { Card } from "../../../core/card/card.ts";
import { type Lang, say, type Words, words } from "../../../core/locale.ts";
import type { Block } from "../blocks/block.ts";
import { richTexts, words as plainWords } from "../render/piece.ts";
import { shortened } from "../render/words.ts";

type Task = { type: "task_update"; id: string; title: string; status: "in_progress" | "complete" };
export type Chunk = Task | { type: "plan_update"; title: string } | { type: "blocks"; blocks: Block[] };

/** Letters of a task's title; Slack names no limit of its own. */
const MOST_TITLE = 150;

const reading = words("질문을 읽고 데이터를 찾고 있어요", "Reading the question, looking for the data");
const underWay = words("답을 준비하고 있어요", "Preparing the answer");
const ready = words("답이 준비됐어요", "The answer is ready");

/** By the part that says most of a card. */
const found: Readonly<Partial<Record<Card["parts"][number]["kind"], Words>>> = {
  proposal: words("제안을 만들었어요", "Made a proposal"),
  form: words("양식을 만들었어요", "Made a form"),
  findings: words("문구를 검토했어요", "Reviewed the copy"),
  chart: words("차트를 그렸어요", "Drew the chart"),
  table: words("표를 만들었어요", "Made the table"),
  kpis: words("수치를 계산했어요", "Worked out the figures"),
};

/** The tasks of one answer; each bears the id of the message that is answered, by which a message that grew is found again. */
export type Tasks = {
  /** What is seen first. */
  begin: () => Chunk[];
  /** A line of progress, or a card that is there by now; nothing where it says what stands there. */
  step: (event: { kind: "progress" | "card"; card: Card }) => Chunk[];
  end: () => Chunk[];
};

export function buildTasks(id: string, lang: Lang): Tasks {
  let count = 0;
  let now: Task | undefined;

  function next(title: string): Chunk[] {
    if (title === "" || now?.title === title) return [];
    const done: Chunk[] = now ? [{ ...now, status: "complete" }] : [];
    now = { type: "task_update", id: `${id}:${count++}`, title, status: "in_progress" };
    return [...done, now];
  }

  return {
    begin: () => [{ type: "plan_update", title: say(lang, underWay) }, ...next(say(lang, reading))],
    step: ({ kind, card }) => next(kind === "progress" ? progressOf(card) : doneBy(card, lang)),
    end: () => [
      { type: "plan_update", title: say(lang, ready) },
      ...(now ? [{ ...now, status: "complete" as const }] : []),
    ],
  };
}

/** Also names of files: signs that Slack could read as its own are left out. */
function progressOf({ lang, parts }: Card): string {
  const [part] = parts.filter((one) => one.kind === "progress");
  return part ? shortened(runsText(part.runs, lang).replace(/[<>]/g, ""), MOST_TITLE) : "";
}

function doneBy({ parts }: Card, lang: Lang): string {
  const [kind] = Object.keys(found).filter((name) => parts.some((part) => part.kind === name));
  const told = kind && found[kind as keyof typeof found];
  return told ? say(lang, told) : "";
}

export function spoken(text: string): Chunk[] {
  const blocks = richTexts(plainWords(text.trim()));
  return blocks.length === 0 ? [] : [{ type: "blocks", blocks }];
}
