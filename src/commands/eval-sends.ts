// `npm run -s eval:sends`: labelled sends in, what the send gate decides out; both as JSON lines. No network, no clock, no key.

import { createInterface } from "node:readline/promises";
import { z } from "zod";
import { decideSend, loadLists, type SendDecision } from "../capabilities/compliance/compliance.ts";
import { readSend } from "./eval/send-line.ts";

const Line = z.looseObject({ id: z.string() });
const lists = loadLists();

/** A send that cannot be read does not go out. */
function decided(line: unknown): SendDecision {
  try {
    return decideSend(lists, readSend(line));
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    process.stderr.write(`${z.prettifyError(error)}\n`);
    return { kind: "block", rules: [] };
  }
}

for await (const text of createInterface({ input: process.stdin })) {
  if (text.trim() === "") continue;
  const line = Line.parse(JSON.parse(text));
  const decision = decided(line);
  const defer_until = decision.kind === "defer" ? decision.until : null;
  process.stdout.write(
    `${JSON.stringify({ id: line.id, decision: decision.kind, defer_until, rules: decision.rules })}\n`,
  );
}
