// Lines put together to a text: as many as fit, none that asks for the same thing twice.

import type { Field } from "./data.ts";
import { fits } from "./measure.ts";

/** The first two sentences, one of each list, that fit together; else the first that fits alone. */
export function paired(
  first: readonly string[],
  second: readonly string[],
  field: Pick<Field, "limit" | "by">,
): string[] {
  for (const one of first)
    for (const other of second)
      if (fits(`${sentence(one)} ${sentence(other)}`, field) && actOf(one) !== actOf(other))
        return [one, other];
  return [first, second]
    .flatMap((list) => list.find((line) => fits(sentence(line), field)) ?? [])
    .slice(0, 1);
}

/** As many of the sentences as fit, in order, at most `most`. */
export function joined(
  lines: readonly (string | undefined)[],
  field: Pick<Field, "limit" | "by">,
  most: number,
): string {
  let text = "";
  let count = 0;
  const acts = new Set<string>();
  for (const line of new Set(lines)) {
    if (!line || count === most || acts.has(actOf(line))) continue;
    const longer = `${text}${text === "" ? "" : " "}${sentence(line)}`;
    if (!fits(longer, field)) continue;
    text = longer;
    count += 1;
    acts.add(actOf(line));
  }
  return text;
}

export function ended(line: string, field: Pick<Field, "limit" | "by">): string {
  return line !== "" && fits(sentence(line), field) ? sentence(line) : line;
}

function sentence(line: string): string {
  return /[.!?]$/.test(line) ? line : `${line}.`;
}

/** What a sentence asks for, near enough that no text asks twice: 예약 of both 예약하세요 and 예약해 두세요. */
function actOf(line: string): string {
  const words = line.split(" ");
  const last = words.at(-1) ?? "";
  const verb = /^(?:보세요|두세요|드려요|드립니다|있어요|있습니다)[.]?$/.test(last) ? words.at(-2) : last;
  return /[가-힣]/.test(last) ? (verb ?? last).slice(0, 2) : line;
}
