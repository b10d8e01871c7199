// A rule of the workspace's own: a policy with fewer keys. It is made of words only, never of patterns, and can ask for more than the
// packs do, never for less.

import { z } from "zod";
import { type Lang, type Words, words } from "../../../core/locale.ts";
import { DayText } from "../../../core/slots.ts";
import { josa } from "../../../language/josa.ts";
import { nameKey } from "../../../language/names.ts";
import { literalMatcher } from "../literal.ts";
import { Policy, Severity } from "../policy.ts";
import { type Raise, type Rule, ruleOf } from "../rule.ts";
import { Trade } from "../trades.ts";
import type { Lists } from "../terms.ts";

/** Rules a workspace may have, removed ones not counted; also the most that one list brings. */
export const MOST_RULES = 200;
const MOST_TERMS = 50;
const LONGEST_TERM = 60;

/** Every finding of such a rule is `brand.own.<number>`. */
export const OWN = "brand.own.";
export const ownSlug = (number: number): string => `${OWN}${number}`;

/** `undefined` for rules of the packs. */
export function ownNumber(slug: string): number | undefined {
  return slug.startsWith(OWN) ? Number(slug.slice(OWN.length)) : undefined;
}

/** Where a rule speaks: a medium with all its placements, or a sendChannel. */
export const RunsOn = z.enum([
  "meta",
  "google_ads",
  "naver",
  "kakao",
  "tiktok",
  "sms",
  "lms",
  "email",
  "push",
  "kakao_brand_message",
  "alimtalk",
  "call",
]);
export type RunsOn = z.output<typeof RunsOn>;

/** Placements of packs, by the medium they belong to. */
const placements: Readonly<Partial<Record<RunsOn, string>>> = {
  meta: "meta*",
  google_ads: "google*",
  naver: "naver*",
  tiktok: "tiktok*",
};

const Term = z
  .string()
  .trim()
  .min(1, "a word is empty")
  .max(LONGEST_TERM, `a word has more than ${LONGEST_TERM} letters`)
  .refine((term) => /[\p{L}\p{N}]/u.test(term), "a word needs a letter or a figure");
const terms = z.array(Term).min(1).max(MOST_TERMS);
const all = z.literal("all");

/** The policy schema as far as a workspace writes it; every other key of it is refused by name. */
export const OwnPolicy = z.strictObject({
  severity: Severity.default("fix"),
  effective_from: DayText.nullable().default(null),
  effective_to: DayText.nullable().default(null).describe("Last day, itself inside."),
  industries: z.union([all, z.array(Trade).min(1)]).default("all"),
  runs_on: z.union([all, z.array(RunsOn).min(1)]).default("all"),
  client: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .nullable()
    .default(null)
    .describe("Only ads named or made for it."),
  check: z
    .strictObject({
      existence: z.strictObject({ terms }).optional().describe("None of them may stand there."),
      require: z.strictObject({ all: terms }).optional().describe("All of them have to stand there."),
      function: z.literal("tone").optional().describe("No plain speech, no laughter."),
      raises: z
        .string()
        .regex(/^(?!brand\.)[a-z]+(\.[a-z0-9-]+)+$/, "the slug of a rule of the packs")
        .optional()
        .describe("A rule of the packs, told at this severity or its own, whichever is the stronger."),
    })
    .refine((check) => Object.values(check).filter((one) => one !== undefined).length === 1, {
      message: "exactly one of existence, require, function, raises",
    }),
  allow: z.strictObject({ phrases: z.array(Term).max(MOST_TERMS) }).default({ phrases: [] }),
  rewrite: z
    .strictObject({ replace: z.array(z.tuple([Term, Term])).max(MOST_TERMS) })
    .default({ replace: [] }),
  reason: z.string().trim().max(300).default("").describe("Why, as people read it beside the finding."),
});
export type OwnPolicy = z.output<typeof OwnPolicy>;

export type OwnRule = { number: number; version: number; policy: OwnPolicy };

/** Letters of a name that tell one client from another: every name has a single one of them. */
const LEAST_CLIENT = 2;

/** As a client is looked for in names; `undefined` for one of signs or a single letter, which would be found nowhere or everywhere. */
export function clientKey(client: string): string | undefined {
  const key = nameKey(client);
  return key.length < LEAST_CLIENT ? undefined : key;
}

/** Where, when and how severely a rule of the packs is told. */
export function raiseOf(policy: OwnPolicy): Raise {
  return { severity: policy.severity, ...scopeOf(policy) };
}

