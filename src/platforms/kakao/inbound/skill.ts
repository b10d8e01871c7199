// A request of the skill: who says what where, and whether they typed it or pressed a button of ours.

import { z } from "zod";
import { EVENT_PARAM } from "../push/knockers.ts";
import { Extra } from "../skill/extra.ts";
import type { Heard, Said } from "./heard.ts";
import { fields, Text, Utterance } from "./tolerant.ts";

/** Where a parameter of an event arrives is told on no page: it is looked for wherever the block's parameters stand. */
const Params = { [EVENT_PARAM]: Text };

const Request = z.object({
  bot: fields({ id: Text, name: Text }),
  userRequest: fields({
    utterance: Utterance,
    user: fields({ id: Text, properties: fields({ botUserKey: Text }) }),
    chat: fields({ id: Text, properties: fields({ botGroupKey: Text }) }),
    params: fields({
      ...Params,
      surface: Text,
      ignoreMe: z.union([z.string(), z.boolean()]).nullish().catch(undefined),
    }),
    callbackUrl: Text,
  }),
  action: fields({ clientExtra: z.unknown(), params: fields(Params) }),
  flow: fields({ trigger: fields({ type: Text }) }),
});
type Request = z.output<typeof Request>;

/** How Kakao says that something was typed. */
const TYPED = "TEXT_INPUT";

/** @returns nothing where it does not say who speaks */
export function readSkill(body: unknown): Heard | undefined {
  const request = Request.safeParse(body).data;
  const { bot, userRequest } = request ?? {};
  const user = userRequest?.user?.id || userRequest?.user?.properties?.botUserKey;
  if (!request || !user) return undefined;
  const room = userRequest?.chat?.properties?.botGroupKey || userRequest?.chat?.id;
  // The development channel's id of a bot ends with a mark; it is the same bot.
  const botId = (bot?.id ?? "").replace(/!+$/, "");
  return {
    platformId: `${botId}:${user}`,
    name: user.slice(-4),
    profile: room ? "team" : "person",
    ...(room && { room: `${botId}/${room}` }),
    said: saidIn(request, bot?.name ?? undefined),
    ...(userRequest?.callbackUrl && { callbackUrl: userRequest.callbackUrl }),
    console: isConsole(request),
  };
}

/** Only a press carries what a button holds; a bot that tells no trigger presses all the same. What was typed is words, whatever stands beside it. */
function saidIn({ action, flow, userRequest }: Request, botName: string | undefined): Said {
  if (action?.params?.[EVENT_PARAM] || userRequest?.params?.[EVENT_PARAM]) return { kind: "event" };
  const carried = Extra.safeParse(action?.clientExtra).data;
  if (carried && flow?.trigger?.type !== TYPED) return pressed(carried);
  return { kind: "words", text: withoutMention(userRequest?.utterance ?? "", botName) };
}

function pressed(carried: Extra): Said {
  if ("token" in carried) return { kind: "press", token: carried.token };
  if ("form" in carried) return { kind: "fill", form: carried.form };
  return { kind: "rest", name: carried.rest, page: carried.page };
}

/** In a team chat the bot is spoken to by its name. */
function withoutMention(text: string, name: string | undefined): string {
  const mention = name ? `@${name}` : undefined;
  return (mention !== undefined && text.startsWith(mention) ? text.slice(mention.length) : text).trim();
}

function isConsole({ userRequest }: Request): boolean {
  const { surface, ignoreMe } = userRequest?.params ?? {};
  return surface === "BuilderBotTest" || String(ignoreMe) === "true";
}
