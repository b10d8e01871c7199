// Contacts as such: one is erased on request, and admins see who worked with them.

import { z } from "zod";
import { Failure } from "../../core/failure.ts";
import { words } from "../../core/locale.ts";
import type { Ctx } from "../context.ts";
import { defineTool, type Tool, type ToolResult } from "../tool.ts";
import { accessLog } from "./access.ts";
import { mustBeAddress } from "./address.ts";
import { accessCard, askErasureCard, erasedCard } from "./contact-cards.ts";
import { eraseContact } from "./erasure.ts";
import { mustHaveKey } from "./sealing.ts";
import { maskOf } from "./labels.ts";

const Named = z.object({
  contact: z.string().max(320).optional().describe("The telephone number or mail address, as it was said."),
});

const SHOWN = 20;

export const contactTools: readonly Tool[] = [
  defineTool({
    name: "erase_contact",
    about:
      "Ask to erase one person's contact (a deletion request): their telephone number or mail address, as it was said. A press erases it.",
    effect: "write",
    startedBy: "words",
    action: "contact.erase",
    input: Named,
    run: askErasure,
    propose: askErasure,
  }),
  defineTool({
    name: "apply_erasure",
    about: "Erase a contact. Started by a press only.",
    effect: "write",
    action: "contact.erase",
    input: z.object({ contact: z.string().max(320) }),
    run: async (ctx, { contact }) => {
      const erased = await eraseContact(ctx, contact);
      return { card: erasedCard(ctx.lang, erased), facts: erased, outside: false };
    },
  }),
  defineTool({
    name: "show_access_log",
    about: "Who worked with contact data, when, what for and on which list. For admins.",
    effect: "read",
    input: z.object({ count: z.number().int().min(1).max(50).optional() }),
    run: async (ctx, { count = SHOWN }) => {
      const rows = await accessLog(ctx, count);
      return { card: accessCard(ctx.lang, rows, ctx.zone), facts: { shown: rows.length }, outside: false };
    },
  }),
];

async function askErasure(ctx: Ctx, { contact }: z.output<typeof Named>): Promise<ToolResult> {
  if (contact === undefined) throw nobodyNamed();
  mustHaveKey(ctx);
  mustBeAddress(contact);
  const card = askErasureCard(ctx.lang, { contact, shown: maskOf(ctx, contact) });
  return { card, facts: { changed: false }, outside: false };
}

function nobodyNamed(): Failure {
  return new Failure("invalid", "a deletion request without a contact", {
    say: words("어느 연락처를 지울지 알려 주세요.", "Tell me which contact to erase."),
    next: words(
      "예: “010-0000-0000 연락처 지워줘”. 번호는 가려서 저장해요.",
      "For example “erase 010-0000-0000”; the number is masked before it is stored.",
    ),
  });
}