function scopeOf({ industries, runs_on: runsOn, effective_from: from, effective_to: to }: OwnPolicy) {
  return {
    effective_from: from ?? "2000-01-01",
    effective_to: to,
    industries,
    runs_on: runsOn === "all" ? runsOn : runsOn.map((one) => placements[one] ?? one),
  };
}

/** Judged like a rule of the packs; `undefined` for one that only raises another. */
export function ruleFor({ number, version, policy }: OwnRule, lists: Lists): Rule | undefined {
  const { check, rewrite } = policy;
  if (check.raises !== undefined) return undefined;
  const rule = ruleOf(
    Policy.parse({
      id: ownSlug(number),
      version,
      ...scopeOf(policy),
      jurisdiction: "all",
      severity: policy.severity,
      citation: { act: "브랜드 규칙", article: `${number}번`, mark: "d", confirmed_by: "workspace" },
      check: { function: functionOf(policy) },
      message: messageOf(policy),
      fix: fixOf(policy),
      tests: { hit: [], miss: [] },
    }),
    "brand.own",
    lists,
  );
  const replacing = rewrite.replace.map(([from, to]) => ({
    matcher: literalMatcher([from]),
    words: to,
    particles: true,
  }));
  return { ...rule, replacing };
}

function functionOf({ check, allow }: OwnPolicy): Record<string, unknown> {
  if (check.existence) return { name: "brand-banned", terms: check.existence.terms, except: allow.phrases };
  if (check.require) return { name: "brand-required", terms: check.require.all };
  return { name: "tone", always: true };
}

function messageOf({ check, reason }: OwnPolicy): Words {
  const because = reason === "" ? "" : ` (${reason})`;
  if (check.existence)
    return words(
      `우리 브랜드가 쓰지 않기로 한 말이에요: ‘{term}’${because}`,
      `A word this brand does not use: “{term}”${because}`,
    );
  if (check.require)
    return words(
      `우리 브랜드가 꼭 넣기로 한 말이 빠졌어요: ‘{missing}’${because}`,
      `What this brand always says is missing: “{missing}”${because}`,
    );
  return words(
    `우리 브랜드는 존댓말로 써요. ‘{term}’은(는) 반말이거나 웃음 표시예요${because}`,
    `This brand writes politely; “{term}” is plain speech or laughter${because}`,
  );
}

function fixOf({ check, rewrite }: OwnPolicy): Words {
  const [first] = rewrite.replace;
  if (first) {
    const [, to] = first;
    return words(`‘${to}’${josa(to, "으로/로").slice(to.length)} 바꿔 쓰세요.`, `Write “${to}” instead.`);
  }
  if (check.existence)
    return words("이 말을 빼거나 다른 말로 바꾸세요.", "Take it out, or say it otherwise.");
  if (check.require) return words("‘{missing}’을(를) 넣으세요.", "Add “{missing}”.");
  return words("존댓말로 바꾸고 ㅋㅋ·ㅎㅎ 같은 표현을 빼세요.", "Use polite endings, without ㅋㅋ or ㅎㅎ.");
}

/** What a rule asks for, in a few words: ‘최저가’ 쓰지 않기. */
export function ruleTitle({ check, rewrite }: OwnPolicy, lang: Lang): string {
  const quoted = (list: readonly string[]): string => {
    const shown = list.slice(0, 3).map((one) => (lang === "ko" ? `‘${one}’` : `“${one}”`));
    const rest = list.length - shown.length;
    return shown.join(", ") + (rest <= 0 ? "" : lang === "ko" ? ` 외 ${rest}개` : ` and ${rest} more`);
  };
  if (check.existence && rewrite.replace.length > 0) {
    const to = quoted([...new Set(rewrite.replace.map(([, one]) => one))]);
    return lang === "ko"
      ? `${quoted(check.existence.terms)} 대신 ${to} 쓰기`
      : `Write ${to} instead of ${quoted(check.existence.terms)}`;
  }
  if (check.existence)
    return lang === "ko"
      ? `${quoted(check.existence.terms)} 쓰지 않기`
      : `Do not write ${quoted(check.existence.terms)}`;
  if (check.require)
    return lang === "ko"
      ? `${quoted(check.require.all)} 꼭 넣기`
      : `Always write ${quoted(check.require.all)}`;
  if (check.raises !== undefined)
    return lang === "ko" ? `${check.raises} 더 엄하게` : `${check.raises} more strictly`;
  return lang === "ko" ? "반말·ㅋㅋ 쓰지 않기" : "No plain speech, no ㅋㅋ";
}
