// How campaigns are named and links tagged, in chat: shown to everybody, changed by words at once, taken back by a press or by words.

import { and, desc, eq } from "drizzle-orm";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { Part } from "../../core/card/card.ts";
import { Failure } from "../../core/failure.ts";
import { type Lang, say, type Words, words } from "../../core/locale.ts";
import { dayIn } from "../../core/time.ts";
import { withTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { getBrandGuide } from "../creatives/creatives.ts";
import { ledger } from "../tables.ts";
import { defineTool, type Tool, type ToolResult } from "../tool.ts";
import { findWorkspace } from "../workspace/workspace.ts";
import { write } from "../write.ts";
import {
  campaignName,
  type CampaignRule,
  defaultRule,
  ruleFields,
  ruleOf,
  ruleValues,
  writeRule,
} from "./plan/naming.ts";
import { taggedUrl } from "./plan/utm.ts";

const RulePart = z.enum(["naming", "utmSource", "utmMedium", "utmCampaign"]);
const Rule = z.object({
  naming: z.string(),
  utmSource: z.string(),
  utmMedium: z.string(),
  utmCampaign: z.string(),
});

export const SetCampaignRule = z.object({
  changes: z
    .array(
      z.object({
        part: RulePart,
        pattern: z
          .string()
          .trim()
          .min(1)
          .max(120)
          .optional()
          .describe(`Words with fields in braces: ${ruleFields.map((field) => `{${field}}`).join(" ")}.`),
        letters: z.enum(["latin", "any"]).optional().describe("latin: small Latin letters only."),
        reset: z.boolean().optional().describe("Back to the default."),
      }),
    )
    .max(8)
    .default([]),
  undo: z.boolean().optional().describe("True alone: the last change of the rule is taken back."),
});
export type SetCampaignRule = z.output<typeof SetCampaignRule>;
type Change = SetCampaignRule["changes"][number];
type Changed = { before: CampaignRule; after: CampaignRule };

export const ruleTools: readonly Tool[] = [
  defineTool({
    name: "show_campaign_rule",
    about: "Show how campaigns are named and links tagged (UTM) here.",
    effect: "read",
    input: z.object({}),
    run: showRule,
  }),
  defineTool({
    name: "set_campaign_rule",
    about:
      "Keep how campaigns are named and links tagged from now on: 브랜드_매체_날짜 is {brand}_{medium}_{start}; utm_campaign in Latin letters is letters latin.",
    effect: "write",
    action: "campaign_rule.set",
    startedBy: "words",
    input: SetCampaignRule,
    run: async (ctx, { changes, undo }) => {
      if (!undo && changes.length === 0) return showRule(ctx);
      if (undo) return changedCard(ctx, await restoreRule(ctx, await lastChange(ctx)));
      return changedCard(ctx, await changeRule(ctx, (rule) => changes.reduce(changedBy, rule)));
    },
    propose: async ({ lang }) => ({
      card: { lang, parts: [line(lang, "lead", asked)] },
      facts: { changed: false },
    }),
  }),
  defineTool({
    name: "restore_campaign_rule",
    about: "Take back a change of the naming rule. Started by its button only.",
    effect: "write",
    action: "campaign_rule.set",
    startedBy: "press",
    input: z.object({ before: Rule, after: Rule }),
    run: async (ctx, back) => changedCard(ctx, await restoreRule(ctx, back)),
  }),
];

/** The brand's own name, else the workspace's. */
export async function brandOf(ctx: Ctx): Promise<string> {
  const { name } = await getBrandGuide(ctx);
  return name ?? (await findWorkspace(ctx.db, ctx.workspaceId))?.name ?? "";
}

async function changeRule(ctx: Ctx, next: (rule: CampaignRule) => CampaignRule): Promise<Changed> {
  return write(ctx, "campaign_rule.set", "write", async (tx) => {
    const before = await ruleOf(tx, ctx);
    const after = next(before);
    await writeRule(tx, ctx, after);
    return { result: { before, after }, subject: ctx.workspaceId, before, after };
  });
}

/** @throws Failure "conflict" when it was changed since */
async function restoreRule(ctx: Ctx, { before, after }: Changed): Promise<Changed> {
  return changeRule(ctx, (rule) => {
    if (isDeepStrictEqual(rule, after)) return before;
    throw new Failure("conflict", "the rule was changed since", {
      say: words(
        "그 뒤로 이름 규칙이 또 바뀌어서 되돌리지 않았어요.",
        "The rule was changed again since, so it stays as it is.",
      ),
      next: words(
        "‘이름 규칙 보여줘’로 지금 규칙을 보고 바꿔 주세요.",
        "Ask “show the naming rule” and change it from there.",
      ),
    });
  });
}

/** @throws Failure "invalid" for a field nobody fills, or a name that would be the same for every campaign */
function changedBy(rule: CampaignRule, { part, pattern, letters, reset }: Change): CampaignRule {
  let text = reset ? defaultRule[part] : (pattern ?? rule[part]);
  const unknown = [...text.matchAll(/\{([^}]*)\}/g)].find(
    ([, key = ""]) => !(ruleFields as readonly string[]).includes(key.replace(/:latin$/, "")),
  );
  if (unknown) throw unknownField(unknown[0]);
  if (part === "naming" && !/\{(?:name|start|month|brand)(?::latin)?\}/.test(text)) throw sameName();
  if (letters) text = text.replaceAll(/\{(\w+)(?::latin)?\}/g, letters === "latin" ? "{$1:latin}" : "{$1}");
  return { ...rule, [part]: text };
}

