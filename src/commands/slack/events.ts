// What a person does in Slack, as the Events API and the interactions tell it.

import { randomUUID } from "node:crypto";
import type { Json } from "./knock.ts";
import { team } from "./team.ts";

export type Written = {
  /** A room `C…`, or `D…` for the person alone with the app. */
  channel: string;
  user: string;
  ts: string;
  /** The first message of the thread it is a reply in. */
  thread?: string | undefined;
  /** Named in it: then the app is told twice, as of a message and as of a mention. */
  mention: boolean;
  text: string;
};

/** The deliveries of one message: itself, and its twin when it names the app. Their ids differ, and from those of any other call. */
export function eventsOf({ channel, user, ts, thread, mention, text }: Written): Json[] {
  const shared = {
    channel,
    user,
    team: team.id,
    ts,
    ...(thread !== undefined && { thread_ts: thread }),
    text: mention ? `<@${team.botUser}> ${text}` : text,
  };
  const direct = channel.startsWith("D");
  const message = { ...shared, type: "message", channel_type: direct ? "im" : "channel" };
  return [message, ...(mention && !direct ? [{ ...shared, type: "app_mention" }] : [])].map(envelope);
}

function envelope(event: Json): Json {
  return {
    type: "event_callback",
    token: "verification",
    team_id: team.id,
    context_team_id: team.id,
    api_app_id: team.app,
    event_id: `Ev${randomUUID()}`,
    event_time: Number(String(event["ts"]).split(".")[0]),
    is_ext_shared_channel: false,
    authorizations: [{ team_id: team.id, user_id: team.botUser, is_bot: true }],
    event,
  };
}

export type Pressed = {
  channel: string;
  /** Of the message it stands in. */
  thread?: string | undefined;
  user: string;
  message: string;
  actionId: string;
  value: string;
  ts: string;
  /** A button of a row of them, or one of the two thumbs. */
  type?: "button" | "feedback_buttons";
};

/** A press of a button that stands in a message of the app. */
export function pressOf({
  channel,
  thread,
  user,
  message,
  actionId,
  value,
  ts,
  type = "button",
}: Pressed): Json {
  return {
    type: "block_actions",
    api_app_id: team.app,
    team: { id: team.id, domain: "bench" },
    user: { id: user, username: user.toLowerCase(), team_id: team.id },
    channel: { id: channel, name: "bench" },
    container: {
      type: "message",
      message_ts: message,
      channel_id: channel,
      ...(thread !== undefined && { thread_ts: thread }),
    },
    message: { ts: message },
    trigger_id: `trigger-${ts}`,
    actions: [{ type, action_id: actionId, block_id: "b", value, action_ts: ts }],
  };
}
