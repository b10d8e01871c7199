// Repeatable noise: the same key always gives the same number, on every machine and in every order.

/** @returns a number in [0, 1), the same for the same arguments */
export function unit(seed: number, day: number, object: number, channel: number): number {
  let hash = mix(Math.trunc(seed) ^ 0x9e3779b9);
  hash = mix(hash ^ Math.imul(day, 0x85ebca6b));
  hash = mix(hash ^ Math.imul(object + 1, 0xc2b2ae35));
  hash = mix(hash ^ Math.imul(channel + 1, 0x27d4eb2f));
  return (hash >>> 0) / 2 ** 32;
}

/** A factor around 1: between `1 - width` and `1 + width`, most often near 1. */
export function wobble(seed: number, day: number, object: number, channel: number, width: number): number {
  const one = unit(seed, day, object, channel);
  const two = unit(seed, day, object, channel + 64);
  return 1 + width * (one + two - 1);
}

/** The last step of murmur3: spreads every bit of the input over the whole word. */
function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
