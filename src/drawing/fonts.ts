// The two cuts of our one font, as files beside the code.

import { fileURLToPath } from "node:url";

export const weights = ["Regular", "Bold"] as const;
export type Weight = (typeof weights)[number];

export function fontPath(weight: Weight): string {
  return fileURLToPath(new URL(`../assets/pretendard/Pretendard-${weight}.otf`, import.meta.url));
}
