// Names on a drawing: how much room they need, and which of them are shown where there is too little.

/** About how wide a label of 12 px is: Hangul 12, other letters 7. */
export function roughWidth(text) {
  let width = 0;
  for (const letter of text) width += letter.codePointAt(0) > 0x2e7f ? 12 : 7;
  return width;
}

/** A name in at most `room` pixels, its end replaced by "…" when it is longer. */
export function cut(text, room) {
  if (roughWidth(text) * 1.1 <= room) return text;
  let kept = text;
  while (kept.length > 1 && roughWidth(kept) * 1.1 > room - 12) kept = kept.slice(0, -1);
  return `${kept}…`;
}

/**
 * Which of `count` labels are shown where `room` of them fit: equally far from one another where that
 * costs about half of them at most, else as near to it as whole steps allow.
 * @returns indexes, the first and the last among them
 */
export function spread(count, room) {
  const last = count - 1;
  if (last < 1) return count === 1 ? [0] : [];
  const most = Math.min(room - 1, last);
  let steps = most;
  while (steps > 1 && last % steps !== 0) steps -= 1;
  if (2 * steps < most - 1) steps = most;
  return Array.from({ length: steps + 1 }, (_, step) => Math.round((step * last) / steps));
}
