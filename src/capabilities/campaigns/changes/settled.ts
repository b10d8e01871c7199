// A wish to change campaigns, answered: a request with every before → after, the steps of the medium's own console for campaigns we only
// know from files, or the one question that is lacking.

import { createHash } from "node:crypto";
import type { Card, Part } from "../../../core/card/card.ts";
import { countedRuns } from "../../../core/card/counted.ts";
import type { Run } from "../../../core/card/text.ts";
import { formatAmount } from "../../../core/format.ts";
import { type Lang, say, type Words, words } from "../../../core/locale.ts";
import { mediumLabels } from "../../../core/medium.ts";
import type { Money } from "../../../core/money.ts";
import { approvalPart, propose, runByItself } from "../../approvals/approvals.ts";
import { withTx } from "../../../db/db.ts";
import type { Ctx } from "../../context.ts";
import type { ToolResult } from "../../tool.ts";
import { approvedActions } from "../actions.ts";
import { changeMustPass } from "../held.ts";
import type { Built } from "./build.ts";
import consoles from "./console.json" with { type: "json" };
import type { Targets, Unreached } from "./targets.ts";
import { watchedNotes } from "./watched.ts";

export type Asking = {
  kind: string;
  title: Words;
  notes: readonly Words[];
  /** Where people do it themselves: the deed, when it is not the kind, and what of the campaign it is about. */
  byHandAs?: { deed: string; what: string };
  /** What the change looks like, below its request: words beside words, pictures. */
  looks?: readonly Part[];
};

/** Names shown in a sentence; the rest is counted. */
const NAMED = 3;

export function showMoney({ lang }: Pick<Ctx, "lang">): (money: Money) => string {
  return (money) => formatAmount(money, lang);
}

/** `여름 샌들 소재 교체`; several are not named. */
export function titleOf(what: Words, built: Built | undefined): Words {
  const [line, ...others] = built?.exact.lines ?? [];
  const name = line && others.length === 0 ? line.entity : undefined;
  return words(`${name ?? "여러 캠페인"} ${what.ko}`, `${what.en}: ${name ?? "several campaigns"}`);
}

/** @param built `undefined` when nothing of what is meant can be reached */
export async function answerChange(
  ctx: Ctx,
  targets: Targets,
  built: Built | undefined,
  { kind, title, notes, byHandAs = { deed: kind, what: "" }, looks = [] }: Asking,
): Promise<ToolResult> {
  const { lang, zone, now } = ctx;
  const parts: Part[] = [];
  const asked = built && built.exact.lines.length > 0 ? await ask(ctx, built, { kind, title }) : undefined;
  parts.push({ kind: "text", tone: "lead", runs: leadOf(ctx, targets, built, asked?.state) });
  if (asked) parts.push(approvalPart(asked, { lang, zone, now }), ...looks);
  if (built && built.already.length > 0)
    parts.push({ kind: "text", tone: "note", runs: standsSo(built.already, lang) });
  parts.push(...byHand(ctx, targets.unreached, byHandAs));
  const watched = built && asked?.state === "waiting" ? await watchedNotes(ctx, built.exact) : [];
  for (const note of [...notes, ...watched])
    parts.push({ kind: "text", tone: "note", runs: [say(lang, note)] });
  const card: Card = { lang, parts };
  const facts = {
    ...(asked && { approval: asked.id, waits: asked.state === "waiting" }),
    changes: built?.diff.length ?? 0,
    already: built?.already.length ?? 0,
    byHand: targets.unreached.length,
  };
  return { card, facts };
}

async function ask(ctx: Ctx, { exact, diff, total }: Built, { kind, title }: Pick<Asking, "kind" | "title">) {
  // Nobody is asked for what could not be approved.
  await withTx(ctx, (tx) => changeMustPass(tx, ctx, { kind, exact }));
  const asked = await propose(ctx, {
    kind,
    subject: subjectOf(exact),
    exact,
    title,
    diff,
    ...(total && { total }),
  });
  return runByItself(ctx, asked, approvedActions);
}

/** Everything that is to be done, in whatever order it was said: another wish for the same campaign replaces none. */
function subjectOf({ lines }: Built["exact"]): string {
  const all = lines.map(({ steps }) =>
    steps
      .map((step) => JSON.stringify(step))
      .toSorted()
      .join(),
  );
  return createHash("sha256").update(all.toSorted().join("\n")).digest("hex");
}

