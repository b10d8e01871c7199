// A review as a card: an opinion with its findings, never a ruling; what it rests on and what it cannot judge stands below.

import type { Card, Part } from "../../core/card/card.ts";
import type { CardFinding, FindingsPart } from "../../core/card/findings.ts";
import { countedRuns } from "../../core/card/counted.ts";
import { type Lang, say, words } from "../../core/locale.ts";
import { withOpinionOf } from "./judge/card.ts";
import { answerParts } from "./answers/card.ts";
import type { Packs } from "./packs.ts";
import { proofTitle } from "./proof-card.ts";
import { proofName } from "./proof-kinds.ts";
import type { Finding } from "./review.ts";
import type { Judged, KeptReview } from "./judging.ts";
import { isRegulated, type Trade, tradeName } from "./trades.ts";

const MOST_SHOWN = 8;
const ORDER = { block: 0, fix: 1, pass: 2 } as const;

const places: Readonly<Record<string, { ko: string; en: string }>> = {
  KR: { ko: "한국", en: "Korean" },
  US: { ko: "미국", en: "US" },
  EU: { ko: "유럽연합", en: "EU" },
  JP: { ko: "일본", en: "Japanese" },
};

const aiNote = words(
  "CO9MA는 AI예요. 규칙으로 본 검토 의견이고 법률 자문이 아니에요. 사실인지, 링크된 페이지와 그림 속 글자는 보지 않았어요.",
  "CO9MA is an AI. This is an opinion by rules, no legal advice. It has not checked whether claims are true, nor linked pages or words in pictures.",
);
const humanNote = words(
  "규제 업종이라 마지막 판단은 항상 담당자가 해요.",
  "This is a regulated trade: a person always decides in the end.",
);

/** @param about `assumed`: the trade was told from the words and may be wrong; `shown`: the texts in the pieces they are told in */
export function reviewCard(
  lang: Lang,
  kept: Pick<KeptReview, "id" | "judged" | "setAside" | "opinion">,
  about: { trade: Trade; assumed: boolean; packs: Packs; shown?: readonly Judged[] },
): Card {
  const { judged, setAside } = kept;
  const parts: Part[] = [
    ...withOpinionOf(findingsParts(about.shown ?? judged, lang), kept, lang),
    ...answerParts(kept, lang, { beside: true }),
    ...(setAside ? [text("note", [say(lang, setAsideNote)])] : []),
    ...proofParts(judged, lang),
    text("note", [groundOf(judged, about, lang)]),
    ...(isRegulated(about.trade) ? [text("note", [say(lang, humanNote)])] : []),
    text("note", [say(lang, aiNote)]),
    text("note", confirmedRuns(about.packs, lang)),
  ];
  return { lang, parts };
}

const setAsideNote = words(
  "이 보류는 권한 있는 두 사람이 사유를 적고 해제했어요.",
  "Two people with authority have set this hold aside with a written reason.",
);

/** One part per text that has something to say, the gravest first; texts with the same findings are one. */
export function findingsParts(judged: readonly Judged[], lang: Lang, most = MOST_SHOWN): Part[] {
  const flagged = judged.filter(({ review: { findings } }) => findings.length > 0);
  const merged = new Map<string, { first: Judged; labels: string[] }>();
  for (const one of flagged.toSorted((a, b) => Number(a.only === "brand") - Number(b.only === "brand"))) {
    const told = one.only === "brand" ? toldBy([...merged.values()], one) : undefined;
    if (told) {
      told.labels.push(one.label);
      continue;
    }
    const key = one.review.findings.map((found) => `${found.rule} ${wordsOf(one, found)}`).join("\n");
    const known = merged.get(key);
    if (known && known.first.text === one.text) known.labels.push(one.label);
    else merged.set(known ? `${key}\n${one.label}` : key, { first: one, labels: [one.label] });
  }
  const sorted = [...merged.values()].toSorted(
    (a, b) => ORDER[a.first.review.verdict] - ORDER[b.first.review.verdict],
  );
  if (sorted.length === 0)
    return [{ kind: "findings", verdict: "pass", subject: "", findings: [], rewrite: null }];
  const shown = sorted.slice(0, most).map(({ first, labels }) => partOf(first, labels, lang));
  const rest = sorted.length - shown.length;
  if (rest <= 0) return shown;
  const more = say(
    lang,
    words("이 밖에 고칠 문구가 {n}개 더 있어요.", "There are {n} more texts with findings."),
  );
  return [...shown, text("plain", countedRuns(more, rest))];
}

/** The part that says all a name's findings say: one word is told once, in the name and in the copy. */
function toldBy<T extends { first: Judged }>(parts: readonly T[], name: Judged): T | undefined {
  const says = ({ first }: T, found: Finding): boolean =>
    first.review.findings.some(
      (other) => other.rule === found.rule && wordsOf(first, other) === wordsOf(name, found),
    );
  return parts.find((part) => name.review.findings.every((found) => says(part, found)));
}

function partOf(one: Judged, labels: readonly string[], lang: Lang): FindingsPart {
  const { verdict, findings, rewrite } = one.review;
  const subject = [...new Set(labels)].filter((label) => label !== "").join(", ");
  return {
    kind: "findings",
    verdict,
    subject,
    findings: findingsOnce(one, findings).map((found) => cardFinding(one, found, lang)),
    rewrite,
  };
}

/** The same words under the same rule are told once, wherever they stand. */
export function findingsOnce(one: Judged, findings: readonly Finding[]): Finding[] {
  const told = new Map(findings.toReversed().map((found) => [`${found.rule} ${wordsOf(one, found)}`, found]));
  return findings.filter((found) => told.get(`${found.rule} ${wordsOf(one, found)}`) === found);
}

