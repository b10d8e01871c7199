// The workspace's own rules in chat: asked for in words and tried first, switched on by a press, listed, changed and taken back.

import { z } from "zod";
import { Failure } from "../../../core/failure.ts";
import { DocumentId } from "../../../core/ids.ts";
import { words } from "../../../core/locale.ts";
import { nameKey } from "../../../language/names.ts";
import type { Ctx } from "../../context.ts";
import { defineTool, type Tool, type ToolResult } from "../../tool.ts";
import { Severity } from "../policy.ts";
import { notLower, policiesOf, SetBrandRule } from "./asked.ts";
import { changedRulesCard, leftCard, rulesCard, trialCard } from "./card.ts";
import { readRuleList } from "./file.ts";
import { MOST_RULES, OwnPolicy, ruleTitle } from "./rule.ts";
import {
  addBrandRules,
  changeBrandRules,
  type GivenRule,
  KeptRule,
  lastRuleChange,
  listBrandRules,
  noSuchRule,
  RULE_SET,
  type RuleChange,
  takeBackRules,
} from "./rules.ts";
import { type ReadPast, tryRules } from "./trial.ts";

export const ChangeBrandRule = z.object({
  numbers: z
    .array(z.number().int().positive())
    .max(MOST_RULES)
    .optional()
    .describe("As show_brand_rules lists them."),
  /** 최저가 규칙, kr.cos.organic */
  named: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .optional()
    .describe("A word of the rule, or the slug of a law or platform rule."),
  state: z.enum(["on", "off", "removed"]).optional(),
  severity: Severity.optional(),
  undo: z.boolean().optional().describe("True alone: the last change of the rules is taken back."),
});
export type ChangeBrandRule = z.output<typeof ChangeBrandRule>;

const Given = z.object({
  rules: z
    .array(z.object({ policy: OwnPolicy, key: z.string().max(60).optional() }))
    .min(1)
    .max(MOST_RULES)
    .optional(),
  /** A list that was dropped: read again, as it is kept. */
  documentId: DocumentId.optional(),
});

const Changes = z.object({
  changes: z
    .array(z.object({ before: KeptRule.nullable(), after: KeptRule }))
    .min(1)
    .max(MOST_RULES),
});

export function brandRuleTools(readPast: ReadPast): readonly Tool[] {
  return [
    defineTool({
      name: "show_brand_rules",
      about: "The workspace's own review rules: numbers, words, severity, where they speak, on or off.",
      effect: "read",
      input: z.object({}),
      run: async (ctx) => {
        const rules = await listBrandRules(ctx);
        return { card: rulesCard(ctx.lang, rules), facts: { rules: factsOf(rules, ctx) }, outside: true };
      },
    }),
    defineTool({
      name: "set_brand_rule",
      about:
        "A rule of the brand's own for all copy from now on: words never to write, always to write, to write instead of others, no plain speech. Tries it on past copy and asks before it is switched on.",
      effect: "write",
      action: RULE_SET,
      startedBy: "words",
      input: SetBrandRule,
      run: (ctx, input) => proposeRule(ctx, input, readPast),
      propose: (ctx, input) => proposeRule(ctx, input, readPast),
    }),
    defineTool({
      name: "switch_on_brand_rules",
      about: "Switch on rules that were tried. Started by the button of their card only.",
      effect: "write",
      action: RULE_SET,
      startedBy: "press",
      input: Given,
      run: async (ctx, given) => changed(ctx, await addBrandRules(ctx, await givenRules(ctx, given))),
    }),
    defineTool({
      name: "leave_brand_rules",
      about: "Leave a rule of set_brand_rule that was tried as it is: 취소 or cancel right behind it.",
      effect: "read",
      input: z.object({}),
      run: async ({ lang }) => ({ card: leftCard(lang), facts: { changed: false }, outside: false }),
    }),
    defineTool({
      name: "change_brand_rule",
      about:
        "Switch rules of the brand's own on or off, remove them, change their severity, or take the last change back.",
      effect: "write",
      action: RULE_SET,
      startedBy: "words",
      input: ChangeBrandRule,
      run: changeByWords,
      propose: async (ctx) => {
        const rules = await listBrandRules(ctx);
        const { parts } = rulesCard(ctx.lang, rules);
        const asked = { kind: "text" as const, tone: "lead" as const, runs: [askAgain[ctx.lang]] };
        return {
          card: { lang: ctx.lang, parts: [asked, ...parts] },
          facts: { changed: false },
          outside: true,
        };
      },
    }),
    defineTool({
      name: "restore_brand_rules",
      about: "Take back a change of the brand's own rules. Started by its button only.",
      effect: "write",
      action: RULE_SET,
      startedBy: "press",
      input: Changes,
      run: async (ctx, { changes }) => changed(ctx, await takeBackRules(ctx, changes)),
    }),
  ];
}

