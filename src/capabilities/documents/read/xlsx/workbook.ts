import type { Source } from "../source.ts";
export async function openWorkbook(path: string, bytes: number): Promise<Source> {
  throw new Error(`${path} ${bytes}`);
}
