// Reads all that stands on record about one plan and says it in the words of a dossier.

import { momentIn } from "../../../core/card/plain/sources.ts";
import { type Lang, say, type Words, words } from "../../../core/locale.ts";
import { mediumLabels } from "../../../core/medium.ts";
import { objectiveLabels } from "../../../core/objective.ts";
import { type Tx, withTx } from "../../../db/db.ts";
import { stateAt } from "../../approvals/approvals.ts";
import {
  differenceText,
  digestOf,
  type Packs,
  packsFor,
  type ProofRow,
  proofName,
  type ReviewRecord,
  reviewRecord,
  type ReviewRow,
  Trade,
  tradeName,
} from "../../compliance/compliance.ts";
import type { Ctx } from "../../context.ts";
import { actionText } from "../../history-actions.ts";
import { findWorkspace } from "../../workspace/workspace.ts";
import { verifyLedger } from "../../write.ts";
import type { CampaignPlan } from "../plan.ts";
import { readPlan, readVersions } from "../plan/store.ts";
import { amountText, audienceText } from "../plan/words.ts";
import { planAsk } from "../review.ts";
import { approvalLine, type Asked, ledgerLine, MOST_ROWS, readAsked, readLedger } from "./approvals.ts";
import { copiesOf, picturesOf } from "./copies.ts";
import type { Dossier, Fact, ProofLine, ReviewLine } from "./dossier.ts";
import { type Names, namesOf } from "./people.ts";
import { earlierFindings, settledFindings, type Texts } from "./settled.ts";

/** @throws Failure "not_found" where there is no such plan */
export async function gatherDossier(ctx: Ctx, planId: string): Promise<Dossier> {
  const record = await reviewRecord(ctx, planId);
  const versions = await readVersions(ctx, planId);
  const { plan, asked, rows, more, names } = await withTx(ctx, (tx) => readRest(tx, ctx, planId, record));
  const pictures = await picturesOf(ctx, plan);
  const packs = await packsFor(ctx, { label: plan.name, product: plan.product });
  const { lang, zone, now } = ctx;
  const launch = asked.findLast(({ row }) => row.kind === "campaign.launch" && row.subject === planId);
  const isApproved = launch !== undefined && stateAt(launch.row, now) === "approved";
  const last = record.reviews.findLast(({ row }) => row.version === plan.version);
  const texts = (version: number | null): Texts =>
    textsOf(
      ctx,
      versions.find((one) => one.version === version),
    );
  const approvedAt = isApproved ? (launch.row.decidedAt ?? undefined) : undefined;
  const told = { lang, record, packs, approvedAt, setAsideBy: deciderOf(asked, names) };
  return {
    lang,
    title: `${plan.name} v${plan.version}`,
    state: say(lang, isApproved ? approved : draft),
    isDraft: !isApproved,
    isSimulated: plan.media.some(({ account }) => account?.connection === "sandbox"),
    facts: await factsOf(ctx, plan, { launch, names, trade: last?.row.facts["trade"] }),
    copies: copiesOf(plan, lang),
    notices: plan.legalLines,
    pictures,
    verdict: last?.row.verdict ?? null,
    ...packsOf(last?.row, packs, lang),
    findings: last ? settledFindings(last, texts(plan.version), told) : [],
    earlier: last ? earlierFindings(last, texts, told) : [],
    reviews: record.reviews.map(({ row }) => reviewLine(row, { zone, names, lang })),
    nights: nightLines(record, ctx, packs),
    proof: record.proof.map((row) => proofLine(row, { lang, zone, names })),
    approvals: asked.map((one) => approvalLine(one, { lang, zone, now, names })),
    ledger: rows.map((row) => ledgerLine(row, { zone, names, action: (action) => actionText(action, lang) })),
    ledgerNote: more ? say(lang, onlyFirst) : "",
    chain: chainOf(await verifyLedger(ctx), lang),
  };
}