function unknownField(field: string): Failure {
  return new Failure("invalid", `unknown field ${field}`, {
    say: words(
      `‘${field}’에 무엇을 넣을지 몰라서 바꾸지 않았어요.`,
      `I do not know what fills “${field}”. Nothing was changed.`,
    ),
    next: words(
      "브랜드, 상품, 매체, 목적, 날짜, 월로 말해 주세요. 예: ‘캠페인 이름은 브랜드_매체_날짜로’",
      "Use brand, name, medium, objective, date or month, such as “name campaigns brand_medium_date”.",
    ),
  });
}

function sameName(): Failure {
  return new Failure("invalid", "a rule without a name or a day", {
    say: words(
      "그 규칙이면 캠페인 이름이 모두 같아져요. 바꾸지 않았어요.",
      "Every campaign would have the same name. Nothing was changed.",
    ),
    next: words(
      "브랜드, 상품이나 날짜를 넣어 주세요. 예: ‘캠페인 이름은 브랜드_매체_날짜로’",
      "Put the name or the date in: “name campaigns brand_medium_date”.",
    ),
  });
}

async function lastChange(ctx: Ctx): Promise<Changed> {
  const [row] = await withTx(ctx, (tx) =>
    tx
      .select({ before: ledger.before, after: ledger.after })
      .from(ledger)
      .where(and(eq(ledger.workspaceId, ctx.workspaceId), eq(ledger.action, "campaign_rule.set")))
      .orderBy(desc(ledger.seq))
      .limit(1),
  );
  if (row) return { before: Rule.parse(row.before), after: Rule.parse(row.after) };
  throw new Failure("invalid", "no change of the rule", {
    say: words("되돌릴 이름 규칙 변경이 없어요.", "No change of the naming rule is there to take back."),
    next: words("예: ‘캠페인 이름은 브랜드_매체_날짜로’", "For example “name campaigns brand_medium_date”."),
  });
}

const asked = words(
  "이름 규칙은 바꾸지 않았어요. 바꿀 내용을 새 메시지로 직접 적어 주세요.",
  "The naming rule is as it was. Say what to change in a message of its own.",
);
const labels: Readonly<Record<keyof CampaignRule, Words>> = {
  naming: words("캠페인 이름", "Campaign name"),
  utmSource: words("utm_source", "utm_source"),
  utmMedium: words("utm_medium", "utm_medium"),
  utmCampaign: words("utm_campaign", "utm_campaign"),
};
const fieldWords: Readonly<Record<(typeof ruleFields)[number], Words>> = {
  name: words("상품", "name"),
  brand: words("브랜드", "brand"),
  medium: words("매체", "medium"),
  objective: words("목적", "objective"),
  start: words("시작일", "start"),
  month: words("시작 월", "month"),
  source: words("매체", "source"),
  kind: words("광고 종류", "kind"),
};

