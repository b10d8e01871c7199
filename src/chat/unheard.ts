// An answer that its room did not take: whoever asked hears of it alone, with what to do, and does not wait for it any longer.

import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Card } from "../core/card/card.ts";
import { DeliveryId } from "../core/ids.ts";
import { type Lang, say, type Words, words } from "../core/locale.ts";
import type { Claim } from "../db/claim.ts";
import type { Tx } from "../db/db.ts";
import { directRoom, teamOf } from "./rooms.ts";
import { conversation, delivery, inbound, turn } from "./tables.ts";
import { whisper } from "./whisper.ts";

/** Of the question, to be known by. */
const SAID_LETTERS = 60;

const Asked = z.object({ origin: z.object({ person: z.string() }) });

/** Once for an answer, whatever number of its cards were refused; alone with us there is nowhere else to say it. */
export async function tellUnheard(tx: Tx, { workspaceId, id }: Claim): Promise<void> {
  const [row] = await tx
    .select({
      turnId: turn.id,
      said: turn.said,
      lang: turn.lang,
      platform: delivery.platform,
      trouble: delivery.trouble,
      roomRef: conversation.roomRef,
      body: inbound.body,
    })
    .from(delivery)
    .innerJoin(turn, and(eq(turn.workspaceId, delivery.workspaceId), eq(turn.id, delivery.turnId)))
    .innerJoin(
      conversation,
      and(eq(conversation.workspaceId, delivery.workspaceId), eq(conversation.id, delivery.conversationId)),
    )
    .innerJoin(inbound, eq(inbound.id, turn.inboundId))
    .where(and(eq(delivery.workspaceId, workspaceId), eq(delivery.id, id)));
  const person = Asked.safeParse(row?.body).data?.origin.person;
  if (!row || person === undefined || teamOf(row.roomRef) === undefined) return;
  const only = { roomRef: directRoom(person), threadRef: "", person };
  const place = { workspaceId, platform: row.platform };
  await whisper(tx, place, only, unheardCard(row, row.lang), DeliveryId.parse(row.turnId));
}

const invite = words(
  "제가 그 채널에 없어요. 채널에서 `/invite @CO9MA`로 초대하고 다시 물어봐 주세요.",
  "I am not in that channel: invite me there with `/invite @CO9MA` and ask again.",
);

/** By the platform's own words. */
const reasons: Readonly<Record<string, Words>> = {
  not_in_channel: invite,
  channel_not_found: invite,
  is_archived: words(
    "보관된 채널이에요. 다른 채널이나 DM에서 다시 물어봐 주세요.",
    "That channel is archived: ask again in another one, or here.",
  ),
  restricted_action: words(
    "그 채널에는 글을 올릴 권한이 없어요. 채널 관리자에게 권한을 부탁하거나 여기서 다시 물어봐 주세요.",
    "I may not post in that channel: ask whoever manages it for the right, or ask again here.",
  ),
};
const unknown = words(
  "여기서 다시 물어봐 주세요. 계속 그러면 관리자가 웹 화면에서 이유를 볼 수 있어요.",
  "Ask again here; if that goes on, an admin sees the reason on the web page.",
);

function unheardCard({ said, trouble }: { said: string; trouble: string | null }, lang: Lang): Card {
  const asked = [...new Intl.Segmenter().segment(said)].map(({ segment }) => segment);
  const short = asked.length > SAID_LETTERS ? `${asked.slice(0, SAID_LETTERS).join("")}…` : said;
  const told = words(
    `‘${short}’의 답을 채널에 올리지 못했어요.`,
    `The answer to “${short}” could not be posted in its channel.`,
  );
  const runs = [`${say(lang, told)} ${say(lang, reasons[trouble ?? ""] ?? unknown)}`];
  return { lang, parts: [{ kind: "text", tone: "warning", runs }] };
}
