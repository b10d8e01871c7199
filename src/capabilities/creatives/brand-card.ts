// The brand guide as a card: what people set, what was learned from past copy and from which, and the way back from a change.

import { counted } from "../../core/card/counted.ts";
import type { Part } from "../../core/card/card.ts";
import type { TablePart } from "../../core/card/table.ts";
import { type Lang, say, type Words, words } from "../../core/locale.ts";
import { type BrandChanged, type BrandGuide, BrandPart } from "./brand.ts";
import { type Voice, voiceOf } from "./voice.ts";

const labels: Readonly<Record<BrandPart, Words>> = {
  name: words("브랜드 이름", "Brand name"),
  tone: words("말투", "Tone"),
  colors: words("색", "Colours"),
  use: words("자주 쓰는 문구", "Phrases to use"),
  avoid: words("금지어", "Words to avoid"),
  legal: words("고지 문구", "Notices"),
  rules: words("규칙", "Rules"),
  examples: words("지난 문구", "Past copy"),
};
const shown = BrandPart.options.filter((part) => part !== "examples");

/** The whole guide; empty parts are not shown. */
export function guideParts(guide: BrandGuide, lang: Lang): Part[] {
  const rows = shown.flatMap((part) => {
    const text = textOf(guide, part);
    return text === "" ? [] : [[say(lang, labels[part]), text]];
  });
  const learned = learnedParts(guide.examples, lang);
  if (rows.length === 0 && learned.length === 0)
    return [line(lang, "lead", empty), line(lang, "note", howTo)];
  const table =
    rows.length > 0 ? [tableOf(lang, [words("항목", "Part"), words("내용", "Content")], rows)] : [];
  return [
    line(lang, "lead", words("지금의 브랜드 가이드예요.", "The brand guide as it is.")),
    ...table,
    ...learned,
  ];
}

const empty = words("아직 정한 브랜드 가이드가 없어요.", "There is no brand guide yet.");
const howTo = words(
  "예: ‘브랜드 톤은 존댓말, 금지어는 최저가, 색은 #ff5500’. 지난 문구를 따옴표로 주시며 ‘말투 배워줘’라고 하셔도 돼요.",
  "For example “the brand tone is formal, banned words are cheap, the colour is #ff5500”; or quote past copy and say “learn our tone from it”.",
);

/** What changed, before and after, with the press that takes it back. */
export function changedParts({ before, after }: BrandChanged, lang: Lang): Part[] {
  const rows = BrandPart.options.flatMap((part) => {
    const [old, now] = [textOf(before, part), textOf(after, part)];
    return old === now ? [] : [[say(lang, labels[part]), old === "" ? "–" : old, now === "" ? "–" : now]];
  });
  if (rows.length === 0) return [line(lang, "lead", same), ...guideParts(after, lang).slice(1)];
  const columns = [words("항목", "Part"), words("전", "Before"), words("후", "After")];
  const isNew = after.examples.length > before.examples.length;
  return [
    line(lang, "lead", changed),
    tableOf(lang, columns, rows),
    ...(isNew ? learnedParts(after.examples, lang) : []),
    ...(isBanmal(after.tone) ? [line(lang, "note", noBanmal)] : []),
    {
      kind: "form",
      slot: "brand",
      question: [say(lang, words("생각과 다르면 되돌릴 수 있어요.", "You can take it back."))],
      choices: [
        {
          label: say(lang, words("되돌리기", "Take it back")),
          style: "plain",
          press: { action: "restore_brand_guide", input: { before, after } },
        },
      ],
    },
  ];
}

const changed = words(
  "브랜드 가이드를 바꿨어요. 다음 초안부터 반영돼요.",
  "The brand guide is set. The next drafts follow it.",
);
const same = words("이미 그렇게 되어 있어서 바뀐 것은 없어요.", "It is like that already; nothing changed.");
const noBanmal = words(
  "기본 문구 작성기는 반말로 쓰지 않아요. 해요체로 쓰고, 말투는 기록해 둘게요.",
  "The built-in writer does not write 반말; it writes 해요 endings, and the tone stays noted.",
);

function isBanmal(tone: string | undefined): boolean {
  return tone?.includes("반말") ?? false;
}

function textOf(guide: BrandGuide, part: BrandPart): string {
  if (part === "colors") return [...new Set(Object.values(guide.colors ?? {}))].join(" · ");
  if (part === "name" || part === "tone") return guide[part] ?? "";
  return guide[part].map((one) => `‘${one}’`).join(" · ");
}

/** Habits with the number of copies that show each, then the copies themselves. */
function learnedParts(examples: readonly string[], lang: Lang): Part[] {
  if (examples.length === 0) return [];
  const rows = (["ko", "en"] as const).flatMap((of) => habitsOf(voiceOf(examples, of), lang));
  const title = say(lang, words("지난 문구에서 배운 것", "Learned from past copy"));
  const columns = [words("무엇을", "What"), words("배운 것", "Learned"), words("문구 수", "Copies")];
  const table = rows.length > 0 ? [{ ...tableOf(lang, columns, rows), title }] : [];
  const from = tableOf(
    lang,
    [words("배운 문구", "Learned from")],
    examples.map((text) => [text]),
  );
  return [...table, from];
}

const uses: Readonly<Record<"often" | "sometimes" | "never", Words>> = {
  often: words("자주 써요", "often"),
  sometimes: words("가끔 써요", "sometimes"),
  never: words("쓰지 않아요", "never"),
};

function habitsOf(voice: Voice, lang: Lang): TablePart["rows"] {
  const { endings, address, emoji, exclamation, letters, words: recurring, copies } = voice;
  const rows: TablePart["rows"] = [];
  const add = (what: Words, learned: string, seen: number): void => {
    rows.push([say(lang, what), learned, counted(seen)]);
  };
  if (endings) add(words("문장 끝", "Endings"), endings.formal ? "합니다" : "해요", endings.copies);
  if (address) add(words("부르는 말", "Form of address"), address.word, address.copies);
  if (emoji)
    add(
      words("이모지", "Emoji"),
      [say(lang, uses[emoji.use]), ...(emoji.mark ? [emoji.mark] : [])].join(" "),
      emoji.copies,
    );
  if (exclamation)
    add(words("느낌표", "Exclamation marks"), say(lang, uses[exclamation.use]), exclamation.copies);
  for (const { word, copies: seen } of recurring)
    add(words("되풀이되는 말", "Word that comes back"), word, seen);
  if (letters !== undefined)
    add(
      words("길이", "Length"),
      say(lang, letters < 40 ? words("짧게", "short") : words("길게", "long")),
      copies,
    );
  return rows;
}

function tableOf(lang: Lang, columns: readonly Words[], rows: TablePart["rows"]): TablePart {
  return {
    kind: "table",
    columns: columns.map((label, at) => ({
      key: `c${at}`,
      label: say(lang, label),
      align: rows.some((row) => typeof row[at] === "object") ? "right" : "left",
    })),
    rows,
  };
}

function line(lang: Lang, tone: "lead" | "note", text: Words): Part {
  return { kind: "text", tone, runs: [say(lang, text)] };
}
