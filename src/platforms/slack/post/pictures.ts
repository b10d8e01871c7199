// Charts as pictures in the thread of their card: drawn while its words are posted, put up behind them. All figures stand in the words,
// so a picture that cannot be drawn, or that Slack does not take, is left out.

import type { Logger } from "pino";
import type { Drawer } from "../../../drawing/drawer.ts";
import type { Picture } from "../render/chart-picture.ts";
import type { Spot } from "./posted.ts";
import { isRefusal, type WebApi } from "./web-api.ts";

type Desk = { api: WebApi; spot: Spot; signal: AbortSignal };

/** Begins to draw; the returned function waits for the pictures and puts them up, one after another. */
export type DrawPictures = (pictures: readonly Picture[]) => (desk: Desk) => Promise<void>;

export const noPictures: DrawPictures = () => () => Promise.resolve();

export function buildPictures(drawer: Pick<Drawer, "draw">, log: Logger): DrawPictures {
  return (pictures) => {
    const begun = pictures.map(({ part, manner, ...told }) => ({ ...told, png: drawer.draw(part, manner) }));
    return async ({ api, spot, signal }) => {
      for (const { name, alt, png } of begun) {
        const content = await png;
        signal.throwIfAborted();
        if (content === undefined) continue;
        try {
          await api.upload({ ...spot, name, alt, content }, signal);
        } catch (error) {
          if (!isRefusal(error)) throw error;
          log.warn({ code: error.code }, "a picture was not taken");
        }
      }
    };
  };
}
