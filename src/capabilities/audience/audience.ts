// Door of audience: who may be written to, on which channel, from when; and the consents that say so.

import { z } from "zod";
import { canonicalJson } from "../../core/canonical.ts";
import { Failure } from "../../core/failure.ts";
import { words } from "../../core/locale.ts";
import { withTx } from "../../db/db.ts";
import { SendChannel } from "../compliance/compliance.ts";
import type { Ctx } from "../context.ts";
import { write } from "../write.ts";
import { type Address, addressIn } from "./address.ts";
import type { ConsentList } from "./consent-list.ts";
import { addConsents, contactsOf, recordAccess, type Standing, standings } from "./ledger.ts";
import { type Due, duesOf, type Reach, reachOf } from "./reach.ts";

export type Imported = {
  contacts: number;
  recorded: number;
  /** Lines that say what is on file already. */
  unchanged: number;
  /** Lines that would have revived a consent the person took back later than they gave it. */
  stillWithdrawn: number;
  skipped: ConsentList["skipped"];
};

/** Adds a list of consents to the ledger. A withdrawal that is not older than a listed consent stays. */
export async function importConsents(ctx: Ctx, name: string, list: ConsentList): Promise<Imported> {
  return write(ctx, "consent.import", "write", async (tx) => {
    const ids = await contactsOf(
      tx,
      ctx,
      list.consents.map(({ address }) => address),
    );
    const now = new Map((await standings(tx, ctx)).map((one) => [keyOf(one), one]));
    const listed = list.consents.flatMap(({ address, channels, ...rest }) =>
      channels.map((channel) => ({
        ...rest,
        channel,
        contactId: ids.get(address.value) ?? "",
        source: name,
      })),
    );
    const living = listed.filter((one) => !isRevival(now.get(keyOf(one)), one));
    const fresh = living.filter((one) => !isSame(now.get(keyOf(one)), one));
    await addConsents(tx, ctx, fresh);
    await recordAccess(tx, ctx, "import", ids.size);
    const result = {
      contacts: ids.size,
      recorded: fresh.length,
      unchanged: living.length - fresh.length,
      stillWithdrawn: listed.length - living.length,
      skipped: list.skipped,
    };
    return { result, after: { contacts: result.contacts, recorded: result.recorded } };
  });
}

export const Withdrawal = z.object({
  contact: z.string().max(320).describe("The telephone number or mail address, as it was said."),
  channel: SendChannel.optional().describe("Only this channel; left out, all of them."),
});
export type Withdrawal = z.output<typeof Withdrawal>;

/**
 * Takes back what a person allowed, from the next send on. A contact nobody knows is kept as withdrawn, so that no later list revives it.
 * @throws Failure "invalid" when it is neither a telephone number nor a mail address
 */
export async function withdrawConsent(
  ctx: Ctx,
  { contact, channel }: Withdrawal,
): Promise<{ channels: SendChannel[] }> {
  const address = addressIn(contact);
  if (!address) throw noAddress();
  return write(ctx, "consent.withdraw", "write", async (tx) => {
    const contactId = (await contactsOf(tx, ctx, [address])).get(address.value) ?? "";
    const known = (await standings(tx, ctx)).filter((one) => one.contactId === contactId);
    const channels = channel ? [channel] : channelsOf(address, known);
    const at = ctx.now.toZonedDateTimeISO(ctx.zone).toPlainDate().toString();
    const record = { kind: "withdrawn" as const, at };
    await addConsents(
      tx,
      ctx,
      channels.map((one) => ({ contactId, channel: one, record, source: "withdrawal" })),
    );
    await recordAccess(tx, ctx, "withdraw", 1);
    return { result: { channels }, subject: contactId, after: { channels } };
  });
}

/** Every channel the contact can be reached by, asked for or not: "never again" means all of them. */
function channelsOf({ kind }: Address, known: readonly Standing[]): SendChannel[] {
  const usual: SendChannel[] = kind === "phone" ? ["sms", "lms", "kakao_brand_message", "call"] : ["email"];
  return [...new Set([...usual, ...known.map(({ channel }) => channel)])];
}

/** Who may get advertising through which channel at this moment, and what is due for their consents. */
export async function whoMayReceive(ctx: Ctx): Promise<{ reach: Reach[]; dues: Due[] }> {
  return withTx(ctx, async (tx) => {
    const all = await standings(tx, ctx);
    await recordAccess(tx, ctx, "reach", new Set(all.map(({ contactId }) => contactId)).size);
    return { reach: reachOf(ctx, all), dues: duesOf(ctx, all) };
  });
}

function keyOf({ contactId, channel }: Pick<Standing, "contactId" | "channel">): string {
  return `${contactId}/${channel}`;
}

function isRevival(now: Standing | undefined, listed: Pick<Standing, "record">): boolean {
  if (now?.record.kind !== "withdrawn" || listed.record.kind === "withdrawn") return false;
  const { at } = listed.record;
  return at === undefined || now.record.at === undefined || at <= now.record.at;
}

function isSame(now: Standing | undefined, listed: Pick<Standing, "record">): boolean {
  return now !== undefined && canonicalJson(now.record) === canonicalJson(listed.record);
}

function noAddress(): Failure {
  return new Failure("invalid", "no telephone number and no mail address", {
    say: words(
      "전화번호나 이메일 주소로 보이지 않아요.",
      "That is neither a telephone number nor a mail address.",
    ),
    next: words(
      "예: “010-0000-0000 수신거부 처리해줘”처럼 적어 주세요.",
      "Write it like “opt out 010-0000-0000”.",
    ),
  });
}
