// Cards for KakaoTalk: a pure function to the pages of one reply, each a template of at most three bubbles.

import type { Card } from "../../../core/card/card.ts";
import { sourcesLines } from "../../../core/card/plain/sources.ts";
import type { RoomFeatures } from "../../../core/room-features.ts";
import type { SkillTemplate } from "../skill/response.ts";
import { words } from "../../../core/locale.ts";
import { type Bubble, type Offer, ranks } from "./bubble.ts";
import { type LinkAddresses, linkKey } from "./links.ts";
import { pagesOf, withButtons } from "./pages.ts";
import { drawPart } from "./part.ts";
import { linkButton } from "./press.ts";

export type KakaoRoom = {
  features: RoomFeatures;
  /** The caller's own name of this reply: comes back with "계속 보기" as `extra: { rest, page }`, `page` counting from 0. */
  rest: string;
  /** Addresses of what `linksWanted` names, as far as they could be made. */
  links: LinkAddresses;
};

/** In the order in which they are asked for; none for cards that say nothing. */
export type KakaoReply = { pages: SkillTemplate[] };

export function renderKakao(cards: readonly Card[], room: KakaoRoom): KakaoReply {
  const bubbles: Bubble[] = [];
  const offers: Offer[] = [];
  for (const [at, card] of cards.entries()) {
    const of = { lang: card.lang, features: room.features, links: room.links, demo: isDemo(card), card: at };
    const drawn = card.parts.map((part, index) => drawPart(part, { ...of, part: index }));
    bubbles.push(
      ...withWhole(
        drawn.flatMap((one) => one.bubbles),
        card.lang,
        at,
        room,
      ),
    );
    offers.push(...drawn.flatMap((one) => one.offers));
  }
  const lang = cards[0]?.lang ?? "ko";
  const { features, rest } = room;
  return {
    pages: pagesOf(bubbles, offers, { features, rest, lang, mark: cards.some(isDemo) ? demoLine(lang) : "" }),
  };
}

const whole = words("전체 보기", "Read it whole");
const onePage = words("한 화면에서 모두 볼 수 있어요.", "All of it on one page.");

/** The address of the whole card stands on its first card of figures, else on one of its own behind the others. */
function withWhole(
  bubbles: Bubble[],
  lang: Card["lang"],
  card: number,
  { features, links }: KakaoRoom,
): Bubble[] {
  const address = links.get(linkKey("card", card, 0));
  if (address === undefined || bubbles.length === 0) return bubbles;
  const button = linkButton(whole[lang], address);
  for (const [at, bubble] of bubbles.entries()) {
    if (bubble.kind !== "card" || bubble.rank !== ranks.figures) continue;
    const output = withButtons(bubble.output, [button], features.buttons);
    if (output) return bubbles.with(at, { ...bubble, output });
  }
  const output = { textCard: { description: onePage[lang], buttons: [button] } };
  return [...bubbles, { rank: ranks.explanation, kind: "card", output }];
}

function isDemo({ parts }: Card): boolean {
  return parts.some((part) => part.kind === "sources" && part.demo);
}

function demoLine(lang: Card["lang"]): string {
  const only = { kind: "sources" as const, zone: "UTC", media: [], assumptions: [], notes: [], demo: true };
  return sourcesLines(only, lang).join(" ");
}
