// The clients of one person side by side, worst first: each read in its own workspace's scope, never in one query over several.

import type { Card, Part } from "../../../core/card/card.ts";
import { counted } from "../../../core/card/counted.ts";
import type { Cell } from "../../../core/card/table.ts";
import type { PersonId } from "../../../core/ids.ts";
import { words } from "../../../core/locale.ts";
import { periodOf, type PeriodText, periodText } from "../../../core/time.ts";
import { withTx } from "../../../db/db.ts";
import type { Ctx } from "../../context.ts";
import { ensureMarket } from "../../demo/demo.ts";
import { type Briefing, readArrivals, readBriefing } from "../../performance/performance.ts";
import { listWorkspaces, workspaceName } from "../../workspace/workspace.ts";
import type { DigestForm } from "../compose/ask.ts";
import { lateOnes } from "../compose/late.ts";
import { comparedWith, periodOfForm, timeOfForm } from "../compose/period.ts";
import { waitingParts } from "../compose/waiting.ts";
import { type Client, needOf, stepOf } from "./need.ts";

/** Workspaces shown at once; the others are counted. */
const MOST_CLIENTS = 30;

/** @param personId whose memberships are read; the card is for their eyes alone */
export async function composePortfolio(
  ctx: Ctx,
  { personId, form, due }: { personId: PersonId; form: DigestForm; due?: Temporal.Instant },
): Promise<Card> {
  const { lang } = ctx;
  const all = await listWorkspaces(ctx.db, personId);
  const clients: Client[] = [];
  // One after another: each is a transaction in a scope of its own, and a portfolio must not crowd out people who wait.
  for (const { workspace, role } of all.slice(0, MOST_CLIENTS)) {
    const own: Ctx = {
      ...ctx,
      workspaceId: workspace.id,
      role,
      zone: workspace.zone,
      actor: { kind: "person", personId },
    };
    const at = periodText(periodOfForm(form, due ?? ctx.now, workspace.zone));
    clients.push(await readClient(own, workspaceName(workspace, lang), form, at));
  }
  const sorted = clients.toSorted((a, b) => needOf(b) - needOf(a));
  const parts = [leadPart(ctx, sorted), ...tablePart(ctx, sorted, form), ...restPart(ctx, all.length)];
  return { lang, parts };
}

async function readClient(ctx: Ctx, name: string, form: DigestForm, period: PeriodText): Promise<Client> {
  await ensureMarket(ctx);
  return withTx(
    ctx,
    async (tx) => {
      const { from, to } = periodOf(period);
      const arrivals = await readArrivals(tx, ctx);
      const reaches = arrivals.some(({ last }) => Temporal.PlainDate.compare(last, from) >= 0);
      const read = reaches
        ? await readBriefing(tx, ctx, {
            time: timeOfForm(form, period, ctx),
            against: comparedWith(form, period),
            metrics: [],
            filters: [],
            movers: 1,
          })
        : undefined;
      const briefing: Briefing | undefined = read && !("declined" in read) ? read : undefined;
      const { count } = await waitingParts(tx, ctx, { readers: ctx.role, toRoom: false });
      return { name, briefing, late: lateOnes(arrivals, to), known: arrivals.length > 0, waiting: count };
    },
    { snapshot: true, durable: false },
  );
}

function leadPart({ lang }: Ctx, clients: readonly Client[]): Part {
  const needy = clients.filter((client) => needOf(client) > 0).length;
  const runs = {
    ko: [
      "고객사 ",
      counted(clients.length),
      "곳 가운데 ",
      counted(needy),
      "곳을 먼저 보시면 좋아요. 나에게만 보이는 요약이에요.",
    ],
    en: [
      counted(needy),
      " of your ",
      counted(clients.length),
      " clients want a look first. Only you see this.",
    ],
  }[lang];
  return { kind: "text", tone: "lead", runs };
}

function tablePart({ lang }: Ctx, clients: readonly Client[], form: DigestForm): Part[] {
  if (clients.length === 0) return [];
  const label = (ko: string, en: string): string => words(ko, en)[lang];
  const right = (key: string, text: string) => ({ key, label: text, align: "right" as const });
  const when = {
    daily: label("어제", "yesterday"),
    weekly: label("지난주", "last week"),
    monthly: label("지난달", "last month"),
  }[form];
  return [
    {
      kind: "table",
      title: label(`${when}의 고객사`, `Clients, ${when}`),
      columns: [
        { key: "client", label: label("고객사", "Client"), align: "left" },
        right("spend", label("광고비", "Spend")),
        right("result", label("성과", "Result")),
        right("change", label("변화", "Change")),
        { key: "next", label: label("다음 할 일", "Next step"), align: "left" },
      ],
      rows: clients.map((client): Cell[] => [
        client.briefing?.simulated ? `${client.name} (${label("데모", "demo")})` : client.name,
        figureOf(client, "spend"),
        mainOf(client)?.now ?? "–",
        mainOf(client)?.change ?? "",
        stepOf(client, lang),
      ]),
      note: label(
        "고객사마다 따로 읽었고 서로 더하지 않았어요. 성과는 매출, 없으면 전환이에요.",
        "Each client is read by itself and none are added. The result is revenue, else conversions.",
      ),
    },
  ];
}

function figureOf({ briefing }: Client, metric: string): Cell {
  return briefing?.figures.find((figure) => figure.metric === metric)?.now ?? "–";
}

function mainOf({ briefing }: Client): Briefing["figures"][number] | undefined {
  return briefing?.figures.find(({ metric }) => metric === briefing.main) ?? briefing?.figures[1];
}

function restPart({ lang }: Ctx, all: number): Part[] {
  const more = all - MOST_CLIENTS;
  if (more <= 0) return [];
  const runs = {
    ko: ["외 ", counted(more), "곳은 해당 고객사 대화에서 ‘오늘 요약’으로 볼 수 있어요."],
    en: [counted(more), " more: ask for “daily digest” in their own conversation."],
  }[lang];
  return [{ kind: "text", tone: "note", runs }];
}
