// The one reader of the environment. A wrong variable stops the start with its name, what was expected and where to get it.

import { join } from "node:path";
import { z } from "zod";
import { Failure } from "./core/failure.ts";
import { type KakaoSetting, kakaoSetting, kakaoVariables } from "./config/kakao.ts";
import { type SlackSetting, slackSetting, slackVariables } from "./config/slack.ts";
import { words } from "./core/locale.ts";

const Port = z.coerce.number().int().min(0).max(65535);
const Instant = z.string().transform((text, issue) => {
  try {
    return Temporal.Instant.from(text);
  } catch {
    issue.addIssue({ code: "custom", message: "not an instant" });
    return z.NEVER;
  }
});

/** A base URL is an address alone: a key in it would end up in logs, and the paths of the protocols are added to it. */
const BaseUrl = z
  .url({ protocol: /^https?$/ })
  .refine((text) => {
    const { username, password, search, hash } = new URL(text);
    return `${username}${password}${search}${hash}` === "";
  })
  .transform((text) => text.replace(/\/+$/, ""))
  .refine((text) => !/\/(?:chat\/completions|completions|responses)$/.test(text));

/** No key is shorter at OpenAI; a server of one's own may take any word, such as `ollama`. */
const LEAST_KEY_LETTERS = 8;

/** Answers when a key is there and no model is named: the smallest of OpenAI's current family, quick enough for a chat. */
const DEFAULT_OPENAI_MODEL = "gpt-6-luna";

/** Makes the photographs of creatives when a key for OpenAI is there: the smallest that takes a size in landscape. */
const DEFAULT_IMAGE_MODEL = "gpt-image-1-mini";
/** In the place of a model's name. */
const NO_IMAGES = "none";

/** One row per variable: how it is read, what was expected when it is wrong, where to get it. */
const variables = {
  PORT: { read: Port.default(3000), expected: "a port number, 0 to 65535", where: "leave it out for 3000" },
  HOST: {
    read: z.string().min(1).default("127.0.0.1"),
    expected: "an address to listen on",
    where: "leave it out for 127.0.0.1",
  },
  CO9MA_DATA_DIR: {
    read: z.string().min(1).default(".data"),
    expected: "a folder this user may write to",
    where: "leave it out for .data",
  },
  CO9MA_ENCRYPTION_KEY: {
    read: z
      .string()
      .transform((text) => Buffer.from(text, "base64"))
      .refine((key) => key.length === 32)
      .optional(),
    expected: "32 random bytes in base64",
    where: "openssl rand -base64 32; leave it out with the embedded database, which makes its own",
  },
  CO9MA_SIGN_IN_SECRET: {
    read: z
      .string()
      .regex(/^[\x21-\x7e]{32,500}$/)
      .transform((text) => Buffer.from(text, "utf8"))
      .optional(),
    expected:
      "32 letters or more that nobody can guess, the same in every replica; with Postgres it is needed beside PUBLIC_URL or Slack",
    where: "openssl rand -base64 32; leave it out with the embedded database, which makes its own",
  },
  DATABASE_URL: {
    read: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    expected: "postgres://user:password@host:5432/database",
    where: "the connection page of your Postgres; leave it out for the embedded database",
  },
  PUBLIC_URL: {
    read: z
      .url({ protocol: /^https?$/ })
      .transform((text) => new URL(text))
      .optional(),
    expected: "the address people open in a browser, such as https://co9ma.example.com",
    where: "the proxy or tunnel in front of this server; leave it out for this machine alone",
  },
  OPENAI_API_KEY: {
    read: z
      .string()
      .regex(/^[\x21-\x7e]{1,500}$/)
      .optional(),
    expected: `a secret key: one line without spaces, such as sk-…, of ${LEAST_KEY_LETTERS} letters or more where OPENAI_BASE_URL is not set`,
    where:
      "platform.openai.com/api-keys, or your own model server; without it the built-in interpreter answers",
  },
  OPENAI_MODEL: {
    read: z
      .string()
      .regex(/^[\w.:/@-]{1,200}$/)
      .optional(),
    expected: "the name of a model as its server lists it, such as gpt-6-luna",
    where: `the server's list of models; leave it out for ${DEFAULT_OPENAI_MODEL} at OpenAI`,
  },
  OPENAI_IMAGE_MODEL: {
    read: z
      .string()
      .regex(/^[\w.:/@-]{1,200}$/)
      .optional(),
    expected: `the name of a model that makes pictures, such as ${DEFAULT_IMAGE_MODEL}, or ${NO_IMAGES}, together with OPENAI_API_KEY or OPENAI_BASE_URL`,
    where: `the server's list of models; leave it out for ${DEFAULT_IMAGE_MODEL} at OpenAI and for none elsewhere`,
  },
  OPENAI_BASE_URL: {
    read: BaseUrl.optional(),
    expected:
      "the address of a compatible server, such as http://localhost:11434/v1, without a key in it and without /chat/completions or /responses behind it",
    where: "the server's documentation; leave it out for OpenAI itself",
  },
  OPENAI_API: {
    read: z.enum(["responses", "chat"]).optional(),
    expected: "responses or chat",
    where: "leave it out: responses at OpenAI, chat when OPENAI_BASE_URL is set",
  },
  ...slackVariables,
  ...kakaoVariables,
  CO9MA_DROP_DIR: {
    read: z.string().min(1).optional(),
    expected: "a folder this user may read and write, on one disk with what is laid into it",
    where: "leave it out where no reports come by a folder",
  },
  CO9MA_NOW: {
    read: Instant.optional(),
    expected: "an instant such as 2026-11-21T10:00:00+09:00",
    where: "leave it out for the machine's clock",
  },
  CO9MA_STOP: {
    read: z
      .enum(["0", "1"])
      .default("0")
      .transform((text) => text === "1"),
    expected: "1 to halt every automatic write of this installation",
    where: "leave it out to let people's own limits decide",
  },
  LOG_LEVEL: {
    read: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
    expected: "fatal, error, warn, info, debug, trace or silent",
    where: "leave it out for info",
  },
} as const;

