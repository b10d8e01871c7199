// A rejected copy judged: our own findings, what the medium complained of, and a rewrite that is free of both.

import { say, type Words, words } from "../../../core/locale.ts";
import { mediumLabels } from "../../../core/medium.ts";
import type { Copy } from "../copy.ts";
import type { Packs } from "../packs.ts";
import { Policy } from "../policy.ts";
import { type Finding, type Review, reviewText } from "../review.ts";
import { type Rule, ruleOf } from "../rule.ts";
import { verdictOf } from "../severity.ts";
import { viewOf } from "../text.ts";
import type { Complaint, Notice } from "./notice.ts";
import { generalOf, isConfirmed, type NoticeMedium, type Reason } from "./reasons.ts";

/** What a medium has said of one copy. */
export type Rejection = {
  medium: NoticeMedium;
  complaints: readonly Complaint[];
  pointed: readonly string[];
};

type Span = { start: number; end: number };
/** `spans` are the words of the copy it is about, the first of them shown; empty where nobody can tell. */
type Placed = Complaint & { spans: readonly Span[] };

/** Higher than any version of a policy file: what a notice points at stands beside the rule of its name. */
const OF_NOTICE = 1_000_000;
/** Words to be free of, in one copy. */
const MOST_SPANS = 12;

export function rejectionOf({ complaints, pointed }: Notice, medium: NoticeMedium): Rejection {
  return { medium, complaints, pointed };
}

/**
 * @param own our review of the same copy; `undefined` where its words are not known: then only the medium has said something
 * @returns its findings and the medium's, one for each complaint, and a rewrite without the words concerned where they are known
 */
export function rejectedReview(
  packs: Packs,
  copy: Copy,
  own: Review | undefined,
  rejection: Rejection,
): Review {
  const placed = placedIn(copy.text, own?.findings ?? [], rejection);
  const extra = uncovered(placed, own?.findings ?? []).map((span) => wordsRule(packs, copy.text, span));
  const whole =
    own && extra.length > 0 ? reviewText({ ...packs, rules: [...packs.rules, ...extra] }, copy) : own;
  const said = placed.map((one) => findingOf(packs, rejection.medium, one, own !== undefined));
  const ours = (whole?.findings ?? []).filter(
    ({ rule, version, start, end }) =>
      version !== OF_NOTICE && !said.some((one) => one.rule === rule && one.start < end && start < one.end),
  );
  const findings = [...said, ...ours];
  return {
    verdict: verdictOf(findings),
    findings,
    rewrite: whole?.rewrite ?? null,
    packs: packs.packs.map(({ id, version, digest }) => ({ id, version, digest })),
  };
}

/** What the medium has said, before anybody knows the copy. */
export function saidReview(packs: Packs, { medium, complaints }: Rejection): Review {
  const findings = complaints.map((one) => findingOf(packs, medium, { ...one, spans: [] }, false));
  return { verdict: verdictOf(findings), findings, rewrite: null, packs: [] };
}

/** Each complaint at the words it is about: those the notice holds up, else what our rules of the same matter find, else usual words of it. */
function placedIn(text: string, findings: readonly Finding[], { complaints, pointed }: Rejection): Placed[] {
  const held = pointed.flatMap((words) => spanOf(text, words) ?? []);
  const first = complaints.findIndex(({ reason }) => reason === undefined || reason.about === "copy");
  return complaints.map((one, index) => ({
    ...one,
    spans:
      [
        index === Math.max(0, first) ? held : [],
        spansByRule(one.reason, findings),
        spansByWords(one.reason, text),
      ].find((spans) => spans.length > 0) ?? [],
  }));
}

/** Those of the rule itself, else those of rules about the same matter. */
function spansByRule(reason: Reason | undefined, findings: readonly Finding[]): Span[] {
  if (!reason) return [];
  const placed = findings.filter(({ start, end }) => start < end);
  const same = placed.filter(({ rule }) => rule === reason.slug);
  const alike = placed.filter(({ rule }) => reason.also.some((prefix) => rule.startsWith(prefix)));
  return (same.length > 0 ? same : alike).map(({ start, end }) => ({ start, end }));
}

function spansByWords(reason: Reason | undefined, text: string): Span[] {
  if (!reason?.inCopy) return [];
  const found = [...text.matchAll(reason.inCopy)];
  return found.map(({ 0: words, index }) => ({ start: index, end: index + words.length }));
}

