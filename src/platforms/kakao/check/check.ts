// The self-check of KakaoTalk: key, address and time of the skill, then the ways of speaking first, in the order in which they are set up.

import { z } from "zod";
import { Failure } from "../../../core/failure.ts";
import { type Words, words } from "../../../core/locale.ts";
import type { Finding } from "../../finding.ts";
import { type Address, beforeServer, knockAt } from "../../knocking.ts";
import { KEY_HEADER, keyOf } from "../door/key.ts";
import { type EventApi, openEventApi } from "../push/event-api.ts";
import type { PushSetting } from "../push/knockers.ts";

/** As they are set; whoever asks has read them already, so each is whole or missing. */
export type KakaoGiven = {
  workspace: string;
  skillSecret: string | undefined;
  push: PushSetting;
  /** Where Kakao is to come; `undefined` when nobody said. */
  publicAddress: URL | undefined;
  localAddress: URL;
};

const kakao = words("카카오는", "Kakao");
/** Kakao gives up at 5 s; from here on answers are at risk. */
const SLOW_MS = 2_000;

export async function checkKakao(given: KakaoGiven): Promise<Finding[]> {
  const { skillSecret, publicAddress, localAddress, push } = given;
  if (skillSecret === undefined) return [noSecret];
  const address: Address = publicAddress
    ? { base: publicAddress, isPublic: true }
    : { base: localAddress, isPublic: false };
  return [
    ...(publicAddress ? [] : [noAddress]),
    ...(await skillFindings(address, given.workspace, skillSecret)),
    ...(await eventFindings(push)),
    push.alimtalk ? alimtalkSet : noAlimtalk,
  ];
}

/** What Kakao's console sends where somebody tries a skill: it is answered, and nothing of it is kept. */
const consoleTest = JSON.stringify({
  bot: { id: "co9ma-check", name: "co9ma" },
  userRequest: {
    utterance: "안녕",
    user: { id: "co9ma-check", type: "botUserKey", properties: {} },
    params: { surface: "BuilderBotTest", ignoreMe: "true" },
  },
  action: { clientExtra: null, params: {}, detailParams: {} },
});

const Reply = z.looseObject({ version: z.literal("2.0"), template: z.looseObject({}) });

async function skillFindings(address: Address, workspace: string, secret: string): Promise<Finding[]> {
  const url = new URL(`/kakao/${workspace}/skill`, address.base.origin).href;
  const knock = (key: string) => {
    const headers = { "content-type": "application/json", [KEY_HEADER]: key };
    return knockAt(address, { url, headers, body: consoleTest }, kakao);
  };
  const begunMs = performance.now();
  const knocked = await knock(keyOf(secret, workspace));
  if ("finding" in knocked) return [knocked.finding];
  const text = await knocked.answer.text();
  const tookMs = performance.now() - begunMs;
  if (knocked.answer.status !== 200 || !isReply(text)) return [refused(url, knocked.answer)];
  const wrong = await knock("0".repeat(64));
  if ("answer" in wrong && wrong.answer.status !== 401) return [open(url), takesAnyKey];
  return [open(url), time(tookMs)];
}