const approved = words("승인된 계획", "approved plan");
const draft = words("승인 전 초안", "draft, not approved");
const onlyFirst = words(
  `이 캠페인의 기록이 많아 앞의 ${MOST_ROWS}건만 실었어요.`,
  `Only the first ${MOST_ROWS} records of this campaign are shown.`,
);

async function readRest(tx: Tx, ctx: Ctx, planId: string, record: ReviewRecord) {
  const { plan } = await readPlan(tx, ctx, planId);
  const asked = await readAsked(tx, ctx, plan);
  const ids = [
    planId,
    ...(plan.creatives ? [plan.creatives.creativeId] : []),
    ...asked.map(({ row }) => row.id),
    ...record.proof.map(({ id }) => id),
  ];
  const { rows, more } = await readLedger(tx, ctx, ids);
  const actors = [...rows.map(({ actor }) => actor), ...asked.map(({ row }) => row.requestedBy)];
  const names = await namesOf(tx, ctx.lang, [
    ...actors.map((actor) => (actor.kind === "person" ? actor.personId : null)),
    ...asked.flatMap(({ decisions }) =>
      decisions.flatMap(({ personId, deputyFor }) => [personId, deputyFor]),
    ),
    ...record.reviews.map(({ row }) => row.personId),
    ...record.proof.map(({ personId }) => personId),
  ]);
  return { plan, asked, rows, more, names };
}

/** Texts of a version by the labels they have in either language. */
function textsOf(ctx: Ctx, plan: CampaignPlan | undefined): Texts {
  if (!plan) return new Map();
  const own = planAsk(ctx, plan)?.texts ?? [];
  const other = planAsk({ ...ctx, lang: ctx.lang === "ko" ? "en" : "ko" }, plan)?.texts ?? [];
  return new Map(
    [...other, ...own].map(({ label }, at) => {
      const text = own[at % own.length];
      return [label, { text: text?.text ?? "", label: text?.label ?? label }];
    }),
  );
}

/** Who let a hold be set aside: those who approved the request for it. */
function deciderOf(asked: readonly Asked[], names: Names): (approvalId: string) => string {
  return (approvalId) => {
    const found = asked.find(({ row }) => row.id === approvalId);
    const who = [
      ...(found ? [names.actor(found.row.requestedBy)] : []),
      ...(found?.decisions ?? []).map(({ personId }) => names.of(personId)),
    ];
    return [...new Set(who)].join(", ");
  };
}

type About = { launch: Asked | undefined; names: Names; trade: unknown };

async function factsOf(ctx: Ctx, plan: CampaignPlan, { launch, names, trade }: About): Promise<Fact[]> {
  const { lang, zone, now } = ctx;
  const { budget, flight, media, objective, product, audience, landingUrl } = plan;
  const workspace = await findWorkspace(ctx.db, ctx.workspaceId);
  const by = ctx.actor.kind === "person" ? await withTx(ctx, (tx) => namesOf(tx, lang, [idOf(ctx)])) : names;
  const approvers = (launch?.decisions ?? [])
    .filter(({ decision }) => decision === "approve")
    .map(({ personId, at }) => `${names.of(personId)} (${momentIn(zone, at.toString())})`);
  const rows: [Words, string][] = [
    [words("워크스페이스", "Workspace"), workspace?.name ?? ""],
    [words("상품", "Product"), product],
    [words("업종(심의)", "Trade (review)"), tradeText(trade, lang)],
    [words("목적", "Objective"), say(lang, objectiveLabels[objective])],
    [words("기간", "Flight"), `${flight.from} – ${flight.to} (${zone})`],
    [words("매체", "Media"), media.map(({ medium }) => say(lang, mediumLabels[medium])).join(", ")],
    [
      words("총예산(VAT 별도)", "Total budget (VAT excluded)"),
      amountText(budget.totalMinor, budget.currency, lang),
    ],
    [words("타겟", "Audience"), audienceText(audience, lang)],
    [words("연결 주소", "Landing page"), landingUrl ?? "–"],
    [words("요청한 사람", "Requested by"), launch ? names.actor(launch.row.requestedBy) : "–"],
    [words("승인한 사람", "Approved by"), approvers.join(", ") || "–"],
    [words("뽑은 사람", "Exported by"), `${by.actor(ctx.actor)} · ${momentIn(zone, now.toString())}`],
  ];
  return rows.map(([name, value]) => ({ name: say(lang, name), value }));
}

