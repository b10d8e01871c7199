// A request as part of any card: what would change, what it needs, and its buttons; once it is decided, what became of it.

import { countedRuns } from "../../core/card/counted.ts";
import { momentIn } from "../../core/card/plain/sources.ts";
import type { Choice } from "../../core/card/choice.ts";
import type { ProposalPart } from "../../core/card/proposal.ts";
import { type Lang, say, type Words, words } from "../../core/locale.ts";
import { mediumLabels } from "../../core/medium.ts";
import { amountQuantity } from "../../core/quantity.ts";
import type { Run } from "../../core/card/text.ts";
import { roleLabels } from "../../core/roles.ts";
import type { Change } from "./rules.ts";
import { type Approval, stateAt } from "./stored.ts";

/** Changes shown one by one; the rest is counted and stands in the ledger. */
const SHOWN = 12;

type Reader = { lang: Lang; zone: string; now: Temporal.Instant };

export function approvalPart(approval: Approval, { lang, zone, now }: Reader): ProposalPart {
  const { id, kind, planHash, diff, needs, total, byMedium, title } = approval;
  const state = stateAt(approval, now);
  return {
    kind: "proposal",
    title: say(lang, title),
    lines: [
      ...diff.slice(0, SHOWN).map((change) => changeRuns(change, lang)),
      ...(diff.length > SHOWN ? [more(diff.length - SHOWN, lang)] : []),
      ...(isMoneySaid(approval) ? [] : moneyLines(approval, lang)),
      ...(approval.tainted ? [[say(lang, fromOutside)]] : []),
      [state === "waiting" ? needsLine(approval, { lang, zone }) : say(lang, stateWords[state])],
    ],
    choices: state === "waiting" ? choices(approval, lang) : [],
    approval: {
      id,
      kind,
      planHash,
      state,
      diff: diff.map(({ amounts: _figures, ...change }) => change),
      needs,
      total,
      byMedium,
      expiresAt: approval.expiresAt.toString(),
    },
  };
}

/** The changes tell of all the money by themselves: one of them is the total. */
function isMoneySaid({ diff, total }: Approval): boolean {
  return total === null || diff.some(({ amounts }) => amounts?.after?.minor === total.minor);
}

/** What a press commits to, wherever the request is read: the plan it changes may stand on another card. */
function moneyLines({ total, byMedium }: Approval, lang: Lang): Run[][] {
  if (!total) return [];
  const parts = byMedium.length > 1 ? byMedium : [];
  const media = parts.flatMap(({ medium, ...money }, at): Run[] => [
    `${at === 0 ? " (" : ", "}${mediumLabels[medium][lang]} `,
    amountQuantity(money),
  ]);
  const end = parts.length > 0 ? [")"] : [];
  return [[say(lang, committed), amountQuantity(total), ...media, ...end]];
}

const committed = words("승인하면 쓰게 되는 돈: ", "Money this commits: ");

const fromOutside = words(
  "⚠ 파일이나 캠페인 이름처럼 밖에서 온 글이 섞인 대화에서 나온 요청이에요. 내용을 직접 확인하고 결정해 주세요.",
  "⚠ Text from outside, such as files or campaign names, was part of the conversation this comes from. Look at it yourself before you decide.",
);

/**
 * A request as it goes to people who did not ask for it. One that text from outside had a say in carries none of its words: amounts and
 * media stand there, and whoever wants to decide opens it where they are.
 */
export function noticePart(approval: Approval, reader: Reader): ProposalPart {
  if (!approval.tainted) return approvalPart(approval, reader);
  const { lang } = reader;
  const { id, kind, total, byMedium } = approval;
  const whole = approvalPart(approval, reader);
  const state = whole.lines.at(-1) ?? [];
  const open: Choice = {
    label: say(lang, words("내용 보고 결정하기", "Look and decide")),
    style: "primary",
    press: { action: "show_request", input: { id } },
    anyone: true,
  };
  return {
    ...whole,
    title: say(lang, kindWords[kind] ?? kindWords.other),
    lines: [
      ...byMedium.map(({ medium, ...money }): Run[] => [
        `${mediumLabels[medium][lang]}: `,
        amountQuantity(money),
      ]),
      ...(total ? [[say(lang, words("합계 ", "In total ")), amountQuantity(total)]] : []),
      [say(lang, fromOutside)],
      state,
    ],
    choices: whole.choices.length > 0 ? [open] : [],
    ...(whole.approval && { approval: { ...whole.approval, diff: [] } }),
  };
}

