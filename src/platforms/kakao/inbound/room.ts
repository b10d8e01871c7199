// The webhook of a team chat: we were asked in, or sent away, or somebody else came.

import { z } from "zod";
import type { HeardRoom } from "./heard.ts";
import { fields, Text } from "./tolerant.ts";

const Event = z.object({
  type: Text,
  botId: Text,
  group: fields({ botGroupKey: Text }),
});

const known = ["entrance", "leave", "inviteMember"] as const;

export function readRoom(body: unknown): HeardRoom {
  const event = Event.safeParse(body).data;
  const room = event?.group?.botGroupKey;
  return {
    type: known.find((one) => one === event?.type) ?? "other",
    ...(room && { room: `${(event?.botId ?? "").replace(/!+$/, "")}/${room}` }),
  };
}
