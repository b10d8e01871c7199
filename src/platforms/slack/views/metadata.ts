// What a modal carries through Slack and back: which button it stands for, and where that is. Slack signs what comes back.

import { z } from "zod";
import { Lang } from "../../../core/locale.ts";

export const Metadata = z.object({
  token: z.string().max(200),
  lang: Lang,
  /** Where its button stands; nothing for a form that was opened from nowhere. */
  channel: z.string().max(50).optional(),
  message: z.string().max(50).optional(),
  thread: z.string().max(50).optional(),
});
export type Metadata = z.output<typeof Metadata>;

export function metadataText(metadata: Metadata): string {
  return JSON.stringify(metadata);
}

export function readMetadata(text: string): Metadata | undefined {
  try {
    return Metadata.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
