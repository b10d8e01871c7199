// Which kind of small talk a message is, where nothing of it is about figures or campaigns.

import { z } from "zod";
import { loadYaml } from "../../language/data.ts";
import { anyMatches } from "../../language/gated.ts";
import { ChatKind } from "../talk/chat-replies.ts";
import { expressions } from "./rules/patterns.ts";
import { isKind, type Scan, written } from "./scan.ts";

const lines = z.string().transform((text) => text.split("\n").filter((line) => line.trim() !== ""));
const kinds = loadYaml("smalltalk-said", z.partialRecord(ChatKind, lines));
const patterns = (Object.entries(kinds) as [ChatKind, string[]][]).map(([kind, all]) => ({
  kind,
  said: expressions(all),
}));
const work = ["metric", "medium", "missing"] as const;

export function findChat(scan: Scan): ChatKind | undefined {
  if (scan.lexemes.some((lexeme) => work.some((kind) => isKind(lexeme, kind)))) return undefined;
  const text = written(scan, scan.lexemes[0]?.from ?? 0, scan.lexemes.at(-1)?.to ?? 0).toLowerCase();
  return patterns.find(({ said }) => anyMatches(said, text))?.kind;
}
