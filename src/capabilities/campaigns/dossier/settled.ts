// How each finding was settled: by proof, by other words, by people with authority, or not at all.

import { type Lang, say, type Words, words } from "../../../core/locale.ts";
import {
  type FindingRow,
  type Packs,
  proofName,
  type ProofRow,
  type ReviewRecord,
  type ReviewRow,
  ruleText,
} from "../../compliance/compliance.ts";
import type { SettledFinding } from "./dossier.ts";

type Reviewed = ReviewRecord["reviews"][number];

/** Texts by the labels they had, in either language: a finding says where it stands by label. */
export type Texts = ReadonlyMap<string, { text: string; label: string }>;

type Ground = {
  lang: Lang;
  record: ReviewRecord;
  packs: Packs;
  /** When the plan was approved; `undefined` while it is not. */
  approvedAt: Temporal.Instant | undefined;
  setAsideBy: (approvalId: string) => string;
};

/** Findings of the last review of the version shown. */
export function settledFindings({ row, findings }: Reviewed, texts: Texts, ground: Ground): SettledFinding[] {
  return once(findings.map((found) => shown(found, texts, ground, standing(row, found, ground))));
}

/** Findings of reviews before that the last one does not have, each with what became of it. */
export function earlierFindings(
  last: Reviewed,
  texts: (version: number | null) => Texts,
  ground: Ground,
): SettledFinding[] {
  const { lang, record } = ground;
  const stands = new Set(last.findings.map(({ rule }) => rule));
  const gone = new Map<string, SettledFinding>();
  for (const { row, findings } of record.reviews)
    for (const found of findings) {
      if (stands.has(found.rule) || found.severity === "note") continue;
      const one = shown(found, texts(row.version), ground, becauseOf(row, last.row, lang));
      gone.set(`${found.rule} ${one.words}`, one);
    }
  return [...gone.values()];
}

function becauseOf(then: ReviewRow, last: ReviewRow, lang: Lang): string {
  const version = last.version === null ? "" : ` (v${then.version ?? "?"} → v${last.version})`;
  if (then.textHash !== last.textHash)
    return say(lang, words(`문구를 바꿔 풀림${version}`, `settled by other words${version}`));
  if (then.evidenceIds.toSorted().join() !== last.evidenceIds.toSorted().join())
    return say(lang, words("근거 자료가 달라져 풀림", "settled as the proof on file changed"));
  return say(lang, words("심의 기준이나 날짜가 바뀌어 풀림", "settled as rules or dates moved"));
}

function standing(row: ReviewRow, found: FindingRow, ground: Ground): string {
  const { lang, record } = ground;
  const said = record.answers.filter(
    ({ reviewId, place }) => reviewId === found.reviewId && place === found.place,
  );
  const tail = said
    .map(({ answer, reason }) => ` · ${say(lang, answers[answer])}${reason && `: ${reason}`}`)
    .join("");
  if (found.severity === "note") {
    const proof = proofFor(row, found, ground);
    return `${proof ? say(lang, byProof(proof)) : say(lang, noted)}${tail}`;
  }
  const aside = record.setAside.find(
    ({ textHash, packDigest }) => textHash === row.textHash && packDigest === row.packDigest,
  );
  if (found.severity === "block" && aside)
    return `${say(lang, words(`보류 해제: ${aside.reason}`, `set aside: ${aside.reason}`))} (${ground.setAsideBy(aside.approvalId)})${tail}`;
  return `${say(lang, standsOpen(row, found, ground))}${tail}`;
}

/** Whether who approved had it before them, or a night found it afterwards. */
function standsOpen({ version }: ReviewRow, { rule }: FindingRow, { record, approvedAt }: Ground): Words {
  if (!approvedAt) return open;
  const wasThere = record.reviews.some(
    ({ row, findings }) =>
      row.version === version &&
      Temporal.Instant.compare(row.createdAt, approvedAt) <= 0 &&
      findings.some((one) => one.rule === rule),
  );
  return wasThere ? approvedSo : sinceThen;
}

const noted = words("참고", "noted");
const open = words("아직 남아 있음", "still open");
const approvedSo = words(
  "이 의견이 있는 채로 승인됨(승인 카드에 보임)",
  "approved with this opinion on the card",
);
const sinceThen = words("승인 뒤에 나온 의견이고 아직 남아 있음", "found after the approval, still open");
const answers = {
  fixed: words("담당자: 고침", "answered: changed"),
  right: words("담당자: 맞는 지적", "answered: right"),
  wrong: words("담당자: 틀린 지적", "answered: wrong"),
};

function byProof({ kind, reference }: ProofRow): Words {
  const { ko, en } = proofName(kind);
  return words(`근거로 답함: ${ko} ${reference}`.trim(), `answered by proof: ${en} ${reference}`.trim());
}

function proofFor(row: ReviewRow, found: FindingRow, { packs, record }: Ground): ProofRow | undefined {
  const accepted = ruleText(packs, found)?.evidence?.accept ?? [];
  return record.proof.find(({ id, kind }) => row.evidenceIds.includes(id) && accepted.includes(kind));
}

function shown(found: FindingRow, texts: Texts, { lang, packs }: Ground, settled: string): SettledFinding {
  const { rule, ruleVersion, label, start, end, severity, provisional } = found;
  const at = texts.get(label);
  const text = ruleText(packs, found);
  const { act, article } = text?.citation ?? { act: "", article: "" };
  const unconfirmed = provisional
    ? say(lang, words(" (근거 조문 확인 전)", " (article not confirmed yet)"))
    : "";
  return {
    severity,
    where: at?.label ?? label,
    words: at?.text.slice(start, end).trim() ?? "",
    why: text ? plainly(text.message[lang]) : say(lang, replaced),
    basis: `${[act, article].filter(Boolean).join(" ")}${unconfirmed} · ${rule}@${ruleVersion}`,
    settled,
  };
}

const replaced = words("그 뒤로 바뀐 규칙이에요.", "The rule has changed since.");

/** A message without the words it would quote: they stand beside it. */
function plainly(message: string): string {
  return message.replaceAll(/\s?\(\{\w+\}\)|['‘’“”]?\{\w+\}['‘’“”]?/g, "…");
}

/** The same words under the same rule are told once, with all the places they stand in. */
function once(found: readonly SettledFinding[]): SettledFinding[] {
  const kept = new Map<string, SettledFinding>();
  for (const one of found) {
    const key = `${one.basis} ${one.words} ${one.settled} ${one.severity}`;
    const known = kept.get(key);
    kept.set(key, known ? { ...known, where: joined(known.where, one.where) } : one);
  }
  return [...kept.values()];
}

function joined(a: string, b: string): string {
  return a.split(", ").includes(b) ? a : `${a}, ${b}`;
}
