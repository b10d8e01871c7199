// A message of ours that says something else from now on: in the place of the buttons that one was pressed of stands what was chosen. Done
// again it says the same, so a try with an unknown outcome is simply repeated.

import type { Parcel } from "../../../chat/chat.ts";
import type { Card } from "../../../core/card/card.ts";
import type { Block } from "../blocks/block.ts";
import type { SlackMessage } from "../blocks/message.ts";
import { smallPrint } from "../render/piece.ts";
import { renderSlack } from "../render/render.ts";
import { markup } from "../render/words.ts";
import type { TeamParcel } from "./natives.ts";
import { isRefusal, type WebApi } from "./web-api.ts";

type Edit = NonNullable<Parcel["edit"]>;

/**
 * @returns nothing once it is edited; a card with the line, to be posted, where Slack does not let it be. A message that is to say something
 * else as a whole is left as it is then: what comes behind it says more.
 */
export async function editCard(
  api: WebApi,
  { card, signal, team, natives }: TeamParcel,
  { message, settled, alone }: Edit,
): Promise<Card | undefined> {
  const [channel, ts] = message.split(":");
  const rendered = renderSlack(card);
  const { messages } = rendered;
  // Only the first message of a card is known by its name: what is new stands behind those of a long one.
  if (alone && messages.length > 1) return alone;
  const about = settled ? messages.find((one) => settledIn(one, settled).length > 0) : messages[0];
  const instead: Card | undefined =
    alone ?? (settled && { lang: card.lang, parts: [{ kind: "text", tone: "plain", runs: [settled.line] }] });
  if (!about) return instead;
  try {
    const edited = await natives.send(team, { message: about, of: rendered }, async (one) => {
      const [{ text, blocks } = one] = settled ? settledIn(one, settled) : [];
      await api.call("chat.update", { channel, ts, text, blocks }, signal);
    });
    return edited ? undefined : instead;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return instead;
  }
}

/** The message with the line in the place of the token's buttons; none where they are not in it. */
function settledIn(message: SlackMessage, { token, line }: NonNullable<Edit["settled"]>): SlackMessage[] {
  const { text, blocks = [] } = message;
  if (!blocks.some((block) => holds(block, token))) return [];
  const left = blocks.flatMap((block) => (holds(block, token) ? smallPrint([line]) : [block]));
  return [{ ...message, text: `${text}\n\n${markup(line)}`, blocks: left }];
}

function holds(block: Block, token: string): boolean {
  return (
    block.type === "actions" && block.elements.some((one) => one.type === "button" && one.value === token)
  );
}
