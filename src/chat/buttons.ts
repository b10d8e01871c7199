// Buttons: while a card is made its choices say what they would do; outside they are a random token and nothing else.

import { randomBytes } from "node:crypto";
import { and, eq, gt, isNotNull, isNull, lte, or, sql } from "drizzle-orm";
import { holdsContact } from "../capabilities/audience/vault.ts";
import type { Card, Part } from "../core/card/card.ts";
import type { Choice } from "../core/card/choice.ts";
import { Failure } from "../core/failure.ts";
import { ConversationId, type InboundId, type PersonId, WorkspaceId } from "../core/ids.ts";
import { type Lang, words } from "../core/locale.ts";
import { type Db, type Tx, withSystemTx, withTx } from "../db/db.ts";
import type { Delivered } from "./events.ts";
import { button } from "./tables.ts";

/** A card may be answered for so long, and looked into as long as anybody reads it, unless a contact is kept for that. */
const LIFE_DAYS = 30;
const OPEN_DAYS = 36_500;

export type SealedButton = {
  token: string;
  label: string;
  lang: Lang;
  action: string;
  input: Record<string, unknown>;
  /** It changes nothing: anybody of the room may press it, also in old threads. */
  open?: boolean;
};

/** The card with tokens in place of its actions, and the buttons behind them, to be stored with it. */
export function seal(card: Card): { card: Card; buttons: SealedButton[] } {
  const buttons: SealedButton[] = [];
  const sealed = (choice: Choice): Choice => {
    const { press, label } = choice;
    if ("token" in press) return choice;
    const token = randomBytes(16).toString("base64url");
    const open = choice.anyone === true;
    const { action, input } = press;
    buttons.push({ token, label, lang: card.lang, action, input, ...(open && { open }) });
    return { ...choice, press: { token } };
  };
  const parts = card.parts.map((part): Part => {
    if (part.kind === "sources" && part.how) return { ...part, how: sealed(part.how) };
    if (part.kind === "feedback") return { ...part, good: sealed(part.good), bad: sealed(part.bad) };
    if (part.kind !== "proposal" && part.kind !== "form") return part;
    return { ...part, choices: part.choices.map(sealed) };
  });
  return { card: { ...card, parts }, buttons };
}

/** Tokens of a sealed card's buttons. */
function tokensOf({ parts }: Card): string[] {
  return parts.flatMap((part) =>
    part.kind === "proposal" || part.kind === "form"
      ? part.choices.flatMap(({ press }) => ("token" in press ? [press.token] : []))
      : [],
  );
}

/**
 * @param place.personId who alone may press those that are not open
 * @param cards those they stand on
 */
export async function storeButtons(
  tx: Tx,
  place: { workspaceId: WorkspaceId; conversationId: ConversationId; personId: PersonId },
  buttons: readonly SealedButton[],
  cards: readonly Delivered[],
): Promise<void> {
  if (buttons.length === 0) return;
  const standsOn = new Map(cards.flatMap(({ id, card }) => tokensOf(card).map((token) => [token, id])));
  const rows = buttons.map(({ open, ...one }) => ({
    ...one,
    ...place,
    deliveryId: standsOn.get(one.token) ?? null,
    ...(open && { personId: null }),
    expiresAt: sql`now() + make_interval(days => ${open && !holdsContact(one.input) ? OPEN_DAYS : LIFE_DAYS})`,
    createdAt: sql`now()`,
  }));
  await tx.insert(button).values(rows);
}

export type ButtonPlace = { workspaceId: WorkspaceId; conversationId: ConversationId };

/** Where a token leads. An unknown one, or one that waits for another person, leads nowhere. */
export async function findButtonPlace(db: Db, token: string, personId: PersonId): Promise<ButtonPlace> {
  const [found] = await withSystemTx(db, "button.find", (tx) =>
    tx
      .select({
        workspaceId: button.workspaceId,
        conversationId: button.conversationId,
        personId: button.personId,
      })
      .from(button)
      .where(eq(button.token, token)),
  );
  if (!found || (found.personId !== null && found.personId !== personId)) throw unknownButton();
  return {
    workspaceId: WorkspaceId.parse(found.workspaceId),
    conversationId: ConversationId.parse(found.conversationId),
  };
}

export type PressedButton = { label: string; lang: Lang; action: string; input: unknown };

/** Tokens of a conversation's buttons that were pressed. */
export async function usedTokens(
  shelf: { db: Db; workspaceId: WorkspaceId },
  conversationId: ConversationId,
): Promise<string[]> {
  const rows = await withTx(shelf, (tx) =>
    tx
      .select({ token: button.token })
      .from(button)
      .where(
        and(
          eq(button.workspaceId, shelf.workspaceId),
          eq(button.conversationId, conversationId),
          isNotNull(button.usedAt),
        ),
      ),
  );
  return rows.map(({ token }) => token);
}

