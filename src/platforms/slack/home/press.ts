// A press in somebody's Home: it counts as one alone with us, and the Home is drawn anew once it is answered.

import { z } from "zod";
import { chooseLanguage } from "../../../chat/overview.ts";
import { whisperFailure } from "../../../chat/whisper.ts";
import type { Place } from "../../../chat/chat.ts";
import { Failure } from "../../../core/failure.ts";
import { Lang } from "../../../core/locale.ts";
import { limits } from "../blocks/objects.ts";
import { placeOf } from "../door/place.ts";
import { type Heard, type HeardHome, ignored, keyOf, type Self } from "../inbound/heard.ts";
import { isOurs } from "../inbound/view.ts";
import { askAction, openAction, pressAction } from "../render/buttons.ts";
import type { AgentParts } from "../sessions/agent.ts";
import { langAction } from "./home.ts";

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
  view: z.object({ id: z.string(), type: z.literal("home") }),
  actions: z
    .array(
      z.object({
        type: z.string(),
        action_id: z.string(),
        action_ts: z.string(),
        value: z.string().max(limits.button.value).default(""),
      }),
    )
    .min(1),
});

/** @returns nothing for what is no press in a Home */
export function readHomePress(payload: unknown, self: Self): Heard | undefined {
  const pressed = Pressed.safeParse(payload);
  if (!pressed.success) return undefined;
  const { team, user, view, actions, api_app_id } = pressed.data;
  if (!isOurs(self, team?.id, api_app_id)) return { kind: "foreign" };
  const [action] = actions;
  const press = action && pressOf(action);
  if (!action || !press) return ignored("press of nothing of ours");
  return {
    kind: "home",
    key: keyOf(self, view.id, `${action.action_ts}:${user.id}`, "click"),
    team: self.team,
    user: user.id,
    name: user.name || user.username || user.id,
    outsider: (user.team_id ?? self.team) !== self.team,
    press,
  };
}

function pressOf({
  type,
  action_id,
  value,
}: z.output<typeof Pressed>["actions"][number]): HeardHome["press"] | undefined {
  if (type !== "button" || value === "") return undefined;
  if (action_id.startsWith(langAction)) {
    const lang = Lang.safeParse(value).data;
    return lang && { lang };
  }
  // A reason cannot be asked for here: the press counts as it is.
  if (action_id.startsWith(pressAction) || action_id.startsWith(openAction)) return { token: value };
  return action_id.startsWith(askAction) ? { ask: value } : undefined;
}

/** Time for an answer, after which the Home is drawn as it is. */
const PATIENCE_MS = 30_000;

/**
 * @param refresh draws the Home of whoever pressed, and never throws
 * @returns whether a row was kept
 */
export async function keepHomePress(
  parts: AgentParts,
  heard: HeardHome,
  refresh: () => Promise<void>,
): Promise<boolean> {
  const { chat, log } = parts;
  const { team, user, key, press } = heard;
  if (heard.outsider) return false;
  const place = await placeOf(parts, { ...heard, channel: "D" }, "");
  const origin = { person: `${team}/${user}` };
  if ("lang" in press) {
    await chooseLanguage(chat.db, place.personId, press.lang);
    // Slack has its answer first: drawing takes as long as Slack takes.
    void refresh();
    return true;
  }
  if ("ask" in press) {
    await chat.send(place, { key, text: press.ask, origin });
    return true;
  }
  try {
    const { inboundId } = await chat.press(place, { key, token: press.token, origin });
    whenStored(parts, place, inboundId, refresh);
  } catch (error) {
    if (!(error instanceof Failure) || error.code === "unavailable") throw error;
    log.info({ code: error.code }, "a press came to nothing");
    await whisperFailure(chat.db, place, origin, error);
    void refresh();
  }
  return true;
}

/** Once, by whichever process it is answered. */
function whenStored(
  { chat }: Pick<AgentParts, "chat">,
  place: Place,
  id: string,
  then: () => Promise<void>,
): void {
  let done = false;
  const finish = (): void => {
    if (done) return;
    done = true;
    clearTimeout(timer);
    off();
    void then();
  };
  const off = chat.stored(place, (stored) => {
    if (stored === id) finish();
  });
  const timer = setTimeout(finish, PATIENCE_MS);
  timer.unref();
}
