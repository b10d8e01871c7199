// Bubbles on pages of at most three. What matters most stands on the first page; a page that is not the last one leads to the next.

import { type Lang, words } from "../../../core/locale.ts";
import type { RoomFeatures } from "../../../core/room-features.ts";
import { limits } from "../skill/limits.ts";
import type { Output, QuickReply, SkillTemplate } from "../skill/response.ts";
import { type Bubble, LONGEST, markdownText, type Offer, plainText, ranks } from "./bubble.ts";
import { type Button, buttonLabel } from "./press.ts";

const more = words("계속 보기", "Show more");
const heading = words("이어서 할 수 있어요", "You could go on with");

export type Booklet = {
  features: RoomFeatures;
  lang: Lang;
  /** Comes back with "계속 보기", beside the number of the page. */
  rest: string;
  /** Stands at the foot of each text; empty where nothing is simulated. */
  mark: string;
};

export function pagesOf(
  bubbles: readonly Bubble[],
  offers: readonly Offer[],
  book: Booklet,
): SkillTemplate[] {
  return book.features.quickReplies > 0
    ? withQuickReplies(bubbles, offers, book)
    : inTeamChat(bubbles, offers, book);
}

/** One to one: offers stand below every page, as they go with the next message. */
function withQuickReplies(
  bubbles: readonly Bubble[],
  offers: readonly Offer[],
  book: Booklet,
): SkillTemplate[] {
  const { features, lang } = book;
  const groups: Output[][] = [];
  let rest = bubbles;
  while (rest.length > 0) {
    const { taken, left } = picked(features.bubbles, rest);
    groups.push(taken.map((one) => outputOf(one, book)));
    rest = left;
  }
  const sets = chunks(offers, features.quickReplies - 1);
  while (groups.length < sets.length) groups.push([{ simpleText: { text: heading[lang] } }]);
  return groups.map((outputs, at) => {
    const shown = sets[Math.min(at, sets.length - 1)] ?? [];
    const next = at < groups.length - 1 ? [moreOf(at + 1, book)] : [];
    const quickReplies = [...next, ...shown].map((offer): QuickReply => ({
      action: "message",
      ...pressed(offer),
    }));
    return { outputs, ...(quickReplies.length > 0 && { quickReplies }) };
  });
}

/** In a team chat nothing stands below a page: offers are buttons of a card behind the others, and so is the way to the next page. */
function inTeamChat(bubbles: readonly Bubble[], offers: readonly Offer[], book: Booklet): SkillTemplate[] {
  const { bubbles: most, buttons } = book.features;
  const cards = chunks(offers, buttons).map((set) => offersCard(set, book));
  let rest: readonly Bubble[] = [
    ...bubbles,
    ...cards.map((output): Bubble => ({ rank: ranks.offers, kind: "card", output })),
  ];
  const pages: SkillTemplate[] = [];
  while (rest.length > 0) {
    const full = picked(most, rest);
    const { outputs, left } =
      full.left.length === 0 ? drawn(full, book) : leadingOn(full, rest, pages.length + 1, book);
    pages.push({ outputs });
    rest = left;
  }
  return pages;
}

type Picked = { taken: Bubble[]; left: Bubble[] };

function drawn({ taken, left }: Picked, book: Booklet): { outputs: Output[]; left: Bubble[] } {
  return { outputs: taken.map((one) => outputOf(one, book)), left };
}

/** The way on stands on the last card of the page, where it has room, else on one of its own. */
function leadingOn(
  full: Picked,
  rest: readonly Bubble[],
  next: number,
  book: Booklet,
): { outputs: Output[]; left: Bubble[] } {
  const { buttons: most } = book.features;
  const offered = lastOffers(full.left);
  const end = full.taken.at(-1);
  const ending = offered && end && withButtons(plainOutput(end, book), offered, most);
  if (ending)
    return { outputs: [...full.taken.slice(0, -1).map((one) => outputOf(one, book)), ending], left: [] };
  const button = buttonOf(moreOf(next, book));
  const fewer = picked(book.features.bubbles - 1, rest);
  for (const { taken, left } of [full, fewer]) {
    const last = taken.at(-1);
    const carrying = last && withButtons(plainOutput(last, book), [button], most);
    if (carrying)
      return { outputs: [...taken.slice(0, -1).map((one) => outputOf(one, book)), carrying], left };
  }
  const { outputs, left } = drawn(fewer, book);
  return { outputs: [...outputs, offersCard([moreOf(next, book)], book)], left };
}

