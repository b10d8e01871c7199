// What a person sent from a modal, or chose in Slack's own menus.

import { z } from "zod";
import { FilledIn, FORM_VIEW } from "../views/form-view.ts";
import { readMetadata } from "../views/metadata.ts";
import { type Heard, ignored, keyOf, type Self } from "./heard.ts";
import { saidIn } from "./text.ts";

const shared = {
  api_app_id: z.string().optional(),
  team: z.object({ id: z.string() }).nullish(),
  user: z.object({
    id: z.string(),
    team_id: z.string().nullish(),
    name: z.string().nullish(),
    username: z.string().nullish(),
  }),
};

const Submitted = z.object({
  ...shared,
  view: z.object({
    id: z.string(),
    callback_id: z.string(),
    private_metadata: z.string(),
    state: z.object({ values: FilledIn }),
  }),
});

const Shortcut = z.object({
  ...shared,
  callback_id: z.string(),
  trigger_id: z.string(),
  action_ts: z.string().default(""),
  channel: z.object({ id: z.string() }).optional(),
  message: z
    .object({ ts: z.string(), thread_ts: z.string().optional(), text: z.string().default("") })
    .optional(),
});

type Who = z.output<typeof Submitted>["user"];

export function readSubmission(payload: unknown, self: Self): Heard {
  const sent = Submitted.safeParse(payload);
  if (!sent.success) return ignored("modal of another shape");
  const { team, user, view, api_app_id } = sent.data;
  if (!isOurs(self, team?.id, api_app_id)) return { kind: "foreign" };
  const metadata = view.callback_id === FORM_VIEW ? readMetadata(view.private_metadata) : undefined;
  if (!metadata) return ignored("modal of nothing of ours");
  return {
    kind: "submit",
    key: keyOf(self, view.id, user.id, "submit"),
    ...speaker(self, user, metadata.channel),
    message: metadata.message,
    thread: metadata.thread,
    token: metadata.token,
    values: view.state.values,
  };
}

export function readShortcut(payload: unknown, self: Self): Heard {
  const chosen = Shortcut.safeParse(payload);
  if (!chosen.success) return ignored("shortcut of another shape");
  const { team, user, api_app_id, callback_id, trigger_id, action_ts, channel, message } = chosen.data;
  if (!isOurs(self, team?.id, api_app_id)) return { kind: "foreign" };
  const event = {
    kind: "shortcut" as const,
    key: keyOf(self, callback_id, `${user.id}:${action_ts || trigger_id}`, "shortcut"),
    ...speaker(self, user, channel?.id),
    message: message?.ts,
    thread: message?.thread_ts,
  };
  if (callback_id === "new_campaign")
    return { ...event, shortcut: { name: callback_id, trigger: trigger_id } };
  if (callback_id === "review_copy" && message && channel)
    return { ...event, shortcut: { name: callback_id, text: saidIn(message.text, self.botUser) } };
  return ignored("shortcut of another name");
}

/** Without a channel it is between the two of us. */
function speaker(self: Self, user: Who, channel = "D") {
  return {
    team: self.team,
    channel,
    user: user.id,
    name: user.name || user.username || user.id,
    outsider: (user.team_id ?? self.team) !== self.team,
  };
}

export function isOurs(
  { team, app }: Self,
  theirTeam: string | undefined,
  theirApp: string | undefined,
): boolean {
  return theirTeam === team && (app === undefined || theirApp === undefined || theirApp === app);
}