export function cardFinding(one: Judged, found: Finding, lang: Lang): CardFinding {
  const { severity, rule, act, article, provisional, message, fix, startsOn, evidence } = found;
  const starts =
    startsOn === undefined
      ? ""
      : lang === "ko"
        ? ` (${startsOn} 시행: 집행 기간에 걸려요)`
        : ` (in force from ${startsOn}, within the flight)`;
  const answered = evidence?.answered === true;
  return {
    severity,
    words: wordsOf(one, found),
    why: answered ? say(lang, answeredWord) : `${message[lang]}${starts}`,
    fix: answered ? "" : [fix[lang], opensBy(found, lang)].filter((part) => part !== "").join(" "),
    rule,
    act,
    article,
    provisional,
  };
}

/** Proof that is on file for something else, and what makes it count here. */
function opensBy({ opens }: Finding, lang: Lang): string {
  if (!opens) return "";
  const { product } = opens;
  const name = proofTitle(opens, lang);
  if (product === null)
    return lang === "ko"
      ? `등록된 ${name}: 어느 제품의 것인지 몰라 세지 않았어요. “근거 자료 등록: ${name}, 제품은 …”처럼 제품을 알려 주세요.`
      : `On file: ${name}. I do not know which product it is of, so it was not counted: add it again with “product: …”.`;
  return lang === "ko"
    ? `등록된 ${name}: ‘${product}’의 것이라 세지 않았어요. 이 광고가 그 제품이면 캠페인이나 문구에 제품 이름을 적어 주세요.`
    : `On file: ${name}, of “${product}”, so it was not counted. If this ad is for it, name the product in the campaign or the copy.`;
}

const answeredWord = words(
  "근거가 있어야 쓸 수 있는 표현이에요. 등록된 근거 자료가 있어 참고로만 남겨요.",
  "This needs proof. There is proof on file, so it is only noted.",
);

function wordsOf({ text: whole }: Judged, { start, end }: Finding): string {
  return whole.slice(start, end).trim();
}

/** What proof would answer: the missing deciding fact is asked for, never guessed. */
function proofParts(judged: readonly Judged[], lang: Lang): Part[] {
  const kinds = judged.flatMap(({ review: { findings } }) =>
    findings.flatMap(({ evidence, severity }) =>
      severity !== "note" && evidence?.lacksProof ? evidence.kinds : [],
    ),
  );
  const names = [...new Set(kinds.map((kind) => proofName(kind)[lang]))].slice(0, 4);
  if (names.length === 0) return [];
  const ask =
    lang === "ko"
      ? `가지고 있으면 쓸 수 있는 표현이에요. 근거(${names.join(", ")})가 있으면 종류, 번호나 출처, 날짜를 알려 주세요. 예: “근거 자료 등록: ${names[0]}, 자사몰 3분기 집계”`
      : `Some of it may stand with proof. If you hold one (${names.join(", ")}), tell me its kind, number or source, and date: “add evidence: ${names[0]}, own shop, third quarter”.`;
  return [text("plain", [ask])];
}

/** Whose law, as it is called beside a text. */
export function lawName(jurisdiction: string, lang: Lang): string {
  return places[jurisdiction.slice(0, 2)]?.[lang] ?? jurisdiction;
}

export function groundOf(
  judged: readonly Judged[],
  { trade, assumed, asks = true }: { trade: Trade; assumed: boolean; asks?: boolean },
  lang: Lang,
): string {
  const codes = [...new Set(judged.map(({ jurisdiction }) => jurisdiction))];
  const laws = codes.map((code) => lawName(code, lang)).join(", ");
  const name = tradeName(trade)[lang];
  if (lang === "ko")
    return `${name} 광고로 ${assumed ? "보고 " : ""}${laws} 기준과 매체 정책으로 검토했어요.${assumed && asks ? " 다른 업종이면 업종을 말해 주세요." : ""}`;
  return `Reviewed as ${assumed ? "what looks like " : ""}an ad for ${name}, under ${laws} law and medium policy.${assumed && asks ? " If it is another trade, tell me." : ""}`;
}

function confirmedRuns({ rules, packs }: Packs, lang: Lang): Extract<Part, { kind: "text" }>["runs"] {
  // A brand's own rules cite nothing that could be compared.
  const laws = rules.filter(({ policy }) => !policy.id.startsWith("brand."));
  const confirmed = laws.filter(({ policy }) => policy.citation.confirmed_by !== null).length;
  const last = packs
    .flatMap(({ checkedOn }) => (checkedOn === null ? [] : [checkedOn]))
    .toSorted()
    .at(-1);
  const all = countedRuns(say(lang, words("규칙 {n}개 중 ", "Of {n} rules, ")), laws.length);
  const some = countedRuns(
    say(lang, words("{n}개가 조문과 대조됐어요. ", "{n} were compared with the statute. ")),
    confirmed,
  );
  const when = say(
    lang,
    last === undefined
      ? words(
          "아직 법률 확인 전이라 보류는 사람이 판단해요.",
          "None is confirmed by a lawyer yet, so a hold is for a person to decide.",
        )
      : words(`마지막 확인 ${last}.`, `Last confirmed ${last}.`),
  );
  return [...all, ...some, when];
}

function text(
  tone: "plain" | "note",
  runs: Extract<Part, { kind: "text" }>["runs"],
): Extract<Part, { kind: "text" }> {
  return { kind: "text", tone, runs };
}
