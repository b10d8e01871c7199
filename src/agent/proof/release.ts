// The model's words, released sentence by sentence as far as every figure in them is proved; the first that is not ends them.

import type { Card } from "../../core/card/card.ts";
import type { Lang } from "../../core/locale.ts";
import type { Operand } from "./derive.ts";
import { openEvidence } from "./evidence.ts";
import type { Figure } from "./figures.ts";
import { headingOf, under } from "./headings.ts";
import { withoutLinks } from "./links.ts";
import type { Mention } from "./mentions.ts";
import { prove } from "./prove.ts";
import { readSentence } from "./reading.ts";
import { LONGEST_SENTENCE, openSentences } from "./sentences.ts";

export type Release = {
  /** The words that this piece of text releases. */
  add(text: string): string;
  /** What the end of the text releases. */
  end(): string;
  /** Takes a piece of text in, to be proved by `step`; without one the text is at its end. */
  take(text?: string): void;
  /** Proves the next sentence and returns the words it releases; `undefined` when none is complete. */
  step(): string | undefined;
  /** A sentence was unproved or beyond what is read: it and all behind it are dropped. */
  readonly dropped: boolean;
};

/** What one answer may hold; a longer one ends there. In letters, sentences and figures. */
const most = { letters: 12_000, sentences: 300, figures: 200, figuresOfSentence: 24 } as const;

/**
 * @param turn cards as they stand when a sentence is complete; `said` are the person's own words, whose figures may be repeated
 */
export function openRelease(turn: {
  cards: () => readonly Card[];
  said: string;
  today: Temporal.PlainDate;
  lang: Lang;
}): Release {
  let proof: Proof | undefined; // most answers of the interpreter are cards without words
  const sentences = openSentences();
  let waiting: string[] = [];
  let dropped = false;
  let gap = "";
  let letters = 0;
  let count = 0;

  const drop = (): void => {
    dropped = true;
    waiting = [];
  };
  const take = (text?: string): void => {
    if (dropped) return;
    if (text === undefined) return void waiting.push(...sentences.end());
    waiting.push(...sentences.add(text.slice(0, most.letters - letters)));
    letters += text.length;
  };
  const step = (): string | undefined => {
    const sentence = waiting.shift();
    if (sentence === undefined) {
      if (letters > most.letters) drop();
      return undefined;
    }
    count++;
    proof ??= openProof(turn);
    const shown = count > most.sentences ? undefined : proof.shown(sentence);
    if (shown === undefined) {
      drop();
      return undefined;
    }
    const bare = shown.trimEnd();
    const words = gap + bare;
    gap = shown.slice(bare.length);
    return words;
  };
  const all = (): string => {
    let words = "";
    for (let more = step(); more !== undefined; more = step()) words += more;
    return words;
  };
  return {
    take,
    step,
    add(text) {
      take(text);
      return all();
    },
    end() {
      take();
      return all();
    },
    get dropped() {
      return dropped;
    },
  };
}

type Proof = {
  /** The sentence as it may be shown; `undefined` when it is unproved. They come in the order they are said. */
  shown(sentence: string): string | undefined;
};

function openProof(turn: { cards: () => readonly Card[]; said: string; today: Temporal.PlainDate }): Proof {
  const evidence = openEvidence(turn.cards);
  const said = saidFigures(turn.said, turn.today);
  let before: readonly Operand[] = [];
  let heading: readonly Mention[] = [];
  let topic: ReadonlySet<string> = new Set();
  let figures = 0;
  return {
    shown(sentence) {
      if (sentence.trim().length > LONGEST_SENTENCE) return undefined;
      const known = evidence();
      const shown = withoutLinks(sentence, known.names);
      if (shown === undefined) return undefined;
      const reading = under(heading, readSentence(sentence, known.names, turn.today, known.spans));
      figures += reading.figures.length;
      if (reading.figures.length > most.figuresOfSentence || figures > most.figures) return undefined;
      const operands = prove(reading, { evidence: known, said, before, topic });
      if (!operands) return undefined;
      before = operands;
      const named = reading.mentions.flatMap((one) => (one.kind === "value" ? [one.value] : []));
      if (named.length > 0) topic = new Set(named);
      heading = headingOf(reading, sentence, heading);
      return shown;
    },
  };
}

/** What of the person's words is read for its figures. */
const MOST_SAID = 4_000;

function saidFigures(said: string, today: Temporal.PlainDate): Figure[] {
  const sentences = openSentences();
  const all = [...sentences.add(said.slice(0, MOST_SAID)), ...sentences.end()];
  const read = all.flatMap((one) => readSentence(one.slice(0, LONGEST_SENTENCE), [], today).figures);
  const once = new Map(read.map((one) => [`${one.sign} ${one.value} ${JSON.stringify(one.unit)}`, one]));
  return [...once.values()];
}