const askAgain = words(
  "브랜드 규칙은 바꾸지 않았어요. 바꿀 것을 새 메시지로 직접 적어 주세요.",
  "The brand rules are as they were. Say what to change in a message of its own.",
);

/** Tried on past copy, with the press that switches it on. */
export async function proposeRule(ctx: Ctx, asked: SetBrandRule, readPast: ReadPast): Promise<ToolResult> {
  const policies = policiesOf(asked);
  return triedCard(
    ctx,
    policies.map((policy) => ({ policy })),
    { rules: policies.map((policy) => ({ policy })) },
    readPast,
  );
}

/** @param press what its button switches on: the rules themselves, or the file they stand in */
export async function triedCard(
  ctx: Ctx,
  rules: readonly GivenRule[],
  press: Record<string, unknown>,
  readPast: ReadPast,
): Promise<ToolResult> {
  const policies = rules.map(({ policy }) => policy);
  const trial = await tryRules(ctx, policies, readPast);
  const { looked, caught, whole } = trial;
  return {
    card: trialCard(ctx.lang, { policies, trial, press }),
    facts: {
      proposed: policies.slice(0, 10).map((policy) => ruleTitle(policy, ctx.lang)),
      looked,
      caught,
      whole,
      changed: false,
    },
    outside: true,
  };
}

async function givenRules(
  ctx: Ctx,
  { rules, documentId }: z.output<typeof Given>,
): Promise<readonly GivenRule[]> {
  if (rules) return rules;
  if (documentId === undefined) throw noSuchRule();
  return readRuleList(ctx, documentId);
}

async function changeByWords(ctx: Ctx, { undo, ...input }: ChangeBrandRule): Promise<ToolResult> {
  if (undo) return changed(ctx, await takeBackRules(ctx, await lastRuleChange(ctx)));
  const { state, severity } = input;
  const numbers = await numbersMeant(ctx, input);
  return changed(
    ctx,
    await changeBrandRules(ctx, numbers, {
      ...(state && { state }),
      ...(severity && { policy: { severity } }),
    }),
  );
}

/** @throws Failure "forbidden" for a rule of the packs, "not_found", "invalid" where a word stands in several rules */
async function numbersMeant(ctx: Ctx, { numbers = [], named }: ChangeBrandRule): Promise<readonly number[]> {
  if (numbers.length > 0) return numbers;
  if (named === undefined) throw noSuchRule();
  const own = /^brand\.own\.(\d+)$/.exec(named)?.[1];
  if (own !== undefined) return [Number(own)];
  if (/^[a-z]+(\.[a-z0-9-]+)+$/.test(named)) throw notLower(named);
  const key = nameKey(named);
  const found = (await listBrandRules(ctx)).filter(
    ({ policy }) => key !== "" && wordsOf(policy).some((one) => nameKey(one) === key),
  );
  const near =
    found.length > 0
      ? found
      : (await listBrandRules(ctx)).filter(
          ({ policy }) => key !== "" && wordsOf(policy).some((one) => nameKey(one).includes(key)),
        );
  if (near.length === 0) throw noSuchRule();
  if (near.length > 1) throw several(near, ctx);
  return near.map(({ number }) => number);
}

function wordsOf({ check }: OwnPolicy): string[] {
  if (check.function === "tone") return ["반말", "존댓말", "말투", "tone"];
  return [
    ...(check.existence?.terms ?? []),
    ...(check.require?.all ?? []),
    ...(check.raises ? [check.raises] : []),
  ];
}

function several(rules: readonly KeptRule[], { lang }: Ctx): Failure {
  const shown = rules.slice(0, 5).map(({ number, policy }) => `${number}. ${ruleTitle(policy, lang)}`);
  return new Failure("invalid", "several rules are meant", {
    say: words(
      `그 말이 든 규칙이 여러 개예요: ${shown.join(" · ")}`,
      `Several rules have that word: ${shown.join(" · ")}`,
    ),
    next: words("‘3번 규칙 꺼줘’처럼 번호로 말해 주세요.", "Say its number, such as “switch rule 3 off”."),
  });
}

function changed(ctx: Ctx, changes: readonly RuleChange[]): ToolResult {
  const rules = factsOf(
    changes.map(({ after }) => after),
    ctx,
  );
  return { card: changedRulesCard(ctx.lang, changes), facts: { changed: true, rules }, outside: true };
}

function factsOf(rules: readonly KeptRule[], { lang }: Ctx): object[] {
  return rules.slice(0, 30).map(({ number, state, policy }) => ({
    number,
    rule: ruleTitle(policy, lang),
    severity: policy.severity,
    state,
  }));
}
