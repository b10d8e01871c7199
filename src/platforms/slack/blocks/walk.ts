// A walk over a payload: every value with the JSON pointer that leads to it.

export type Found = { path: string; key: string; value: unknown; parent: object | undefined };

/** Depth first, the payload itself left out. */
export function* valuesIn(held: unknown, path = ""): Generator<Found> {
  if (typeof held !== "object" || held === null) return;
  for (const [key, value] of Object.entries(held)) {
    const here = `${path}/${pointerKey(key)}`;
    yield { path: here, key, value, parent: held };
    yield* valuesIn(value, here);
  }
}

export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${pointerKey(String(key))}`).join("");
}

function pointerKey(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** Whether an object of the payload is of a Block Kit type. */
export function isOf(held: unknown, ...types: string[]): held is Record<string, unknown> {
  return typeof held === "object" && held !== null && types.includes((held as { type?: string }).type ?? "");
}
