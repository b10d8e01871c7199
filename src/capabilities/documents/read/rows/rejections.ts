// Lines that could not be taken: the first ones with their reasons, all of them counted.

import type { Words } from "../../../../core/locale.ts";
import { refuse } from "../refusals.ts";
import type { Rejected } from "../report.ts";

const MOST_KEPT = 20;

export class Rejections {
  readonly kept: Rejected[] = [];
  count = 0;
  private future = 0;

  add(line: number, reason: Words, future: boolean): void {
    this.count++;
    if (future) this.future++;
    if (this.kept.length < MOST_KEPT) this.kept.push({ line, reason });
  }

  /** Why a file of which no line was taken is refused. */
  refusal(today: string): Error {
    const [first] = this.kept;
    if (!first) return refuse("no_rows");
    if (this.future === this.count) return refuse("only_future", { today });
    const { line, reason } = first;
    return refuse("no_readable_rows", { count: this.count, line, reason: reason.ko, reasonEn: reason.en });
  }
}