function isReply(text: string): boolean {
  try {
    return Reply.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}

async function eventFindings({ event }: PushSetting): Promise<Finding[]> {
  if (!event) return [noEvent];
  return [await botFinding(openEventApi(event), event.bot), blockNote(event.event)];
}

/** Asked for the bot's rooms, as this neither sends nor costs anything. */
async function botFinding(api: EventApi, bot: string): Promise<Finding> {
  try {
    const rooms = await api.rooms(bot, AbortSignal.timeout(10_000));
    const open = rooms.filter(({ takesEvents }) => takesEvents).length;
    return fine(
      `카카오가 봇과 키를 알아요. 팀 채팅방 ${rooms.length}개 중 ${open}개가 먼저 보내는 메시지를 받아요.`,
      `Kakao knows the bot and the key; of ${rooms.length} team chats ${open} take messages nobody asked for.`,
    );
  } catch (error) {
    const status = error instanceof Failure ? error.texts.cause : undefined;
    if (status === 401) return wrongKey;
    return error instanceof Failure && error.code === "forbidden" ? wrongBot : unreachable;
  }
}

function fine(ko: string, en: string): Finding {
  return { weight: "fine", say: words(ko, en) };
}

function finding(weight: Finding["weight"], say: Words, next: Words): Finding {
  return { weight, say, next };
}

function open(url: string): Finding {
  return fine(`서버가 ${url}에서 스킬 요청을 받아요.`, `The server takes the skill's requests at ${url}.`);
}

function time(tookMs: number): Finding {
  const seconds = (tookMs / 1_000).toFixed(1);
  if (tookMs < SLOW_MS)
    return fine(
      `응답까지 ${seconds}초 걸렸어요(카카오 제한 5초).`,
      `It answered in ${seconds} s (Kakao waits 5 s).`,
    );
  return finding(
    "note",
    words(
      `응답까지 ${seconds}초나 걸렸어요. 카카오는 5초까지만 기다려요.`,
      `It took ${seconds} s to answer; Kakao waits 5 s.`,
    ),
    words(
      "터널 대신 한국에 가까운 서버나 프록시를 쓰면 빨라져요.",
      "A server or proxy near Korea in the place of a tunnel makes it faster.",
    ),
  );
}

function refused(url: string, answer: Response): Finding {
  const before = beforeServer(url, answer, kakao);
  if (before) return before;
  if (answer.status === 401)
    return finding(
      "stops",
      words(
        "서버가 여기 있는 KAKAO_SKILL_SECRET과 다른 값을 쓰고 있어요.",
        "The server uses another KAKAO_SKILL_SECRET than the one set here.",
      ),
      words("같은 값으로 서버를 다시 켜 주세요.", "Start the server again with this one."),
    );
  return finding(
    "stops",
    words(
      `${url}에서 응답한 것은 카카오톡이 연결된 CO9MA가 아니에요(${answer.status}).`,
      `What answers at ${url} is not CO9MA with KakaoTalk switched on (${answer.status}).`,
    ),
    words(
      "KAKAO_SKILL_SECRET을 넣고 서버를 다시 켠 뒤, 터널이 서버의 포트를 가리키는지 확인해 주세요.",
      "Start the server with KAKAO_SKILL_SECRET, and see that the tunnel leads to its port.",
    ),
  );
}

function blockNote(event: string): Finding {
  return finding(
    "note",
    words(
      `이벤트 블록은 여기서 확인할 수 없어요(이름 ${event}).`,
      `The event's block cannot be looked at from here (its name: ${event}).`,
    ),
    words(
      "봇 관리자센터에서 블록의 [이벤트 설정]에 같은 이름을 넣고, 스킬을 연결한 뒤 배포해 주세요.",
      "In the bot's admin give a block this event name, tie the skill to it, and deploy.",
    ),
  );
}

const noSecret = finding(
  "stops",
  words("KAKAO_SKILL_SECRET이 없어요.", "KAKAO_SKILL_SECRET is not set."),
  words(
    "openssl rand -hex 32로 만들어 넣고 서버를 다시 켜 주세요.",
    "Make one with openssl rand -hex 32, set it, and start the server again.",
  ),
);
const noAddress = finding(
  "note",
  words(
    "카카오가 올 공개 주소(PUBLIC_URL)를 몰라서 이 컴퓨터에서만 확인했어요.",
    "The public address (PUBLIC_URL) is not known, so only this machine was looked at.",
  ),
  words(
    "터널을 열고(예: cloudflared tunnel --url http://localhost:3000) 그 https 주소를 PUBLIC_URL에 넣어 주세요.",
    "Open a tunnel (such as cloudflared tunnel --url http://localhost:3000) and set PUBLIC_URL to its https address.",
  ),
);
const takesAnyKey = finding(
  "stops",
  words(
    "틀린 키로도 응답해요. 그 주소의 서버는 이 버전이 아니에요.",
    "A wrong key is answered, too: that is not this server.",
  ),
  words("터널이나 프록시가 가리키는 곳을 확인해 주세요.", "See where the tunnel or proxy leads."),
);
const wrongKey = finding(
  "stops",
  words("카카오가 KAKAO_REST_API_KEY를 받지 않아요.", "Kakao does not take KAKAO_REST_API_KEY."),
  words(
    "developers.kakao.com의 내 애플리케이션 > 앱 키 > REST API 키를 그대로 옮겼는지 확인해 주세요.",
    "Copy it from developers.kakao.com, your application, App keys, REST API key.",
  ),
);
const wrongBot = finding(
  "stops",
  words("카카오가 KAKAO_BOT_ID의 봇을 몰라요.", "Kakao does not know the bot of KAKAO_BOT_ID."),
  words(
    "봇 관리자센터 > 설정의 봇 ID를 옮기고, 그 봇에 비즈니스 앱이 연결됐는지 확인해 주세요. 개발 채널은 끝에 !가 붙어요.",
    "Copy the bot's id from its settings and see that your app is tied to it; that of the development channel ends with !.",
  ),
);
const unreachable = finding(
  "note",
  words("지금은 카카오에 물어볼 수 없어요.", "Kakao cannot be asked now."),
  words(
    "이 서버에서 나가는 연결을 확인하고 다시 해 주세요.",
    "See that this server may connect outside, then try again.",
  ),
);
const noEvent = finding(
  "note",
  words(
    "먼저 말을 거는 연결(Event API)은 꺼져 있어요. 승인 요청은 다음 대화의 맨 앞에 보여 드려요.",
    "Speaking first (Event API) is off: what waits stands at the head of the next conversation.",
  ),
  words(
    "쓰려면 KAKAO_BOT_ID와 KAKAO_REST_API_KEY를 넣어 주세요.",
    "Set KAKAO_BOT_ID and KAKAO_REST_API_KEY to use it.",
  ),
);
const alimtalkSet = fine("알림톡 대행사 키가 있어요.", "The keys of the 알림톡 reseller are set.");
const noAlimtalk = finding(
  "note",
  words("알림톡은 꺼져 있어요.", "알림톡 is off."),
  words(
    "쓰려면 SOLAPI_API_KEY, SOLAPI_API_SECRET, SOLAPI_PROFILE_ID, SOLAPI_TEMPLATE_ID를 넣어 주세요.",
    "Set SOLAPI_API_KEY, SOLAPI_API_SECRET, SOLAPI_PROFILE_ID and SOLAPI_TEMPLATE_ID to use it.",
  ),
);
