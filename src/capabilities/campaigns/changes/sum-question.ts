// “네이버에 50만원 더” where several campaigns run: which of them the sum is for. A sum goes to each of several only where that was said.

import type { Part } from "../../../core/card/card.ts";
import { say, words } from "../../../core/locale.ts";
import { mediumLabels } from "../../../core/medium.ts";
import type { Ctx } from "../../context.ts";
import type { ToolResult } from "../../tool.ts";
import type { EditCampaign } from "../tools.ts";
import type { Show } from "./build.ts";
import type { Reached } from "./targets.ts";

/** Buttons a question has. */
const MOST_CHOICES = 3;
const LISTED = 12;

/** A sum for several that nobody named: names, figures and “all” say which ones, a medium alone does not. */
export function isSumForNobody(
  { budget, changePct, each, filters, having, order }: EditCampaign,
  reached: readonly Reached[],
): boolean {
  if (budget === undefined || changePct !== undefined || each === true || reached.length < 2) return false;
  const isNamed = filters.some(({ field, op }) => field === "campaign" && op !== "not_in");
  return !isNamed && having.length === 0 && order === undefined;
}

/** Nothing is asked for approval yet. */
export function askWhichForSum(
  { lang }: Ctx,
  input: EditCampaign,
  reached: readonly Reached[],
  { money }: Show,
): ToolResult {
  const told = (ko: string, en: string): string => say(lang, words(ko, en));
  const named = reached.slice(0, MOST_CHOICES);
  const parts: Part[] = [
    {
      kind: "text",
      tone: "lead",
      runs: [
        told(
          "예산 변경: 하나만 더 확인할게요. 아직 바뀐 것은 없어요.",
          "Change of budget: one thing first. Nothing has changed yet.",
        ),
      ],
    },
    {
      kind: "table",
      columns: [
        { key: "campaign", label: told("캠페인", "Campaign"), align: "left" },
        { key: "medium", label: told("매체", "Medium"), align: "left" },
        { key: "daily", label: told("하루 예산", "Daily budget"), align: "right" },
      ],
      rows: reached
        .slice(0, LISTED)
        .map(({ name, medium, remote }) => [
          name,
          mediumLabels[medium][lang],
          remote.dailyBudget ? money(remote.dailyBudget) : "–",
        ]),
    },
    {
      kind: "form",
      slot: "campaign",
      question: [
        told(
          `어느 캠페인에 할까요? 이름을 알려 주세요. ${reached.length}개 각각에 하려면 ‘모든 캠페인에’라고 말씀해 주세요.`,
          `For which campaign? Tell me its name, or say “all campaigns” for each of the ${reached.length}.`,
        ),
      ],
      choices: named.map(({ name }) => ({
        label: name,
        style: "plain" as const,
        press: {
          action: "edit_campaign",
          input: { ...input, filters: [...input.filters, { field: "campaign", op: "in", values: [name] }] },
        },
      })),
    },
  ];
  return { card: { lang, parts }, facts: { asked: ["campaign"], took: input } };
}
