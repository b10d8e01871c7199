// Whether Slack's requests would arrive: we knock at the address as Slack does, signed, with a check of the address.

import { createHmac, randomUUID } from "node:crypto";
import { z } from "zod";
import { words } from "../../../core/locale.ts";
import { EVENTS_PATH } from "../door/bolt.ts";
import { OWN_CHALLENGE, PULSE_HEADER } from "../door/pulse.ts";
import type { Finding } from "./finding.ts";
import { pulseFindings } from "./pulse-findings.ts";

const PATIENCE_MS = 10_000;

/** @param isPublic Slack itself is to come there; else it is this machine's own address of the server */
export type Address = { base: URL; isPublic: boolean };

/**
 * @param nowS seconds since 1970 by the wall
 * @returns what somebody who knocks there finds
 */
export async function addressFindings(
  { base, isPublic }: Address,
  secret: string,
  nowS: number,
): Promise<Finding[]> {
  const url = new URL(EVENTS_PATH, base.origin).href;
  if (isPublic && base.protocol !== "https:") return [plainHttp(url)];
  const challenge = `${OWN_CHALLENGE}${randomUUID()}`;
  const raw = JSON.stringify({ type: "url_verification", challenge });
  const timestamp = String(nowS);
  const signature = createHmac("sha256", secret).update(`v0:${timestamp}:${raw}`).digest("hex");
  let answer: Response;
  try {
    answer = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-slack-request-timestamp": timestamp,
        "x-slack-signature": `v0=${signature}`,
      },
      body: raw,
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch (error) {
    return [isPublic ? nobodyThere(url, error) : notRunning(url)];
  }
  const pulse = answer.headers.get(PULSE_HEADER);
  if (answer.ok && pulse !== null) return [open(url), ...pulseFindings(pulse)];
  return [refused(url, answer)];
}

function open(url: string): Finding {
  return {
    weight: "fine",
    say: words(`서버가 ${url}에서 Slack의 요청을 받아요.`, `The server takes Slack's requests at ${url}.`),
  };
}

function plainHttp(url: string): Finding {
  return {
    weight: "stops",
    say: words(`Slack은 https 주소로만 요청을 보내요: ${url}`, `Slack only posts to https addresses: ${url}`),
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

function refused(url: string, answer: Response): Finding {
  const { status } = answer;
  if (status === 401) return otherSecret();
  if (status >= 300 && status < 400) return redirected(url, answer.headers.get("location"));
  if (status === 502 || status === 503 || status === 504 || status === 530) return nobodyBehind(url, status);
  return {
    weight: "stops",
    say: words(
      `${url}에서 응답한 것은 Slack과 연결된 CO9MA가 아니에요(${status}).`,
      `What answers at ${url} is not CO9MA with Slack switched on (${status}).`,
    ),
    next: words(
      "SLACK_BOT_TOKEN과 SLACK_SIGNING_SECRET을 넣고 서버를 다시 켠 뒤, 터널이 서버의 포트를 가리키는지 확인해 주세요.",
      "Start the server with SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET, and see that the tunnel leads to its port.",
    ),
  };
}

function otherSecret(): Finding {
  return {
    weight: "stops",
    say: words(
      "서버가 여기 있는 SLACK_SIGNING_SECRET과 다른 값을 쓰고 있어요.",
      "The server uses another SLACK_SIGNING_SECRET than the one set here.",
    ),
    next: words(
      "같은 값으로 서버를 다시 켜 주세요. 값을 바꿨다면 다시 켜야 적용돼요.",
      "Start the server again with this one: a changed value counts from the next start.",
    ),
  };
}

function redirected(url: string, location: string | null): Finding {
  const to = location !== null && URL.canParse(location, url) ? new URL(location, url).origin : "";
  return {
    weight: "stops",
    say: words(
      `${url}은 다른 주소(${to})로 넘겨요. Slack은 따라가지 않아요.`,
      `${url} leads on to another address (${to}); Slack does not follow.`,
    ),
    next: words(
      "매니페스트와 PUBLIC_URL에 넘겨진 주소를 넣거나, 로그인 없이 열리는 터널을 써 주세요.",
      "Put the address it leads to into the manifest and PUBLIC_URL, or use a tunnel that asks for no sign-in.",
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
