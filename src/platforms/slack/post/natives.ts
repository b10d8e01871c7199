// Slack's own charts and tables, given up step by step where a workspace does not take them: the same as a picture and in letters, and only
// then plain words. What a workspace refused is not tried there again for some hours.

import type { Parcel } from "../../../chat/chat.ts";
import { isOf } from "../blocks/walk.ts";
import type { SlackMessage } from "../blocks/message.ts";
import type { Picture } from "../render/chart-picture.ts";
import type { NativeKind } from "../render/piece.ts";
import type { SlackCard } from "../render/render.ts";
import { isPayloadRefusal } from "./web-api.ts";

/** A workspace may get them any day; a replica asks anew after so long. */
const REMEMBERED_MS = 6 * 3_600_000;

const blockTypes: Readonly<Record<NativeKind, string>> = {
  feedback: "context_actions",
  chart: "data_visualization",
  table: "data_table",
};

export type Natives = {
  /**
   * Sends the first form of a message that is taken.
   * @returns the pictures that show its charts now; `undefined` where every form was refused
   */
  send: <T>(
    team: string,
    form: { message: SlackMessage; of: Pick<SlackCard, "simpler"> },
    send: (message: SlackMessage) => Promise<T>,
  ) => Promise<{ sent: T; pictures: readonly Picture[] } | undefined>;
};

/** A delivery with what is known of the workspace that it goes to. */
export type TeamParcel = Parcel & { team: string; natives: Natives };

export function buildNatives(nowMs: () => number = () => performance.now()): Natives {
  const untilMs = new Map<string, number>();

  function isRefused(team: string, kind: NativeKind): boolean {
    return (untilMs.get(`${team} ${kind}`) ?? Number.NEGATIVE_INFINITY) > nowMs();
  }

  return {
    async send(team, { message, of }, send) {
      const forms = [{ message, without: [], pictures: [] }, ...(of.simpler.get(message) ?? [])];
      const refused = (Object.keys(blockTypes) as NativeKind[]).filter((kind) => isRefused(team, kind));
      const open = forms.filter((form) => !refused.some((kind) => holds(form.message, kind)));
      let tried = false;
      for (const form of open) {
        try {
          const sent = await send(form.message);
          if (tried) for (const kind of form.without) untilMs.set(`${team} ${kind}`, nowMs() + REMEMBERED_MS);
          return { sent, pictures: form.pictures };
        } catch (error) {
          if (form.message.blocks === undefined || !isPayloadRefusal(error)) throw error;
          tried = true;
        }
      }
      return undefined;
    },
  };
}

function holds({ blocks = [] }: SlackMessage, kind: NativeKind): boolean {
  return blocks.some((block) => isOf(block, blockTypes[kind]));
}
