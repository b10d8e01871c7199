// The self-check of Slack: token, rights, secret and address, in the order in which a newcomer sets them.

import { words } from "../../../core/locale.ts";
import { buildWebApi } from "../post/client.ts";
import { buildFindSelf, type FindSelf, refusalOf } from "../self.ts";
import type { Address } from "../../knocking.ts";
import { addressFindings } from "./address.ts";
import type { Finding } from "../../finding.ts";
import { secretFinding, tokenFinding } from "./given.ts";
import { scopeFindings } from "./scopes.ts";
import { socketFinding } from "./socket.ts";

export type { Finding } from "../../finding.ts";

/** As they are set, right or wrong. */
type Given = {
  botToken: string;
  signingSecret: string;
  /** Set where Slack is heard over a socket. */
  appToken?: string;
  apiUrl: string | undefined;
  /** Where Slack is to come; `undefined` when nobody said. */
  publicAddress: URL | undefined;
  /** The server's address on this machine. */
  localAddress: URL;
};

/**
 * @param nowS seconds since 1970 by the wall
 * @returns what is right and what is wrong, never with the token or the secret in it
 */
export async function checkSlack(given: Given, nowS: number): Promise<Finding[]> {
  const { botToken: token, signingSecret, apiUrl, publicAddress, localAddress } = given;
  const wrongToken = tokenFinding(token);
  const wrongSecret = secretFinding(signingSecret);
  const about = wrongToken
    ? [wrongToken]
    : await tokenFindings(buildFindSelf(buildWebApi({ token, apiUrl })));
  if (given.appToken) return [...about, await socketFinding(given.appToken, apiUrl)];
  const address: Address = publicAddress
    ? { base: publicAddress, isPublic: true }
    : { base: localAddress, isPublic: false };
  return [
    ...about,
    wrongSecret ?? secretFine,
    ...(publicAddress ? [] : [noAddress(localAddress)]),
    ...(wrongSecret?.weight === "stops" ? [] : await addressFindings(address, signingSecret, nowS)),
  ];
}

/** Whom Slack takes us for, and the rights that are missing. */
export async function tokenFindings(findSelf: FindSelf): Promise<Finding[]> {
  try {
    const { team, scopes } = await findSelf();
    const fine: Finding = {
      weight: "fine",
      say: words(`Slack이 토큰을 알아요(팀 ${team}).`, `Slack knows the token (team ${team}).`),
    };
    return [fine, ...scopeFindings(scopes)];
  } catch (error) {
    const { say, next } = refusalOf(error)?.texts ?? {};
    return [say && next ? { weight: "stops", say, next } : unreachable];
  }
}

const unreachable: Finding = {
  weight: "note",
  say: words("지금은 Slack에 물어볼 수 없어요.", "Slack cannot be asked now."),
  next: words(
    "이 컴퓨터에서 slack.com으로 나가는 연결이 막혀 있지 않은지 확인하고 다시 해 주세요.",
    "See that this machine may connect to slack.com, then try again.",
  ),
};

const secretFine: Finding = {
  weight: "fine",
  say: words("시크릿의 모양이 맞아요.", "The signing secret has the right shape."),
};

function noAddress({ port }: URL): Finding {
  return {
    weight: "note",
    say: words(
      "Slack이 올 공개 주소를 몰라서 이 컴퓨터에서만 확인했어요.",
      "The public address is not known, so only this machine was looked at.",
    ),
    next: words(
      `터널을 열고(예: cloudflared tunnel --url http://localhost:${port}) 그 https 주소로 npm run slack:check -- --address https://… 를 실행해 주세요.`,
      `Open a tunnel (such as cloudflared tunnel --url http://localhost:${port}) and run npm run slack:check -- --address https://… with its address.`,
    ),
  };
}
