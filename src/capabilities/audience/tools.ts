// Groups of people to reach: what the agent may propose. Nothing is carried out yet.

import { z } from "zod";
import { words } from "../../core/locale.ts";
import { Filter, QueryTime } from "../../core/query.ts";
import { Targeting } from "../../core/slots.ts";
import { type Wish, wishTool } from "../not-yet.ts";
import { defineTool, type Tool } from "../tool.ts";
import { mustBeAddress } from "./address.ts";
import { ReachAsk, Withdrawal, whoMayReceive, withdrawConsent } from "./audience.ts";
import { askWithdrawal, reachCard, withdrawnCard } from "./cards.ts";
import { contactTools } from "./contact-tools.ts";
import { withoutList } from "./dues.ts";
import { noticeTools } from "./notice-tools.ts";
import { maskOf } from "./labels.ts";

const needed = {
  what: words("타겟·세그먼트", "Audiences"),
  needs: words(
    "동의 받은 고객 목록과 매체 연결이 필요해요.",
    "It needs a customer list with consent and a connected medium.",
  ),
  today: words(
    "지금은 연령·성별·지역별 성과가 담긴 보고서라면 나눠서 보여 드릴 수 있어요.",
    "Today I can split results by age, gender or region when your reports hold them.",
  ),
};

const making: Wish<CreateAudience> = {
  lacking: ({ product, targeting, did, didNot, filters }) =>
    product || targeting || did.length + didNot.length + filters.length > 0 ? [] : ["target"],
  ...needed,
};
const looking: Wish<ShowAudience> = needed;

const Deed = z.enum(["click", "purchase", "view", "add_to_cart"]);
const group = {
  product: z.string().optional().describe("What the people should be interested in."),
  targeting: Targeting.optional(),
  did: z.array(Deed).default([]),
  didNot: z.array(Deed).default([]),
  time: QueryTime.optional(),
  filters: z.array(Filter).max(10).default([]),
};

export const CreateAudience = z.object(group);
export type CreateAudience = z.output<typeof CreateAudience>;
export const ShowAudience = z.object({ action: z.enum(["show", "review"]).default("show"), ...group });
export type ShowAudience = z.output<typeof ShowAudience>;

export const audienceTools: readonly Tool[] = [
  wishTool(
    {
      name: "create_audience",
      about: "Propose a segment of people: who they are, what they did or did not do.",
      effect: "write",
      action: "audience.create",
      input: CreateAudience,
    },
    making,
  ),
  wishTool(
    {
      name: "show_audience",
      about: "Show the segments there are, or judge one: its size, who is in it, whom it leaves out.",
      effect: "read",
      input: ShowAudience,
    },
    looking,
  ),
  defineTool({
    name: "show_reach",
    about:
      "Count who may get advertising now, who must wait until when and who never, per channel, by the consents on file; lists the confirmations and notices that are due.",
    effect: "read",
    input: ReachAsk,
    run: async (ctx, input) => {
      const found = await whoMayReceive(ctx, input);
      const { at, minutes, reach, dues } = found;
      const facts = { at: at.toString(), minutes, reach, due: dues.map(withoutList) };
      return { card: reachCard(ctx.lang, found), facts, outside: false };
    },
  }),
  ...noticeTools,
  ...contactTools,
  defineTool({
    name: "withdraw_consent",
    about:
      "Record that a person refuses advertising: their telephone number or mail address, as it was said. Takes effect at once.",
    effect: "write",
    startedBy: "words",
    action: "consent.withdraw",
    input: Withdrawal,
    run: async (ctx, input) => {
      const { channels } = await withdrawConsent(ctx, input);
      return { card: withdrawnCard(ctx.lang, channels), facts: { channels }, outside: false };
    },
    propose: async (ctx, input) => {
      mustBeAddress(input.contact);
      const card = askWithdrawal(ctx.lang, input, maskOf(ctx, input.contact));
      return { card, facts: { changed: false }, outside: false };
    },
  }),
];
