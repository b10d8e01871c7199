// Payloads as Slack sends them, cut to what is read; `over` changes what a case is about.

import type { Self } from "../../../../src/platforms/slack/inbound/heard.ts";

export const self: Self = { team: "T1", botUser: "UBOT", app: "A1" };

type Json = Record<string, unknown>;

export function envelope(event: Json, over: Json = {}): Json {
  return {
    type: "event_callback",
    token: "verification",
    team_id: "T1",
    context_team_id: "T1",
    api_app_id: "A1",
    event_id: "Ev1",
    event_time: 1_763_800_000,
    is_ext_shared_channel: false,
    authorizations: [{ team_id: "T1", user_id: "UBOT", is_bot: true }],
    event,
    ...over,
  };
}

export function message(over: Json = {}): Json {
  return {
    type: "message",
    channel: "C1",
    channel_type: "channel",
    user: "U1",
    team: "T1",
    ts: "1763800000.000100",
    text: "<@UBOT> 지난주 어땠어?",
    ...over,
  };
}

export function mention(over: Json = {}): Json {
  const { channel_type: _, ...shared } = message(over);
  return { ...shared, type: "app_mention" };
}

export function direct(over: Json = {}): Json {
  return message({ channel: "D1", channel_type: "im", text: "지난주 어땠어?", ...over });
}

export function press(over: Json = {}, action: Json = {}): Json {
  return {
    type: "block_actions",
    api_app_id: "A1",
    team: { id: "T1", domain: "shop" },
    user: { id: "U1", username: "jia", team_id: "T1" },
    channel: { id: "C1", name: "marketing" },
    container: {
      type: "message",
      message_ts: "1763800001.000200",
      channel_id: "C1",
      thread_ts: "1763800000.000100",
    },
    message: { ts: "1763800001.000200", thread_ts: "1763800000.000100" },
    trigger_id: "1.2.3",
    response_url: "https://hooks.slack.example/actions/1",
    actions: [
      {
        type: "button",
        action_id: "press:0",
        block_id: "b",
        value: "token-1",
        action_ts: "1763800002.000300",
        ...action,
      },
    ],
    ...over,
  };
}

export function command(over: Json = {}): Json {
  return {
    command: "/co9ma",
    text: "stop",
    api_app_id: "A1",
    team_id: "T1",
    channel_id: "C1",
    user_id: "U1",
    trigger_id: "1.2.3",
    response_url: "https://hooks.slack.example/commands/1",
    ...over,
  };
}