type Read = { [Name in keyof typeof variables]: z.output<(typeof variables)[Name]["read"]> };

/** Which language model answers. */
export type ModelSetting =
  | { kind: "interpreter" }
  | {
      /** `openai` speaks Responses, `compatible` chat completions. */
      kind: "openai" | "compatible";
      model: string;
      apiKey: string | undefined;
      /** Absent for OpenAI itself. */
      baseUrl: string | undefined;
      /** The model that makes photographs for creatives. */
      images: string | undefined;
    };

/** `apiUrl` stands in for Kakao in tests: callbacks may lead there, too. */
export type Config = {
  port: number;
  host: string;
  dataDir: string;
  databaseUrl: string | undefined;
  /** Seals contacts; the embedded database makes its own where none is set. */
  encryptionKey: Uint8Array | undefined;
  /** Signs links; the embedded database makes its own where none is set. */
  signInSecret: Uint8Array | undefined;
  /** Where people open the page; without it only this machine's own browsers are served. */
  publicUrl: URL | undefined;
  model: ModelSetting;
  slack: SlackSetting | undefined;
  kakao: KakaoSetting | undefined;
  /** Reports laid into it are imported; no folder is looked at without it. */
  dropDir: string | undefined;
  now: Temporal.Instant | undefined;
  /** Every automatic write is halted, whatever workspaces say. */
  halted: boolean;
  logLevel: Read["LOG_LEVEL"];
};

/**
 * Reads and checks every variable once.
 * @throws Failure "invalid" naming the first wrong variable, what was expected and where to get it
 */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const read: Record<string, unknown> = {};
  for (const [name, variable] of Object.entries(variables)) {
    const given = env[name]?.trim();
    const result = variable.read.safeParse(given === "" ? undefined : given);
    if (!result.success) throw wrongVariable(name, variable);
    read[name] = result.data;
  }
  const values = read as Read;
  return {
    port: values.PORT,
    host: values.HOST,
    dataDir: values.CO9MA_DATA_DIR,
    databaseUrl: values.DATABASE_URL,
    encryptionKey: values.CO9MA_ENCRYPTION_KEY,
    signInSecret: signInSecret(values),
    publicUrl: values.PUBLIC_URL,
    model: modelSetting(values),
    slack: slackSetting(values, wrongVariable),
    kakao: kakaoSetting(values, wrongVariable),
    dropDir: values.CO9MA_DROP_DIR,
    now: values.CO9MA_NOW,
    halted: values.CO9MA_STOP,
    logLevel: values.LOG_LEVEL,
  };
}

