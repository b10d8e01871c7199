// Slack's Web API in a process of its own: its parent asks by message what people saw since it last looked; it ends with its parent.
// Its one argument is the seed of its troubles; without one it has none.

import { unit } from "../../media/market/noise.ts";
import { openWebApi, type Trouble } from "./web-api.ts";

/** Shares of the calls, one after the other from 0 up. */
const troubles: readonly [Trouble, number][] = [
  ["cut_after", 0.02],
  ["failed_after", 0.02],
  ["cut", 0.02],
  ["failed", 0.02],
  ["paused", 0.02],
];

const seed = process.argv[2];
const api = await openWebApi(seed === undefined ? undefined : (call) => drawn(Number(seed), call));
process.on("message", (known) =>
  process.send?.({
    seen: api.seen.slice(Number(known)),
    refused: api.refused,
    grown: {
      count: api.streams.all.length,
      left: api.streams.all.filter(({ open }) => open).map(({ channel, ts }) => `${channel}:${ts}`),
    },
  }),
);
process.on("disconnect", () => process.exit(0));
process.send?.({ url: api.url });

function drawn(seed: number, call: number): Trouble | undefined {
  let share = unit(seed, call, 2, 0);
  for (const [trouble, width] of troubles) {
    if (share < width) return trouble;
    share -= width;
  }
  return undefined;
}
