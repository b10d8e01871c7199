// The history: what was done here, by whom and on whose approval, and whether its chain is whole.

import { desc, eq } from "drizzle-orm";
import { z } from "zod";
import type { Card, Part } from "../core/card/card.ts";
import { momentIn } from "../core/card/plain/sources.ts";
import { type Lang, say, type Words, words } from "../core/locale.ts";
import { withTx } from "../db/db.ts";
import type { Ctx } from "./context.ts";
import { changeText } from "./history-words.ts";
import { ledger } from "./tables.ts";
import { defineTool, type Tool, type ToolResult } from "./tool.ts";
import { listMembers } from "./workspace/workspace.ts";
import { verifyLedger } from "./write.ts";

const SHOWN = 20;

const ShowHistory = z.object({ count: z.number().int().min(1).max(50).optional() });

export const historyTools: readonly Tool[] = [
  defineTool({
    name: "show_history",
    about:
      "Show what was done in this workspace, newest first, by whom, and verify that the record is whole.",
    effect: "read",
    input: ShowHistory,
    run: showHistory,
  }),
];

async function showHistory(ctx: Ctx, { count = SHOWN }: z.output<typeof ShowHistory>): Promise<ToolResult> {
  const { lang } = ctx;
  const [rows, check, members] = await Promise.all([
    withTx(ctx, (tx) =>
      tx
        .select()
        .from(ledger)
        .where(eq(ledger.workspaceId, ctx.workspaceId))
        .orderBy(desc(ledger.seq))
        .limit(count),
    ),
    verifyLedger(ctx),
    listMembers(ctx),
  ]);
  const names = new Map<string, string>(members.map(({ personId, name }) => [personId, name]));
  const who = ({ actor }: (typeof rows)[number]): string =>
    actor.kind === "person"
      ? (names.get(actor.personId) ?? say(lang, words("나간 사람", "somebody who left")))
      : say(lang, actors[actor.kind]);
  const parts: Part[] = [
    {
      kind: "text",
      tone: check.state === "whole" ? "lead" : "warning",
      runs: [say(lang, chainWords(check))],
    },
    {
      kind: "table",
      columns: [
        { key: "at", label: say(lang, words("때", "When")), align: "left" },
        { key: "who", label: say(lang, words("누가", "Who")), align: "left" },
        { key: "what", label: say(lang, words("무엇을", "What")), align: "left" },
        { key: "how", label: say(lang, words("바뀐 것", "Change")), align: "left" },
      ],
      rows: rows.map((row) => [
        momentIn(ctx.zone, row.at.toString()),
        who(row),
        actionText(row.action, lang),
        changeText(row.before, row.after, lang),
      ]),
    },
  ];
  const card: Card = { lang, parts };
  return { card, facts: { rows: check.state === "whole" ? check.rows : null, chain: check.state } };
}

type Check = Awaited<ReturnType<typeof verifyLedger>>;

function chainWords(check: Check): Words {
  if (check.state === "whole")
    return words(
      `기록 ${check.rows}건이 모두 그대로예요. 고친 흔적이 없어요.`,
      `All ${check.rows} records are as they were written.`,
    );
  return words(
    `기록 ${check.seq}번이 쓰인 그대로가 아니에요. 관리자에게 알려 주세요.`,
    `Record ${check.seq} is not as it was written. Please tell an admin.`,
  );
}

const actors: Readonly<Record<"schedule" | "autopilot" | "setup", Words>> = {
  schedule: words("예약", "a schedule"),
  autopilot: words("자동 실행", "automation"),
  setup: words("처음 설정", "set-up"),
};

/** What people call an action; one that has no name here is shown as it is stored. */
const actionWords: Readonly<Record<string, Words>> = {
  "approval.ask": words("승인 요청", "asked for approval"),
  "approval.decide": words("승인·반려", "decided"),
  "approval.withdraw": words("요청 취소", "took a request back"),
  "approval.deputy": words("대리인 지정", "named a deputy"),
  "automation.stop": words("자동 실행 멈춤", "halted automation"),
  "automation.resume": words("멈춤 해제", "lifted the stop"),
  "campaign.draft": words("계획 작성", "drafted a plan"),
  "campaign.pack": words("런치팩 만듦", "made a launch pack"),
  "campaign.dossier": words("증빙 내보냄", "exported the dossier"),
  "creative.draft": words("소재 초안 만듦", "drafted creatives"),
  "evidence.give": words("근거 자료 등록", "put proof on file"),
  "evidence.take_back": words("근거 자료 뺌", "took proof off the file"),
  "review.record": words("심의 검토", "reviewed the texts"),
  "review.again": words("밤 재검토", "reviewed again at night"),
  "campaign.by_hand": words("매체에서 직접 함", "done by hand"),
  "limits.set": words("한도 변경", "set a limit"),
  "review.opinion": words("모델 의견", "a model's opinion on a review"),
  "brand.set": words("브랜드 가이드 변경", "set the brand guide"),
  "campaign_rule.set": words("이름 규칙 변경", "set the naming rule"),
  "workspace.set_autonomy": words("자율 단계 변경", "set the autonomy"),
  "workspace.set_role": words("역할 변경", "changed a role"),
  "room.policy": words("방의 답하는 방식 변경", "changed what is said in a room"),
  "draft.send": words("초안 보냄", "sent a draft to a room"),
  "draft.edit": words("초안 수정", "changed a draft"),
  "draft.reject": words("초안 거절", "rejected a draft"),
  "person.admit": words("멤버 추가", "let somebody in"),
  "person.invite": words("초대", "invited somebody"),
  "person.join": words("초대로 들어옴", "came in by invitation"),
  "person.remove": words("내보내기", "removed a member"),
  "feedback.give": words("답변 평가", "said whether an answer helped"),
  "person.link": words("계정 연결", "linked an account"),
  "media.create_campaign": words("캠페인 생성", "made a campaign"),
  "media.create_ad_group": words("광고그룹 생성", "made an ad group"),
  "media.create_ad": words("광고 생성", "made an ad"),
  "media.set_status": words("상태 변경", "changed a state"),
  "media.set_daily_budget": words("예산 변경", "changed a budget"),
  "media.set_end": words("종료일 변경", "changed an end"),
};

export function actionText(action: string, lang: Lang): string {
  return actionWords[action]?.[lang] ?? action;
}
