// What is to be decided: its changes as rows, or its lines as text, above the buttons that decide.

import type { AskedApproval, ProposalPart } from "../../../core/card/proposal.ts";
import { runsText } from "../../../core/card/text.ts";
import { type Lang, words } from "../../../core/locale.ts";
import { Medium, mediumLabels } from "../../../core/medium.ts";
import { limits } from "../skill/limits.ts";
import type { Output } from "../skill/response.ts";
import { type Bubble, type Drawn, ranks, textBubbles } from "./bubble.ts";
import { LONGEST_HEAD, type PartPlace, titleOf } from "./place.ts";
import { choiceButtons, untoldChoices } from "./press.ts";
import { fits, type Row, rowOf } from "./rows.ts";
import { harmless, isLonger } from "./words.ts";

const decide = words("어떻게 할까요?", "What shall I do?");

export function drawProposal(part: ProposalPart, place: PartPlace): Drawn {
  const { lang } = place;
  const lines = part.lines.map((runs) => harmless(runsText(runs, lang)).trim()).filter((line) => line !== "");
  const untold = untoldChoices(part.choices).map((label) => `• ${harmless(label)}`);
  const buttons = choiceButtons(part.choices).slice(0, place.features.buttons);
  const rest = { ...part, lines, untold, buttons };
  const outputs = asRows(rest, place) ?? asText(rest, place);
  if (outputs) return { bubbles: [outputs].map(decision), offers: [] };
  const block = { ...(part.title !== "" && { title: part.title }), lines, list: true };
  const told = textBubbles(ranks.decision, [block, { lines: untold }], lang);
  if (buttons.length === 0) return { bubbles: told, offers: [] };
  const description = titleOf(part.title, limits.textCard.together, place) || decide[lang];
  return { bubbles: [...told, decision({ textCard: { description, buttons } })], offers: [] };
}

function decision(output: Output): Bubble {
  return { rank: ranks.decision, kind: "card", output };
}

type Told = Pick<ProposalPart, "title" | "approval"> & {
  lines: string[];
  untold: string[];
  buttons: ReturnType<typeof choiceButtons>;
};

/** A request whose changes are all told by rows, with what else it says beside them. */
function asRows({ title, approval, lines, untold, buttons }: Told, place: PartPlace): Output | undefined {
  const rows = approval && rowsOf(approval, lines, place.lang);
  if (!approval || !rows || buttons.length === 0 || isLonger(title, LONGEST_HEAD - 8)) return undefined;
  const [first = "", ...others] = [...rows.above, ...lines.slice(approval.diff.length), ...untold];
  const description = others.join("\n");
  const { together, lines: mostLines } = limits.itemCard;
  if (first.length + description.length > together || others.join("\n").split("\n").length >= mostLines)
    return undefined;
  return {
    itemCard: {
      head: { title: titleOf(title, LONGEST_HEAD, place) || decide[place.lang] },
      ...(first !== "" && { title: first }),
      ...(description !== "" && { description }),
      itemList: rows.rows,
      itemListAlignment: "right",
      buttons,
    },
  };
}

/** Fields of one thing, or one field of several media: else rows of six letters would not tell which is which. */
function rowsOf(
  { diff }: AskedApproval,
  lines: readonly string[],
  lang: Lang,
): { rows: Row[]; above: string[] } | undefined {
  if (diff.length === 0 || diff.length > limits.itemCard.rows || lines.length < diff.length) return undefined;
  const changes = diff.map(({ entity, medium, field }, at) => {
    const prefix = harmless(`${nameOf(entity, medium, lang)}: ${field} `);
    const line = lines[at] ?? "";
    return {
      entity,
      medium,
      field,
      prefix,
      value: line.startsWith(prefix) ? line.slice(prefix.length).trim() : undefined,
    };
  });
  const one = new Set(diff.map(({ entity, medium }) => nameOf(entity, medium, lang))).size === 1;
  const perMedium =
    !one &&
    new Set(diff.map(({ medium }) => medium)).size === diff.length &&
    diff.every(({ medium }) => medium);
  if (!one && !perMedium) return undefined;
  const rows = changes.flatMap(({ entity, medium, field, value }) => {
    if (value === undefined) return [];
    return one
      ? [rowOf(field, value, lang)]
      : [rowOf(labelOf(medium, lang), `${entity} · ${field} ${value}`, lang)];
  });
  if (rows.length < diff.length || !rows.every(fits)) return undefined;
  const [first] = diff;
  return { rows, above: one && first ? [harmless(nameOf(first.entity, first.medium, lang))] : [] };
}

function nameOf(entity: string, medium: string | undefined, lang: Lang): string {
  return medium === undefined ? entity : `${labelOf(medium, lang)} · ${entity}`;
}

function labelOf(medium: string | undefined, lang: Lang): string {
  const known = Medium.safeParse(medium);
  return known.success ? mediumLabels[known.data][lang] : (medium ?? "");
}

/** Few words on one card with their buttons. */
function asText({ title, lines, untold, buttons }: Told, place: PartPlace): Output | undefined {
  const { title: mostTitle, together } = limits.textCard;
  if (buttons.length === 0 || isLonger(title, mostTitle - 8)) return undefined;
  const name = titleOf(title, mostTitle, place);
  const description = [...(lines.length > 1 ? lines.map((line) => `• ${line}`) : lines), ...untold].join(
    "\n",
  );
  if (name.length + description.length > together || name + description === "") return undefined;
  return {
    textCard: {
      ...(name !== "" && { title: name }),
      ...(description !== "" && { description }),
      buttons,
    },
  };
}
