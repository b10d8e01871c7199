// A whole message as Slack takes it: the blocks one by one, then what only the message as a whole can break. Names each place and its rule.

import { z } from "zod";
import { Block } from "./block.ts";
import { limits } from "./objects.ts";
import { safetyProblems } from "./safety.ts";
import { isOf, pointerOf, valuesIn } from "./walk.ts";

/** Unfurling is off in every message: a preview would be fetched and seen by everybody in the room. */
const Message = z.strictObject({
  text: z.string().min(1).max(limits.message.text),
  blocks: z.array(Block).min(1).max(limits.message.blocks).optional(),
  unfurl_links: z.literal(false),
  unfurl_media: z.literal(false),
});

export type SlackMessage = z.output<typeof Message>;

/** `path` is a JSON pointer into the message. */
export type Problem = { path: string; rule: string };

/**
 * Everything that Slack would refuse and everything that we do not send; empty for a good message.
 * @param hosts names of the servers that a link may lead to
 */
export function messageProblems(message: unknown, hosts: readonly string[] = []): Problem[] {
  const parsed = Message.safeParse(message);
  const shape = parsed.success
    ? []
    : parsed.error.issues.map((issue) => ({ path: pointerOf(issue.path), rule: issue.message }));
  return [...shape, ...wholeProblems(message), ...safetyProblems(message, hosts)];
}

const { message: most } = limits;

function wholeProblems(message: unknown): Problem[] {
  const all = [...valuesIn(message)];
  const count = (...types: string[]): number => all.filter(({ value }) => isOf(value, ...types)).length;
  const text = (...types: string[]): number =>
    all.filter(({ value }) => isOf(value, ...types)).reduce((sum, { value }) => sum + textLength(value), 0);
  const rules: [boolean, string][] = [
    [count("table", "data_table") > most.tables, `at most ${most.tables} native table`],
    [text("table", "data_table") > most.tableText, `at most ${most.tableText} characters of table`],
    [count("data_visualization") > most.charts, `at most ${most.charts} native charts`],
    [text("markdown") > most.markdown, `at most ${most.markdown} characters of markdown`],
    [
      weightOf(blocksOf(message)) > most.weight,
      `at most ${most.weight} characters with ${most.blockWeight} for each block`,
    ],
  ];
  return [
    ...rules.flatMap(([broken, rule]) => (broken ? [{ path: "/blocks", rule }] : [])),
    ...repeated(all, "block_id", "in the message"),
    ...blocksOf(message).flatMap((block, at) =>
      repeated([...valuesIn(block, `/blocks/${at}`)], "action_id", "in its block"),
    ),
  ];
}

/**
 * What blocks weigh against the limit of a whole message. Not documented; measured by others as 12,000 characters of text
 * plus some 125 for each container (slackapi/bolt-js#2509, #2867: refused at 11,341 characters in many blocks).
 */
export function weightOf(blocks: readonly unknown[]): number {
  return blocks.reduce<number>((sum, block) => sum + most.blockWeight + textLength(block), 0);
}

/** Characters that people read in a block, however deep they stand. */
function textLength(block: unknown): number {
  let sum = 0;
  for (const { key, value } of valuesIn(block))
    if (key === "text" && typeof value === "string") sum += value.length;
  return sum;
}

function repeated(
  found: readonly { path: string; key: string; value: unknown }[],
  id: string,
  where: string,
): Problem[] {
  const seen = new Set<unknown>();
  return found
    .filter(({ key, value }) => key === id && typeof value === "string")
    .flatMap(({ path, value }) => {
      const twin = seen.has(value);
      seen.add(value);
      return twin ? [{ path, rule: `${id} is unique ${where}` }] : [];
    });
}

function blocksOf(message: unknown): unknown[] {
  const { blocks } = (message ?? {}) as { blocks?: unknown };
  return Array.isArray(blocks) ? blocks : [];
}
