// The variables of KakaoTalk, and what they make together: the skill, and the ways of speaking first.

import { z } from "zod";
import type { Failure } from "../core/failure.ts";

/** The event of the bot's block by which KakaoTalk fetches what waits. */
export const DEFAULT_EVENT = "co9ma";

export const kakaoVariables = {
  KAKAO_SKILL_SECRET: {
    read: z
      .string()
      .regex(/^[\x21-\x7e]{32,500}$/)
      .optional(),
    expected: "32 or more random letters and digits",
    where:
      "openssl rand -hex 32; the set-up shows each workspace's key made from it; leave it out to stay off KakaoTalk",
  },
  KAKAO_BOT_ID: {
    read: z
      .string()
      .regex(/^[\w-]{6,100}!?$/)
      .optional(),
    expected:
      "the id of the bot (with ! at its end on the development channel), together with KAKAO_REST_API_KEY",
    where: "the bot's settings in the chatbot admin; leave both out to never speak first",
  },
  KAKAO_REST_API_KEY: {
    read: z
      .string()
      .regex(/^(?:Kakao[AB]K )?[\x21-\x7e]{16,200}$/)
      .optional(),
    expected: "the REST API key of the app the bot is tied to, together with KAKAO_BOT_ID",
    where: "developers.kakao.com, your application, App keys; leave both out to never speak first",
  },
  KAKAO_EVENT_NAME: {
    read: z.string().trim().min(1).max(100).default(DEFAULT_EVENT),
    expected: "the event's name as set on the bot's block",
    where: "the block's event setting in the chatbot admin; leave it out for co9ma",
  },
  SOLAPI_API_KEY: {
    read: z
      .string()
      .regex(/^[\x21-\x7e]{8,200}$/)
      .optional(),
    expected: "an API key, together with SOLAPI_API_SECRET, SOLAPI_PROFILE_ID and SOLAPI_TEMPLATE_ID",
    where: "console.solapi.com, API keys; leave all four out to send no alimtalk",
  },
  SOLAPI_API_SECRET: {
    read: z
      .string()
      .regex(/^[\x21-\x7e]{8,200}$/)
      .optional(),
    expected: "the secret of SOLAPI_API_KEY",
    where: "console.solapi.com, API keys",
  },
  SOLAPI_PROFILE_ID: {
    read: z
      .string()
      .regex(/^[\w-]{4,100}$/)
      .optional(),
    expected: "the id of the channel's sender profile (pfId)",
    where: "console.solapi.com, KakaoTalk channels",
  },
  SOLAPI_TEMPLATE_ID: {
    read: z
      .string()
      .regex(/^[\w-]{4,100}$/)
      .optional(),
    expected: "the id of the approved template with the words of README, In KakaoTalk",
    where: "console.solapi.com, alimtalk templates",
  },
  KAKAO_API_URL: {
    read: z
      .url({ protocol: /^https?$/ })
      .transform((text) => text.replace(/\/+$/, ""))
      .optional(),
    expected: "an address that stands in for Kakao's, such as http://127.0.0.1:4004",
    where: "leave it out for Kakao itself",
  },
} as const;

type Read = { [Name in keyof typeof kakaoVariables]: z.output<(typeof kakaoVariables)[Name]["read"]> };

export type KakaoSetting = {
  skillSecret: string;
  apiUrl: string | undefined;
  /** How people can be told first; each costs money. */
  push: {
    event: { bot: string; key: string; event: string; apiUrl: string | undefined } | undefined;
    alimtalk: { apiKey: string; apiSecret: string; profileId: string; templateId: string } | undefined;
  };
};

/** @throws Failure "invalid" naming what is missing beside what is set */
export function kakaoSetting(values: Read, wrong: (name: string) => Failure): KakaoSetting | undefined {
  const { KAKAO_SKILL_SECRET: skillSecret, KAKAO_API_URL: apiUrl, KAKAO_EVENT_NAME: event } = values;
  const [bot, key] = together(values, wrong, ["KAKAO_BOT_ID", "KAKAO_REST_API_KEY"]);
  const [apiKey, apiSecret, profileId, templateId] = together(values, wrong, [
    "SOLAPI_API_KEY",
    "SOLAPI_API_SECRET",
    "SOLAPI_PROFILE_ID",
    "SOLAPI_TEMPLATE_ID",
  ]);
  const isPush = bot !== undefined || apiKey !== undefined;
  if (skillSecret === undefined && isPush) throw wrong("KAKAO_SKILL_SECRET");
  if (skillSecret === undefined) return undefined;
  return {
    skillSecret,
    apiUrl,
    push: {
      event: bot && key ? { bot, key, event, apiUrl } : undefined,
      alimtalk:
        apiKey && apiSecret && profileId && templateId
          ? { apiKey, apiSecret, profileId, templateId }
          : undefined,
    },
  };
}

/** All of them or none. @throws Failure "invalid" naming the first that is missing */
function together<Name extends keyof Read>(
  values: Read,
  wrong: (name: string) => Failure,
  names: readonly Name[],
): Read[Name][] {
  const given = names.filter((name) => values[name] !== undefined);
  const missing = names.find((name) => values[name] === undefined);
  if (given.length > 0 && missing !== undefined) throw wrong(missing);
  return names.map((name) => values[name]);
}
