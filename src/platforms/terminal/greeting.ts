// What stands on the screen before anything is asked: who one is, where, what to try; the commands; the people.

import type { Welcome } from "../../chat/talk.ts";
import { clean, padEnd, widthOf, wrap } from "../../core/card/plain/width.ts";
import { type Lang, say } from "../../core/locale.ts";
import { roleLabels } from "../../core/roles.ts";
import type { Screen } from "./screen.ts";
import { commands, keys, texts } from "./words.ts";

type Look = Pick<Screen, "paint" | "columns">;

export function greeting(me: Welcome, lang: Lang, look: Look): string[] {
  const { paint } = look;
  const name = me.people.find(({ id }) => id === me.personId)?.name;
  const where = [me.workspace.name, name, say(lang, roleLabels[me.role])].filter(
    (text) => text !== undefined,
  );
  return [
    "",
    paint.strong(texts.title[lang]),
    ...folded(where.map(clean).join(" · "), look),
    "",
    ...(me.starters.length === 0 ? [] : [paint.faint(texts.starters[lang])]),
    ...numbered(me.starters, look),
    ...folded(texts.hint[lang], look).map(paint.faint),
    "",
  ];
}

export function helpLines(lang: Lang, look: Look): string[] {
  const names = Object.entries(commands).map(([name, { also }]) => `/${name} · /${also[0]}`);
  const width = Math.max(...names.map(widthOf));
  const tells = Object.values(commands).map((one) => one.tells[lang]);
  return [
    "",
    ...names.map((name, at) => `  ${look.paint.accent(padEnd(name, width))}  ${tells[at] ?? ""}`),
    "",
    ...[texts.hint[lang], keys[lang]].flatMap((text) => folded(text, look).map(look.paint.faint)),
    "",
  ];
}

export function peopleLines(
  people: Welcome["people"],
  me: Welcome["personId"] | undefined,
  lang: Lang,
  look: Look,
): string[] {
  const labels = people.map(
    ({ id, name, role }) => `${name} · ${say(lang, roleLabels[role])}${id === me ? " ✓" : ""}`,
  );
  return ["", texts.people[lang], ...numbered(labels, look), ""];
}

function numbered(labels: readonly string[], look: Look): string[] {
  return labels.flatMap((label, at) => {
    const number = `  ${at + 1})`;
    return folded(`${number} ${clean(label)}`, look, "     ").map((line) =>
      line.startsWith(number) ? look.paint.accent(number) + line.slice(number.length) : line,
    );
  });
}

function folded(text: string, { columns }: Look, indent = ""): string[] {
  return wrap(text, columns() ?? 120, indent);
}
