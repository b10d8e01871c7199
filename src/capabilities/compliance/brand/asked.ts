// A rule as it is asked for in chat: a few plain words, made into a policy.

import { z } from "zod";
import { Failure } from "../../../core/failure.ts";
import { words } from "../../../core/locale.ts";
import { DayText } from "../../../core/slots.ts";
import { homePacks } from "../judging.ts";
import { Severity } from "../policy.ts";
import { RANK } from "../severity.ts";
import { Trade } from "../trades.ts";
import { clientKey, OwnPolicy, RunsOn } from "./rule.ts";

const Word = z.string().trim().min(1).max(60);

export const SetBrandRule = z.object({
  avoid: z.array(Word).max(50).optional().describe("Words that may not stand in copy."),
  use: z.array(Word).max(50).optional().describe("Words that every copy has to have."),
  replace: z
    .array(z.object({ from: Word, to: Word }))
    .max(50)
    .optional()
    .describe("Words not to be written, each with what is written instead."),
  tone: z.literal("polite").optional().describe("No plain speech (반말), no ㅋㅋ."),
  raises: z.string().max(60).optional().describe("Slug of a law or platform rule to be told more strictly."),
  severity: Severity.optional().describe(
    "note only tells, fix asks for a change (the default), block holds.",
  ),
  runsOn: z
    .array(RunsOn)
    .max(12)
    .optional()
    .describe("Media or sendChannels it speaks about; all when left out."),
  trades: z.array(Trade).max(18).optional(),
  client: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .optional()
    .describe("Only ads named or made for this client or product."),
  from: DayText.optional(),
  until: DayText.optional(),
  reason: z.string().trim().max(300).optional(),
});
export type SetBrandRule = z.output<typeof SetBrandRule>;

/**
 * One policy for each thing that is asked: words not to write, words to write, a tone.
 * @throws Failure "invalid" where nothing of it is a rule, where the days run backwards, or for a slug that no pack has
 */
export function policiesOf(asked: SetBrandRule): OwnPolicy[] {
  const { avoid = [], use = [], replace = [], tone, raises } = asked;
  const checks: Pick<z.input<typeof OwnPolicy>, "check" | "rewrite">[] = [];
  if (avoid.length > 0) checks.push({ check: { existence: { terms: avoid } } });
  if (replace.length > 0)
    checks.push({
      check: { existence: { terms: replace.map(({ from }) => from) } },
      rewrite: { replace: replace.map(({ from, to }) => [from, to]) },
    });
  if (use.length > 0) checks.push({ check: { require: { all: use } } });
  if (tone) checks.push({ check: { function: "tone" } });
  if (raises !== undefined) checks.push({ check: { raises: knownSlug(raises, asked.severity) } });
  if (checks.length === 0) throw noRule();
  if (asked.client !== undefined && clientKey(asked.client) === undefined) throw noClient();
  if (asked.from !== undefined && asked.until !== undefined && asked.from > asked.until) throw backwards();
  return checks.map((check) => fitting({ ...scopeOf(asked), ...check }));
}

function scopeOf(asked: SetBrandRule): Omit<z.input<typeof OwnPolicy>, "check" | "rewrite"> {
  const { severity = asked.raises === undefined ? "fix" : "block", runsOn = [], trades = [] } = asked;
  return {
    severity,
    effective_from: asked.from ?? null,
    effective_to: asked.until ?? null,
    runs_on: runsOn.length > 0 ? runsOn : "all",
    industries: trades.length > 0 ? trades : "all",
    client: asked.client ?? null,
    reason: asked.reason ?? "",
  };
}

/** Law and platforms set the least: a slug can be told more strictly, never less. */
function knownSlug(slug: string, severity: Severity = "block"): string {
  const of = homePacks().rules.filter(({ policy }) => policy.id === slug);
  if (of.length === 0) throw unknownSlug(slug);
  if (of.every(({ policy }) => RANK[policy.severity] <= RANK[severity])) throw notLower(slug);
  return slug;
}

function fitting(policy: z.input<typeof OwnPolicy>): OwnPolicy {
  const fits = OwnPolicy.safeParse(policy);
  if (fits.success) return fits.data;
  throw new Failure("invalid", fits.error.message, {
    say: words(
      "그대로는 규칙으로 만들 수 없어요. 낱말이 너무 길거나 글자가 없어요.",
      "That cannot be made a rule: a word is too long, or has no letters.",
    ),
    next: words(
      "60자 안의 낱말이나 짧은 문구로 말해 주세요.",
      "Give words or short phrases of up to 60 letters.",
    ),
  });
}

function noRule(): Failure {
  return new Failure("invalid", "nothing to make a rule of", {
    say: words("어떤 규칙인지 읽지 못했어요.", "I could not tell which rule you mean."),
    next: words(
      "예: ‘‘최저가’라는 말은 쓰지 마’, ‘항상 ‘무료배송’ 넣어줘’, ‘‘저희’는 ‘우리’로 바꿔 써’, ‘반말 쓰지 마’. 낱말로만 만들 수 있고 패턴(정규식)은 받지 않아요.",
      "For example “never use the word ‘cheapest’”, “always include ‘free delivery’”, “write ‘we’ instead of ‘our company’”. Rules are made of words; patterns are not taken.",
    ),
  });
}

function noClient(): Failure {
  return new Failure("invalid", "a client's name needs two letters or figures", {
    say: words(
      "고객사 이름이 기호뿐이거나 한 글자라 어느 광고인지 가릴 수 없어요.",
      "The client's name is of signs or of one letter, so I cannot tell whose ads are meant.",
    ),
    next: words("고객사 이름을 두 글자 이상으로 말해 주세요.", "Give its name with two letters or more."),
  });
}

function backwards(): Failure {
  return new Failure("invalid", "the rule ends before it begins", {
    say: words("규칙의 끝나는 날이 시작하는 날보다 앞이에요.", "The rule would end before it begins."),
    next: words("시작일과 끝나는 날을 다시 말해 주세요.", "Tell me its first and last day again."),
  });
}

function unknownSlug(slug: string): Failure {
  return new Failure("not_found", `no rule ${slug}`, {
    say: words(`‘${slug}’이라는 심의 규칙이 없어요.`, `There is no review rule “${slug}”.`),
    next: words("‘심의 규칙 보여줘’로 이름을 확인해 주세요.", "Ask “show the review rules” for its name."),
  });
}

/** Told to whoever would lower or switch off a rule of the packs. */
export function notLower(slug: string): Failure {
  return new Failure("forbidden", `${slug} cannot be lowered`, {
    say: words(
      `‘${slug}’은 법이나 매체의 규칙이라 낮추거나 끌 수 없어요. 바뀐 것은 없어요.`,
      `“${slug}” is a rule of law or a platform: it can be neither lowered nor switched off. Nothing was changed.`,
    ),
    next: words(
      "더 엄하게 보려면 ‘보류로 올려줘’라고 해 주세요. 지적이 틀렸다면 카드에서 ‘잘못 짚음’을 눌러 주세요.",
      "To be stricter, say “raise it to block”. If a finding is wrong, press “Wrong” on its card.",
    ),
  });
}
