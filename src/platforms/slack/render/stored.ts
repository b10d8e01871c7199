// Stored files of a card that go along into its thread: what each is called there, and what a picture shows.

import type { Card } from "../../../core/card/card.ts";
import type { DocumentId } from "../../../core/ids.ts";
import { shortened } from "./words.ts";

export type Stored = { documentId: DocumentId; name: string; alt?: string };

/** More files below one card nobody looks at; the others are named in words. */
const MOST_FILES = 20;
/** Of a picture's words; Slack takes 1,000. */
const LONGEST_ALT = 900;

export function storedIn({ parts }: Card): Stored[] {
  return parts
    .filter((part) => part.kind === "file")
    .slice(0, MOST_FILES)
    .map(({ documentId, name, picture }) => ({
      documentId,
      name,
      ...(picture && { alt: shortened(picture.alt, LONGEST_ALT) }),
    }));
}
