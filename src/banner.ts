// What the start prints for the person at the terminal: where the chat is, what is on, how to switch the rest on.

import type { Config, ModelSetting } from "./config.ts";
import type { Words } from "./core/locale.ts";

/** @param facts.notes what is amiss */
export function banner(
  config: Config,
  facts: { url: string; adminCode: string; notes?: readonly Words[] },
): string {
  const embedded = config.databaseUrl === undefined;
  const rows: [string, string, string][] = [
    ["web chat", config.publicUrl?.href ?? facts.url, webHint(config)],
    [
      "database",
      embedded ? `embedded (PGlite), folder ${config.dataDir}` : "Postgres",
      embedded ? "DATABASE_URL=postgres://user:password@host:5432/name for Postgres" : "DATABASE_URL is set",
    ],
    modelRow(config.model),
    surfacesRow(config),
    ["admin code", facts.adminCode, codeHint(config, facts.adminCode)],
  ];
  const clock = config.now ? [`  clock       fixed at ${config.now} (CO9MA_NOW)`] : [];
  const notes = (facts.notes ?? []).map(({ ko, en }) => `  !           Slack: ${en} · ${ko}`);
  const help =
    notes.length > 0
      ? ["              npm run slack:check says what to do · 해결 방법은 npm run slack:check"]
      : [];
  const lines = rows.map(([name, value, hint]) => `  ${name.padEnd(12)}${value}\n  ${" ".repeat(12)}${hint}`);
  return ["", "CO9MA is ready · 준비됐어요", ...lines, ...clock, ...notes, ...help, ""].join("\n");
}

function surfacesRow({ slack, publicUrl }: Config): [string, string, string] {
  const local = 'web chat, terminal (npm run ask -- "…")';
  if (slack === undefined)
    return [
      "surfaces",
      local,
      "SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET for Slack · 슬랙은 README의 In Slack",
    ];
  if (slack.appToken !== undefined)
    return [
      "surfaces",
      `${local}, Slack`,
      "Slack over a socket · 슬랙은 소켓으로 연결, 확인은 npm run slack:check",
    ];
  const address = publicUrl
    ? new URL("/slack/events", publicUrl).href
    : "/slack/events at your public address";
  return [
    "surfaces",
    `${local}, Slack`,
    `Slack posts to ${address} · 슬랙 설정됨, 확인은 npm run slack:check`,
  ];
}

function modelRow(model: ModelSetting): [string, string, string] {
  if (model.kind === "interpreter")
    return [
      "model",
      "built-in interpreter",
      "OPENAI_API_KEY or OPENAI_BASE_URL for a language model · 언어 모델은 선택",
    ];
  const spoken = model.kind === "openai" ? "Responses" : "chat completions";
  const where = model.baseUrl ?? "OpenAI";
  return [
    "model",
    `${model.model}, ${where} (${spoken})${model.images ? `, pictures by ${model.images}` : ""}`,
    "the built-in interpreter answers when it does not",
  ];
}

/** Who is let in by being here says it in the chat; everybody else comes in by it. */
function codeHint({ publicUrl }: Config, code: string): string {
  if (publicUrl === undefined)
    return "send it in the chat within 10 minutes, once, to become admin · 한 번만 쓰는 관리자 코드";
  const link = new URL(`/#sign-in=${code}`, publicUrl);
  return `open ${link} within 10 minutes, once, to come in as an admin · 한 번만 쓰는 관리자 링크`;
}

/** Without a public address only this machine is let in, whatever address it listens on. */
function webHint({ host, publicUrl }: Config): string {
  const open = publicUrl === undefined && !["127.0.0.1", "::1", "localhost"].includes(host);
  return open
    ? "only this machine is let in: set PUBLIC_URL to the address people use · 접속 주소를 PUBLIC_URL에 정해 주세요"
    : "open it in a browser · 브라우저에서 여세요";
}
