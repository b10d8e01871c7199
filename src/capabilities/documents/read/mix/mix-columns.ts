import type { SheetRow } from "../source.ts";
export type MixColumns = { at: number };
export function findMix(_rows: SheetRow[]): MixColumns | undefined { return undefined; }