function idOf({ actor }: Ctx): string | null {
  return actor.kind === "person" ? actor.personId : null;
}

function tradeText(trade: unknown, lang: Lang): string {
  const known = Trade.safeParse(trade).data;
  return known ? say(lang, tradeName(known)) : "–";
}

/** The packs by name where they are still those of the review; else its digest is all that tells. */
function packsOf(row: ReviewRow | undefined, all: Packs, lang: Lang): Pick<Dossier, "packs" | "packNote"> {
  if (!row) return { packs: [], packNote: "" };
  if (row.packDigest !== digestOf(all)) return { packs: [], packNote: say(lang, movedOn) };
  const places = row.jurisdictions.map((code) => code.slice(0, 2).toLowerCase());
  const shown = ["platform", "common", "brand", ...places];
  const packs = all.packs.filter(({ id }) => shown.includes(id.split(".")[0] ?? ""));
  return { packs: packs.map(({ id, version, digest }) => ({ id, version, digest })), packNote: "" };
}

const movedOn = words(
  "심의 기준이 그 뒤로 바뀌었어요. 그때의 기준은 아래 지문으로 확인할 수 있어요.",
  "The rules have changed since; those of that day are told by the digest below.",
);

function reviewLine(
  row: ReviewRow,
  { zone, names, lang }: { zone: string; names: Names; lang: Lang },
): ReviewLine {
  const judge = row.model === null ? "" : ` + ${row.model}`;
  return {
    at: momentIn(zone, row.createdAt.toString()),
    version: row.version === null ? "–" : `v${row.version}`,
    verdict: row.verdict,
    by: `${row.personId === null ? say(lang, nightly) : names.of(row.personId)}${judge}`,
    textHash: row.textHash,
    packDigest: row.packDigest,
  };
}

const nightly = words("밤 재검토", "by night");

function nightLines({ changes }: ReviewRecord, { lang, zone }: Ctx, packs: Packs): string[] {
  return changes.flatMap(({ createdAt, differences }) =>
    differences.map((one) => `${momentIn(zone, createdAt.toString())} · ${differenceText(lang, one, packs)}`),
  );
}

function proofLine(
  row: ProofRow,
  { lang, zone, names }: { lang: Lang; zone: string; names: Names },
): ProofLine {
  const { kind, reference, product, issuedOn, expiresOn, withdrawnAt, personId, createdAt } = row;
  const gone = withdrawnAt === null ? "" : say(lang, words(" (등록에서 빠짐)", " (taken off the file)"));
  return {
    kind: say(lang, proofName(kind)),
    reference,
    about: product ?? say(lang, words("워크스페이스 전체", "the whole workspace")),
    validity: `${issuedOn?.toString() ?? "–"} – ${expiresOn?.toString() ?? "–"}${gone}`,
    given: `${names.of(personId)} · ${momentIn(zone, createdAt.toString())}`,
  };
}

function chainOf(check: Awaited<ReturnType<typeof verifyLedger>>, lang: Lang): Dossier["chain"] {
  if (check.state === "whole")
    return {
      whole: true,
      text: say(
        lang,
        words(
          `기록 1–${check.rows}번의 해시 사슬을 모두 다시 계산했고 끊기거나 바뀐 곳이 없어요.`,
          `The hash chain of records 1–${check.rows} was computed again; nothing is missing or changed.`,
        ),
      ),
    };
  return {
    whole: false,
    text: say(
      lang,
      words(
        `기록 ${check.seq}번이 쓰인 그대로가 아니에요. 이 문서를 근거로 쓰기 전에 관리자에게 알려 주세요.`,
        `Record ${check.seq} is not as it was written. Tell an admin before you rely on this document.`,
      ),
    ),
  };
}
