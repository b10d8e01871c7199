// What the page receives: a card whose figures are already written out, beside the bare values a chart and a sort need.

import type { Field } from "../../core/card/form.ts";
import type { Lang } from "../../core/locale.ts";

/** `plain` is the figure as a file holds it: no grouping, no sign of its unit. */
export type DrawnCell = { text: string; value?: number | null; plain?: string };

export type DrawnChoice = { label: string; style: "primary" | "plain" | "danger"; token?: string };

export type DrawnPart =
  | { kind: "text"; tone: "lead" | "plain" | "note" | "warning"; text: string }
  | { kind: "kpis"; items: DrawnKpi[] }
  | {
      kind: "table";
      title?: string;
      columns: { label: string; align: "left" | "right"; unit?: string }[];
      rows: DrawnCell[][];
      total?: DrawnCell[];
      note?: string;
    }
  | {
      kind: "chart";
      shape: "line" | "bar";
      title: string;
      labels: string[];
      series: DrawnSeries[];
      ticks: { value: number; text: string }[];
    }
  | { kind: "proposal"; title: string; lines: string[]; choices: DrawnChoice[] }
  | {
      kind: "findings";
      verdict: "pass" | "fix" | "block";
      title: string;
      subject: string;
      findings: DrawnFinding[];
      rewrite?: { label: string; text: string };
    }
  | { kind: "form"; question: string; choices: DrawnChoice[]; fields?: Field[] }
  | { kind: "progress"; text: string; doneRatio?: number }
  | {
      kind: "file";
      name: string;
      /** On this server, for the person's own session. */
      href: string;
      size: string;
      picture?: { width: number; height: number; alt: string };
    }
  | { kind: "sources"; lines: string[]; demo: boolean }
  | { kind: "suggestions"; texts: string[] }
  | { kind: "feedback"; choices: DrawnChoice[] };

type DrawnFinding = {
  severity: "note" | "fix" | "block";
  label: string;
  words: string;
  why: string;
  fix: string;
  source: string;
};

type DrawnSeries = {
  name: string;
  unit?: string;
  values: (number | null)[];
  texts: string[];
  plains: string[];
};

export type DrawnKpi = {
  label: string;
  text: string;
  previous?: string;
  /** Without a target no change is good or bad: its arrow and sign say the direction, no colour does. */
  change?: { text: string; arrow: string };
};

export type DrawnCard = {
  lang: Lang;
  parts: DrawnPart[];
  /** Figures in it came from stored queries: how they were made can be asked for. */
  measured: boolean;
  /** The whole card as plain text, for copying and for whoever cannot see it. */
  plain: string;
};
