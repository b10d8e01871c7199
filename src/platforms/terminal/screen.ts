// The screen and the keyboard: lines go out above the line that is being typed, progress stands in its prompt.
// Without a keyboard, in a pipe, lines come in order and progress goes to the error stream.

import { createInterface, cursorTo, moveCursor, clearScreenDown } from "node:readline";
import type { Readable, Writable } from "node:stream";
import type { WriteStream } from "node:tty";
import { cutTo } from "../../core/card/plain/width.ts";
import { type Paint, paintOf } from "./paint.ts";

export type Streams = { input: Readable; output: Writable; errors: Writable };

export type Listeners = {
  line: (text: string) => void;
  /** Ctrl-C with an empty line. */
  interrupt: () => void;
  /** No line will follow: Ctrl-D, or the end of the pipe. */
  end: () => void;
};

export type Screen = {
  /** A person types here: no pipe. */
  live: boolean;
  colours: boolean;
  paint: Paint;
  columns: () => number | undefined;
  print: (lines: readonly string[]) => void;
  /** What goes on now; `undefined` when nothing does. */
  status: (text: string | undefined) => void;
  /** Takes back what was typed. @returns false when nothing was */
  clearTyped: () => boolean;
  close: () => void;
};

export const PROMPT = "› ";
const TICK_MS = 1_000;
const HISTORY = 500;

export function openScreen(
  streams: Streams,
  { colours, ...listeners }: Listeners & { colours: boolean },
): Screen {
  const { input, output } = streams;
  const live = isTerminal(input) && isTerminal(output);
  const paint = paintOf(colours);
  const reader = createInterface({
    input,
    output: live ? output : undefined,
    terminal: live,
    historySize: HISTORY,
    removeHistoryDuplicates: true,
    prompt: paint.accent(PROMPT),
  });
  const columns = (): number | undefined => (isTerminal(output) ? output.columns : undefined);
  /** What comes after the person has left is seen by nobody. */
  let closed = false;
  const progress = live ? promptProgress() : pipedProgress(streams.errors);

  function promptProgress(): (text: string | undefined) => void {
    let ticking: NodeJS.Timeout | undefined;
    return (text) => {
      clearInterval(ticking);
      const startedMs = performance.now();
      const draw = (): void => {
        if (closed) return;
        reader.setPrompt(text === undefined ? paint.accent(PROMPT) : paint.faint(promptOf(text, startedMs)));
        reader.prompt(true);
      };
      if (text !== undefined) ticking = setInterval(draw, TICK_MS);
      draw();
    };
  }

  function promptOf(text: string, startedMs: number): string {
    const seconds = Math.floor((performance.now() - startedMs) / TICK_MS);
    const room = Math.max(10, (columns() ?? 80) - 24);
    return `${cutTo(text, room)}${seconds > 0 ? ` ${seconds}s` : ""} ${PROMPT}`;
  }

  function print(lines: readonly string[]): void {
    if (closed) return;
    if (!live) return void output.write(`${lines.join("\n")}\n`);
    // The line that is being typed gives way and comes back below; it may be several rows high.
    const { rows } = reader.getCursorPos();
    moveCursor(output, 0, -rows);
    cursorTo(output, 0);
    clearScreenDown(output);
    output.write(`${lines.join("\n")}\n${"\n".repeat(rows)}`);
    reader.prompt(true);
  }

  function finish(): void {
    if (closed) return;
    closed = true;
    progress(undefined);
    if (live) output.write("\n");
  }

  function clearTyped(): boolean {
    if (!live || reader.line === "") return false;
    reader.write(null, { ctrl: true, name: "e" });
    reader.write(null, { ctrl: true, name: "u" });
    return true;
  }

  reader.on("line", listeners.line);
  reader.on("SIGINT", listeners.interrupt);
  reader.on("close", () => {
    if (live) finish();
    listeners.end();
  });

  return {
    live,
    colours,
    paint,
    columns,
    print,
    status: (text) => {
      if (!closed) progress(text);
    },
    clearTyped,
    close() {
      finish();
      reader.close();
    },
  };
}

/** A step is told once, however often it is repeated. */
function pipedProgress(errors: Writable): (text: string | undefined) => void {
  let told: string | undefined;
  return (text) => {
    if (text !== undefined && text !== told) errors.write(`… ${text}\n`);
    told = text;
  };
}

function isTerminal(stream: Readable | Writable): stream is WriteStream {
  return "isTTY" in stream && stream.isTTY === true;
}