const kindWords: Readonly<Record<string, Words>> & { other: Words } = {
  "campaign.launch": words("캠페인 집행 승인 요청", "A launch to be approved"),
  "campaign.activate": words("캠페인 시작 승인 요청", "A start to be approved"),
  "campaign.pause": words("일시정지 승인 요청", "A pause to be approved"),
  "campaign.resume": words("다시 시작 승인 요청", "A resume to be approved"),
  "campaign.budget": words("예산 변경 승인 요청", "A change of budget to be approved"),
  "campaign.end": words("종료일 변경 승인 요청", "A change of the end to be approved"),
  "campaign.undo": words("되돌리기 승인 요청", "A way back to be approved"),
  other: words("승인 요청", "A request to be approved"),
};

/** `네이버 · 여름 샌들: 하루 예산 30,000원 → 36,000원` */
export function changeLine({ entity, medium, field, before, after }: Change, lang: Lang): string {
  const where = medium === undefined ? entity : `${mediumLabels[medium][lang]} · ${entity}`;
  const change = before === null ? after : `${before} → ${after}`;
  return `${where}: ${field} ${change}`;
}

/** The line with its amounts as figures. */
function changeRuns(change: Change, lang: Lang): Run[] {
  const { entity, medium, field, amounts } = change;
  if (!amounts) return [changeLine(change, lang)];
  const where = medium === undefined ? entity : `${mediumLabels[medium][lang]} · ${entity}`;
  const { before, after } = amounts;
  const from: Run[] = before
    ? [amountQuantity(before), " → "]
    : change.before === null
      ? []
      : [`${change.before} → `];
  return [`${where}: ${field} `, ...from, after ? amountQuantity(after) : change.after];
}

function more(count: number, lang: Lang): Run[] {
  return countedRuns(say(lang, words("외 {n}건", "and {n} more")), count);
}

function needsLine({ needs, expiresAt }: Approval, { lang, zone }: Omit<Reader, "now">): string {
  const until = momentIn(zone, expiresAt.toString());
  const who = needs.roles.map((role) => roleLabels[role][lang]).join(lang === "ko" ? "·" : " or ");
  const pieces: Words[] = [words(`승인: ${who}`, `To approve: ${who}`)];
  if (needs.people > 1) pieces.push(words("두 사람", "two people"));
  if (needs.other) pieces.push(words("요청한 사람 말고 다른 사람", "somebody else than the requester"));
  if (needs.reason) pieces.push(words("이유를 적어야 해요", "with a written reason"));
  if (needs.notBefore) {
    const from = momentIn(zone, needs.notBefore);
    pieces.push(words(`${from}부터`, `from ${from}`));
  }
  pieces.push(words(`${until}까지`, `until ${until}`));
  return pieces.map((piece) => say(lang, piece)).join(" · ");
}

export const stateWords: Readonly<Record<Exclude<Approval["state"], "waiting">, Words>> = {
  approved: words("✔ 승인됐어요.", "✔ Approved."),
  rejected: words("✖ 반려됐어요. 실행하지 않았어요.", "✖ Rejected; nothing was done."),
  expired: words("⌛ 승인 기한이 지났어요. 실행하지 않았어요.", "⌛ Its time is over; nothing was done."),
  superseded: words(
    "새 버전으로 바뀌었어요. 새 카드에서 결정해 주세요.",
    "A newer version took its place; decide there.",
  ),
};

/** The same part once it is decided: what would have changed stays, the buttons are gone. */
export function settledPart(part: ProposalPart, state: Approval["state"], lang: Lang): ProposalPart {
  if (state === "waiting" || !part.approval) return part;
  return {
    ...part,
    lines: [...part.lines.slice(0, -1), [say(lang, stateWords[state])]],
    choices: [],
    approval: { ...part.approval, state },
  };
}

function choices({ id, planHash, kind, needs }: Approval, lang: Lang): Choice[] {
  const press = (decision: string) => ({ action: "decide_approval", input: { id, planHash, decision } });
  const edit: Choice = {
    label: say(lang, words("수정", "Change it")),
    style: "plain",
    press: { action: "change_proposal", input: { id } },
    anyone: true,
    opens: true,
  };
  const approve: Choice = {
    label: say(lang, words("승인", "Approve")),
    style: "primary",
    press: press("approve"),
    anyone: true,
    ...(needs.reason && { opens: true }),
  };
  const reject: Choice = {
    label: say(lang, words("반려", "Reject")),
    style: "danger",
    press: press("reject"),
    anyone: true,
    opens: true,
  };
  return [approve, reject, ...(kind === "campaign.launch" ? [edit] : [])];
}
