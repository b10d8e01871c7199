// Groups of people to reach: what the agent may propose. Nothing is carried out yet.

import { z } from "zod";
import { Failure } from "../../core/failure.ts";
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
    input: Withdrawal.partial({ contact: true }),
    run: async (ctx, { contact = whose(), ...input }) => {
      const { channels } = await withdrawConsent(ctx, { ...input, contact });
      return { card: withdrawnCard(ctx.lang, channels), facts: { channels }, outside: false };
    },
    propose: async (ctx, { contact = whose(), ...input }) => {
      mustBeAddress(contact);
      const card = askWithdrawal(ctx.lang, { ...input, contact }, maskOf(ctx, contact));
      return { card, facts: { changed: false }, outside: false };
    },
  }),
];

/** An earlier message holds its contacts masked: whom it is about is said once more. */
function whose(): never {
  throw new Failure("invalid", "a refusal without a contact", {
    say: words(
      "누구의 수신 거부인지 번호나 메일 주소를 알려 주세요. 아직 바뀐 것은 없어요.",
      "Tell me whose refusal it is, by number or mail address. Nothing was changed yet.",
    ),
    next: words(
      "예: “010-0000-0000 수신거부 해줘”. 지난 메시지의 연락처는 가려 두어서 다시 적어 주셔야 해요.",
      "For example “opt out 010-0000-0000”. Contacts of earlier messages are masked, so write it again.",
    ),
  });
}
