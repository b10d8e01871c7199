// Variables of commands that measure and label, which no app reads.

/** The Postgres server on which the bench keeps its databases. */
export function benchServer(env: Readonly<Record<string, string | undefined>> = process.env): string {
  return env["TEST_DATABASE_URL"] ?? "postgres://postgres@127.0.0.1:5432/postgres";
}

/** Where the browser lies that looks at the page; the usual places are tried when it is not set. */
export function chromiumNamed(
  env: Readonly<Record<string, string | undefined>> = process.env,
): string | undefined {
  return env["CHROMIUM_PATH"] || undefined;
}

/** Another fixed world for the labelled rows; the project's own when it is not set. */
export function evalWorkspace(
  env: Readonly<Record<string, string | undefined>> = process.env,
): string | undefined {
  return env["EVAL_WORKSPACE"] || undefined;
}
