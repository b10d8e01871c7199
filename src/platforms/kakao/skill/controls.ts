// What can be pressed, and the small things that cards are made of. Unknown fields are let through: the guides add some from time to time.

import { z } from "zod";
import { limits, type Profile } from "./limits.ts";

export const Words = z.string().min(1);
export const Address = z.url({ protocol: /^https?$/ });
const extra = z.record(z.string(), z.unknown()).optional();

/** Kakao's own name of a block, 24 hexadecimal digits. */
const BlockId = z.string().regex(/^[0-9a-f]{24}$/, "the id of a real block");

const shared = ["webLink", "message", "block", "phone", "share", "operator"] as const;
const teamOnly = ["guide", "invite", "inviteMember", "mention", "settings"] as const;

function buttonOf(profile: Profile) {
  const actions: readonly string[] = profile === "team" ? [...shared, ...teamOnly] : shared;
  return z
    .object({
      label: Words,
      action: z.string(),
      webLinkUrl: Address.optional(),
      messageText: Words.optional(),
      phoneNumber: Words.optional(),
      blockId: BlockId.optional(),
      extra,
    })
    .superRefine((button, context) => {
      if (!actions.includes(button.action))
        context.addIssue({ code: "custom", path: ["action"], message: `one of ${actions.join(", ")}` });
      for (const field of needed[button.action] ?? [])
        if (button[field] === undefined)
          context.addIssue({ code: "custom", path: [field], message: `needed for ${button.action}` });
    });
}

const needed: Readonly<
  Record<string, readonly ("webLinkUrl" | "messageText" | "blockId" | "phoneNumber")[]>
> = {
  webLink: ["webLinkUrl"],
  message: ["messageText"],
  block: ["blockId"],
  phone: ["phoneNumber"],
};

/** Fields of every card that can be pressed. */
export function pressable(profile: Profile) {
  return {
    buttons: z.array(buttonOf(profile)).optional(),
    buttonLayout: z.enum(["vertical", "horizontal"]).optional(),
  };
}

export function buttonCount(
  card: { buttons?: unknown[] | undefined; buttonLayout?: string | undefined },
  profile: Profile,
): string | undefined {
  const { buttons: most } = limits;
  const upright = profile === "team" ? most.verticalInTeam : most.vertical;
  const few = card.buttonLayout === "horizontal" ? most.horizontal : upright;
  return (card.buttons?.length ?? 0) > few ? `at most ${few} buttons` : undefined;
}

export const QuickReply = z
  .object({
    label: Words,
    action: z.enum(["message", "block"]),
    messageText: Words.optional(),
    blockId: BlockId.optional(),
    extra,
  })
  .superRefine(({ action, messageText, blockId }, context) => {
    if (action === "message" && messageText === undefined)
      context.addIssue({ code: "custom", path: ["messageText"], message: "needed for message" });
    if (action === "block" && blockId === undefined)
      context.addIssue({ code: "custom", path: ["blockId"], message: "needed for block" });
  });

export const Link = z.object({ web: Address.optional(), mobile: Address.optional(), pc: Address.optional() });

export const Thumbnail = z.object({
  imageUrl: Address,
  altText: z.string().optional(),
  fixedRatio: z.boolean().optional(),
  link: Link.optional(),
  width: z.number().int().positive().optional(),
  height: z.number().int().positive().optional(),
});
