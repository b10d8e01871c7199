// A page as cards: what was taken in, and what its review found, line by line, with a press for the rest.

import type { Card, Part } from "../../../core/card/card.ts";
import type { Choice } from "../../../core/card/choice.ts";
import { countedRuns } from "../../../core/card/counted.ts";
import { type Lang, say, type Words, words } from "../../../core/locale.ts";
import type { Page } from "../../documents/documents.ts";
import type { Judged, KeptReview } from "../judging.ts";
import type { Packs } from "../packs.ts";
import { reviewCard } from "../review-card.ts";
import type { Trade } from "../trades.ts";

/** `letters` and `hidden` are characters, `lines` those that are seen. */
type Taken = { id: string; name: string; letters: number; lines: number; hidden: number };

export function takenCard(lang: Lang, { id, name, letters, lines, hidden }: Taken): Card {
  const what = words(
    `‘${name}’ 파일을 페이지 글로 읽었어요. 화면에 보이는 글 `,
    `I read “${name}” as a page: `,
  );
  return {
    lang,
    parts: [
      {
        kind: "text",
        tone: "lead",
        runs: [
          say(lang, what),
          ...countedRuns(say(lang, words("{n}자, ", "{n} characters in ")), letters),
          ...countedRuns(say(lang, words("{n}줄이에요.", "{n} lines that people see.")), lines),
        ],
      },
      ...hiddenParts(lang, hidden),
      {
        kind: "form",
        slot: "page",
        question: [
          say(
            lang,
            words(
              "이 글을 광고 기준으로 검수할까요? ‘이 랜딩 페이지 검수해줘’라고 말해 주셔도 돼요.",
              "Shall I review its words? You may also say “review this landing page”.",
            ),
          ),
        ],
        choices: [choice(say(lang, words("이 페이지 검수", "Review this page")), { documentId: id })],
      },
      note(lang, notReport),
    ],
  };
}

const notReport = words(
  "성과 보고서였다면 CSV나 XLSX로 내려받아 올려 주세요.",
  "If it was a report of results, download it as CSV or XLSX and drop that.",
);

export function askPageCard(lang: Lang): Card {
  const question = words(
    "페이지를 .html, .txt, .md 파일로 올려 주세요. 주소만으로는 열어 보지 않고, 글을 붙여 주셔도 돼요.",
    "Drop the page as a .html, .txt or .md file. I open no addresses; you may also paste its words.",
  );
  return { lang, parts: [{ kind: "form", slot: "page", question: [say(lang, question)], choices: [] }] };
}

type About = { trade: Trade; assumed: boolean; packs: Packs; shown: readonly Judged[] };
type Told = {
  name: string;
  page: Page;
  from: number;
  /** With findings, on all cards together. */
  lines: number;
  next: Record<string, unknown> | undefined;
};

export function pageCard(lang: Lang, kept: KeptReview, about: About, told: Told): Card {
  const { page, next, lines, from } = told;
  const hidden = page.hidden.reduce((all, line) => all + line.length, 0);
  const { parts } = reviewCard(lang, kept, about);
  const found = parts.findLastIndex(({ kind }) => kind === "findings") + 1;
  return {
    lang,
    parts: [
      lead(lang, told),
      ...(from === 0 ? hiddenParts(lang, hidden) : []),
      ...parts.slice(0, found),
      ...(next ? [rest(lang, lines - from - about.shown.length, next)] : []),
      ...parts.slice(found),
      ...(page.cut ? [note(lang, cut)] : []),
    ],
  };
}

function lead(lang: Lang, { name, page, lines, from }: Told): Part {
  const head = words(`‘${name}’ 페이지: `, `The page “${name}”: `);
  const seen = countedRuns(
    say(lang, words("화면에 보이는 글 {n}줄을 읽었고, ", "read {n} lines that people see, ")),
    page.visible.length,
  );
  const found = countedRuns(
    say(
      lang,
      from === 0
        ? words("{n}곳에서 걸렸어요.", "{n} of them or of the page have findings.")
        : words("{n}곳 중 나머지예요.", "the rest of {n} places with findings."),
    ),
    lines,
  );
  return { kind: "text", tone: "lead", runs: [say(lang, head), ...seen, ...found] };
}

/** Words nobody sees are telling: tabs and menus have some, and so has whoever hides what must be said. */
function hiddenParts(lang: Lang, letters: number): Part[] {
  if (letters === 0) return [];
  const text = words(
    "처음 화면에 안 보이는 글이 {n}자 있어요. 탭이나 메뉴면 괜찮지만, 조건이나 고지를 숨긴 것이면 그 자체로 문제예요. 따로 검수해요.",
    "{n} characters are not seen when the page opens. Tabs and menus are fine; terms or notices kept out of sight are a problem of their own. They are reviewed apart.",
  );
  return [{ kind: "text", tone: "warning", runs: countedRuns(say(lang, text), letters) }];
}

function rest(lang: Lang, count: number, next: Record<string, unknown>): Part {
  return {
    kind: "form",
    slot: "page",
    question: countedRuns(
      say(lang, words("걸린 곳이 {n}곳 더 있어요.", "There are {n} more places with findings.")),
      count,
    ),
    choices: [choice(say(lang, words("나머지 보기", "Show the rest")), next)],
  };
}

const cut = words(
  "글이 길어 앞 12,000자까지만 검수했어요. 나머지는 나누어 올려 주세요.",
  "The page is long: I reviewed its first 12,000 characters. Drop the rest in parts.",
);

function choice(label: string, input: Record<string, unknown>): Choice {
  const filled = Object.entries(input).filter(([, value]) => value !== undefined);
  return { label, style: "plain", press: { action: "review_page", input: Object.fromEntries(filled) } };
}

function note(lang: Lang, text: Words): Part {
  return { kind: "text", tone: "note", runs: [say(lang, text)] };
}
