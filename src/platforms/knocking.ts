// Whether a platform's requests would arrive: what somebody who knocks at the public address as the platform does finds wrong, in words.

import { z } from "zod";
import { type Words, words } from "../core/locale.ts";
import type { Finding } from "./finding.ts";

const PATIENCE_MS = 10_000;

/** `isPublic`: the platform itself is to come there; else it is this machine's own address of the server. */
export type Address = { base: URL; isPublic: boolean };

export type Knock = { url: string; headers: Record<string, string>; body: string };

/**
 * Posts once, and follows nothing.
 * @param platform its name as a topic, as people read it: 카카오는, Kakao
 * @returns the answer, or why there is none
 */
export async function knockAt(
  { base, isPublic }: Address,
  { url, headers, body }: Knock,
  platform: Words,
): Promise<{ answer: Response } | { finding: Finding }> {
  if (isPublic && base.protocol !== "https:") return { finding: plainHttp(url, platform) };
  try {
    const within = AbortSignal.timeout(PATIENCE_MS);
    return {
      answer: await fetch(url, { method: "POST", headers, body, redirect: "manual", signal: within }),
    };
  } catch (error) {
    return { finding: isPublic ? nobodyThere(url, error) : notRunning(url) };
  }
}

/** What a status says of whatever stands before the server; `undefined` where it says nothing of that. */
export function beforeServer(url: string, answer: Response, platform: Words): Finding | undefined {
  const { status } = answer;
  if (status >= 300 && status < 400) return redirected(url, answer.headers.get("location"), platform);
  return [502, 503, 504, 530].includes(status) ? nobodyBehind(url, status) : undefined;
}

function plainHttp(url: string, platform: Words): Finding {
  return {
    weight: "stops",
    say: words(
      `${platform.ko} https 주소로만 요청을 보내요: ${url}`,
      `${platform.en} only posts to https addresses: ${url}`,
    ),
    next: words(
      "터널이나 프록시가 주는 https 주소를 써 주세요.",
      "Use the https address that your tunnel or proxy gives you.",
    ),
  };
}

function notRunning(url: string): Finding {
  return {
    weight: "stops",
    say: words(`이 컴퓨터에서 서버가 응답하지 않아요: ${url}`, `No server answers on this machine: ${url}`),
    next: words(
      "다른 터미널에서 npm start로 서버를 켠 뒤 다시 확인해 주세요. 포트를 바꿨다면 PORT도 같이 정해 주세요.",
      "Start it with npm start in another terminal, then check again; set PORT here, too, if you changed it.",
    ),
  };
}

const Cause = z.object({ cause: z.object({ code: z.string().regex(/^[A-Z_\d]{1,60}$/) }) });

function nobodyThere(url: string, error: unknown): Finding {
  const timedOut = error instanceof Error && error.name === "TimeoutError";
  const why = timedOut ? "TIMEOUT" : (Cause.safeParse(error).data?.cause.code ?? "NO_CONNECTION");
  return {
    weight: "stops",
    say: words(`${url}에 연결하지 못했어요(${why}).`, `Cannot connect to ${url} (${why}).`),
    next: words(
      "터널이나 프록시가 켜져 있는지, 주소를 정확히 옮겼는지 확인해 주세요. 터널 주소는 다시 켤 때 바뀌기도 해요.",
      "See that the tunnel or proxy runs and that the address is copied right: a tunnel may get a new one each time it starts.",
    ),
  };
}

function redirected(url: string, location: string | null, platform: Words): Finding {
  const to = location !== null && URL.canParse(location, url) ? new URL(location, url).origin : "";
  return {
    weight: "stops",
    say: words(
      `${url}은 다른 주소(${to})로 넘겨요. ${platform.ko} 따라가지 않아요.`,
      `${url} leads on to another address (${to}); ${platform.en} does not follow.`,
    ),
    next: words(
      `앱 설정과 PUBLIC_URL에 넘겨진 주소를 넣거나, 로그인 없이 열리는 터널을 써 주세요.`,
      `Put the address it leads to into the app's settings and PUBLIC_URL, or use a tunnel that asks for no sign-in.`,
    ),
  };
}

function nobodyBehind(url: string, status: number): Finding {
  return {
    weight: "stops",
    say: words(
      `${url}의 터널이나 프록시는 켜져 있지만 서버에 닿지 못해요(${status}).`,
      `The tunnel or proxy at ${url} runs, but does not reach the server (${status}).`,
    ),
    next: words(
      "서버를 npm start로 켜고, 터널이 같은 포트를 가리키는지 확인해 주세요.",
      "Start the server with npm start, and see that the tunnel leads to its port.",
    ),
  };
}
