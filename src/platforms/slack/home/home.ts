// The Home of one person: their own workspace's, drawn anew each time it is opened, after each press and when requests change. Somebody who belongs to none finds
// how to get in, and nothing else.

import type { Chat } from "../../../chat/chat.ts";
import { type Member, type Overview, overviewOf } from "../../../chat/overview.ts";
import type { Viewer } from "../../../chat/viewer.ts";
import type { Card } from "../../../core/card/card.ts";
import { type Lang, say, type Words, words } from "../../../core/locale.ts";
import { mediumLabels } from "../../../core/medium.ts";
import { roleLabels } from "../../../core/roles.ts";
import type { Block } from "../blocks/block.ts";
import { askButtons } from "../render/buttons.ts";
import { bullets, richTexts, smallPrint, words as plain } from "../render/piece.ts";
import { renderSlack } from "../render/render.ts";
import { shortened } from "../render/words.ts";
import { promptsFor } from "./prompts.ts";
import { type HomeView, MOST_BLOCKS } from "./view.ts";

/** Its buttons carry this before what they mean. */
export const langAction = "home-lang:";

const MOST_NAME = 100;
/** Of messages only; a Home has their simpler forms. */
const foreign: ReadonlySet<string> = new Set([
  "data_table",
  "data_visualization",
  "table",
  "context_actions",
]);

export async function homeOf(chat: Chat, viewer: Viewer): Promise<HomeView> {
  const { lang } = viewer;
  if (!viewer.visitor) return homeView([header(lang, welcome), ...strangerBlocks(lang), ...languages(lang)]);
  const seen = await overviewOf(chat, viewer);
  return homeView([
    ...head(viewer),
    ...part(lang, waiting, cardBlocks(seen.approvals)),
    ...part(lang, planned, cardBlocks(seen.schedules)),
    ...part(lang, connected, connections(seen, viewer, chat.now())),
    ...part(lang, ask, askButtons(await promptsFor(chat, viewer))),
    ...smallPrint([say(lang, how)]),
    ...languages(lang),
  ]);
}

function homeView(blocks: readonly Block[]): HomeView {
  return { type: "home", blocks: blocks.slice(0, MOST_BLOCKS) };
}

function header(lang: Lang, text: Words): Block {
  return { type: "header", text: { type: "plain_text", text: say(lang, text) } };
}

function part(lang: Lang, title: Words, blocks: readonly Block[]): Block[] {
  return blocks.length === 0 ? [] : [{ type: "divider" }, header(lang, title), ...blocks];
}

function head({ visitor, lang }: Member): Block[] {
  const { workspace, role } = visitor;
  const name = shortened(workspace.name, MOST_NAME);
  const demo = workspace.demo
    ? say(lang, words(" (데모, 시뮬레이션 데이터)", " (demo, simulated data)"))
    : "";
  return [
    { type: "header", text: { type: "plain_text", text: name } },
    ...smallPrint([`${say(lang, words("내 역할", "Your role"))}: ${say(lang, roleLabels[role])}${demo}`]),
  ];
}

/** As its messages show it, in as simple a form as a Home takes. */
function cardBlocks(card: Card): Block[] {
  const rendered = renderSlack(card);
  return rendered.messages.flatMap((message) => {
    const { blocks = [] } = rendered.simpler.get(message)?.at(-1)?.message ?? message;
    return blocks.filter(({ type }) => !foreign.has(type));
  });
}

const waiting = words("기다리는 승인", "Waiting approvals");
const planned = words("예약된 보고", "Scheduled reports");
const connected = words("연결", "Connections");
const ask = words("물어보기", "Ask");
const welcome = words("CO9MA에 오신 것을 환영해요", "Welcome to CO9MA");

const how = words(
  "DM에서는 바로, 채널에서는 @CO9MA를 멘션해서 물어보세요. `/co9ma 도움말`에 명령이 있어요.",
  "Write in Messages, or mention @CO9MA in a channel. `/co9ma help` lists the commands.",
);

const joined: Readonly<Record<Overview["media"][number]["connection"], Words>> = {
  live: words("연결됨", "connected"),
  sandbox: words("시뮬레이션", "simulated"),
  file: words("보고서 파일", "from report files"),
};

function connections(
  { media, data, model }: Overview,
  { visitor, lang }: Member,
  now: Temporal.Instant,
): Block[] {
  const today = now.toZonedDateTimeISO(visitor.workspace.zone).toPlainDate();
  const lines: Words[] = [
    model === undefined
      ? words("언어 모델: 내장 해석기", "Language model: the built-in interpreter")
      : words(`언어 모델: ${model}`, `Language model: ${model}`),
    words("Slack: 연결됨", "Slack: connected"),
    data
      ? words(
          `데이터: ${data.day}까지 (${data.day.until(today).days}일 전)`,
          `Data: until ${data.day} (${data.day.until(today).days} days ago)`,
        )
      : words(
          "데이터: 아직 없어요. 보고서 파일을 DM으로 올려 주세요",
          "Data: none yet. Drop a report file in Messages",
        ),
    ...media.map(({ medium, connection }) => {
      const label = mediumLabels[medium];
      return words(`${label.ko}: ${joined[connection].ko}`, `${label.en}: ${joined[connection].en}`);
    }),
  ];
  return bullets(lines.map((line) => plain(say(lang, line))));
}

function strangerBlocks(lang: Lang): Block[] {
  return richTexts(plain(say(lang, outside)));
}

const outside = words(
  "아직 이 워크스페이스의 멤버가 아니에요. ‘메시지’ 탭에서 저에게 한마디 보내면 관리자에게 물어볼게요. 초대 코드나 관리자 코드가 있다면 그대로 보내 주세요.",
  "You are not a member of a workspace yet. Say something to me in Messages, and I will ask an admin; an invitation or the admin code may be sent there as it is.",
);

function languages(lang: Lang): Block[] {
  const button = (text: string, value: Lang) => ({
    type: "button" as const,
    text: { type: "plain_text" as const, text, emoji: true },
    action_id: `${langAction}${value}`,
    value,
    ...(value === lang && { style: "primary" as const }),
  });
  return [
    { type: "divider" },
    { type: "actions", elements: [button("한국어", "ko"), button("English", "en")] },
  ];
}
