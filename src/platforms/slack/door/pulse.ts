// What came to Slack's door since the start, counted: whether Slack finds us at all, and whether its signatures are of our secret.
// Said in words once, not per request; the self-check reads the counts.

import type { Logger } from "pino";
import { isSigned, type Signed, WINDOW_S } from "../inbound/signature.ts";

/** On the answer to a signed check of the address: `taken=3 unsigned=0 late=0`. */
export const PULSE_HEADER = "x-co9ma-slack";

/** Our own checks of the address begin so: they are none of Slack's. */
export const OWN_CHALLENGE = "co9ma-check-";

export type Pulse = {
  /** A request that Slack signed with our secret. */
  take: () => void;
  /** A request whose signature, or time, is not right. */
  refuse: (signed: Signed, secret: string, nowS: number) => void;
  text: () => string;
};

export function buildPulse(log: Logger): Pulse {
  const counts = { taken: 0, unsigned: 0, late: 0 };

  /** Anybody may knock: once Slack was let in, what does not fit is not Slack's. */
  function once(what: "unsigned" | "late", text: string): void {
    counts[what] += 1;
    if (counts[what] === 1 && counts.taken === 0) log.warn(text);
  }

  return {
    take: () => void (counts.taken += 1),
    refuse(signed, secret, nowS) {
      const sentS = Number(signed.timestamp);
      if (!isShaped(signed)) return;
      if (isSigned(signed, secret, sentS)) return once("late", lateText);
      if (Math.abs(nowS - sentS) <= WINDOW_S) once("unsigned", unsignedText);
    },
    text: () =>
      Object.entries(counts)
        .map(([name, count]) => `${name}=${count}`)
        .join(" "),
  };
}

/** As Slack signs; what knocks at every door of the internet has no such headers. */
function isShaped({ signature, timestamp }: Signed): boolean {
  return /^v0=[\da-f]{64}$/.test(signature ?? "") && /^\d{1,12}$/.test(timestamp ?? "");
}

const unsignedText =
  "Slack's requests do not fit SLACK_SIGNING_SECRET: it seems to be another app's. Copy the Signing Secret of this app (api.slack.com/apps > your app > Basic Information) and start again." +
  " · Slack 요청의 서명이 SLACK_SIGNING_SECRET과 맞지 않아요. 다른 앱의 값 같아요. 이 앱의 Basic Information에서 Signing Secret을 복사해 넣고 다시 켜 주세요.";

const lateText =
  "Slack's requests are of another time: this machine's clock seems to be off by more than five minutes. Let it set itself by the network." +
  " · Slack 요청의 시각이 5분 넘게 달라요. 이 컴퓨터의 시계를 자동으로 맞춰 주세요.";
