// What the start prints for the person at the terminal: where the chat is, what is on, how to switch the rest on.

import type { Config } from "./config.ts";

export function banner(config: Config, facts: { url: string; adminCode: string }): string {
  const embedded = config.databaseUrl === undefined;
  const rows: [string, string, string][] = [
    ["web chat", config.publicUrl?.href ?? facts.url, webHint(config)],
    [
      "database",
      embedded ? `embedded (PGlite), folder ${config.dataDir}` : "Postgres",
      embedded ? "DATABASE_URL=postgres://user:password@host:5432/name for Postgres" : "DATABASE_URL is set",
    ],
    ["model", "built-in interpreter", "no key needed; other language models come with a later version"],
    ["surfaces", 'web chat, terminal (npm run ask -- "…")', "Slack and KakaoTalk come with a later version"],
    [
      "admin code",
      facts.adminCode,
      "send it in the chat within 10 minutes, once, to become admin · 한 번만 쓰는 관리자 코드",
    ],
  ];
  const clock = config.now ? [`  clock       fixed at ${config.now} (CO9MA_NOW)`] : [];
  const lines = rows.map(([name, value, hint]) => `  ${name.padEnd(12)}${value}\n  ${" ".repeat(12)}${hint}`);
  return ["", "CO9MA is ready · 준비됐어요", ...lines, ...clock, ""].join("\n");
}

/** Without a public address only this machine is let in, whatever address it listens on. */
function webHint({ host, publicUrl }: Config): string {
  const open = publicUrl === undefined && !["127.0.0.1", "::1", "localhost"].includes(host);
  return open
    ? "only this machine is let in: set PUBLIC_URL to the address people use · 접속 주소를 PUBLIC_URL에 정해 주세요"
    : "open it in a browser · 브라우저에서 여세요";
}
