// Presses beside the load: people say of the warm-up's answers that they helped. Each press comes four times, at whichever replica, as a
// replayed request would: by its own key it is one.

import { setTimeout as pause } from "node:timers/promises";
import { pressOf, type Written } from "../../slack/events.ts";
import type { Knock } from "../../slack/knock.ts";
import type { Slack } from "../../slack/slack.ts";

const MOST = 60;
const TIMES = 4;

export type Pressed = {
  /** Different ones. */
  presses: number;
  /** Statuses other than 200, and what did not come back. */
  refused: string[];
};

/** @param forMs over which they are spread */
export async function pressThumbs(
  knock: Knock,
  urls: readonly string[],
  { slack, asked, forMs }: { slack: Slack; asked: readonly Written[]; forMs: number },
): Promise<Pressed> {
  const writers = new Map(asked.map(({ channel, ts, user }) => [`${channel} ${ts}`, user]));
  const { seen } = await slack.look();
  const thumbs = seen.flatMap(({ thumb, channel, thread, ts }) => {
    const user = writers.get(`${channel} ${thread}`);
    return thumb && user !== undefined ? [{ ...thumb, channel, thread, message: ts, user }] : [];
  });
  const chosen = thumbs.slice(0, MOST);
  const refused: string[] = [];
  const running: Promise<void>[] = [];
  for (const [index, thumb] of chosen.entries()) {
    const ts = `1763990000.${String(index).padStart(6, "0")}`;
    const payload = pressOf({ ...thumb, ts, type: "feedback_buttons" });
    for (let time = 0; time < TIMES; time += 1) {
      const url = urls[(index + time) % urls.length] ?? "";
      // No two alike: the same bytes in the same second are refused at one door.
      const one = { ...payload, trigger_id: `${ts}.${time}` };
      running.push(
        knock.interaction(url, one).then(
          (status) => void (status !== 200 && refused.push(String(status))),
          (error: unknown) => void refused.push(String(error)),
        ),
      );
      await pause(forMs / chosen.length / TIMES);
    }
  }
  await Promise.all(running);
  return { presses: chosen.length, refused };
}
