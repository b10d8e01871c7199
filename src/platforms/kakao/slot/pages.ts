// Cards as the pages of one reply, with the addresses they need; what does not fit on the first page is kept for "계속 보기".

import type { ShownCard } from "../../../chat/callbacks/held.ts";
import { findRest, keepRest, nameRest } from "../../../chat/callbacks/rests.ts";
import type { Chat } from "../../../chat/chat.ts";
import type { Links, LinkSubject } from "../../../chat/links.ts";
import { cardText } from "../../../core/card/plain/plain.ts";
import { DeliveryId, type PersonId, type WorkspaceId } from "../../../core/ids.ts";
import type { Lang } from "../../../core/locale.ts";
import { roomFeatures } from "../../../core/room-features.ts";
import { linksWanted, type LinkWanted } from "../render/links.ts";
import { renderKakao } from "../render/render.ts";
import { pieces } from "../render/words.ts";
import type { Profile } from "../skill/limits.ts";
import type { SkillTemplate } from "../skill/response.ts";

export type Press = { db: Chat["db"]; links?: Links | undefined };

export type Reader = { workspaceId: WorkspaceId; personId: PersonId; profile: Profile; lang: Lang };

/** The first page. @returns nothing for cards that say nothing */
export async function firstPage(
  press: Press,
  reader: Reader,
  cards: readonly ShownCard[],
): Promise<SkillTemplate | undefined> {
  const name = nameRest();
  const pages = await draw(press, reader, cards, name);
  if (pages.length > 1) await keepRest({ ...press, ...reader }, name, cards);
  return pages[0];
}

/** A later page of a reply, by its name. */
export async function laterPage(
  press: Press,
  reader: Reader,
  { name, page }: { name: string; page: number },
): Promise<SkillTemplate | undefined> {
  const cards = await findRest({ ...press, ...reader }, name);
  return cards && (await draw(press, reader, cards, name))[page];
}

async function draw(
  press: Press,
  reader: Reader,
  shown: readonly ShownCard[],
  rest: string,
): Promise<SkillTemplate[]> {
  const cards = shown.map(({ card }) => card);
  const features = roomFeatures(reader.profile === "person" ? "kakao_person" : "kakao_team");
  const links = await addressesOf(press, reader, shown);
  return renderKakao(cards, { features, rest, links }).pages;
}

/** Addresses of what can have one: an address is made for a stored card alone. */
async function addressesOf(
  { links }: Press,
  { workspaceId, personId, profile, lang }: Reader,
  shown: readonly ShownCard[],
): Promise<Map<string, string>> {
  const wanted = linksWanted(shown.map(({ card }) => card)).flatMap((one) => {
    // It would act under the asker's name, in the hand of whoever reads along.
    if (profile === "team" && one.purpose === "form") return [];
    const subject = subjectOf(one, shown[one.card]?.id);
    return subject ? [{ key: one.key, subject }] : [];
  });
  const made = await links?.make(
    { workspaceId, personId, lang },
    wanted.map(({ subject }) => subject),
  );
  const found = wanted.flatMap(({ key }, at): [string, string][] => {
    const url = made?.[at];
    return url ? [[key, url.href]] : [];
  });
  return new Map(found);
}

function subjectOf(wanted: LinkWanted, stored: string | undefined): LinkSubject | undefined {
  const delivery = DeliveryId.safeParse(stored).data;
  const { purpose, part } = wanted;
  if (purpose === "file") return { purpose, of: { document: wanted.documentId } };
  if (purpose === "picture" && "documentId" in wanted)
    return { purpose, of: { document: wanted.documentId } };
  if (!delivery) return undefined;
  return purpose === "card"
    ? { purpose, of: { deliveries: [delivery] } }
    : { purpose, of: { delivery, part } };
}

const MOST = 900;

/** Where a card cannot be drawn: its words alone, as far as one reply holds them. */
export function plainPage(cards: readonly ShownCard[], lang: Lang): SkillTemplate {
  const text = cards.map(({ card }) => cardText(card)).join("\n\n");
  return {
    outputs: pieces(text, MOST, lang)
      .slice(0, 3)
      .map((piece) => ({ simpleText: { text: piece } })),
  };
}
