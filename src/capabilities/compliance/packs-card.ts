// The packs as a card: how many rules of which version, who confirmed them, and what starts soon.

import { counted } from "../../core/card/counted.ts";
import type { Card, Part } from "../../core/card/card.ts";
import { type Lang, say, words } from "../../core/locale.ts";
import type { Packs } from "./packs.ts";

const SOON = { months: 6 };

export function packsCard(lang: Lang, packs: Packs, today: Temporal.PlainDate): Card {
  return { lang, parts: [packTable(lang, packs), ...soonParts(lang, packs, today), note(lang)] };
}

function packTable(lang: Lang, { packs, rules }: Packs): Part {
  return {
    kind: "table",
    title: say(lang, words("검토 기준", "Rules of review")),
    columns: [
      { key: "pack", label: say(lang, words("묶음", "Pack")), align: "left" },
      { key: "version", label: say(lang, words("판", "Version")), align: "left" },
      { key: "rules", label: say(lang, words("규칙", "Rules")), align: "right" },
      { key: "confirmed", label: say(lang, words("조문 확인", "Confirmed")), align: "left" },
      { key: "digest", label: say(lang, words("지문", "Digest")), align: "left" },
    ],
    rows: packs.map(({ id, version, checkedOn, digest }) => {
      const own = rules.filter(({ pack }) => pack === id);
      return [
        id,
        `‘${version}’`,
        counted(own.length),
        checkedOn ?? say(lang, notYet),
        `‘${digest.slice(0, 8)}’`,
      ];
    }),
    total: [say(lang, words("모두", "All")), "", counted(rules.length), "", ""],
  };
}

const notYet = words("확인 전", "not yet");

/** Rules that begin within half a year, and drafts that are watched. */
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

function note(lang: Lang): Part {
  return {
    kind: "text",
    tone: "note",
    runs: [
      say(
        lang,
        words(
          "조문 확인 전인 규칙의 보류는 거절이 아니라 사람이 판단할 일이에요. 시작할 규칙은 그날까지 이어지는 캠페인에 이미 적용돼요.",
          "A hold by a rule that nobody has confirmed is for a person to decide. Rules that start soon already judge campaigns that run into them.",
        ),
      ),
    ],
  };
}
