// What the running server has heard of Slack since its start.

import { words } from "../../../core/locale.ts";
import type { Finding } from "../../finding.ts";

/** @param text the counts of `door/pulse.ts` */
export function pulseFindings(text: string): Finding[] {
  const counts = Object.fromEntries(
    [...text.matchAll(/(\w+)=(\d{1,9})/g)].map(([, name = "", count]) => [name, Number(count)]),
  );
  const { taken = 0, unsigned = 0, late = 0 } = counts;
  if (taken > 0)
    return [
      {
        weight: "fine",
        say: words(
          `켜진 뒤로 Slack에서 요청 ${taken}개를 받았어요.`,
          `Slack has sent ${taken} requests since the server started.`,
        ),
      },
    ];
  if (unsigned > 0) return [otherApp];
  return [late > 0 ? clockOff : nothingYet];
}

const otherApp: Finding = {
  weight: "stops",
  say: words(
    "Slack이 보낸 요청의 서명이 SLACK_SIGNING_SECRET과 맞지 않아요. 다른 앱의 값 같아요.",
    "Slack's requests do not fit SLACK_SIGNING_SECRET: it seems to be another app's.",
  ),
  next: words(
    "토큰을 복사한 바로 그 앱의 Basic Information > App Credentials에서 Signing Secret을 복사해 넣고 서버를 다시 켜 주세요.",
    "Copy the Signing Secret of the very app the token is from (Basic Information > App Credentials) and start the server again.",
  ),
};

const clockOff: Finding = {
  weight: "stops",
  say: words(
    "서버의 시계가 Slack의 시각과 5분 넘게 달라서 요청을 받지 않고 있어요.",
    "The server's clock is off by more than five minutes, so Slack's requests are refused.",
  ),
  next: words(
    "서버의 시계를 자동으로 맞추도록 설정해 주세요.",
    "Let the server set its clock by the network.",
  ),
};

const nothingYet: Finding = {
  weight: "note",
  say: words(
    "켜진 뒤로 Slack에서 온 요청이 아직 없어요.",
    "Nothing has come from Slack since the server started.",
  ),
  next: words(
    "Event Subscriptions의 Request URL이 Verified인지 보고(아니면 Retry), Bot Events가 매니페스트와 같은지 확인한 뒤 CO9MA에게 DM을 보내 보세요.",
    "See that the Request URL in Event Subscriptions says Verified (else press Retry) and that the bot events are the manifest's; then send CO9MA a direct message.",
  ),
};
