// How people are told: shown, ordered by each person for themselves, and paid for only once an admin has seen what it costs.

import { z } from "zod";
import { Failure } from "../../../core/failure.ts";
import { say, type Words, words } from "../../../core/locale.ts";
import type { Ctx } from "../../context.ts";
import { defineTool, type Tool, type ToolResult } from "../../tool.ts";
import { costOf, monthLine, pathLabels, reachingCard } from "./card.ts";
import {
  askerOf,
  countKnocks,
  countOnKakao,
  findOrder,
  findPushes,
  PushPath,
  ReachPath,
  setOrder,
  setPush,
} from "./reaching.ts";

export const SetReachOrder = z.object({
  paths: z
    .array(ReachPath)
    .min(1)
    .max(4)
    .optional()
    .describe("In the order wanted; what is left out is not used. Left out where only a number is told."),
  phone: z.string().max(40).optional().describe("The asker's own number for alimtalk, as written."),
});
export type SetReachOrder = z.output<typeof SetReachOrder>;

export const SetPush = z.object({ path: PushPath, isOn: z.boolean() });
export type SetPush = z.output<typeof SetPush>;

export const reachingTools: readonly Tool[] = [
  defineTool({
    name: "show_reach_order",
    about: "Show how the asker is told of what they did not ask for, and what messages of KakaoTalk cost.",
    effect: "read",
    input: z.object({}),
    run: showReaching,
  }),
  defineTool({
    name: "set_reach_order",
    about: "Set in which order the asker is told: slack, kakao, alimtalk, page. For themselves only.",
    effect: "write",
    startedBy: "words",
    action: "person.set_reach",
    input: SetReachOrder,
    run: async (ctx, input) => {
      await setOrder(ctx, { paths: await wantedOf(ctx, input), phone: input.phone });
      return showReaching(ctx);
    },
    propose: proposeOrder,
  }),
  defineTool({
    name: "set_push",
    about:
      "Propose to switch messages that CO9MA begins in KakaoTalk (kakao) or by alimtalk on or off. An admin's press does it.",
    effect: "write",
    startedBy: "words",
    action: "workspace.set_push",
    input: SetPush,
    run: proposePush,
    propose: proposePush,
  }),
  defineTool({
    name: "apply_push",
    about: "Switch a paid way of speaking first on or off. Started by an admin's press only.",
    effect: "write",
    startedBy: "press",
    action: "workspace.set_push",
    input: SetPush,
    run: async (ctx, input) => {
      if (input.isOn) mustBeThere(ctx, input.path);
      await setPush(ctx, input);
      return showReaching(ctx);
    },
  }),
];

async function showReaching(ctx: Ctx): Promise<ToolResult> {
  const { paths, own } = await findOrder(ctx, askerOf(ctx));
  const [on, knocked] = [await findPushes(ctx), await countKnocks(ctx)];
  const shown = { paths, own, on, there: thereFor(ctx), knocked };
  return { card: reachingCard(shown, ctx.lang), facts: { paths, on: [...on] }, outside: false };
}

/** A number alone puts 알림톡 behind what is asked before, and before the page. */
async function wantedOf(ctx: Ctx, { paths }: SetReachOrder): Promise<ReachPath[]> {
  if (paths) return [...new Set(paths)];
  const { paths: before } = await findOrder(ctx, askerOf(ctx));
  const others = before.filter((path) => path !== "page" && path !== "alimtalk");
  return [...others, "alimtalk", ...before.filter((path) => path === "page")];
}

async function proposeOrder(ctx: Ctx, input: SetReachOrder): Promise<ToolResult> {
  const order = (await wantedOf(ctx, input)).map((path) => say(ctx.lang, pathLabels[path])).join(" → ");
  const title = words(`알림 순서를 ${order}(으)로 바꿀까요?`, `Be told by ${order}?`);
  return choiceResult(ctx, title, [], { label: words("바꾸기", "Change"), action: "set_reach_order", input });
}

async function proposePush(ctx: Ctx, input: SetPush): Promise<ToolResult> {
  const { path, isOn } = input;
  const name = say(ctx.lang, pathLabels[path]);
  if (isOn) mustBeThere(ctx, path);
  if ((await findPushes(ctx)).has(path) === isOn) return showReaching(ctx);
  const title = isOn
    ? words(`${name}으로 먼저 알리는 것을 켤까요?`, `Let CO9MA speak first by ${name}?`)
    : words(`${name}으로 먼저 알리는 것을 끌까요?`, `Stop speaking first by ${name}?`);
  const cost = say(ctx.lang, words(`비용: ${costOf(path, "ko").ko}`, `Cost: ${costOf(path, "en").en}`));
  const month = path === "kakao" ? [monthLine(await countOnKakao(ctx), ctx.lang)] : [];
  const lines = isOn ? [cost, ...month, say(ctx.lang, whom)] : [say(ctx.lang, whenOff)];
  const label = isOn ? words("켜기", "Switch on") : words("끄기", "Switch off");
  return choiceResult(ctx, title, lines, { label, action: "apply_push", input });
}

const whom = words(
  "Slack을 쓰는 사람은 그대로 Slack에서 먼저 들어요. 순서는 각자 바꿀 수 있어요. 관리자가 눌러야 켜져요.",
  "Whoever uses Slack goes on hearing there first, and may change the order. It takes an admin's press.",
);
const whenOff = words(
  "그 뒤로는 다음 메시지를 보낼 때 맨 앞에 보여 드려요. 관리자가 눌러야 꺼져요.",
  "From then on it waits for their next message and stands at its head. It takes an admin's press.",
);

type Offer = { label: Words; action: string; input: Record<string, unknown> };

function choiceResult(ctx: Ctx, title: Words, lines: readonly string[], offer: Offer): ToolResult {
  const { label, action, input } = offer;
  return {
    card: {
      lang: ctx.lang,
      parts: [
        {
          kind: "proposal",
          title: say(ctx.lang, title),
          lines: lines.map((line) => [line]),
          choices: [
            {
              label: say(ctx.lang, label),
              style: "primary",
              press: { action, input },
              anyone: action === "apply_push",
            },
          ],
        },
      ],
    },
    facts: { waits: action },
    outside: false,
  };
}

function thereFor({ pushes = [] }: Ctx): ReadonlySet<PushPath> {
  return new Set(pushes);
}

function mustBeThere(ctx: Ctx, path: PushPath): void {
  if (thereFor(ctx).has(path)) return;
  const [name, where] =
    path === "kakao"
      ? [pathLabels.kakao, "KAKAO_BOT_ID, KAKAO_REST_API_KEY"]
      : [pathLabels.alimtalk, "SOLAPI_API_KEY, SOLAPI_API_SECRET, SOLAPI_PROFILE_ID, SOLAPI_TEMPLATE_ID"];
  throw new Failure("unavailable", "no keys for this way of speaking first", {
    say: words(
      `이 설치에는 ${name.ko}으로 먼저 말을 거는 연결이 없어요.`,
      `This installation cannot speak first by ${name.en} yet.`,
    ),
    next: words(
      `서버를 돌보는 분에게 ${where} 설정을 부탁해 주세요. 방법은 README의 ‘KakaoTalk’에 있어요.`,
      `Ask whoever runs the server to set ${where}; the README says how, under “In KakaoTalk”.`,
    ),
  });
}