/** The buttons of what is left, where that is offers and nothing else. */
function lastOffers(left: readonly Bubble[]): Button[] | undefined {
  const [only] = left;
  if (!only || left.length > 1 || only.kind !== "card" || only.rank !== ranks.offers) return undefined;
  return "textCard" in only.output ? only.output.textCard.buttons : undefined;
}

/** A text that becomes a card is drawn without Markdown. */
function plainOutput(bubble: Bubble, book: Booklet): Output {
  return outputOf(bubble, { ...book, features: { ...book.features, markdown: false } });
}

/** The bubble with these buttons more; nothing where it has no room for them. A short text becomes a card. */
export function withButtons(output: Output, more: readonly Button[], most: number): Output | undefined {
  if ("simpleText" in output) {
    const { text } = output.simpleText;
    const fits = text.length <= limits.textCard.together && more.length <= most;
    return fits ? { textCard: { description: text, buttons: [...more] } } : undefined;
  }
  if ("textCard" in output) return asOf("textCard", pressable(output.textCard, more, most));
  if ("itemCard" in output) return asOf("itemCard", pressable(output.itemCard, more, most));
  if ("basicCard" in output) return asOf("basicCard", pressable(output.basicCard, more, most));
  // Two of a list's: the guide says so elsewhere.
  if ("listCard" in output) return asOf("listCard", pressable(output.listCard, more, 2));
  return undefined;
}

function pressable<Card extends { buttons?: Button[] | undefined }>(
  card: Card,
  more: readonly Button[],
  most: number,
): Card | undefined {
  const buttons = [...(card.buttons ?? []), ...more];
  return buttons.length <= most ? { ...card, buttons } : undefined;
}

function asOf(kind: "textCard" | "itemCard" | "basicCard" | "listCard", card: unknown): Output | undefined {
  return card === undefined ? undefined : ({ [kind]: card } as Output);
}

type Pressed = Offer & { extra?: Record<string, unknown> };

function moreOf(page: number, { lang, rest }: Booklet): Pressed {
  return { label: more[lang], says: more[lang], extra: { rest, page } };
}

function buttonOf(offer: Pressed): Button {
  return { action: "message", ...pressed(offer) };
}

function pressed({ label, says, token, extra }: Pressed): {
  label: string;
  messageText: string;
  extra?: Record<string, unknown>;
} {
  const carried = token === undefined ? extra : { token };
  return { label: buttonLabel(label), messageText: says, ...(carried && { extra: carried }) };
}

function offersCard(offers: readonly Pressed[], { lang }: Booklet): Output {
  return { textCard: { description: heading[lang], buttons: offers.map(buttonOf) } };
}

/** The next page: the highest ranks, in reading order, none of one rank before another of it; texts beside each other become one. */
function picked(most: number, bubbles: readonly Bubble[]): Picked {
  const taken = new Set<Bubble>();
  for (const bubble of bubbles.toSorted((a, b) => a.rank - b.rank)) {
    const tried = new Set([...taken, bubble]);
    if (merged(bubbles.filter((one) => tried.has(one))).length > most) break;
    taken.add(bubble);
  }
  return {
    taken: merged(bubbles.filter((one) => taken.has(one))),
    left: bubbles.filter((one) => !taken.has(one)),
  };
}

function merged(bubbles: readonly Bubble[]): Bubble[] {
  const found: Bubble[] = [];
  for (const bubble of bubbles) {
    const last = found.at(-1);
    const blocks = last?.kind === "text" && bubble.kind === "text" ? [...last.blocks, ...bubble.blocks] : [];
    if (last?.kind === "text" && blocks.length > 0 && plainText(blocks).length <= LONGEST)
      found[found.length - 1] = { ...last, blocks };
    else found.push(bubble);
  }
  return found;
}

function outputOf(bubble: Bubble, book: Booklet): Output {
  if (bubble.kind === "card") return bubble.output;
  const { features, mark } = book;
  const marked = features.markdown ? markdownText(bubble.blocks) : undefined;
  const drawnBold = marked !== undefined && marked.length <= LONGEST;
  const text = drawnBold ? marked : plainText(bubble.blocks);
  const whole = mark === "" || text.includes(mark) ? text : `${text}\n\n${mark}`;
  return { simpleText: { text: whole, ...(drawnBold && { extra: { markdown: true } }) } };
}

function chunks<T>(all: readonly T[], most: number): T[][] {
  const found: T[][] = [];
  for (let from = 0; from < all.length; from += most) found.push(all.slice(from, from + most));
  return found;
}
