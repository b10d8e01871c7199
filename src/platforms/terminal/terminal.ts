// The terminal chat: one person, one conversation at a time, one answer after another. Everything goes through `talk`, as it does on the page.

import { randomUUID } from "node:crypto";
import { statSync } from "node:fs";
import { basename } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Talk, TalkRequest, Welcome } from "../../chat/talk.ts";
import { failureCard } from "../../core/card/failure-card.ts";
import { clean } from "../../core/card/plain/width.ts";
import type { InboundId, WorkspaceId } from "../../core/ids.ts";
import type { Lang } from "../../core/locale.ts";
import { openAnswer, type Shown } from "./answer.ts";
import { greeting, helpLines, peopleLines } from "./greeting.ts";
import { readTyped, type Typed } from "./input.ts";
import { drawCard } from "./render.ts";
import { openScreen, PROMPT, type Streams } from "./screen.ts";
import { type Command, langNamed, texts } from "./words.ts";

export type Terminal = {
  /** Ctrl-C from outside, where no keyboard tells of it. */
  interrupt: () => void;
  leave: () => void;
  /** Resolves when the person has left; rejects with what kept them from coming in. */
  left: Promise<void>;
};

const STOP_TRIES = 5;
const STOP_PAUSE_MS = 200;

/** What a number on the screen does. */
type Deed =
  | { kind: "press"; label: string; token: string }
  | { kind: "ask"; label: string; text: string }
  | { kind: "become"; label: string; as: string }
  | { kind: "explain"; label: string; id: InboundId };

type Step =
  | Exclude<Typed, { kind: "number" | "nothing" | "files" }>
  | { kind: "file"; path: string }
  | { kind: "line"; line: string }
  | Deed;

