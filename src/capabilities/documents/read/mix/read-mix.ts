import type { ReadEvent } from "../report.ts";
import type { Lines } from "../lines.ts";
import type { MixColumns } from "./mix-columns.ts";
import type { ReadOptions } from "../read.ts";
export async function* readMix(_l: Lines, _m: MixColumns, _o: ReadOptions): AsyncGenerator<ReadEvent> {}
