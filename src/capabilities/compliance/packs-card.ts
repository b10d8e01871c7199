// The packs as a card: rules of which version since when, who confirmed them, what starts soon, what changed since the last night.

import { counted, countedRuns } from "../../core/card/counted.ts";
import type { Card, Part } from "../../core/card/card.ts";
import { type Lang, say, words } from "../../core/locale.ts";
import type { Packs } from "./packs.ts";
import type { Rule } from "./rule.ts";

const SOON = { days: 60 };

/** A night in which what runs or waits was reviewed again, as its row tells it. */
export type Looked = {
  night: Temporal.PlainDate;
  packs: readonly { id: string; version: string; digest: string }[] | null;
  reviewed: number | null;
  changed: number | null;
};

/** @param last the last of those nights; `undefined` before the first */
export function packsCard(lang: Lang, packs: Packs, today: Temporal.PlainDate, last?: Looked): Card {
  return {
    lang,
    parts: [
      lastPart(lang, last),
      ...changedParts(lang, packs, last),
      ...soonParts(lang, packs, today),
      packTable(lang, packs, today.toString()),
      note(lang, packs),
    ],
  };
}

/** One line, also where a night found nothing: then nobody was told anything. */
function lastPart(lang: Lang, last: Looked | undefined): Part {
  if (!last) return { kind: "text", tone: "note", runs: [say(lang, neverYet)] };
  const on = last.night.toString();
  const looked = words(`마지막 재검토: ${on} 새벽. `, `Last re-reviewed in the night to ${on}. `);
  const { reviewed, changed } = last;
  const told = reviewed
    ? [
        ...countedRuns(say(lang, words("{n}건을 다시 보고 ", "Of {n} looked at again, ")), reviewed),
        ...countedRuns(
          say(lang, words("{n}건의 의견이 달라졌어요.", "{n} came out otherwise.")),
          changed ?? 0,
        ),
      ]
    : [
        say(
          lang,
          words(
            "기준도 날짜도 바뀐 것이 없어 다시 볼 것이 없었어요.",
            "Nothing had moved, so nothing was judged again.",
          ),
        ),
      ];
  return { kind: "text", tone: "note", runs: [say(lang, looked), ...told] };
}

const neverYet = words(
  "아직 밤 재검토가 없었어요. 기준이나 날짜가 바뀌면 그날 새벽에 집행 중이거나 대기 중인 문구를 다시 검토해요.",
  "No re-review yet: when rules or dates move, what runs or waits is reviewed again that night.",
);

/** Packs that came, went or read otherwise since that night. */
function changedParts(lang: Lang, { packs }: Packs, last: Looked | undefined): Part[] {
  if (!last?.packs) return [];
  const before = new Map(last.packs.map((pack) => [pack.id, pack]));
  const lines = packs.flatMap(({ id, version, digest }) => {
    const was = before.get(id);
    if (!was) return [words(`${id} ‘${version}’ 새로 생김`, `${id} ‘${version}’ is new`)];
    if (was.digest === digest) return [];
    return [
      was.version === version
        ? words(`${id} ‘${version}’ 내용이 바뀜`, `${id} ‘${version}’ was edited`)
        : words(`${id} ‘${was.version}’ → ‘${version}’`, `${id} ‘${was.version}’ → ‘${version}’`),
    ];
  });
  const gone = last.packs.filter(({ id }) => !packs.some((pack) => pack.id === id));
  lines.push(...gone.map(({ id }) => words(`${id} 없어짐`, `${id} is gone`)));
  if (lines.length === 0) return [];
  const head = words(
    "그 뒤로 바뀐 기준(오늘 밤 다시 검토해요): ",
    "Changed since then, reviewed again tonight: ",
  );
  return [
    {
      kind: "text",
      tone: "plain",
      runs: [`${say(lang, head)}${lines.map((line) => say(lang, line)).join(", ")}`],
    },
  ];
}

