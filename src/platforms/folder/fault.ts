// What the file system says is wrong.

export function codeIn(error: unknown): string | undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : undefined;
}

/** Somebody else moved it first, or took it back. */
export function isGone(error: unknown): boolean {
  return codeIn(error) === "ENOENT";
}
