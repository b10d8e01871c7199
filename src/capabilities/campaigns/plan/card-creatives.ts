// The creatives on a plan's card: the first draft's words per medium with their room, and its pictures.

import type { Part } from "../../../core/card/card.ts";
import { DocumentId } from "../../../core/ids.ts";
import { type Lang, say, words } from "../../../core/locale.ts";
import { mediumLabels } from "../../../core/medium.ts";
import { fieldLabel, sceneNote } from "../../creatives/creatives.ts";
import type { CampaignPlan } from "../plan.ts";

type PlannedCreatives = NonNullable<CampaignPlan["creatives"]>;

/** Rows and pictures shown; the rest stands in the launch pack. */
const SHOWN_ROWS = 12;
const SHOWN_PICTURES = 4;

export function creativeParts({ creatives }: CampaignPlan, lang: Lang): Part[] {
  if (creatives === null)
    return [
      { kind: "text", tone: "note", runs: [say(lang, words("소재: 아직 없어요.", "Creatives: none yet."))] },
    ];
  const first = creatives.texts.filter(({ variant }) => variant === "A");
  const rows = first.flatMap(({ medium, segment, fields }) =>
    fields.map(({ field, text }) => [
      mediumLabels[medium][lang],
      segment === undefined
        ? fieldLabel(medium, field, lang)
        : `${segment} · ${fieldLabel(medium, field, lang)}`,
      text,
    ]),
  );
  const column = (key: string, ko: string, en: string) => ({
    key,
    label: say(lang, words(ko, en)),
    align: "left" as const,
  });
  const whole = rows.length <= SHOWN_ROWS && creatives.texts.length === first.length;
  return [
    {
      kind: "table",
      title: say(lang, titles[creatives.writer ?? "built_in"]),
      columns: [
        column("medium", "매체", "Medium"),
        column("field", "자리", "Field"),
        column("quoted", "문구", "Text"),
      ],
      rows: rows.slice(0, SHOWN_ROWS),
      ...(!whole && { note: say(lang, restWord) }),
    },
    ...pictures(creatives),
    ...remarks(creatives, lang),
  ];
}

const byAi = words("문구 초안 (AI 작성)", "Draft texts (made by AI)");
const titles = {
  built_in: byAi,
  model: words("문구 초안 (언어 모델 작성)", "Draft texts (by a language model)"),
  person: byAi,
};

function remarks({ remarks: told = [], photo }: PlannedCreatives, lang: Lang): Part[] {
  const lines = photo === undefined ? told : [...told, sceneNote[lang]];
  return lines.map((line) => ({ kind: "text", tone: "note", runs: [line] }));
}

const restWord = words(
  "다른 시안과 나머지 문구, 그림은 런치팩에 모두 있어요.",
  "The other drafts, texts and pictures are all in the launch pack.",
);

/** One medium after the other, so that each shows its first format. */
function pictures({ images }: PlannedCreatives): Part[] {
  const seen = new Map<string, number>();
  const turn = images.map((image) => {
    const count = seen.get(image.medium) ?? 0;
    seen.set(image.medium, count + 1);
    return { image, count };
  });
  return turn
    .toSorted((a, b) => a.count - b.count)
    .slice(0, SHOWN_PICTURES)
    .map(({ image: { documentId, name, bytes, width, height, alt } }) => ({
      kind: "file" as const,
      documentId: DocumentId.parse(documentId),
      name,
      mediaType: /\.jpe?g$/i.test(name) ? ("image/jpeg" as const) : ("image/png" as const),
      bytes,
      picture: { width, height, alt },
    }));
}
