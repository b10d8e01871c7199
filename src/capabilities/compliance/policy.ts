// What a policy file says: `policies/<jurisdiction>/<pack>/<name>.yaml`. The guide for authors comes first, the schema below is its law.
//
// ONE FILE, ONE SLUG. The file is named like the last part of the slug (`kr.fla.green-claim` -> `policies/kr/fla/green-claim.yaml`).
// Several YAML documents (`---`) in one file are dated versions of that one slug; their dates may not overlap.
// Try it:  npm run policies -- check | test [slug] | explain SLUG "text" [key=value …] | list
//
// A TERM is words as people write them, matched without regard to case, width, zero-width signs, stray jamo (ㅂㅣㅇㅕㅁ is 비염):
//   `판매 1위`        a space in a term matches any or no white space
//   `부작용 ~ 없`     ` ~ ` is a gap of at most 12 characters, or four Latin words, inside one sentence
//   `(국내|세계) 최초`  one of; `(정말)?` may be absent
//   `<disease> ~ <cure>`  a word list: first `words:` of this file, then `policies/lexicon/<name>.txt`; `<n>` is any number
// Everything else is literal. When that is not enough: `patterns`, regular expressions over the normalised, lower-case text, word lists
// as in terms; never unbounded (`{0,8}`, not `*` or `+`): the loader refuses those. Any tolerance but `none` reads them in split words too.
// Stop a term before its ending so that endings fit: `예방하`, `없애`, `빠졌` (or `(예방|치료)`), since `particles` follow by themselves.
// Terms of one syllable need no Hangul before them and only a particle after; Latin terms stand as whole words;
// longer Hangul terms match anywhere: give `allow.phrases` for every ordinary word they sit in (암 -> 암막, 암벽), `senses` for homonyms.
//
// TOLERANCE (disguises): `none` as written · `space` blanks between syllables (슬 롯) · `separator` also the same sign between
// all syllables (완.치, 여-드-름) · `jamo` also one wrong jamo in words of three and more syllables (카쥐노). Take `separator` for
// claims, `jamo` for names and jargon; list English and transliterated spellings as terms of their own.
//
// FACTS (`applies_if`, `unless_if`, `severity_if.when`, `check.fact`): every key must hold. A value is a value, a list (one of),
// `present` or `absent`; an absent yes/no fact is false, `purpose` is `ad` and `field` is `body` when not given. `evidence: [rank]` holds
// when one of the kinds is on file. Beside the facts of the contract: `channel`, `industry`, `field`, `lang`; `group` (of the matched
// term); `text: [lexicon]` (the copy has a word of that list); `expert_role: true` (= text of lexicon expert-roles).
//
// FUNCTIONS (`check.function`), for what words cannot say: ad-label, label-evasion, sender-shown, reviewed-text (differs from fact
// `reviewed_text`), hidden-terms (fact `terms` not said in the copy), lowest-price (`lowest_30d`), pii, phone-in-text, capitals,
// punctuation, symbols, spaced-letters, endorsement-disclosed, invented-reviews, misleading-offer, hff-reviewed, med-pre-review,
// hidden-renewal, academy-recruit, false-urgency, eu-offer, special-targeting, likeness-used, brand-banned,
// brand-required, tone. With options: `{name: symbols, max: 2}`.
//
// WHAT FIRES: any of the checks. `require` gives a finding at the point where the missing thing belongs; narrow it by `applies_if` and
// `when_text` (only when the copy has one of these). Negation (아닙니다, 않-, 없-, 아닌, 대신; not, no, never) clears a match unless
// `allow.negation: false`, which is right where the denied risk is the claim (부작용 없는). Quoted talk about words is no claim.
// `evidence`: with one accepted kind on file and the `in_text` elements in the copy the finding is only a note.
// `yields_to`: where another rule speaks about the same words, this one is silent (`kr.med.*` works; `scope: text` = anywhere).
//
// THE JUDGE (`check.judge`), for the grey zone that words cannot tell: a `question` that a language model answers about copy in the scope of
// the rule, and a `rubric` of what counts and what does not, with the lawful look-alikes; English, both short. Without a model nothing reads
// it and the rule is what its other checks are. With one it is asked behind the rules, where this rule itself found nothing; what it objects
// to comes as `fix` at most (`note` for a draft or with proof on file), in the words of `message` and `fix` below, marked as a model's.
//
// TESTS: at least three hits and three misses, one evasion and one negation or homonym among them. A bare string takes its scope from
// the file (first jurisdiction, industry, channel, field, the facts of `applies_if`, 2026-11-21 or the first day); an object may say
// {text, industry, channel, jurisdiction, field, lang, date, flight: {from, to}, facts: {…}, severity, rewrite, at: "the span's words"}.
// `tests.context` is laid under all of them. A test runs the file's rule alone. Drafts give notes only.

import { z } from "zod";

export const Severity = z.enum(["note", "fix", "block"]);
export type Severity = z.output<typeof Severity>;

