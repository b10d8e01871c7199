// What a campaign is for: the one list, whatever a medium calls it.

import { z } from "zod";
import { type Words, words } from "./locale.ts";

export const Objective = z.enum(["awareness", "traffic", "leads", "sales"]);
export type Objective = z.output<typeof Objective>;

export const objectiveLabels: Readonly<Record<Objective, Words>> = {
  awareness: words("인지", "awareness"),
  traffic: words("방문", "traffic"),
  leads: words("상담·예약", "leads"),
  sales: words("구매", "sales"),
};
