// Whether Slack's requests would arrive: we knock at the address as Slack does, signed, with a check of the address.

import { createHmac, randomUUID } from "node:crypto";
import { words } from "../../../core/locale.ts";
import { EVENTS_PATH } from "../door/bolt.ts";
import { OWN_CHALLENGE, PULSE_HEADER } from "../door/pulse.ts";
import type { Finding } from "../../finding.ts";
import { type Address, beforeServer, knockAt } from "../../knocking.ts";
import { pulseFindings } from "./pulse-findings.ts";

const slack = words("Slack은", "Slack");

/**
 * @param nowS seconds since 1970 by the wall
 * @returns what somebody who knocks there finds
 */
export async function addressFindings(address: Address, secret: string, nowS: number): Promise<Finding[]> {
  const url = new URL(EVENTS_PATH, address.base.origin).href;
  const challenge = `${OWN_CHALLENGE}${randomUUID()}`;
  const body = JSON.stringify({ type: "url_verification", challenge });
  const timestamp = String(nowS);
  const signature = createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex");
  const headers = {
    "content-type": "application/json",
    "x-slack-request-timestamp": timestamp,
    "x-slack-signature": `v0=${signature}`,
  };
  const knocked = await knockAt(address, { url, headers, body }, slack);
  if ("finding" in knocked) return [knocked.finding];
  const { answer } = knocked;
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

function refused(url: string, answer: Response): Finding {
  const { status } = answer;
  if (status === 401) return otherSecret();
  const before = beforeServer(url, answer, slack);
  if (before) return before;
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
