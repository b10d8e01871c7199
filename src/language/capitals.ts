// What capitals say: a name in the middle of a sentence, nothing at its start or where everything has them.

/** Capitals are meant: the message is not written in them throughout. */
export function isDeliberate(text: string): boolean {
  const words = text.match(/[A-Za-z]{3,}/g) ?? [];
  return /[가-힣]/.test(text) || words.length < 5 || words.some((word) => /^[a-z]/.test(word));
}

export function startsSentence(text: string, at: number): boolean {
  return /(?:^|[.?!:\n])[\s"'(]*$/.test(text.slice(0, at));
}
