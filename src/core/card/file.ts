// A stored file to see or to take away: its bytes lie with the documents, the card names them only.

import { z } from "zod";
import { DocumentId } from "../ids.ts";

export const FilePart = z.object({
  kind: z.literal("file"),
  documentId: DocumentId,
  name: z.string(),
  mediaType: z.enum([
    "image/png",
    "image/jpeg",
    "application/zip",
    "text/csv",
    "text/html",
    "application/octet-stream",
  ]),
  bytes: z.number().int().nonnegative(),
  /** Set where it is a picture: its size in pixels, and what it shows in words. */
  picture: z
    .object({ width: z.number().int().positive(), height: z.number().int().positive(), alt: z.string() })
    .optional(),
});
export type FilePart = z.output<typeof FilePart>;

/** Where the page serves it to people of its workspace. */
export function documentPath(id: DocumentId): string {
  return `/api/documents/${id}`;
}