function leadOf(
  { lang }: Ctx,
  { reached, unreached }: Targets,
  built: Built | undefined,
  asked: string | undefined,
): Run[] {
  const simulated = reached.some((one) => one.simulated);
  const mark = simulated ? say(lang, words("[시뮬레이션] ", "[simulated] ")) : "";
  if (asked === "approved") return [mark + say(lang, byItself)];
  if (asked !== undefined) {
    const count = built?.exact.lines.length ?? 0;
    const text = words(
      "캠페인 {n}개를 이렇게 바꿀까요? 승인하면 실행해요. 아직 바뀐 것은 없어요.",
      `Shall I change ${count === 1 ? "this campaign" : "these {n} campaigns"}? It is done once approved; nothing has changed yet.`,
    );
    return countedRuns(mark + say(lang, text), count, "campaigns");
  }
  return [mark + say(lang, nothingTo(reached.length, unreached))];
}

function nothingTo(reached: number, unreached: readonly Unreached[]): Words {
  if (unreached.some(({ why }) => why === "medium"))
    return words(
      "이 변경은 그 매체에서 제가 하지 못해요. 바뀐 것은 없어요. 매체 화면에서는 이렇게 하실 수 있어요.",
      "I cannot make this change on that medium. Nothing was changed. On the medium itself it is done like this.",
    );
  if (reached > 0)
    return words("이미 그 상태라 바꿀 것이 없어요.", "It stands so already; there is nothing to change.");
  if (unreached.length > 0)
    return words(
      "이 캠페인은 보고서 파일로만 알고 있어서 제가 바꿀 수 없어요. 바뀐 것은 없어요.",
      "I know this campaign from a report only, so I cannot change it. Nothing was changed.",
    );
  return words(
    "그런 캠페인을 찾지 못했어요. 바뀐 것은 없어요.",
    "I found no such campaign. Nothing was changed.",
  );
}

const byItself = words(
  "한도 안이라 바로 실행하고 있어요. 결과를 알려 드릴게요.",
  "It is within the limits, so it is being carried out; I tell you what comes of it.",
);

function standsSo(names: readonly string[], lang: Lang): Run[] {
  const shown = names
    .slice(0, NAMED)
    .map((name) => `‘${name}’`)
    .join(", ");
  const more = names.length - NAMED;
  if (more <= 0) return [say(lang, words(`이미 그 상태: ${shown}`, `Already so: ${shown}`))];
  return countedRuns(
    say(lang, words(`이미 그 상태: ${shown} 외 {n}개`, `Already so: ${shown} and {n} more`)),
    more,
  );
}

type ConsoleStep = keyof (typeof consoles.media)["meta"];

const consoleSteps: Readonly<Record<string, ConsoleStep>> = {
  "ad.pause": "switch_ad",
  "ad.resume": "switch_ad",
  "adGroup.pause": "switch_ad",
  "adGroup.resume": "switch_ad",
  "campaign.creative": "ads",
  "campaign.url": "ads",
  "campaign.rename": "name",
  "campaign.audience": "audience",
  "campaign.bid": "bid",
  "campaign.keywords": "keywords",
  "campaign.other": "other",
};

function stepOf(kind: string): ConsoleStep {
  return consoleSteps[kind] ?? "status";
}

/** What people do themselves, and a button that puts it into the history once they have. */
function byHand(
  { lang }: Ctx,
  unreached: readonly Unreached[],
  { deed, what }: { deed: string; what: string },
): Part[] {
  if (unreached.length === 0) return [];
  const media = [...new Set(unreached.map(({ medium }) => medium))];
  return [
    {
      kind: "proposal",
      title: say(lang, words("매체에서 직접 하실 일", "To be done on the medium")),
      lines: [
        ...unreached
          .slice(0, 10)
          .map(({ name, medium }) => [
            [mediumLabels[medium][lang], name, what].filter((one) => one !== "").join(" · "),
          ]),
        ...media.map((medium) => [consoles.media[medium][stepOf(deed)][lang]]),
        [
          say(
            lang,
            words(
              "매체 화면은 바뀔 수 있어요. 2026-11-22 기준이고 확인 전 안내예요.",
              "Screens may have moved: these steps are of 2026-11-22 and unconfirmed.",
            ),
          ),
        ],
      ],
      choices: [
        {
          label: say(lang, words("직접 완료", "Done by hand")),
          style: "plain",
          press: {
            action: "note_done_by_hand",
            input: { kind: deed, campaigns: unreached.map(({ campaignId }) => campaignId).slice(0, 50) },
          },
          anyone: true,
        },
      ],
    },
  ];
}
