// Words of others in places where a messenger makes links by itself: told apart by an invisible letter, nothing in them leads away.

const joiner = "\u2060";

/** `https://…`, `name.com` and `mailto:` stay readable and cannot be tapped. */
export function unlinked(text: string): string {
  return text
    .replace(/:(?=\/\/)|mailto(?=:)/gi, (found) => `${found}${joiner}`)
    .replace(/(?<=[\p{L}\p{N}])\.(?=\p{L})/gu, `${joiner}.`);
}
