// Requests as Kakao's bot engine sends them to a skill, and to the webhook of a team chat: written apart from the product's own reading.

export type Json = Record<string, unknown>;

export type Utterance = {
  bot?: string;
  user: string;
  text: string;
  /** A team chat. */
  room?: string | undefined;
  callbackUrl?: string | undefined;
  /** What the pressed button carries, and what it was. */
  pressed?: { extra: Json | undefined; trigger: string } | undefined;
  console?: boolean;
  /** Of an event that runs the block. */
  params?: Record<string, string> | undefined;
};

export function skillRequest(one: Utterance): Json {
  const { bot = "bot1", user, text, room, callbackUrl, pressed, console = false, params = {} } = one;
  return {
    bot: { id: bot, name: "CO9MA" },
    intent: {
      id: "64f0000000000000000000aa",
      name: "폴백 블록",
      extra: { reason: { code: 1, message: "OK" } },
    },
    action: {
      id: "64f0000000000000000000bb",
      name: "co9ma",
      params,
      detailParams: {},
      clientExtra: pressed?.extra ?? null,
    },
    userRequest: {
      block: { id: "64f0000000000000000000aa", name: "폴백 블록" },
      user: { id: user, type: "botUserKey", properties: { botUserKey: user } },
      utterance: text,
      params: {
        surface: console ? "BuilderBotTest" : "Kakaotalk.plusfriend",
        ...(console && { ignoreMe: "true" }),
      },
      lang: "ko",
      timezone: "Asia/Seoul",
      ...(room && { chat: { id: room, type: "botGroupKey", properties: { botGroupKey: room } } }),
      ...(callbackUrl && { callbackUrl }),
    },
    contexts: [],
    flow: {
      lastBlock: { id: "64f0000000000000000000aa", name: "폴백 블록" },
      trigger: { type: pressed?.trigger ?? "TEXT_INPUT", referrerBlock: null },
    },
  };
}

export function roomEvent(type: string, room: string, bot = "bot1"): Json {
  return {
    botId: bot,
    type,
    timestamp: "2026-11-23T06:00:00.000Z",
    group: { botGroupKey: room },
    payload: {},
  };
}
