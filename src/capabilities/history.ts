// The history: what was done here, by whom and on whose approval, and whether its chain is whole.

import { desc, eq } from "drizzle-orm";
import { z } from "zod";
import type { Card, Part } from "../core/card/card.ts";
import { momentIn } from "../core/card/plain/sources.ts";
import { say, type Words, words } from "../core/locale.ts";
import { withTx } from "../db/db.ts";
import type { Ctx } from "./context.ts";
import { actionText } from "./history-actions.ts";
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

const actors: Readonly<Record<"schedule" | "autopilot" | "setup" | "intake", Words>> = {
  schedule: words("예약", "a schedule"),
  autopilot: words("자동 실행", "automation"),
  setup: words("처음 설정", "set-up"),
  intake: words("자동 수집", "files coming in"),
};
