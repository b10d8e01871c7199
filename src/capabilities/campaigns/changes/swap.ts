// "소재 B로 바꿔", "랜딩 주소 바꿔": other ads in the place of those that run, asked for with what they show.

import type { Part } from "../../../core/card/card.ts";
import { Failure } from "../../../core/failure.ts";
import { DocumentId } from "../../../core/ids.ts";
import { say, type Words, words } from "../../../core/locale.ts";
import { mediumLabels } from "../../../core/medium.ts";
import type { Ctx } from "../../context.ts";
import { fieldLabel, reviewParts } from "../../creatives/creatives.ts";
import type { ToolResult } from "../../tool.ts";
import { wrongUrl } from "../plan/address.ts";
import type { EditCampaign } from "../tools.ts";
import { adsOf, type CampaignAds } from "./ads.ts";
import { type AdsChange, buildAds, type BuiltAds } from "./build-ads.ts";
import type { Show } from "./build.ts";
import { askCreative } from "./creative-question.ts";
import { type Candidate, candidatesOf, chooseCreative, isOnAir } from "./creatives.ts";
import { type DraftedPicture, readDrafts } from "./drafts.ts";
import { answerChange, showMoney, titleOf } from "./settled.ts";
import { reviewSwap, type SwapReview } from "./swap-review.ts";
import { findTargets, without } from "./targets.ts";

export async function swapAds(ctx: Ctx, input: EditCampaign): Promise<ToolResult> {
  const { creative, url } = input;
  const wrong = url === undefined ? undefined : wrongUrl(url);
  if (wrong) throw badUrl(wrong);
  const targets = await findTargets(ctx, input);
  const show: Show = { money: showMoney(ctx), text: (text) => text[ctx.lang] };
  const ads = await adsOf(ctx, targets.reached);
  const drafts = creative === undefined ? [] : await readDrafts(ctx);
  const changes: AdsChange[] = [];
  for (const of of ads) {
    const candidates = candidatesOf(of, drafts);
    const chosen = creative === undefined ? undefined : chooseCreative(creative, candidates);
    if (chosen?.kind === "doubt") return asking(ctx, input, of, { among: chosen.among, show });
    changes.push({ of, ...(chosen && { to: chosen.candidate }), ...(url !== undefined && { url }) });
  }
  const reviews = await reviewSwap(ctx, changes);
  const held = reviews.filter(({ kept }) => kept.verdict === "block" && !kept.setAside);
  if (held.length > 0) return heldSwap(ctx, held, input);
  const built = changes.length > 0 ? builtOf(buildAds(changes, show), reviews) : undefined;
  const kind = creative === undefined ? "campaign.url" : "campaign.creative";
  const what =
    creative === undefined
      ? words("연결 주소 변경", "Change of the landing page")
      : words("소재 교체", "Swap of the creative");
  return answerChange(ctx, without(targets, built?.beyond ?? []), built, {
    kind,
    title: titleOf(what, built),
    notes: built && built.exact.lines.length > 0 ? notesOf(changes, built) : [],
    looks:
      creative === undefined
        ? []
        : [
            ...looksOf(
              ctx,
              changes,
              built,
              drafts.flatMap(({ images }) => images),
            ),
            ...reviews.flatMap(({ kept }) => reviewParts(kept, ctx.lang)),
          ],
  });
}

/** The request carries the words as they were reviewed. */
function builtOf(built: BuiltAds, reviews: readonly SwapReview[]): BuiltAds {
  if (reviews.length === 0) return built;
  return { ...built, exact: { ...built.exact, reviewed: reviews.map(({ words: reviewed }) => reviewed) } };
}

function heldSwap({ lang }: Ctx, held: readonly SwapReview[], took: EditCampaign): ToolResult {
  const why = say(
    lang,
    words(
      "심의에서 보류된 문구라 소재 교체를 요청하지 않았어요. 바뀐 것은 없어요. 문구를 바꾸거나 근거를 등록해 주세요. 관리자는 ‘보류 해제 요청: 사유’라고 적어 다른 분의 승인을 받은 뒤 다시 요청할 수 있어요.",
      "The review holds these words, so the swap was not asked for and nothing was changed. Change the words or add proof. An admin may write “set the hold aside because …”, have another person approve it, and ask again.",
    ),
  );
  const found = held.flatMap(({ kept }) => reviewParts(kept, lang));
  const parts: Part[] = [{ kind: "text", tone: "warning", runs: [why] }, ...found];
  return { card: { lang, parts }, facts: { took, refused: "review_block" }, outside: true };
}

