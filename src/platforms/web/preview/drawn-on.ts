// One stored answer through the renderer of another surface. The renderers are loaded when somebody looks.

import type { Delivered } from "../../../chat/events.ts";
import { documentPath } from "../../../core/card/file.ts";
import { LINK_PATH } from "../../../chat/links.ts";
import type { LinkWanted } from "../../kakao/render/links.ts";
import { roomFeatures, type Surface } from "../../../core/room-features.ts";

/** What a validator has against a payload; `warn`: it would be drawn cut or folded. */
type Objection = { level: "error" | "warn"; path: string; rule: string };

type Picture = { src: string; alt: string };

export type DrawnElsewhere =
  | { kind: "slack"; payloads: unknown[]; pictures: Picture[]; files: string[]; problems: Objection[] }
  /** One SkillResponse for each "계속 보기". */
  | { kind: "kakao"; payloads: unknown[]; problems: Objection[] }
  | { kind: "terminal"; text: string };

/** @param origin where this server's own addresses lie: those of a preview open for its person only, or lead nowhere */
export async function drawnOn(
  surface: Exclude<Surface, "web">,
  cards: readonly Delivered[],
  origin: URL,
): Promise<DrawnElsewhere> {
  switch (surface) {
    case "slack":
      return drawnOnSlack(cards);
    case "kakao_person":
    case "kakao_team":
      return drawnOnKakao(surface, cards, origin);
    case "terminal":
      return drawnOnTerminal(cards);
  }
}

async function drawnOnSlack(cards: readonly Delivered[]): Promise<DrawnElsewhere> {
  const [{ renderSlack }, { messageProblems }] = await Promise.all([
    import("../../slack/render/render.ts"),
    import("../../slack/blocks/message.ts"),
  ]);
  const drawn = cards.map(({ id, card }) => ({ id, card, slack: renderSlack(card) }));
  const payloads = drawn.flatMap(({ slack }) => slack.messages);
  return {
    kind: "slack",
    payloads,
    pictures: drawn.flatMap(({ id, card, slack: { pictures, stored } }) => [
      ...pictures.map(({ part, alt }) => ({ src: pictureOf(id, card.parts.indexOf(part)), alt })),
      ...stored.flatMap(({ documentId, alt }) => (alt ? [{ src: documentPath(documentId), alt }] : [])),
    ]),
    files: drawn.flatMap(({ slack }) => [...slack.files, ...slack.stored].map(({ name }) => name)),
    problems: payloads.flatMap((message, at) =>
      messageProblems(message).map(({ path, rule }) => ({
        level: "error" as const,
        path: `/${at}${path}`,
        rule,
      })),
    ),
  };
}

function pictureOf(delivery: string, part: number): string {
  return `/api/preview/picture/${delivery}/${part}`;
}

async function drawnOnKakao(
  surface: "kakao_person" | "kakao_team",
  cards: readonly Delivered[],
  origin: URL,
): Promise<DrawnElsewhere> {
  const [{ renderKakao }, { linksWanted }, { skillProblems }] = await Promise.all([
    import("../../kakao/render/render.ts"),
    import("../../kakao/render/links.ts"),
    import("../../kakao/skill/response.ts"),
  ]);
  const plain = cards.map(({ card }) => card);
  const links = linksWanted(plain).map((wanted): [string, string] => {
    return [wanted.key, new URL(pathOf(wanted, cards), origin).href];
  });
  const { pages } = renderKakao(plain, {
    features: roomFeatures(surface),
    rest: "preview",
    links: new Map(links),
  });
  const payloads = pages.map((template) => ({ version: "2.0", template }));
  const profile = surface === "kakao_team" ? "team" : "person";
  return {
    kind: "kakao",
    payloads,
    problems: payloads.flatMap((payload, at) =>
      skillProblems(payload, profile).map((one) => ({ ...one, path: `/${at}${one.path}` })),
    ),
  };
}

function pathOf(wanted: LinkWanted, cards: readonly Delivered[]): string {
  if (wanted.purpose !== "picture") return `${LINK_PATH}preview`;
  if ("documentId" in wanted) return documentPath(wanted.documentId);
  return `${pictureOf(cards[wanted.card]?.id ?? "", wanted.part)}?wide=1`;
}

const COLUMNS = 80;

async function drawnOnTerminal(cards: readonly Delivered[]): Promise<DrawnElsewhere> {
  const { renderTerminal } = await import("../../terminal/render.ts");
  return { kind: "terminal", text: cards.map(({ card }) => renderTerminal(card, COLUMNS)).join("\n\n") };
}
