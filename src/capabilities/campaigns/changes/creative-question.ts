// "어느 소재인가요?": the creatives there are with their state, and a button for the likeliest.

import type { Part } from "../../../core/card/card.ts";
import { say, words } from "../../../core/locale.ts";
import type { Ctx } from "../../context.ts";
import type { ToolResult } from "../../tool.ts";
import { labelOf } from "./build-ads.ts";
import type { Show } from "./build.ts";
import { type Candidate, isOnAir } from "./creatives.ts";

/** Buttons a question has. */
const MOST_CHOICES = 3;
const LISTED = 8;
/** Letters on a button. */
const LONGEST_LABEL = 70;

export type CreativeQuestion = {
  question: string;
  among: readonly Candidate[];
  /** The likelier ones, for the buttons. */
  offered: readonly Candidate[];
  press: (candidate: Candidate) => { action: string; input: Record<string, unknown> };
  /** What was understood, for the model's memory. */
  took: object;
  show: Show;
};

export function askCreative({ lang }: Ctx, asked: CreativeQuestion): ToolResult {
  const { question, among, offered, press, took, show } = asked;
  const told = (ko: string, en: string): string => say(lang, words(ko, en));
  const state = (candidate: Candidate): string => {
    if (candidate.from === "draft") return told("초안, 아직 광고 없음", "a draft, no ad yet");
    return isOnAir(candidate) ? told("집행 중", "active") : told("일시정지", "paused");
  };
  const parts: Part[] = [
    {
      kind: "form",
      slot: "creative",
      question: [question],
      choices: offered.slice(0, MOST_CHOICES).map((candidate) => ({
        label: labelOf(candidate, show).slice(0, LONGEST_LABEL),
        style: "plain" as const,
        press: press(candidate),
      })),
    },
  ];
  if (among.length > 0)
    parts.unshift({
      kind: "table",
      title: told("소재", "Creatives"),
      columns: [
        { key: "creative", label: told("소재", "Creative"), align: "left" },
        { key: "state", label: told("상태", "State"), align: "left" },
      ],
      rows: among.slice(0, LISTED).map((candidate) => [labelOf(candidate, show), state(candidate)]),
    });
  return { card: { lang, parts }, facts: { asked: ["creative"], took } };
}