function spanOf(text: string, words: string): Span | undefined {
  const start = text.toLowerCase().indexOf(words.toLowerCase());
  return start < 0 ? undefined : { start, end: start + words.length };
}

/** Places that our own rules would leave standing: they object to nothing there, or proof has answered them. */
function uncovered(placed: readonly Placed[], findings: readonly Finding[]): Span[] {
  const serious = findings.filter(({ severity }) => severity !== "note");
  return placed
    .flatMap(({ spans }) => spans)
    .filter((at) => !serious.some((one) => one.start < at.end && at.start < one.end))
    .slice(0, MOST_SPANS);
}

/** The very words as a rule, so that the rewrite is looked at for them like for everything else. */
function wordsRule(packs: Packs, text: string, { start, end }: Span): Rule {
  const letters = Array.from(viewOf(text.slice(start, end)).text.trim(), (letter) =>
    letter === " " ? " {0,2}" : letter.replace(/[\\^$.*+?()[\]{}|/]/, "\\$&"),
  );
  const policy = Policy.parse({
    id: "pf.notice",
    version: OF_NOTICE,
    effective_from: "2000-01-01",
    jurisdiction: "all",
    severity: "fix",
    citation: { act: "notice", article: "notice", mark: "u" },
    check: { existence: [{ terms: [], patterns: [letters.join("")] }] },
    allow: { negation: false, quoted: false },
    message: { ko: "notice", en: "notice" },
    fix: { ko: "notice", en: "notice" },
    tests: { hit: [], miss: [] },
  });
  return ruleOf(policy, "notice", packs.lists);
}

function findingOf(packs: Packs, medium: NoticeMedium, placed: Placed, hasCopy: boolean): Finding {
  const { reason, spans } = placed;
  const policy = reason && packs.rules.find((rule) => rule.policy.id === reason.slug)?.policy;
  const general = generalOf(medium);
  const message = {
    ko: messageOf("ko", { ...placed, medium, hasCopy }),
    en: messageOf("en", { ...placed, medium, hasCopy }),
  };
  return {
    rule: reason?.slug ?? general.slug,
    version: policy?.version ?? 1,
    severity: "fix",
    provisional: !isConfirmed || policy?.citation.confirmed_by === null,
    act: policy?.citation.act ?? general.act,
    article: policy?.citation.article ?? reason?.article ?? general.article,
    url: policy?.citation.url ?? reason?.source.url ?? general.url,
    start: spans[0]?.start ?? 0,
    end: spans[0]?.end ?? 0,
    missing: [],
    evidence: undefined,
    startsOn: undefined,
    message,
    fix: reason?.fix ?? policy?.fix ?? askMedium,
  };
}

const askMedium = words(
  "안내에 걸린 정책 이름이나 문구가 더 있으면 붙여 주세요. 잘못된 반려로 보이면 매체에 재검토를 요청할 수 있어요.",
  "Paste more of the notice if it names a policy or words. If it looks mistaken, ask the medium for another review.",
);

type Told = Placed & { medium: NoticeMedium; hasCopy: boolean };

function messageOf(lang: "ko" | "en", { medium, reason, said, spans, hasCopy }: Told): string {
  const name = mediumLabels[medium][lang];
  const quote = lang === "ko" ? `${name} 반려 안내: “${said}”` : `${name}'s notice: “${said}”`;
  const read = reason ? say(lang, readAs(reason.name)) : say(lang, notKnown(mediumLabels[medium]));
  const lost = spans.length === 0 && hasCopy && (reason?.about ?? "copy") === "copy";
  return [quote, read, ...(lost ? [say(lang, nowhere)] : [])].join(" ");
}

function readAs(name: Words): Words {
  return words(`‘${name.ko}’ 사유로 읽었어요.`, `Read as “${name.en}”.`);
}

function notKnown(medium: Words): Words {
  return words(
    `제가 아는 ${medium.ko} 반려 사유가 아니어서 일반 정책의 지적으로 남겨요.`,
    `This is no reason of ${medium.en} that I know, so it is kept under their general policy.`,
  );
}

const nowhere = words(
  "문구의 어느 말인지는 찾지 못했어요.",
  "I could not tell which words of the copy it is about.",
);
