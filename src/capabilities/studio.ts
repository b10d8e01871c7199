// The one drawing worker of the process, begun with the first picture; it ends by itself when there is no more to draw.

import { type Drawer, openDrawer } from "../drawing/drawer.ts";
import type { Ctx } from "./context.ts";

let shared: Drawer | undefined;

export function studio({ log }: Pick<Ctx, "log">): Drawer {
  shared ??= openDrawer(log, { waiting: 96 });
  return shared;
}
