// Web addresses in a text: nothing in them is a slip of the hand, whatever it looks like.

const address =
  /(?:https?:\/\/|www\.)[^\s"'<>]+|(?<![\p{L}\p{N}@])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|net|kr|io|shop|store|co|org|app)(?:\/[^\s"'<>]*)?(?:\/[^\s"'<>]*)?/giu;

/** Places of the addresses, in order; a particle or stop may still hang on their end. */
export function findAddresses(text: string): { from: number; to: number }[] {
  return [...text.matchAll(address)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
  }));
}