/**
 * Links are made where the app has an address of its own, and replicas must know each other's.
 * @throws Failure "invalid" where one is needed and none is there
 */
function signInSecret(values: Read): Uint8Array | undefined {
  const { CO9MA_SIGN_IN_SECRET: secret, DATABASE_URL, PUBLIC_URL, SLACK_SIGNING_SECRET } = values;
  const isOpen =
    PUBLIC_URL !== undefined || SLACK_SIGNING_SECRET !== undefined || values.KAKAO_SKILL_SECRET !== undefined;
  if (DATABASE_URL !== undefined && isOpen && secret === undefined)
    throw wrongVariable("CO9MA_SIGN_IN_SECRET");
  return secret;
}

/** @throws Failure "invalid" when what is set does not make a model */
function modelSetting(values: Read): ModelSetting {
  const { OPENAI_API_KEY: apiKey, OPENAI_MODEL: name, OPENAI_BASE_URL: baseUrl, OPENAI_API: api } = values;
  const { OPENAI_IMAGE_MODEL: images = baseUrl === undefined ? DEFAULT_IMAGE_MODEL : NO_IMAGES } = values;
  if (apiKey === undefined && baseUrl === undefined) {
    const { OPENAI_IMAGE_MODEL: wanted } = values;
    if (name !== undefined || api !== undefined || wanted !== undefined)
      throw wrongVariable("OPENAI_API_KEY");
    return { kind: "interpreter" };
  }
  if (baseUrl === undefined && apiKey !== undefined && apiKey.length < LEAST_KEY_LETTERS)
    throw wrongVariable("OPENAI_API_KEY");
  if (name === undefined && baseUrl !== undefined) throw wrongVariable("OPENAI_MODEL");
  const spoken = api ?? (baseUrl === undefined ? "responses" : "chat");
  const kind = spoken === "responses" ? "openai" : "compatible";
  const model = name ?? DEFAULT_OPENAI_MODEL;
  return { kind, model, apiKey, baseUrl, images: images === NO_IMAGES ? undefined : images };
}

/** What is set for Slack, right or wrong: for the self-check, which says what is wrong with it. */
type SlackGiven = {
  botToken: string;
  signingSecret: string;
  appToken: string;
  apiUrl: string | undefined;
} & Pick<Config, "port" | "publicUrl">;

/** @throws Failure "invalid" for a wrong variable other than tokens and secrets */
export function readSlackGiven(env: Readonly<Record<string, string | undefined>> = process.env): SlackGiven {
  const others = Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("SLACK_")));
  const { port, publicUrl } = readConfig(others);
  const apiUrl = slackVariables.SLACK_API_URL.read.parse(env["SLACK_API_URL"]?.trim() || undefined);
  const given = (name: string): string => env[name]?.trim() ?? "";
  return {
    botToken: given("SLACK_BOT_TOKEN"),
    signingSecret: given("SLACK_SIGNING_SECRET"),
    appToken: given("SLACK_APP_TOKEN"),
    apiUrl,
    port,
    publicUrl,
  };
}

/** The value itself is never repeated: it may be a secret. */
function wrongVariable(
  name: string,
  { expected, where }: { expected: string; where: string } = variables[name as keyof typeof variables],
): Failure {
  return new Failure("invalid", `${name} is not usable: expected ${expected}`, {
    say: words(`환경 변수 ${name} 값을 쓸 수 없어요.`, `The variable ${name} cannot be used.`),
    next: words(`기대한 형식: ${expected} (${where})`, `Expected ${expected} (${where}).`),
  });
}

/** The socket on which the process that holds the data folder answers local commands. */
export function socketPath({ dataDir }: Config): string {
  return join(dataDir, "app.sock");
}
