// What would answer each finding: words instead, words put in, or words taken out; nothing that is not known.

import { josa, type JosaPair } from "../../language/josa.ts";
import type { Copy } from "./copy.ts";
import { plainWriting } from "./lettering.ts";
import type { Packs } from "./packs.ts";
import type { Policy } from "./policy.ts";
import type { Finding } from "./review.ts";
import type { Rule } from "./rule.ts";
import { removal } from "./removal.ts";
import { rawSpan, type View, viewOf } from "./text.ts";

export type Edit = { start: number; end: number; words: string };

/** `undefined` as soon as one finding has no honest answer. */
export function editsOf(packs: Packs, copy: Copy, findings: readonly Finding[]): Edit[] | undefined {
  const edits: Edit[] = [];
  const replacements = replacementsIn(copy.text);
  for (const finding of findings) {
    const rule = packs.rules.find(
      ({ policy }) => policy.id === finding.rule && policy.version === finding.version,
    );
    const found = rule && answersTo(finding, rule, copy, replacements);
    if (!found) return undefined;
    edits.push(...found.filter((edit) => !edits.some((known) => isSame(known, edit))));
  }
  return edits;
}

/** Two findings that ask for the same words at the same place get them once. */
function isSame(one: Edit, other: Edit): boolean {
  return one.start === other.start && one.end === other.end && one.words.trim() === other.words.trim();
}

function answersTo(finding: Finding, rule: Rule, copy: Copy, replacements: Replacements): Edit[] | undefined {
  const { rewrite } = rule.policy;
  const replaced = replacements(finding, rule);
  if (replaced.length > 0) return replaced;
  const { start, end } = finding;
  if (rewrite.letters && start < end)
    return [{ start, end, words: plainWriting(rewrite.letters, copy.text, start, end, copy.field) }];
  const inserted = insertion(finding, rule.policy, copy);
  if (inserted) return inserted;
  const whole = rewrite.template && filled(rewrite.template, copy);
  if (whole) return [{ start: 0, end: copy.text.length, words: whole }];
  if (finding.start === finding.end || rewrite.remove === "none") return undefined;
  const cut = removal(copy.text, finding, rewrite.remove);
  return cut && [{ ...cut, words: "" }];
}

type Replacements = (finding: Finding, rule: Rule) => Edit[];

/** Of one text: it is read once, and once by each rule, however many findings it has. */
function replacementsIn(text: string): Replacements {
  const known = new Map<Rule, Edit[]>();
  let view: View | undefined;
  return (finding, rule) => {
    if (rule.replacing.length === 0) return [];
    const found = known.get(rule) ?? everyReplacement(rule, text, (view ??= viewOf(text)));
    known.set(rule, found);
    if (finding.start === finding.end) return found;
    return found.filter((edit) => edit.start < finding.end && finding.start < edit.end);
  };
}

function everyReplacement({ replacing }: Rule, text: string, view: View): Edit[] {
  return replacing.flatMap(({ matcher, words, particles }) =>
    matcher.find(view).map((match) => {
      const edit = { ...rawSpan(view, match.start, match.end), words };
      const isNoun = particles || !(/[다요]$/.test(words) || /\s$/.test(text.slice(edit.start, edit.end)));
      return isNoun && words !== "" ? withParticle(edit, text) : asSentence(text, edit);
    }),
  );
}

const PAIRS: Readonly<Record<string, JosaPair>> = {
  은: "은/는",
  는: "은/는",
  이: "이/가",
  가: "이/가",
  을: "을/를",
  를: "을/를",
  과: "와/과",
  와: "와/과",
  으로: "으로/로",
  로: "으로/로",
};

/** 최저가를 becomes 좋은 값을: the particle goes with the sound before it. */
function withParticle(edit: Edit, text: string): Edit {
  const particle = /^(?:으로|[은는이가을를과와로])(?![가-힣])/.exec(text.slice(edit.end))?.[0];
  const pair = particle === undefined ? undefined : PAIRS[particle];
  if (particle === undefined || pair === undefined) return edit;
  return { ...edit, end: edit.end + particle.length, words: josa(edit.words, pair) };
}

/** Words that end a sentence take the rest of the old ending with them and a stop before what follows. */
function asSentence(text: string, edit: Edit): Edit {
  if (!/[다요]$/.test(edit.words)) return edit;
  const rest = /^[가-힣]{0,4}/.exec(text.slice(edit.end))?.[0].length ?? 0;
  const end = edit.end + rest;
  return {
    ...edit,
    end,
    words: /^\s{0,2}[\p{L}\p{N}]/u.test(text.slice(end)) ? `${edit.words}.` : edit.words,
  };
}

/** What is missing, when the rule knows words for all of it that hold for everybody. */
function insertion(finding: Finding, { rewrite, check }: Policy, copy: Copy): Edit[] | undefined {
  if (finding.start !== finding.end && rewrite.insert === "") return undefined;
  const own = finding.missing.map(({ insert }) => insert && filled(insert, copy));
  const all = own.length > 0 && own.every((one) => one);
  const words = all ? own.join(" ") : filled(rewrite.insert, copy);
  if (!words) return undefined;
  return [placed(words, finding, check.require[0]?.position, copy.text)];
}

function placed(words: string, finding: Finding, position: string | undefined, text: string): Edit {
  const at =
    finding.start === finding.end
      ? finding.start
      : position === "start" || position === "head"
        ? 0
        : text.trimEnd().length;
  const before = at > 0 && !/\s$/.test(text.slice(0, at)) && !words.startsWith("[") ? " " : "";
  const after = at < text.length && !/^\s/.test(text.slice(at)) && !/[)\]]$/.test(words) ? " " : "";
  return { start: at, end: at, words: before + words + after };
}

/** Facts in braces; `undefined` when one of them is not known. */
function filled(template: string, { facts }: Copy): string | undefined {
  if (template === "") return undefined;
  let known = true;
  const text = template.replace(/\{([a-z_0-9]+)\}/g, (_, name: string) => {
    const value = facts[name];
    if (typeof value === "string" || typeof value === "number") return String(value);
    known = false;
    return "";
  });
  return known ? text : undefined;
}
