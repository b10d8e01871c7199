// The landing page of a plan or an ad: what is wrong with it by its letters alone, and what there is without one. Nothing is opened.

import { type Words, words } from "../../../core/locale.ts";
import type { CampaignPlan } from "../plan.ts";
import { block, note, type PlanFinding } from "./finding.ts";

/** What an ad of the simulated market leads to while nobody gave an address. No live ad ever does. */
export const NO_ADDRESS = "https://example.com/";

export function urlFindings({ landingUrl, media }: CampaignPlan): PlanFinding[] {
  if (landingUrl === null) return [noUrl(new Set(media.map(({ account }) => account?.connection ?? "file")))];
  const wrong = wrongUrl(landingUrl);
  if (wrong) return [{ level: "block", code: "bad_url", say: wrong }];
  return [
    note(
      "url_not_opened",
      "연결 주소는 형식만 확인했고 열어 보지는 않았어요. 한 번 눌러 봐 주세요.",
      "I checked the address's form only and did not open it. Please click it once.",
    ),
  ];
}

/** People's money leads nowhere without an address: a live account is not launched without one. */
function noUrl(connections: ReadonlySet<string>): PlanFinding {
  if (connections.has("live"))
    return block(
      "no_url",
      "연결 주소가 없어서 승인을 요청하지 않았어요. ‘url은 https://…’처럼 알려 주세요.",
      "There is no landing page, so no approval is asked for. Say “url is https://…”.",
    );
  const ask = words(
    "‘url은 https://…’처럼 알려 주시면 태그를 붙여 넣어요.",
    "Say “url is https://…” and I tag it.",
  );
  if (connections.has("sandbox"))
    return note(
      "no_url",
      `연결 주소가 아직 없어요. 시뮬레이션 광고는 예시 주소 ${NO_ADDRESS} 로 만들어요. ${ask.ko}`,
      `There is no landing page yet; simulated ads are made with the example address ${NO_ADDRESS}. ${ask.en}`,
    );
  return note(
    "no_url",
    `연결 주소가 아직 없어요. 런치팩에도 비어 있어요. ${ask.ko}`,
    `There is no landing page yet; the launch pack leaves it blank, too. ${ask.en}`,
  );
}

/** What is wrong with an address for an ad, by its letters alone. */
export function wrongUrl(text: string): Words | undefined {
  const url = URL.parse(text.trim());
  if (!url || !["http:", "https:"].includes(url.protocol))
    return words(
      "연결 주소를 읽을 수 없어요. ‘https://’로 시작하는 전체 주소를 알려 주세요.",
      "I cannot read the landing page. Give the whole address starting with “https://”.",
    );
  if (url.username !== "" || url.password !== "")
    return words(
      "연결 주소에 아이디나 비밀번호가 들어 있어요. 빼고 다시 알려 주세요.",
      "The landing page holds a user name or password. Give it without them.",
    );
  if (isPrivateHost(url.hostname))
    return words(
      "바깥에서 열 수 없는 내부 주소예요. 고객이 열 수 있는 주소를 알려 주세요.",
      "That is an internal address nobody outside can open. Give one that customers can.",
    );
  return undefined;
}

/** Loopback, private and link-local ranges, names without a public ending. `URL` has written numbers in other bases out already. */
function isPrivateHost(hostname: string): boolean {
  const host = hostname
    .replace(/^\[|\]$/g, "")
    .replace(/\.$/, "")
    .toLowerCase();
  if (/^(?:\d{1,3}\.){3}\d{1,3}$/.test(host)) {
    const [a = 0, b = 0] = host.split(".").map(Number);
    return (
      a === 0 ||
      a === 10 ||
      a === 127 ||
      a >= 224 ||
      (a === 169 && b === 254) ||
      (a === 172 && b >= 16 && b <= 31) ||
      (a === 192 && b === 168) ||
      (a === 100 && b >= 64 && b <= 127)
    );
  }
  if (host.includes(":")) return /^(?:::|f[cd]|fe[89ab])/.test(host);
  return (
    !host.includes(".") ||
    /\.(?:local|localhost|internal|lan|home|test|invalid|example|corp|intranet)$/.test(host)
  );
}