const Texts = z.strictObject({ ko: z.string().min(1), en: z.string().min(1) });
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const strings = z.array(z.union([z.string().min(1), z.number().transform(String)]));
const listed = <T extends z.ZodType>(one: T) =>
  z.union([one, z.array(one)]).transform((value) => (Array.isArray(value) ? value : [value]));

const FactValue = z.union([z.boolean(), z.number(), z.string()]);
/** Facts that must all hold; see FACTS above. */
export const Condition = z.record(z.string(), z.union([FactValue, z.array(FactValue)]));
export type Condition = z.output<typeof Condition>;

const Tolerance = z.enum(["none", "space", "separator", "jamo"]);

const Term = z.union([
  z.string().min(1),
  z.strictObject({
    term: z.string().min(1),
    group: z.string().optional().describe("Names the match for `severity_if: when: {group: …}`."),
    tolerance: Tolerance.optional(),
  }),
]);

/** Words of one kind: given here, from lexicons, or as bounded regular expressions. */
const vocabulary = {
  terms: z.array(Term).default([]),
  lexicon: listed(z.string().min(1)).default([]).describe("Names of `policies/lexicon/*.txt`."),
  patterns: strings.default([]).describe("Bounded regular expressions over the normalised text."),
  tolerance: Tolerance.default("none"),
};
export const Vocabulary = z.strictObject(vocabulary);
export type Vocabulary = z.output<typeof Vocabulary>;

const Near = z.strictObject({
  ...vocabulary,
  within: z.number().int().min(1).max(500).default(20).describe("Characters between the two."),
  side: z.enum(["any", "before", "after"]).default("any").describe("Where the other word stands."),
});
export type Near = z.output<typeof Near>;

export const Existence = z.strictObject({
  ...vocabulary,
  particles: z.boolean().default(true).describe("Particles may follow where a word must end."),
  boundary: z
    .enum(["auto", "none", "start", "word"])
    .default("auto")
    .describe("`start`: no letter before; `word`: and only a particle after; `auto`: see A TERM."),
  group: z.string().optional().describe("Group of all terms here that name none."),
  near: Near.optional().describe("Counts only with one of these near."),
  not_near: Near.optional().describe("Does not count with one of these near."),
  min: z.number().int().min(1).default(1).describe("How many matches it takes."),
});
export type Existence = z.output<typeof Existence>;

const Element = z.strictObject({
  name: Texts.describe("What is missing, as a person reads it: 등록번호 · registration number."),
  any: strings.default([]).describe("Terms; one of them is enough."),
  lexicon: listed(z.string().min(1)).default([]),
  patterns: strings.default([]),
  fact: Condition.optional().describe("Also there when these facts hold."),
  insert: z
    .string()
    .optional()
    .describe("True for everybody: `{sender}` and other facts in braces are filled in, never invented."),
});
export type Element = z.output<typeof Element>;

export const Require = z.strictObject({
  all: strings.default([]).describe("Terms, each of them must stand there."),
  any: strings.default([]).describe("Terms, one of them must stand there."),
  elements: z.array(Element).default([]).describe("Named things, each must be said in one of its ways."),
  position: z
    .enum(["start", "head", "end", "anywhere"])
    .default("anywhere")
    .describe("`head`: in the first `within` characters; `start`, `end`: the very first or last thing."),
  within: z.number().int().min(1).default(40),
});
export type Require = z.output<typeof Require>;

export const Metric = z.strictObject({
  max: z.number().int().min(0),
  fields: z.array(z.string()).default([]).describe("Only for these fields of the ad; all when empty."),
  width: z
    .enum(["single", "double", "utf16", "bytes"])
    .default("single")
    .describe("`double`: Korean counts 2."),
  of: z.enum(["length", "lines", "hashtags", "emoji"]).default("length"),
});
export type Metric = z.output<typeof Metric>;

const NamedFunction = z
  .union([z.string(), z.looseObject({ name: z.string() })])
  .transform((value) => (typeof value === "string" ? { name: value } : value));
export type NamedFunction = { name: string; [option: string]: unknown };

const Check = z.strictObject({
  existence: listed(Existence).default([]),
  require: listed(Require).default([]),
  metric: listed(Metric).default([]),
  fact: Condition.optional().describe("Fires by the facts alone; the finding is the whole text or `at`."),
  at: Vocabulary.optional().describe("Which words a fact finding points at; the start when absent."),
  function: NamedFunction.nullish(),
  judge: z
    .strictObject({ question: z.string().min(1).max(240), rubric: z.string().max(420).default("") })
    .optional()
    .describe("For a language model, where one is configured; see THE JUDGE above."),
});

const Allow = z.strictObject({
  phrases: strings.default([]).describe("Terms; a match that lies inside or across one of them is no claim."),
  senses: strings.default([]).describe("Terms; a match with one of them in the same sentence is no claim."),
  text: strings.default([]).describe("Terms; with one of them anywhere in the copy the rule is silent."),
  patterns: strings.default([]).describe("As `phrases`, as regular expressions."),
  negation: z.boolean().default(true),
  quoted: z.boolean().default(true),
});

