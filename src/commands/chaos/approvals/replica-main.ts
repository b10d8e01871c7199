// A replica whose calls to media are seen on their way: it tells its parent as each leaves and comes back, waits a seeded moment at both
// ends so that a kill can hit there, and takes clicks over the same line. Started by the chaos of approvals only.

import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { type App, openApp } from "../../../app.ts";
import { reach } from "../../../capabilities/campaigns/campaigns.ts";
import { readConfig } from "../../../config.ts";
import { PersonId } from "../../../core/ids.ts";
import { DEFAULT_ZONE } from "../../../core/time.ts";
import { openLog } from "../../../log.ts";
import { unit } from "../../../media/market/noise.ts";
import type { Medium } from "../../../media/medium.ts";
import { Click, type Told } from "./line.ts";

/** The longest moment between the mark "sent" and the call, and between the call and its close. */
const MOMENT_MS = 40;

const Given = z.tuple([z.coerce.number().int(), z.coerce.number().int().positive()]);
const [seed, graceMs] = Given.parse(process.argv.slice(2));

function tell(told: Told): void {
  process.send?.(told);
}

let calls = 0;

/** The medium as it is, its writes told. */
function watched(medium: Medium): Medium {
  const { createCampaign, createAdGroup, createAd, setStatus, setDailyBudget, setEnd } = medium;
  return {
    ...medium,
    createCampaign: seen(createCampaign),
    createAdGroup: seen(createAdGroup),
    createAd: seen(createAd),
    setStatus: (at, level, id, status) => seen(setStatus, status === "paused")(at, level, id, status),
    setDailyBudget: seen(setDailyBudget),
    setEnd: seen(setEnd),
  };
}

function seen<Given extends unknown[], Result>(
  call: (...given: Given) => Promise<Result>,
  lowers = false,
): (...given: Given) => Promise<Result> {
  return async (...given) => {
    const number = ++calls;
    tell({ kind: "marked", lowers });
    await pause(MOMENT_MS * unit(seed, number, process.pid, 0));
    tell({ kind: "sent", lowers, atMs: performance.timeOrigin + performance.now() });
    try {
      return await call(...given);
    } finally {
      tell({ kind: "back", lowers });
      await pause(MOMENT_MS * unit(seed, number, process.pid, 1));
    }
  };
}

async function press(app: App, { key, personId, id, planHash, decision }: Click): Promise<void> {
  const person = PersonId.parse(personId);
  const place = await app.chat.placeOf({
    personId: person,
    platform: "local",
    roomRef: personId,
    threadRef: key,
  });
  await app.chat.act(place, {
    key,
    action: "decide_approval",
    input: { id, planHash, decision },
    said: decision,
  });
  tell({ kind: "kept", key });
}

const config = readConfig();
const log = openLog(config.logLevel);
const app = await openApp(config, log, {
  media: {
    graceMs,
    reach: async (ctx, accountId) => {
      const place = await reach(ctx, accountId);
      return place && { ...place, medium: watched(place.medium) };
    },
  },
});
process.on("message", (message) => {
  const click = Click.parse(message);
  press(app, click).catch((error: unknown) => {
    tell({ kind: "refused", key: click.key, said: error instanceof Error ? error.message : String(error) });
  });
});
process.on("disconnect", () => process.exit(0));
process.on("SIGTERM", () => void app.close().then(() => process.exit(0)));
process.stdout.write(`serving ${DEFAULT_ZONE}\n`);
