// The card of a list: how many there are and of what, then the lines.

import type { Card } from "../../../core/card/card.ts";
import type { Cell } from "../../../core/card/table.ts";
import type { Run } from "../../../core/card/text.ts";
import { dimLabels } from "../../../core/dim-labels.ts";
import { type Words, words } from "../../../core/locale.ts";
import { mediumLabels } from "../../../core/medium.ts";
import { dayIn, type Period } from "../../../core/time.ts";
import { josa } from "../../../language/josa.ts";
import type { Ctx } from "../../context.ts";
import type { ListedLine, ListLevel } from "../list-campaigns.ts";
import type { Kept } from "../list-filters.ts";
import { periodWords } from "../period-words.ts";
import { subjectWords } from "./subject.ts";

export type Listed = Kept & {
  level: ListLevel;
  startsIn?: Period | undefined;
  endsIn?: Period | undefined;
  /** The workspace has none at all. */
  empty: boolean;
};

const statusWords = {
  active: words("진행 중", "Active"),
  paused: words("중지", "Paused"),
  ended: words("종료", "Ended"),
  unknown: words("알 수 없음", "Unknown"),
} as const;

const adjectives: Readonly<Record<string, Words>> = {
  active: words("진행 중인", "active"),
  paused: words("중지된", "paused"),
  ended: words("종료된", "ended"),
};

export function listCard(ctx: Ctx, listed: Listed): Card {
  const { lang, zone } = ctx;
  const { lines } = listed;
  const sources = {
    kind: "sources" as const,
    zone,
    media: [...new Set(lines.map(({ medium }) => medium))],
    assumptions: [],
    notes: notesOf(listed).map((text) => text[lang]),
    demo: lines.some(({ demo }) => demo),
  };
  return {
    lang,
    parts: [
      { kind: "text", runs: leadRuns(ctx, listed), tone: "lead" },
      ...(lines.length > 0 ? [tableOf(ctx, listed)] : []),
      ...(lines.length > 0 || sources.notes.length > 0 ? [sources] : []),
    ],
  };
}

/** "네이버 캠페인은 3개예요.", "No campaign started Oct 1–31." */
function leadRuns(ctx: Ctx, listed: Listed): Run[] {
  const { lang } = ctx;
  const { level, lines, empty } = listed;
  if (empty) {
    return [
      words(
        "아직 캠페인이 없어요. 보고서 파일을 올리면 여기에 나타나요.",
        "There are no campaigns yet. Drop a report and its campaigns appear here.",
      )[lang],
    ];
  }
  const what = [...aboutWords(ctx, listed), dimLabels[level][lang].toLowerCase()].join(" ");
  const count = { value: lines.length, unit: "count", metric: "items", scope: listed.scope } as const;
  if (lang === "ko") {
    const when = whenWords(ctx, listed);
    const topic = `${when}${josa(what, "은/는")}`;
    return lines.length === 0 ? [`${topic} 없어요.`] : [`${topic} `, count, "개예요."];
  }
  const when = whenWords(ctx, listed);
  return lines.length === 0
    ? [`There is no ${what}${when}.`]
    : [
        lines.length === 1 ? "There is " : "There are ",
        count,
        ` ${what}${lines.length === 1 ? "" : "s"}${when}.`,
      ];
}

/** The medium, state and names the list is limited to. */
function aboutWords({ lang, zone, now }: Ctx, { scope }: Listed): string[] {
  const { status, ...rest } = scope;
  const state = adjectives[status ?? ""]?.[lang];
  const others = subjectWords(state === undefined ? scope : rest, lang, dayIn(zone, now).year);
  return state === undefined ? others : lang === "ko" ? [...others, state] : [state, ...others];
}

function whenWords({ lang, zone, now }: Ctx, { startsIn, endsIn }: Listed): string {
  const period = startsIn ?? endsIn;
  if (!period) return "";
  const days = periodWords(period, lang, dayIn(zone, now).year);
  if (lang === "ko") return `${days}에 ${startsIn ? "시작한" : "끝난"} `;
  return ` that ${startsIn ? "started" : "ended"} ${days}`;
}

function notesOf({ startsIn, endsIn, unknown, unused, lines }: Listed): Words[] {
  const notes: Words[] = [];
  if (startsIn ?? endsIn)
    notes.push(
      words(
        startsIn ? "첫 실적이 있는 날을 시작으로 봤어요." : "마지막 실적이 있는 날을 끝으로 봤어요.",
        startsIn
          ? "The first day with figures counts as the start."
          : "The last day with figures counts as the end.",
      ),
    );
  if (unknown > 0) notes.push(unknownNote(unknown, startsIn, endsIn));
  if (unused.length > 0 && lines.length > 0) {
    const of = (lang: "ko" | "en"): string =>
      unused.map((field) => (field === "status" ? "" : dimLabels[field][lang])).join(", ");
    notes.push(
      words(
        `${josa(of("ko"), "으로/로")}는 목록을 좁히지 못했어요.`,
        `The list cannot be limited by ${of("en").toLowerCase()}.`,
      ),
    );
  }
  return notes;
}

function unknownNote(count: number, startsIn: Period | undefined, endsIn: Period | undefined): Words {
  if (startsIn)
    return words(
      `데이터 첫날부터 실적이 있는 ${count}개는 그 전에 시작했을 수 있어 뺐어요.`,
      `${count} with figures from the first stored day on may have started earlier and are left out.`,
    );
  if (endsIn)
    return words(
      `데이터 마지막 날까지 실적이 있는 ${count}개는 끝났는지 알 수 없어 뺐어요.`,
      `${count} with figures up to the last stored day may still run and are left out.`,
    );
  return words(
    `상태를 알 수 없는 ${count}개는 뺐어요.`,
    `${count} of unknown state ${count === 1 ? "is" : "are"} left out.`,
  );
}

const MOST_LINES = 100;

function tableOf({ lang }: Ctx, { level, lines }: Listed): Card["parts"][number] {
  const column = (key: string, label: Words) => ({ key, label: label[lang], align: "left" as const });
  const hidden = lines.length - MOST_LINES;
  return {
    kind: "table",
    columns: [
      ...(level === "campaign" ? [] : [column(level, dimLabels[level])]),
      column("campaign", dimLabels.campaign),
      column("medium", dimLabels.medium),
      column(
        "status",
        level === "campaign" ? words("상태", "State") : words("캠페인 상태", "Campaign state"),
      ),
      column("first", words("첫 실적", "First figures")),
      column("last", words("마지막 실적", "Last figures")),
    ],
    rows: lines.slice(0, MOST_LINES).map((line) => lineCells(line, level, lang)),
    ...(hidden > 0 && {
      note: words(
        `${MOST_LINES}개까지만 보여요. ${hidden}개가 더 있어요.`,
        `The first ${MOST_LINES} are shown; there are ${hidden} more.`,
      )[lang],
    }),
  };
}

function lineCells(
  { name, campaign, medium, status, first, last }: ListedLine,
  level: ListLevel,
  lang: "ko" | "en",
): Cell[] {
  return [
    ...(level === "campaign" ? [] : [name]),
    campaign.name,
    mediumLabels[medium][lang],
    statusWords[status][lang],
    first?.toString() ?? "–",
    last?.toString() ?? "–",
  ];
}
