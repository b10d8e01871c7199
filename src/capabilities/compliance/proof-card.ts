// Proof on file as cards: what is there, until when it counts, and how it is taken back.

import type { Card, Part } from "../../core/card/card.ts";
import { type Lang, say, words } from "../../core/locale.ts";
import type { KeptProof } from "./proof.ts";
import { proofKind, proofName } from "./proof-kinds.ts";

export function givenCard(lang: Lang, kept: KeptProof): Card {
  const until = kept.expiresOn?.toString();
  const lead =
    lang === "ko"
      ? `근거 자료로 등록했어요: ${proofTitle(kept, lang)}. ${until === undefined ? "끝나는 날이 없는 자료예요." : `${until}까지 근거로 쓰여요.`}`
      : `Kept as evidence: ${proofTitle(kept, lang)}. ${until === undefined ? "It does not run out." : `It counts until ${until}.`}`;
  const truth = say(
    lang,
    words(
      "자료가 사실인지는 등록한 분이 책임져요. 같은 문구를 다시 검토하면 이 자료를 보고 판단해요.",
      "Whoever adds it answers for its truth. Review the words again and I will take it into account.",
    ),
  );
  return {
    lang,
    parts: [
      { kind: "text", tone: "lead", runs: [lead] },
      { kind: "text", tone: "plain", runs: [reachOf(kept, lang)] },
      { kind: "text", tone: "note", runs: [truth] },
      {
        kind: "proposal",
        title: say(lang, words("잘못 등록했다면", "If that was a mistake")),
        lines: [],
        choices: [
          {
            label: say(lang, words("등록 취소", "Take it back")),
            style: "plain",
            press: { action: "take_back_evidence", input: { id: kept.id } },
          },
        ],
      },
    ],
  };
}

/** For whose words it counts. */
function reachOf({ kind, product }: KeptProof, lang: Lang): string {
  if (product !== null)
    return lang === "ko"
      ? `‘${product}’ 이름이 캠페인이나 문구에 있을 때만 근거로 쓰여요.`
      : `It counts where the campaign or the copy names “${product}”.`;
  if (!proofKind(kind)?.product)
    return say(lang, words("모든 문구에 근거로 쓰여요.", "It counts for every text."));
  return say(
    lang,
    words(
      "한 제품에 나온 번호라, 어느 제품인지 알기 전에는 붙여 넣은 문구에만 쓰여요. 캠페인에도 쓰려면 “제품은 …”을 붙여 다시 등록해 주세요.",
      "Such a number is given to one product: until I know which, it counts for pasted words only. Add it again with “product: …” for campaigns.",
    ),
  );
}

/** Where text from outside had a say a person presses for it: proof opens what a review holds. */
export function askProofCard(
  lang: Lang,
  input: { kind: string; said?: string; reference?: string; product?: string } & Record<string, unknown>,
): Card {
  const lead = words(
    "이 대화에는 밖에서 온 글이 섞여 있어서, 누르셔야 근거 자료로 등록해요. 아직 바뀐 것은 없어요.",
    "Text from outside stands in this conversation, so press to keep this as evidence. Nothing was changed yet.",
  );
  return {
    lang,
    parts: [
      { kind: "text", tone: "lead", runs: [say(lang, lead)] },
      {
        kind: "proposal",
        title: proofName(input.kind)[lang],
        lines: [
          [`‘${input.reference ?? input.said ?? ""}’`],
          ...(input.product === undefined
            ? []
            : [[`${say(lang, words("제품", "Product"))}: ${input.product}`]]),
        ],
        choices: [
          {
            label: say(lang, words("근거로 등록", "Keep as evidence")),
            style: "primary",
            press: { action: "give_evidence", input },
          },
        ],
      },
    ],
  };
}

export function takenBackCard(lang: Lang, kept: KeptProof): Card {
  const lead =
    lang === "ko"
      ? `${proofTitle(kept, lang)}: 근거에서 뺐어요. 이제 검토에 쓰이지 않아요.`
      : `${proofTitle(kept, lang)}: taken off. Reviews do not count it any more.`;
  return { lang, parts: [{ kind: "text", tone: "lead", runs: [lead] }] };
}

export function onFileCard(lang: Lang, kept: readonly KeptProof[], today: Temporal.PlainDate): Card {
  if (kept.length === 0) return { lang, parts: [{ kind: "text", tone: "lead", runs: [say(lang, nothing)] }] };
  const table: Part = {
    kind: "table",
    title: say(lang, words("근거 자료", "Evidence on file")),
    columns: [
      { key: "kind", label: say(lang, words("종류", "Kind")), align: "left" },
      { key: "quoted", label: say(lang, words("번호·출처", "Number or source")), align: "left" },
      { key: "product", label: say(lang, words("대상", "About")), align: "left" },
      { key: "until", label: say(lang, words("유효", "Counts until")), align: "left" },
    ],
    rows: kept.map((one) => [
      proofName(one.kind)[lang],
      one.reference,
      one.product ?? say(lang, words("전체", "everything")),
      untilOf(one, today, lang),
    ]),
  };
  return { lang, parts: [table] };
}

const nothing = words(
  "등록된 근거 자료가 없어요. “근거 자료 등록: 설문, 2026년 3분기 자사몰 고객 500명”처럼 알려 주세요.",
  "No evidence on file. Tell me like this: “add evidence: survey, third quarter, own shop”.",
);

function untilOf({ expiresOn }: KeptProof, today: Temporal.PlainDate, lang: Lang): string {
  if (expiresOn === null) return say(lang, words("기한 없음", "no end"));
  const over = Temporal.PlainDate.compare(expiresOn, today) < 0;
  return `${expiresOn.toString()}${over ? say(lang, words(" (끝남)", " (ran out)")) : ""}`;
}

/** Its kind with its number or source. */
export function proofTitle({ kind, reference }: Pick<KeptProof, "kind" | "reference">, lang: Lang): string {
  return reference === "" ? proofName(kind)[lang] : `${proofName(kind)[lang]} ‘${reference}’`;
}
