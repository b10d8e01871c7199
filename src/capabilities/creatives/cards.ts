// A set of creatives as a card: texts by medium with their counts, pictures, what was left out, and the way to all formats.

import type { Card, Part } from "../../core/card/card.ts";
import { type Lang, words } from "../../core/locale.ts";
import { mediumLabels } from "../../core/medium.ts";
import { formatOf } from "../../drawing/creative/formats.ts";
import type { CreativeSet, MediumText } from "./brief.ts";
import { fieldLabel } from "./copy/data.ts";
import { allFormats } from "./pictures.ts";
import { sceneNote } from "./scene.ts";

const draft = words(
  "기본 문구 작성기가 규칙으로 쓴 초안이에요. 사실과 다른 말이 없는지 확인하고, 게시 전에 심의를 받아 주세요.",
  "A first draft by the built-in writer. Check that every word is true and have it reviewed before it runs.",
);
const byModel = words(
  "언어 모델이 쓴 초안이에요. 사실과 다른 말이 없는지 확인하고, 게시 전에 심의를 받아 주세요.",
  "A draft written by a language model. Check that every word is true and have it reviewed before it runs.",
);
const made = words("AI로 만든 초안이에요.", "A draft made by AI.");
const whose = { built_in: draft, model: byModel, person: made };
const unconfirmed = words(
  "* 표시한 한도는 아직 매체 문서로 확인하지 못했어요.",
  "* This limit is not confirmed by the medium's own page yet.",
);

/** @param shows what the person asked for: texts first, or pictures first */
export function setCard(set: CreativeSet, lang: Lang, shows: "texts" | "pictures"): Card {
  const pictures = pictureParts(set, lang);
  const texts = shows === "texts" ? textParts(set.texts, lang) : [];
  return {
    lang,
    parts: [
      { kind: "text", tone: "lead", runs: [leadOf(set, lang, shows)] },
      ...texts,
      ...pictures,
      ...offerAll(set, lang),
      ...notes(set, lang),
    ],
  };
}

function leadOf(
  { product, texts, images, number }: CreativeSet,
  lang: Lang,
  shows: "texts" | "pictures",
): string {
  if (shows === "pictures")
    return lang === "ko"
      ? `‘${product}’ 이미지를 규격별로 만들었어요.${number > 1 ? ` ${number}번째 버전이에요.` : ""}`
      : `Pictures for “${product}”, one a format.${number > 1 ? ` This is version ${number}.` : ""}`;
  const media = [...new Set(texts.map(({ medium }) => mediumLabels[medium][lang]))].join(", ");
  const also = images.length > 0;
  return lang === "ko"
    ? `‘${product}’ 문구 초안을 ${media} 한도에 맞춰 세 가지씩 썼어요.${also ? " 이미지도 함께 보여 드려요." : ""}`
    : `Three drafts each for “${product}”, within the limits of ${media}.${also ? " Pictures are below." : ""}`;
}

/** One table a medium: a row a field of each text, with its length and the limit. */
function textParts(texts: readonly MediumText[], lang: Lang): Part[] {
  return [...new Set(texts.map(({ medium }) => medium))].map((medium) => {
    const own = texts.filter((text) => text.medium === medium);
    const rows = own.flatMap(({ variant, segment, fields }) =>
      fields.map(({ field, text, width, limit, confirmed }) => [
        segment ? `${variant} · ${segment}` : variant,
        fieldLabel(medium, field, lang),
        text,
        `${width}/${limit}${confirmed ? "" : "*"}`,
      ]),
    );
    const open = own.some(({ fields }) => fields.some(({ confirmed }) => !confirmed));
    return {
      kind: "table",
      title: mediumLabels[medium][lang],
      columns: columns[lang].map((label, at) => ({
        key: `c${at}`,
        label,
        align: at === 3 ? "right" : "left",
      })),
      rows,
      ...(open && { note: unconfirmed[lang] }),
    };
  });
}

const columns = { ko: ["안", "칸", "문구", "길이/한도"], en: ["Draft", "Field", "Text", "Length/limit"] };

function pictureParts({ images }: CreativeSet, lang: Lang): Part[] {
  return images.map(({ documentId, name, bytes, width, height, alt, medium, format }) => ({
    kind: "file",
    documentId,
    name,
    mediaType: "image/png",
    bytes,
    picture: {
      width,
      height,
      alt: `${mediumLabels[medium][lang]} ${formatOf(format)?.[lang] ?? format}: ${alt}`,
    },
  }));
}

/** Offered while a format of the media has no picture and none was refused. */
function offerAll({ creativeId, images, left, texts }: CreativeSet, lang: Lang): Part[] {
  const media = [...new Set([...texts, ...images].map(({ medium }) => medium))];
  const known = new Set([...images, ...left].map(({ format }) => format));
  const missing = allFormats(media).filter((format) => !known.has(format)).length;
  if (missing === 0) return [];
  return [
    {
      kind: "form",
      slot: "formats",
      question: [
        lang === "ko"
          ? `아직 만들지 않은 규격이 ${missing}개 있어요.`
          : `${missing} more formats of these media can be drawn.`,
      ],
      choices: [
        {
          label: lang === "ko" ? "모든 규격으로 만들기" : "Draw all formats",
          style: "primary",
          press: { action: "convert_creative", input: { creativeId } },
        },
      ],
    },
  ];
}

function notes({ left, taken, remarks = [], marks, scene, images }: CreativeSet, lang: Lang): Part[] {
  const lines = left.map(({ format, reason }) => `${formatOf(format)?.[lang] ?? format}: ${reason}`);
  if (taken.length > 0)
    lines.push(
      lang === "ko"
        ? `근거가 있어야 쓸 수 있는 말은 뺐어요: ${taken.join(", ")}`
        : `Left out, as it needs proof: ${taken.join(", ")}`,
    );
  lines.push(...remarks);
  if (scene && images.length > 0) lines.push(sceneNote[lang]);
  lines.push(whose[marks.writer][lang]);
  return lines.map((text) => ({ kind: "text", tone: "note", runs: [text] }));
}