/** [브랜드]_[매체]_[시작일] */
function ruleText(rule: string, lang: Lang): string {
  return rule.replaceAll(/\{(\w+)(:latin)?\}/g, (whole, key: string, latin: string | undefined) => {
    const field = ruleFields.find((one) => one === key);
    if (!field) return whole;
    const small = latin ? say(lang, words(" 영문 소문자", " in small Latin letters")) : "";
    return `[${fieldWords[field][lang]}${small}]`;
  });
}

async function showRule(ctx: Ctx): Promise<ToolResult> {
  const rule = await withTx(ctx, (tx) => ruleOf(tx, ctx));
  const rows = RulePart.options.map((part) => [labels[part][ctx.lang], ruleText(rule[part], ctx.lang)]);
  const lead = words(
    "캠페인 이름과 링크 태그는 이렇게 붙여요.",
    "This is how campaigns are named and links tagged.",
  );
  return cardOf(
    ctx,
    [
      line(ctx.lang, "lead", lead),
      table(ctx.lang, [words("항목", "Part"), words("규칙", "Rule")], rows),
      await example(ctx, rule),
    ],
    rule,
  );
}

async function changedCard(ctx: Ctx, { before, after }: Changed): Promise<ToolResult> {
  const { lang } = ctx;
  const rows = RulePart.options.flatMap((part) =>
    before[part] === after[part]
      ? []
      : [[labels[part][lang], ruleText(before[part], lang), ruleText(after[part], lang)]],
  );
  const lead =
    rows.length > 0
      ? words("이름 규칙을 바꿨어요. 다음 계획부터 써요.", "The rule is set. The next plans follow it.")
      : words("이미 그 규칙이라 바뀐 것은 없어요.", "It is that rule already; nothing changed.");
  const columns = [words("항목", "Part"), words("전", "Before"), words("후", "After")];
  const parts: Part[] = [
    line(lang, "lead", lead),
    ...(rows.length > 0 ? [table(lang, columns, rows)] : []),
    await example(ctx, after),
  ];
  if (rows.length > 0)
    parts.push({
      kind: "form",
      slot: "campaign_rule",
      question: [say(lang, words("생각과 다르면 되돌릴 수 있어요.", "You can take it back."))],
      choices: [
        {
          label: say(lang, words("되돌리기", "Take it back")),
          style: "plain",
          press: { action: "restore_campaign_rule", input: { before, after } },
        },
      ],
    });
  return cardOf(ctx, parts, after);
}

/** What the next plan of this name would be called; the day is today. */
async function example(ctx: Ctx, rule: CampaignRule): Promise<Part> {
  const name = say(ctx.lang, words("여름 세일", "summer sale"));
  const start = dayIn(ctx.zone, ctx.now).toString();
  const values = ruleValues({ name, brand: await brandOf(ctx), medium: "meta", objective: "sales", start });
  const link = taggedUrl("https://example.com/", values, rule).slice("https://example.com/".length);
  return {
    kind: "text",
    tone: "note",
    runs: [`${say(ctx.lang, words("예:", "For example:"))} ${campaignName(values, rule)} · ${link}`],
  };
}

function table(lang: Lang, columns: readonly Words[], rows: string[][]): Part {
  return {
    kind: "table",
    columns: columns.map((label, at) => ({ key: `c${at}`, label: say(lang, label), align: "left" })),
    rows,
  };
}

function line(lang: Lang, tone: "lead" | "note", text: Words): Part {
  return { kind: "text", tone, runs: [say(lang, text)] };
}

function cardOf({ lang }: Ctx, parts: Part[], rule: CampaignRule): ToolResult {
  return { card: { lang, parts }, facts: { rule }, outside: true };
}