const Evidence = z.strictObject({
  accept: strings.describe("Kinds of proof, one is enough."),
  in_text: z
    .array(z.enum(["basis", "period", "source"]))
    .default([])
    .describe("What the copy itself must say beside the proof."),
  max_age_days: z.number().int().positive().optional(),
});

const Rewrite = z.strictObject({
  replace: z
    .array(z.tuple([z.string().min(1), z.string()]))
    .default([])
    .describe(
      "[term, words instead]; inside the finding or anywhere in the copy; never a new claim or number.",
    ),
  insert: z
    .string()
    .default("")
    .describe("Put where the missing thing belongs; facts in braces are filled in."),
  template: z.string().default("").describe("The whole copy instead; facts in braces."),
  letters: z
    .enum(["lower", "once", "plain"])
    .optional()
    .describe("The words in ordinary writing: small letters, each mark once, no signs for letters."),
  remove: z
    .enum(["auto", "none", "term", "clause", "sentence"])
    .default("auto")
    .describe(
      "When nothing above fits: what may be taken out so that the rest stands; `auto` looks at the grammar.",
    ),
});

const Case = z.union([
  z.string().transform((text) => ({ text })),
  z.strictObject({
    text: z.string(),
    industry: z.string().optional(),
    channel: z.string().optional(),
    jurisdiction: z.string().optional(),
    field: z.string().optional(),
    lang: z.enum(["ko", "en", "ja"]).optional(),
    date: day.optional(),
    flight: z.strictObject({ from: day, to: day }).optional(),
    facts: z.record(z.string(), z.unknown()).optional(),
    severity: Severity.optional().describe("The finding must have exactly this severity."),
    rewrite: z.string().nullable().optional().describe("The rewrite must be exactly this."),
    at: z.string().optional().describe("The finding must point at exactly these words."),
  }),
]);
export type Case = z.output<typeof CaseContext> & {
  text: string;
  severity?: Severity | undefined;
  rewrite?: string | null | undefined;
  at?: string | undefined;
};
const CaseContext = z.strictObject({
  industry: z.string().optional(),
  channel: z.string().optional(),
  jurisdiction: z.string().optional(),
  field: z.string().optional(),
  lang: z.enum(["ko", "en", "ja"]).optional(),
  date: day.optional(),
  flight: z.strictObject({ from: day, to: day }).optional(),
  facts: z.record(z.string(), z.unknown()).optional(),
});

const scope = z.union([z.literal("all"), strings]).default("all");
const yielded = z.union([
  z.string().transform((rule) => ({ rule, scope: "overlap" as const })),
  z.strictObject({ rule: z.string(), scope: z.enum(["overlap", "text"]).default("overlap") }),
]);

export const Policy = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z]+(\.[a-z0-9-]+)+$/)
    .describe("The slug of the rule table; stable for ever."),
  version: z.number().int().min(1).default(1),
  status: z.enum(["active", "draft", "retired"]).default("active"),
  effective_from: day,
  effective_to: day.nullable().default(null).describe("Last day, itself inside."),
  supersedes: strings.default([]),
  yields_to: z.array(yielded).default([]),
  jurisdiction: z.union([z.literal("all"), strings]).describe("KR, US, EU, JP, or a region: US-FL."),
  industries: scope,
  not_industries: strings.default([]),
  runs_on: scope.describe("Channels; `google*` is all that start so."),
  fields: scope,
  applies_if: Condition.default({}),
  unless_if: Condition.default({}).describe("Silent when any one of these holds."),
  when_text: Vocabulary.optional().describe("Speaks only of copy that has one of these."),
  severity: Severity,
  severity_if: z
    // oxlint-disable-next-line unicorn/no-thenable -- authors read "when … then"; nobody awaits a row of it
    .array(z.strictObject({ when: Condition, then: Severity }))
    .default([])
    .describe("The first that holds."),
  citation: z.strictObject({
    act: z.string().min(1).describe("Full name of the act, or of the platform's policy."),
    article: z.string().min(1),
    url: z.string().default(""),
    mark: z.enum(["d", "s", "u"]),
    checked_on: day.nullable().default(null),
    confirmed_by: z
      .string()
      .nullable()
      .default(null)
      .describe("A named lawyer; null: findings are provisional."),
  }),
  words: z.record(z.string(), strings).default({}).describe("Word lists of this file for `<name>`."),
  check: Check,
  allow: Allow.default(() => Allow.parse({})),
  evidence: Evidence.optional(),
  rewrite: Rewrite.default(() => Rewrite.parse({})),
  message: Texts.describe("Why, one sentence; `{term}` the words concerned, `{missing}` what is missing."),
  fix: Texts.describe("What to do, one sentence."),
  tests: z.strictObject({ context: CaseContext.optional(), hit: z.array(Case), miss: z.array(Case) }),
});
export type Policy = z.output<typeof Policy>;
