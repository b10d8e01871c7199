// One spelling per JSON value, for hashes that must come out alike wherever and whenever they are made.

/**
 * JSON with the keys of every object in code unit order and no white space.
 * @param value plain JSON (what `storableJson` gives, or what a database gave back)
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(",")}}`;
}

/**
 * What a `jsonb` column would give back for `value`: instants and days as ISO text, bigint as digits, and no character
 * that the database refuses (NUL, halves of surrogate pairs). `undefined` becomes `null`.
 */
export function storableJson(value: unknown): unknown {
  const quick = plainText(value);
  if (quick !== undefined && !unstorable.test(quick)) return JSON.parse(quick);
  const text = JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner === "bigint") return inner.toString();
    if (typeof inner === "string") return storableText(inner);
    return inner;
  });
  return text === undefined ? null : withStorableKeys(JSON.parse(text));
}

/** As JSON writes NUL and halves of surrogate pairs; a text that only speaks of them is written out the long way, too. */
const unstorable = /\\u(?:0000|d[89a-f])/;

/** JSON by the engine alone, some ten times quicker; `undefined` for what it has no JSON for. */
function plainText(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof TypeError) return undefined; // a bigint
    throw error;
  }
}

function storableText(text: string): string {
  return text.toWellFormed().replaceAll("\0", "\ufffd");
}

function withStorableKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withStorableKeys);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [storableText(key), withStorableKeys(inner)]),
  );
}
