// Asks the language model for ad copy: one structured answer, in the time and the length of a turn's model, recorded like its calls.

import { readFileSync } from "node:fs";
import type { JSONSchema7, LanguageModelV4Prompt } from "@ai-sdk/provider";
import type { Ctx } from "../capabilities/context.ts";
import type { AskCopy, CopyAnswer, CopyRequest } from "../capabilities/creatives/creatives.ts";
import type { Lang } from "../core/locale.ts";
import type { Agent } from "./agent.ts";
import { askJson, noteFailed } from "./json-asking.ts";
import { type ModelCallRecord, newCall } from "./model-call.ts";
import { type TroubleKind, troubleNote, troubleOf } from "./trouble.ts";
import { openWatch } from "./watched-model.ts";

const instructions = readFileSync(new URL("../../prompts/copy.md", import.meta.url), "utf8").replace(
  /^<!--.*-->\n/,
  "",
);
const languages: Readonly<Record<Lang, string>> = { ko: "Korean", en: "English" };
const LONGEST_TEXT = 500;

/**
 * One asking: its calls share the time of one turn's model.
 * @param calls where each call is recorded
 */
export function openCopyAsking(ctx: Ctx, agent: Agent, calls: ModelCallRecord[]): AskCopy {
  const watch = openWatch();
  return async (request) => {
    const { breaker, model } = agent;
    const resting = breaker.resting();
    if (resting) {
      const skipped = newCall(`${model.provider}/${model.modelId}`);
      calls.push({ ...skipped, outcome: "skipped", reason: resting });
      return told(resting, request);
    }
    const begun = { begunMs: breaker.nowMs() };
    try {
      const question = { prompt: promptOf(request), name: "copy", schema: schemaOf(request) };
      return { texts: textsIn(await askJson(agent, watch, { ...question, signal: ctx.signal }), request) };
    } catch (error) {
      ctx.signal?.throwIfAborted();
      const trouble = troubleOf(error);
      breaker.failed(trouble, begun);
      noteFailed(watch, trouble);
      ctx.log.warn({ model: model.modelId, reason: trouble.kind, status: trouble.status }, "no copy came");
      return told(trouble.kind, request);
    } finally {
      calls.push(...watch.records.splice(0));
    }
  };
}

function told(kind: TroubleKind, { lang }: CopyRequest): CopyAnswer {
  return { trouble: troubleNote(kind, "copy", lang) };
}

function promptOf({ lang, brief, brand, fields }: CopyRequest): LanguageModelV4Prompt {
  const text = [block("brief", brief), block("brand", brand), block("fields", fields)].join("\n");
  return [
    { role: "system", content: instructions.replace("{{lang}}", languages[lang]) },
    { role: "user", content: [{ type: "text", text }] },
  ];
}

/** No text inside can end its block. */
function block(name: string, data: unknown): string {
  return `<${name}>\n${JSON.stringify(data).replaceAll("<", "\\u003c")}\n</${name}>`;
}

function schemaOf({ fields }: CopyRequest): JSONSchema7 {
  return {
    type: "object",
    properties: Object.fromEntries(
      fields.map(({ key, label, limit, by }) => [
        key,
        { type: "string", description: `${label}: at most ${limit} by ${by}` },
      ]),
    ),
    required: fields.map(({ key }) => key),
    additionalProperties: false,
  };
}

function textsIn(value: object, { fields }: CopyRequest): ReadonlyMap<string, string> {
  return new Map(
    fields.flatMap(({ key }) => {
      const text: unknown = Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
      return typeof text === "string" ? [[key, text.slice(0, LONGEST_TEXT)] as const] : [];
    }),
  );
}
