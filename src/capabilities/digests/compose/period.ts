// The days a digest tells: the last whole day, week or month before its due moment.

import { dayIn, mondayOf, type Period } from "../../../core/time.ts";
import type { DigestForm } from "./ask.ts";

/** @returns days of `zone`; the day of `due` itself is never among them */
export function periodOfForm(form: DigestForm, due: Temporal.Instant, zone: string): Period {
  const today = dayIn(zone, due);
  switch (form) {
    case "daily": {
      const day = today.subtract({ days: 1 });
      return { from: day, to: day };
    }
    case "weekly": {
      const monday = mondayOf(today).subtract({ days: 7 });
      return { from: monday, to: monday.add({ days: 6 }) };
    }
    case "monthly": {
      const first = today.with({ day: 1 }).subtract({ months: 1 });
      return { from: first, to: first.with({ day: first.daysInMonth }) };
    }
  }
}
