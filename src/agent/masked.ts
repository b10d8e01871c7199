// Contacts of the message being answered: tools work with them, and nothing that is kept, shown or sent to a model holds them.

import { concealed, type Contacts, noContacts, revealed } from "../language/contacts.ts";
import { openedIn, sealedIn } from "../capabilities/audience/vault.ts";
import type { Ctx } from "../capabilities/context.ts";
import type { ToolResult } from "../capabilities/tool.ts";
import type { Card, Part } from "../core/card/card.ts";
import type { Choice } from "../core/card/choice.ts";
import { Failure } from "../core/failure.ts";
import { say, words } from "../core/locale.ts";

/** What a tool is given: masks of this message and what a pressed button kept of another are contacts again. */
export function withContacts<Here extends Ctx>(ctx: Here, input: unknown): { ctx: Here; given: unknown } {
  const { value, contacts } = openedIn(ctx, input, ctx.contacts ?? noContacts);
  return { ctx: { ...ctx, contacts }, given: revealed(value, contacts) };
}

/** The context of a tool: what it hands on to a language model goes there masked. */
export function maskedOutlets<Here extends Ctx>(ctx: Here): Here {
  const { contacts = noContacts, judge, openCopyAsking, askPicture } = ctx;
  if (contacts.size === 0) return ctx;
  return {
    ...ctx,
    ...(judge && { judge: { ...judge, later: (asked) => judge.later(concealed(asked, contacts)) } }),
    ...(openCopyAsking && {
      openCopyAsking: () => {
        const ask = openCopyAsking();
        return async (asking) => revealed(await ask(concealed(asking, contacts)), contacts);
      },
    }),
    ...(askPicture && { askPicture: (asking) => askPicture(concealed(asking, contacts)) }),
  };
}

export function maskedResult(ctx: Ctx, result: ToolResult): ToolResult {
  const { contacts = noContacts } = ctx;
  if (contacts.size === 0) return result;
  const { card, facts, tells, ...rest } = result;
  return {
    ...rest,
    card: maskedCard(ctx, card),
    facts: concealed(facts, contacts),
    ...(tells && { tells: tells.map((tell) => ({ ...tell, input: sealedIn(ctx, tell.input, contacts) })) }),
  };
}

/** Its words with masks; what its buttons go on with is sealed. */
export function maskedCard(ctx: Ctx, card: Card): Card {
  const { contacts = noContacts } = ctx;
  if (contacts.size === 0) return card;
  const parts = card.parts.map((part) => maskedPart(ctx, part, contacts));
  const shown = card.parts.some(
    (part) =>
      part.kind === "findings" && part.rewrite !== null && concealed(part.rewrite, contacts) !== part.rewrite,
  );
  return {
    ...card,
    parts: shown ? [...parts, { kind: "text", tone: "note", runs: [say(card.lang, maskNote)] }] : parts,
  };
}

const maskNote = words(
  "연락처는 가려서 보여 드려요. 문구를 쓰실 때는 원래 연락처로 바꿔 주세요.",
  "Contacts are shown masked: put your own back in when you use the text.",
);

function maskedPart(ctx: Ctx, part: Part, contacts: Contacts): Part {
  if (part.kind !== "proposal" && part.kind !== "form") return concealed(part, contacts);
  const choice = (one: Choice): Choice =>
    "token" in one.press
      ? one
      : {
          ...concealed(one, contacts),
          press: { ...one.press, input: sealedIn(ctx, one.press.input, contacts) },
        };
  const { choices, ...rest } = part;
  return { ...concealed(rest, contacts), choices: choices.map(choice) } as Part;
}

/** What a person is told of a failure may repeat what they wrote. */
export function maskedFailure(ctx: Ctx, error: unknown): unknown {
  const { contacts = noContacts } = ctx;
  if (contacts.size === 0 || !(error instanceof Failure)) return error;
  const { say: told, next, cause } = error.texts;
  return new Failure(error.code, concealed(error.message, contacts), {
    ...(told && { say: concealed(told, contacts) }),
    ...(next && { next: concealed(next, contacts) }),
    ...(cause !== undefined && { cause }),
  });
}
