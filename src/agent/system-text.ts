// The instructions of the model: prompts/system.md with the day, the zone and the language filled in.

import { readFileSync } from "node:fs";
import type { Ctx } from "../capabilities/context.ts";
import type { Lang } from "../core/locale.ts";
import { dayIn } from "../core/time.ts";

/** Without the line that says which version it is. */
const text = readFileSync(new URL("../../prompts/system.md", import.meta.url), "utf8").replace(
  /^<!--.*-->\n/,
  "",
);
const languages: Readonly<Record<Lang, string>> = { ko: "Korean (ko)", en: "English (en)" };
const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

export function systemText({ zone, now, lang }: Pick<Ctx, "zone" | "now" | "lang">): string {
  const today = dayIn(zone, now);
  const values: Readonly<Record<string, string>> = {
    today: today.toString(),
    weekday: weekdays[today.dayOfWeek - 1] ?? "",
    zone,
    lang: languages[lang],
  };
  return text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole);
}

/** Reads back what a model is told of the day and the language. */
export function settingOf(system: string): { today: Temporal.PlainDate; lang: Lang } | undefined {
  const day = /Today: (\d{4}-\d{2}-\d{2})/.exec(system)?.[1];
  if (!day) return undefined;
  return { today: Temporal.PlainDate.from(day), lang: /Answer in [^\n]*\(en\)/.test(system) ? "en" : "ko" };
}
