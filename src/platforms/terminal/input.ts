// What a typed line means: a command, a number on the screen, files dropped on the window, or words.

import { isAbsolute, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { homedir } from "node:os";
import { type Command, commands } from "./words.ts";

export type Typed =
  | { kind: "nothing" }
  | { kind: "command"; name: Command; argument: string }
  | { kind: "unknown"; name: string }
  | { kind: "number"; number: number }
  | { kind: "files"; paths: string[] }
  | { kind: "no_file"; path: string }
  | { kind: "words"; text: string };

/** @param isFile whether a file lies at this absolute path */
export function readTyped(line: string, isFile: (path: string) => boolean): Typed {
  const text = line.trim();
  if (text === "") return { kind: "nothing" };
  const paths = droppedPaths(text, isFile);
  if (paths) return { kind: "files", paths };
  const slash = /^\/(\S+)\s*(.*)$/su.exec(text);
  if (slash) return readCommand(text, slash[1] ?? "", slash[2] ?? "");
  if (/^[1-9]\d?\)?$/.test(text)) return { kind: "number", number: Number.parseInt(text, 10) };
  return looksLikePath(text) ? { kind: "no_file", path: text } : { kind: "words", text };
}

function readCommand(text: string, name: string, argument: string): Typed {
  const found = Object.entries(commands).find(([key, { also }]) =>
    [key, ...also].includes(name.toLowerCase().normalize("NFC")),
  );
  if (found) return { kind: "command", name: found[0] as Command, argument: argument.trim() };
  return name.includes("/") || looksLikePath(text)
    ? { kind: "no_file", path: text }
    : { kind: "unknown", name };
}

/** The whole line as paths of files that are there; terminals quote or escape what is dropped on them. */
function droppedPaths(text: string, isFile: (path: string) => boolean): string[] | undefined {
  const whole = asPath(text);
  if (whole !== undefined && isFile(whole)) return [whole];
  const paths = pieces(text).map(asPath);
  const files = paths.filter((path) => path !== undefined && isFile(path)) as string[];
  return files.length > 0 && files.length === paths.length ? files : undefined;
}

/** Words of a shell: quotes hold blanks, a backslash the letter behind it. */
function pieces(text: string): string[] {
  const found = text.matchAll(/'([^']*)'|"((?:[^"\\]|\\.)*)"|((?:[^\s"'\\]|\\.)+)/gsu);
  return [...found].map(
    ([, single, double, bare]) => single ?? (double ?? bare ?? "").replace(/\\(.)/gsu, "$1"),
  );
}

/** A bare word is a path only where it ends like a report: a question may be the name of some file here. */
function asPath(piece: string): string | undefined {
  if (piece.startsWith("file://")) return URL.canParse(piece) ? fileURLToPath(piece) : undefined;
  if (piece.startsWith("~/")) return resolve(homedir(), piece.slice(2));
  if (isAbsolute(piece)) return piece;
  return looksLikePath(piece) ? resolve(piece) : undefined;
}

/** One word that ends like a report: nobody asks a question so. */
function looksLikePath(text: string): boolean {
  return /^['"]?[^\s]*\.(?:csv|tsv|xlsx)['"]?$/iu.test(text);
}
