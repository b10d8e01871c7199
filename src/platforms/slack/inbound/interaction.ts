// What a person pressed, submitted or typed as a command: form-encoded requests of Slack.

import { z } from "zod";
import { limits } from "../blocks/objects.ts";
import {
  askAction,
  feedbackAction,
  fillAction,
  openAction,
  pressAction,
  whyMark,
} from "../render/buttons.ts";
import { type Heard, type HeardPress, ignored, keyOf, type Self } from "./heard.ts";
import { saidIn } from "./text.ts";
import { isOurs, readShortcut, readSubmission } from "./view.ts";

const Action = z.object({
  type: z.string(),
  action_id: z.string(),
  action_ts: z.string(),
  value: z.string().max(limits.button.value).default(""),
});

const Pressed = z.object({
  type: z.literal("block_actions"),
  api_app_id: z.string().optional(),
  team: z.object({ id: z.string() }).nullish(),
  user: z.object({
    id: z.string(),
    team_id: z.string().nullish(),
    name: z.string().nullish(),
    username: z.string().nullish(),
  }),
  channel: z.object({ id: z.string() }).optional(),
  container: z.object({
    message_ts: z.string().optional(),
    thread_ts: z.string().optional(),
    channel_id: z.string().optional(),
  }),
  message: z.object({ thread_ts: z.string().optional() }).optional(),
  trigger_id: z.string().default(""),
  actions: z.array(Action).min(1),
});

const Command = z.object({
  command: z.string().startsWith("/"),
  api_app_id: z.string().optional(),
  team_id: z.string(),
  channel_id: z.string(),
  user_id: z.string(),
  user_name: z.string().default(""),
  text: z.string().default(""),
  trigger_id: z.string().min(1),
});

/** @param payload of `payload=…`, parsed */
export function readInteraction(payload: unknown, self: Self): Heard {
  const { type } = z.object({ type: z.string() }).safeParse(payload).data ?? {};
  if (type === "view_submission") return readSubmission(payload, self);
  if (type === "shortcut" || type === "message_action") return readShortcut(payload, self);
  if (type !== "block_actions") return ignored(`interaction ${type ?? "without type"}`);
  const pressed = Pressed.safeParse(payload);
  if (!pressed.success) return ignored("press of another shape");
  const { team, api_app_id, user, channel, container, message, actions, trigger_id } = pressed.data;
  if (!isOurs(self, team?.id, api_app_id)) return { kind: "foreign" };
  const place = channel?.id ?? container.channel_id;
  const [action] = actions;
  const press = action && pressOf(action);
  if (place === undefined || container.message_ts === undefined || !action || !press)
    return ignored("press of nothing of ours");
  const event = {
    key: keyOf(self, place, `${container.message_ts}:${action.action_ts}:${user.id}`, "click"),
    team: self.team,
    channel: place,
    user: user.id,
    name: user.name || user.username || user.id,
    outsider: (user.team_id ?? self.team) !== self.team,
    message: container.message_ts,
    thread: container.thread_ts ?? message?.thread_ts,
  };
  if (!("open" in press)) return { kind: "press", ...event, press };
  const { open: token, own } = press;
  return { kind: "opening", ...event, token, own, trigger: trigger_id };
}

/** @param form fields of a slash command */
export function readCommand(form: unknown, self: Self): Heard {
  const parsed = Command.safeParse(form);
  if (!parsed.success) return ignored("command of another shape");
  const { command, team_id, api_app_id, channel_id, user_id, user_name, text, trigger_id } = parsed.data;
  if (!isOurs(self, team_id, api_app_id)) return { kind: "foreign" };
  return {
    kind: "command",
    key: keyOf(self, channel_id, trigger_id, "command"),
    team: self.team,
    channel: channel_id,
    user: user_id,
    name: user_name || user_id,
    outsider: false,
    command,
    text: saidIn(text, self.botUser),
  };
}

/** A select has no value, and a button of another making no name of ours. */
function pressOf({
  type,
  action_id,
  value,
}: z.output<typeof Action>): HeardPress["press"] | { open: string; own: boolean } | undefined {
  if (value === "") return undefined;
  if (type === "feedback_buttons" && action_id.startsWith(feedbackAction))
    return value.startsWith(whyMark) ? { open: value.slice(whyMark.length), own: false } : { token: value };
  if (type !== "button") return undefined;
  if (action_id.startsWith(openAction)) return { open: value, own: false };
  if (action_id.startsWith(fillAction)) return { open: value, own: true };
  if (action_id.startsWith(pressAction)) return { token: value };
  return action_id.startsWith(askAction) ? { ask: value } : undefined;
}