/** @param as name, role or id of the person; the demo's admin when left out */
export function openTerminal(
  talk: Talk,
  { streams, colours, ...start }: { streams: Streams; colours: boolean; lang: Lang; as?: string | undefined },
): Terminal {
  const screen = openScreen(streams, { colours, line: typed, interrupt, end: ended });
  const steps: Step[] = [{ kind: "become", label: "", as: start.as ?? "" }];
  let { lang } = start;
  let me: Welcome | undefined;
  let place: { thread: string; workspaceId?: WorkspaceId } = { thread: randomUUID() };
  let deeds: (Deed | undefined)[] = [];
  let last: Shown | undefined;
  /** Messages of this conversation that were answered with measured figures, the last one first. */
  let measured: InboundId[] = [];
  let judged: InboundId | undefined; // answered last, and no judgement itself
  let busy = false;
  let answering: TalkRequest | undefined;
  let stopping = false;
  let warned = false;
  let over = false;
  const leaving = Promise.withResolvers<void>();

  void work();
  return { interrupt, leave, left: leaving.promise };

  function typed(line: string): void {
    warned = false;
    // In a pipe every line is there at once: a number means the answer to the line before it.
    steps.push(...(screen.live ? stepsOf(line) : [{ kind: "line" as const, line }]));
    void work();
  }

  function stepsOf(line: string): Step[] {
    const read = readTyped(line, isFile);
    if (read.kind === "nothing") {
      screen.status(answering && texts.thinking[lang]);
      return [];
    }
    if (read.kind === "files") return read.paths.map((path) => ({ kind: "file", path }));
    if (read.kind !== "number") return [read];
    return [deeds[read.number - 1] ?? { kind: "words", text: line.trim() }];
  }

  function interrupt(): void {
    if (answering && !stopping) return void stop(answering);
    if (screen.clearTyped()) return;
    if (!screen.live || warned || stopping) return leave();
    warned = true;
    screen.print([screen.paint.faint(texts.leaveHint[lang])]);
  }

  function ended(): void {
    over = true;
    if (screen.live || !busy) leave();
  }

  function leave(): void {
    steps.length = 0;
    screen.close();
    leaving.resolve();
  }

  /** One step after another; a number means what stood on the screen as it was typed. */
  async function work(): Promise<void> {
    if (busy) return;
    busy = true;
    for (let step = steps.shift(); step; step = steps.shift()) {
      await take(step).catch(tellFailure);
      screen.status(undefined);
    }
    busy = false;
    if (over) leave();
  }

  /** Who could not come in has nothing to do here. */
  function tellFailure(error: unknown): void {
    if (me) return screen.print(["", ...drawCard(failureCard(error, lang), look()).lines]);
    steps.length = 0;
    leaving.reject(error);
    screen.close();
  }

  async function take(step: Step): Promise<void> {
    switch (step.kind) {
      case "line":
        screen.print([`${screen.paint.accent(PROMPT)}${step.line}`]);
        for (const one of stepsOf(step.line)) await take(one);
        return;
      case "become":
        return come(step.as === "" ? undefined : step.as);
      case "ask":
        screen.print([screen.paint.faint(`  ${clean(step.label)}`)]);
        return exchange({ kind: "message", text: step.text, ...speaker() });
      case "press":
        screen.print([screen.paint.faint(`  ${clean(step.label)}`)]);
        return exchange({ kind: "press", token: step.token, ...speaker() });
      case "explain":
        screen.print([screen.paint.faint(`  ${clean(step.label)}`)]);
        return explain(step.id);
      case "words":
        return exchange({ kind: "message", text: step.text, ...speaker() });
      case "file":
        return exchange({ kind: "file", name: basename(step.path), path: step.path, ...speaker() });
      case "no_file":
        return screen.print(warning(`${texts.noFile[lang]}${step.path}. ${texts.noFileNext[lang]}`));
      case "unknown":
        return screen.print(warning(`${texts.unknown[lang]}/${step.name}. ${texts.unknownNext[lang]}`));
      case "command":
        return run(step.name, step.argument);
    }
  }

  async function come(as: string | undefined): Promise<void> {
    for await (const event of talk({ kind: "come", lang, ...(as !== undefined && { as }) }))
      if (event.kind === "welcome") me = event;
    place = { thread: randomUUID() };
    greet();
  }

  function greet(): void {
    if (!me) return;
    deeds = me.starters.map((text) => ({ kind: "ask", label: text, text }));
    last = undefined;
    measured = [];
    judged = undefined;
    screen.print(greeting(me, lang, screen));
  }

  async function exchange(
    request: Exclude<TalkRequest, { kind: "come" | "stop" | "explain" }>,
  ): Promise<void> {
    screen.status(texts.thinking[lang]);
    answering = request;
    let shown: Shown | undefined;
    const answer = openAnswer(screen, lang, (now) => {
      shown = last = now;
      deeds = now.numbered;
    });
    try {
      for await (const event of talk(request)) {
        if (event.kind === "kept") place = { thread: event.thread, workspaceId: event.workspaceId };
        answer.take(event);
      }
      screen.print([""]);
      if (shown?.measured) measured.unshift(shown.measured);
      if (request.kind !== "judge") judged = shown?.answered;
    } finally {
      answering = undefined;
      stopping = false;
    }
  }

  async function stop(request: TalkRequest): Promise<void> {
    stopping = true;
    steps.length = 0;
    screen.status(texts.stopping[lang]);
    try {
      // What was only just sent may not have begun yet.
      for (let tries = 0; tries < STOP_TRIES && answering === request; tries += 1) {
        if (await stopsNow()) return;
        await setTimeout(STOP_PAUSE_MS);
      }
      if (answering === request) screen.print(warning(texts.cannotStop[lang]));
    } catch (error) {
      screen.print(drawCard(failureCard(error, lang), look()).lines);
    }
  }

  async function stopsNow(): Promise<boolean> {
    for await (const event of talk({ kind: "stop", ...speaker() }))
      if (event.kind === "stopped") return event.stopped;
    return false;
  }

  async function run(name: Command, argument: string): Promise<void> {
    switch (name) {
      case "help":
        return screen.print(helpLines(lang, screen));
      case "quit":
        return leave();
      case "lang":
        lang = langNamed(argument) ?? (lang === "ko" ? "en" : "ko");
        screen.print([texts.lang[lang]]);
        return;
      case "new":
        return come(me?.personId);
      case "people":
        return argument === "" ? askWho() : come(personNamed(argument));
      case "more":
        return showWhole();
      case "how":
        return explainNamed(argument);
      case "good":
      case "bad":
        if (!judged) return screen.print(warning(texts.nothingToJudge[lang]));
        return exchange({ kind: "judge", id: judged, verdict: name, reason: argument, ...speaker() });
    }
  }

  function askWho(): void {
    const people = me?.people ?? [];
    deeds = people.map(({ id, name }) => ({ kind: "become", label: name, as: id }));
    screen.print(peopleLines(people, me?.personId, lang, screen));
  }

  function personNamed(argument: string): string {
    return me?.people[Number(argument) - 1]?.id ?? argument;
  }

  function showWhole(): void {
    if (!last) return screen.print([texts.nothingMore[lang]]);
    let first = 1;
    for (const card of last.cards) {
      const { lines, numbered } = drawCard(card, { ...look(), whole: true, first });
      first += numbered.length;
      screen.print(["", ...lines]);
    }
  }

  /** @param argument how many answers with figures back, 1 being the last */
  async function explainNamed(argument: string): Promise<void> {
    const id = measured[argument === "" ? 0 : Number(argument) - 1];
    if (id) return explain(id);
    screen.print(warning(texts[measured.length === 0 ? "nothingMeasured" : "notSoMany"][lang]));
  }

  async function explain(id: InboundId): Promise<void> {
    screen.status(texts.thinking[lang]);
    for await (const event of talk({ kind: "explain", id, ...speaker() }))
      if (event.kind === "explained")
        for (const card of event.cards)
          screen.print(["", ...drawCard(card, { ...look(), whole: true }).lines]);
    screen.print([""]);
  }

  function speaker(): {
    personId: Welcome["personId"];
    lang: Lang;
    thread: string;
    workspaceId?: WorkspaceId;
  } {
    if (!me) throw new Error("nobody has come in yet");
    return { personId: me.personId, lang, ...place };
  }

  function look(): { columns: number | undefined; colours: boolean } {
    return { columns: screen.columns(), colours: screen.colours };
  }

  function warning(text: string): string[] {
    const card = { lang, parts: [{ kind: "text" as const, tone: "warning" as const, runs: [text] }] };
    return drawCard(card, look()).lines;
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