/** How it is done, where a new ad has to be made for it. */
function notesOf(changes: readonly AdsChange[], { exact }: BuiltAds): Words[] {
  const makes = exact.lines.some(({ steps }) => steps.some(({ op }) => op === "create_ad"));
  const files = changes.some(({ to }) => to?.from === "draft");
  return [
    ...(makes
      ? [
          words(
            "매체는 이미 있는 광고의 내용을 바꾸지 않아서 새 광고를 만들어 켜고, 심사를 지나 켜진 것을 확인한 다음 이전 광고를 멈춰요. 이전 광고는 지우지 않아요.",
            "Media do not change what an ad shows, so a new one is made and started, and once it passed its review and runs, the old one is paused. The old one is not deleted.",
          ),
        ]
      : []),
    ...(files ? [words("초안은 AI가 쓴 것이에요.", "The draft was made by AI.")] : []),
  ];
}

type Doubt = { among: readonly Candidate[]; show: Show };

function asking(ctx: Ctx, input: EditCampaign, { one }: CampaignAds, { among, show }: Doubt): ToolResult {
  const open = among.filter((candidate) => !isOnAir(candidate));
  const question =
    among.length === 0
      ? words(
          `‘${one.name}’에 바꿀 소재가 없어요. 먼저 ‘${one.name} 문구 만들어줘’라고 해 주세요.`,
          `There is no creative to switch “${one.name}” to. First say “write copy for ${one.name}”.`,
        )
      : words(`‘${one.name}’을 어느 소재로 바꿀까요?`, `Which creative shall “${one.name}” run?`);
  return askCreative(ctx, {
    question: say(ctx.lang, question),
    among,
    offered: open.length > 0 ? open : among,
    press: ({ key }) => ({ action: "edit_campaign", input: { ...input, creative: key } }),
    took: input,
    show,
  });
}

/** Lines and pictures shown on the card; all of it is in the request itself. */
const SHOWN_ROWS = 12;
const SHOWN_PICTURES = 4;

function looksOf(
  { lang }: Ctx,
  changes: readonly AdsChange[],
  built: BuiltAds | undefined,
  drafted: readonly DraftedPicture[],
): Part[] {
  if (!built || built.exact.lines.length === 0) return [];
  const told = (ko: string, en: string): string => say(lang, words(ko, en));
  const rows = changes.flatMap(({ of, to }) => {
    const before = of.ads.find(({ status, shows }) => status === "active" && shows)?.shows?.texts ?? {};
    const after = to?.shows?.texts ?? {};
    const medium = of.one.medium;
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].map((field) => [
      mediumLabels[medium][lang],
      fieldLabel(medium, field, lang),
      `${before[field] ?? "–"} → ${after[field] ?? "–"}`,
    ]);
  });
  const wanted = new Set(
    changes.flatMap(({ to }) => to?.shows?.images.map(({ documentId }) => documentId) ?? []),
  );
  const pictures = drafted.filter(({ documentId }) => wanted.has(documentId)).slice(0, SHOWN_PICTURES);
  return [
    ...(rows.length > 0
      ? [
          {
            kind: "table" as const,
            columns: [
              { key: "medium", label: told("매체", "Medium"), align: "left" as const },
              { key: "field", label: told("자리", "Field"), align: "left" as const },
              {
                key: "quoted",
                label: told("문구: 지금 → 바뀐 뒤", "Text: now → then"),
                align: "left" as const,
              },
            ],
            rows: rows.slice(0, SHOWN_ROWS),
          },
        ]
      : []),
    ...pictures.map(({ documentId, name, bytes, width, height, alt }) => ({
      kind: "file" as const,
      documentId: DocumentId.parse(documentId),
      name,
      mediaType: /\.jpe?g$/i.test(name) ? ("image/jpeg" as const) : ("image/png" as const),
      bytes,
      picture: { width, height, alt },
    })),
  ];
}

function badUrl(wrong: Words): Failure {
  return new Failure("invalid", "a landing page that is none", {
    say: wrong,
    next: words(
      "예: ‘https://shop.co.kr/summer 로 바꿔줘’. 바뀐 것은 없어요.",
      "For example “change it to https://shop.co.kr/summer”. Nothing was changed.",
    ),
  });
}