/** What stands on a button; `used` once somebody pressed it. */
export async function readButton(
  place: { db: Db; workspaceId: WorkspaceId },
  token: string,
): Promise<{ label: string; lang: Lang; used: boolean }> {
  const [found] = await withTx(place, (tx) =>
    tx
      .select({ label: button.label, lang: button.lang, usedAt: button.usedAt })
      .from(button)
      .where(and(eq(button.workspaceId, place.workspaceId), eq(button.token, token))),
  );
  if (!found) throw unknownButton();
  return { label: found.label, lang: found.lang, used: found.usedAt !== null };
}

/**
 * What a press of it would do, without pressing it.
 * @throws Failure as `useButton` does
 */
export async function lookAtButton(
  place: { db: Db; workspaceId: WorkspaceId },
  { token, personId }: { token: string; personId: PersonId },
): Promise<PressedButton & { deliveryId: string | null }> {
  const [row] = await withTx(place, (tx) =>
    tx
      .select({ found: button, isOld: lte(button.expiresAt, sql<boolean>`now()`) })
      .from(button)
      .where(and(eq(button.workspaceId, place.workspaceId), eq(button.token, token))),
  );
  const found = row?.found;
  const isTheirs = found && (found.personId === null || found.personId === personId);
  if (!row || !found || !isTheirs || found.usedAt !== null || row.isOld) throw refusal(found, personId);
  const { label, lang, action, input, deliveryId } = found;
  return { label, lang, action, input, deliveryId };
}

/**
 * Uses the button up for one inbound row; the same row may use it again, so that a take-over can finish.
 * @throws Failure "conflict" when it was pressed before, "forbidden" when it is another's, "limit" when it is too old
 */
export async function useButton(
  place: { db: Db; workspaceId: WorkspaceId },
  press: { token: string; personId: PersonId; inboundId: InboundId },
): Promise<PressedButton> {
  const { token, personId, inboundId } = press;
  return withTx(place, async (tx) => {
    const here = and(eq(button.workspaceId, place.workspaceId), eq(button.token, token));
    const [used] = await tx
      .update(button)
      .set({ usedAt: sql`now()`, usedBy: personId, usedIn: inboundId })
      .where(
        and(
          here,
          or(isNull(button.personId), eq(button.personId, personId)),
          or(isNull(button.usedAt), eq(button.usedIn, inboundId)),
          gt(button.expiresAt, sql`now()`),
        ),
      )
      .returning({ label: button.label, lang: button.lang, action: button.action, input: button.input });
    if (used) return used;
    const [found] = await tx
      .select({ usedAt: button.usedAt, personId: button.personId })
      .from(button)
      .where(here);
    throw refusal(found, personId);
  });
}

/** Makes a button that came to nothing pressable again; only the inbound row that used it may. */
export async function freeButton(
  tx: Tx,
  { workspaceId, token, inboundId }: { workspaceId: WorkspaceId; token: string; inboundId: InboundId },
): Promise<void> {
  await tx
    .update(button)
    .set({ usedAt: null, usedBy: null, usedIn: null })
    .where(and(eq(button.workspaceId, workspaceId), eq(button.token, token), eq(button.usedIn, inboundId)));
}

function refusal(
  found: { usedAt: Temporal.Instant | null; personId: string | null } | undefined,
  personId: PersonId,
): Failure {
  if (!found || (found.personId !== null && found.personId !== personId)) return unknownButton();
  if (found.usedAt === null) {
    return new Failure("limit", "button expired", {
      say: words(
        "이 버튼은 기한이 지나서 아무것도 바꾸지 않았어요.",
        "This button has expired; nothing was changed.",
      ),
      next: words("같은 질문을 다시 해서 새 카드를 받아 주세요.", "Ask again to get a fresh card."),
    });
  }
  return new Failure("conflict", "button used before", {
    say: words(
      "이미 눌러서 처리한 버튼이라 이번에는 아무것도 바꾸지 않았어요.",
      "This button was used already; nothing was changed this time.",
    ),
    next: words("결과는 위의 답변에서 볼 수 있어요.", "Its result stands in the answer above."),
  });
}

function unknownButton(): Failure {
  return new Failure("not_found", "no such button for this person", {
    say: words("이 버튼은 누를 수 없어요.", "This button cannot be pressed."),
    next: words(
      "카드를 받은 사람만 누를 수 있어요. 필요하면 같은 질문을 직접 해 주세요.",
      "Only the person who got the card can press it; ask the question yourself to get your own.",
    ),
  });
}