function packTable(lang: Lang, { packs, rules }: Packs, today: string): Part {
  return {
    kind: "table",
    title: say(lang, words("검토 기준", "Rules of review")),
    columns: [
      { key: "pack", label: say(lang, words("묶음", "Pack")), align: "left" },
      { key: "version", label: say(lang, words("판", "Version")), align: "left" },
      { key: "rules", label: say(lang, words("규칙", "Rules")), align: "right" },
      { key: "since", label: say(lang, words("최근 시행", "Newest rule")), align: "left" },
      { key: "confirmed", label: say(lang, words("조문 확인", "Confirmed")), align: "left" },
      { key: "digest", label: say(lang, words("지문", "Digest")), align: "left" },
    ],
    rows: inOrder(packs).map(({ id, version, digest }) => {
      const own = rules.filter(({ pack }) => pack === id);
      return [
        id,
        `‘${version}’`,
        counted(own.length),
        latestStart(own, today),
        confirmedBy(lang, own),
        `‘${digest.slice(0, 8)}’`,
      ];
    }),
    total: [say(lang, words("모두", "All")), "", counted(rules.length), "", "", ""],
  };
}

/** Korea, the media and what holds everywhere come first: long lists are cut off at their end. */
const ORDER = ["kr", "platform", "common", "brand"];

function inOrder(packs: Packs["packs"]): Packs["packs"] {
  const rank = (id: string): number => {
    const at = ORDER.indexOf(id.split(".")[0] ?? "");
    return at < 0 ? ORDER.length : at;
  };
  return packs.toSorted((a, b) => rank(a.id) - rank(b.id) || (a.id < b.id ? -1 : 1));
}

/** ISO day of the rule in force that began last. */
function latestStart(own: readonly Rule[], today: string): string {
  const starts = own.map(({ policy }) => policy.effective_from).filter((from) => from <= today);
  return starts.toSorted().at(-1) ?? "–";
}

/** Names of the lawyers; nobody is said, never left blank. */
function confirmedBy(lang: Lang, own: readonly Rule[]): string {
  const names = new Set(own.flatMap(({ policy }) => policy.citation.confirmed_by ?? []));
  if (names.has("workspace")) return say(lang, ownRules);
  return names.size > 0 ? [...names].join(", ") : say(lang, nobody);
}

/** A brand's rules cite no statute: they are the workspace's own word. */
const ownRules = words("우리 기준", "own rules");

const nobody = words("아직 아무도", "nobody yet");

/** Rules that begin within sixty days. */
function soonParts(lang: Lang, { rules }: Packs, today: Temporal.PlainDate): Part[] {
  const until = today.add(SOON).toString();
  const soon = rules
    .filter(({ policy }) => policy.effective_from > today.toString() && policy.effective_from <= until)
    .map(({ policy }) => ({ id: policy.id, from: policy.effective_from, why: plainly(policy.message[lang]) }))
    .toSorted((a, b) => (a.from < b.from ? -1 : 1));
  if (soon.length === 0) return [];
  return [
    {
      kind: "table",
      title: say(lang, words("곧 시작하는 규칙", "Starting soon")),
      columns: [
        { key: "from", label: say(lang, words("시행일", "From")), align: "left" },
        { key: "rule", label: say(lang, words("규칙", "Rule")), align: "left" },
        { key: "quoted", label: say(lang, words("내용", "What")), align: "left" },
      ],
      rows: soon.map(({ id, from, why }) => [from, id, why]),
    },
  ];
}

/** A message without the words it would quote. */
function plainly(message: string): string {
  return message.replaceAll(/\s?\(\{\w+\}\)|['‘’“”]?\{\w+\}['‘’“”]?/g, "…");
}

function note(lang: Lang, { rules }: Packs): Part {
  const unconfirmed = rules.filter(({ policy }) => policy.citation.confirmed_by === null).length;
  const count = words(
    "규칙 {n}개는 변호사가 조문과 대조하기 전이에요. ",
    "{n} rules were not compared with the statute by a lawyer yet. ",
  );
  return {
    kind: "text",
    tone: "note",
    runs: [...(unconfirmed > 0 ? countedRuns(say(lang, count), unconfirmed) : []), say(lang, meaning)],
  };
}

const meaning = words(
  "조문 확인 전인 규칙의 보류는 거절이 아니라 사람이 판단할 일이에요. 시작할 규칙은 그날까지 이어지는 캠페인에 이미 적용돼요.",
  "A hold by a rule that nobody has confirmed is for a person to decide. Rules that start soon already judge campaigns that run into them.",
);
